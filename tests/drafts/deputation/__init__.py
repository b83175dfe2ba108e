"""Tests of drafts/deputation/."""
