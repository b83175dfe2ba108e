"""What was read of one page's picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from indexer.readers.geometry import Box
from indexer.readers.sheets import Line


class SeenWord(NamedTuple):
    """How sure a word is, and where it is in the picture."""

    start: int
    """Index of its first character in the page's characters, counted as `Line.start` is."""
    end: int
    """Index after its last."""
    confidence: int
    """0 to 100."""
    box: Box
    """In points on the page as displayed, even where it was turned or levelled for reading."""


@dataclass(frozen=True, slots=True)
class PictureReading:
    """The lines of a page, as any reader gives them, and the words that they are made of."""

    lines: tuple[Line, ...]
    """Where they would stand on the page as displayed, if it lay level."""
    words: tuple[SeenWord, ...]
    engine: str
    """Which program of which version read it: "tesseract 5.5.4"."""
    languages: str
    """Those that it was read in, as Tesseract writes them: "eng+fra"."""
    width: float = 0.0
    """Of the page as displayed, in points."""
    height: float = 0.0
    problem: str = ""
    """Why it could not be read, or ""; follows the page's name: "took longer than 120 s."."""
