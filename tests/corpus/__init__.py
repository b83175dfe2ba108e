"""Tests of the corpus: catalogue, items, places."""
