"""Reading a page's words with pylopdf: the second reader, and the one module that imports it.

Written in Rust and unrelated to PDFium: where both give the same words, two programs that have
nothing in common see them.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.errors import DamagedPdf, EncryptedPdf

if TYPE_CHECKING:
    import pylopdf

_LARGEST = 400_000_000
"""Bytes that one file may unpack to; and, with a page's text, more than any page has."""
_LONGEST = 20_000_000


class PageWords(NamedTuple):
    """A page as it was read again."""

    text: str
    """As the file writes it."""
    placed: str = ""
    """The same words as they stand on the page: line by line, from left to right."""
    is_whole: bool = True
    """Whether every character could be told: some fonts do not say what theirs mean."""


def read_page_words(path: Path, pdf_pages: Iterable[int]) -> dict[int, PageWords]:
    """Some 1-based pages, those that can be read.

    Raises DamagedPdf where the file cannot be read, EncryptedPdf where it needs a password.
    """
    import pylopdf

    limits = pylopdf.DocumentLimits(
        max_decompressed_size=_LARGEST, max_interpretation_size=_LARGEST, max_text_size=_LONGEST
    )
    pages: dict[int, PageWords] = {}
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            with pylopdf.open(path, limits=limits) as document:
                for page in pdf_pages:
                    caught.clear()
                    with suppress(Exception):  # a damaged page costs only itself
                        pages[page] = _read_page(document[page - 1], caught)
    except (pylopdf.PasswordError, pylopdf.EncryptedDocumentError) as error:
        raise EncryptedPdf(
            f"{path.name} needs a password.", "Give it with --password, or save an open copy."
        ) from error
    except Exception as error:  # on a damaged file it may raise anything
        raise DamagedPdf(
            f"{path.name} is damaged: pylopdf cannot read it.",
            "Get the file again, or repair it (for example with qpdf).",
        ) from error
    return pages


def _read_page(page: pylopdf.Page, caught: list[warnings.WarningMessage]) -> PageWords:
    text = str(page.get_text())
    words = sorted(page.get_text("words"), key=lambda word: word[1] + word[3])
    lines: list[list[Any]] = []
    for word in words:
        middle = (word[1] + word[3]) / 2
        if lines and lines[-1][0][1] < middle < lines[-1][0][3]:
            lines[-1].append(word)
        else:
            lines.append([word])
    placed = "\n".join(" ".join(word[4] for word in sorted(line)) for line in lines)
    return PageWords(text, placed, not caught)
