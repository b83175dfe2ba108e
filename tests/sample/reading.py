"""The sample's PDFs as an ordinary reader sees them, and what is known to be true of them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2

from corpus.sample import FOLDER

HERE = Path(__file__).parent
TRUTH: dict[str, Any] = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))
"""By file: the printed labels and which of them are printed, one entry for each sheet."""
PASSAGES: list[dict[str, Any]] = json.loads((HERE / "passages.json").read_text(encoding="utf-8"))
"""Passages as a careful reader would quote them, with the sheets on which they stand."""


@cache
def page_texts(path: Path) -> tuple[str, ...]:
    """The text of each page of a PDF, as PDFium gives it."""
    document = pypdfium2.PdfDocument(path)
    try:
        return tuple(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def page_text(name: str, pdf_page: int) -> str:
    """The text of one page of the sample; `pdf_page` is 1-based."""
    return page_texts(FOLDER / name)[pdf_page - 1]


def letters(text: str) -> str:
    """Only the letters of `text`, in lower case: what no line break, mark or hyphen can change."""
    return "".join(character for character in text.lower() if character.isalpha())
