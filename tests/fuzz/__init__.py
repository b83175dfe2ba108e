"""Odd inputs, tried for ever."""
