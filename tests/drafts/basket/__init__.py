"""Tests of drafts/basket/."""
