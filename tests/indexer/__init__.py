"""Tests of the indexer: reading, labels, text, the store and the index."""
