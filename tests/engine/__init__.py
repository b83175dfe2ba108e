"""Tests of engine/: every engine against the text itself, and what is particular to one."""
