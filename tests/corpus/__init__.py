"""Tests of the corpus: catalogue, items, paths."""
