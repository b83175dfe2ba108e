"""Typer commands; no logic."""
