"""Tests of the benchmarks: what they draw, make, and judge."""
