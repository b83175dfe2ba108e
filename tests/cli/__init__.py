"""Tests of the command line: the real program, run as users run it."""
