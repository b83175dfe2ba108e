"""How files are to be read, and why one could not be: what a run and its workers agree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReaderName = Literal["pdfium", "pdfminer"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are to be read."""

    reader: ReaderName = "pdfium"
    passwords: tuple[str, ...] = ()
    time_limit: float = 120.0
    """Seconds that one file may take."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file could not be read."""

    problem: str
    """Follows the file's name: "needs a password."."""
    advice: str
