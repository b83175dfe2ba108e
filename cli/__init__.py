"""Typer commands: words in, words out; no logic."""
