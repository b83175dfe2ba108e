"""How files are to be read, and why one could not be: what a run and its workers agree on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.apart.limits import DEFAULT_MEMORY

ReaderName = Literal["pdfium", "pdfminer"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are to be read."""

    reader: ReaderName = "pdfium"
    passwords: tuple[str, ...] = ()
    time_limit: float = 120.0
    """Seconds that one file may take, and one page that is read from its picture."""
    memory: int = DEFAULT_MEMORY
    """Bytes that reading one file may take."""
    recognise: bool = True
    """Whether pages that are pictures are read."""
    languages: str = ""
    """In which languages, as Tesseract writes them ("eng+fra"); "" for each document's own."""
    tessdata: Path | None = None
    """The folder with what Tesseract knows of languages; None for where it is installed."""
    dask: str = ""
    """The address of the scheduler whose workers read; "" for processes of this machine."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file could not be read."""

    problem: str
    """Follows the file's name: "needs a password."."""
    advice: str
