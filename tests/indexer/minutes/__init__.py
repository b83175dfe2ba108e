"""Tests of indexer.minutes."""
