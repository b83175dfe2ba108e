"""Tests of the reference check."""
