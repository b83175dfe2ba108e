"""Tests of reading pages from their pictures."""
