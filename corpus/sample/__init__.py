"""Invented documents of an invented city: a corpus to try pincite on, and to test it with."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the sample's PDFs and its catalogue are."""
