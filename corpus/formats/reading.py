"""A file of records is read: where a stranger's file is parsed, apart from everything else."""

from __future__ import annotations

from pathlib import Path

from corpus.apart.pool import Pool
from corpus.decoding import decode_file
from corpus.formats.interface import FormatReading
from corpus.formats.registry import get_format, guess_format

_SECONDS = 120.0
"""Seconds that a file may take."""


def read_records(file: Path, name: str, apart: Pool) -> tuple[FormatReading, str]:
    """The records of a file in the format called `name` (if that is "", in the one that it looks
    like), and a sentence if its encoding had to be guessed. A process of `apart` reads them.

    Raises RequestError, or GivenUp if reading takes too much.
    """
    return apart.call(_read_file, (file, name), about=file.name, seconds=_SECONDS)


def read_record_text(text: str, name: str, called: str, apart: Pool) -> FormatReading:
    """The same for a text in a format; `called` names it in errors."""
    return apart.call(_read_text, (text, name), about=called, seconds=_SECONDS)


def _read_file(file: Path, name: str) -> tuple[FormatReading, str]:
    text, note = decode_file(file)
    form = get_format(name) if name else guess_format(file, text)
    return form.read(text), note


def _read_text(text: str, name: str) -> FormatReading:
    return get_format(name).read(text)
