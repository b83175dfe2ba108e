"""Tests of search: the query language and the lexicon."""
