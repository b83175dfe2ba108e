"""Reading with pdfminer.six: the second reader, the fallback, and the one module that imports it.

Slower than PDFium by a factor of ten to forty, and unrelated to it: where both give the same words,
the words are on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import TypeVar

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTImage, LTPage, LTTextLine
from pdfminer.pdfdocument import (
    PDFDocument,
    PDFEncryptionError,
    PDFNoPageLabels,
    PDFPasswordIncorrect,
)
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import PDFException, resolve1
from pdfminer.psparser import PSException
from pdfminer.utils import decode_text

from corpus.errors import DamagedPdf, EncryptedPdf
from indexer.geometry import Box, Display
from indexer.sheets import FileReading, Line, Sheet
from indexer.words import SUPERSCRIPT_DIGITS


T = TypeVar("T")


def read_pdf(
    path: Path, passwords: tuple[str, ...] = (), pdf_pages: Iterable[int] | None = None
) -> FileReading:
    """The sheets of the file at `path`: all, or the 1-based `pdf_pages` only, in the file's order.

    Raises DamagedPdf and EncryptedPdf as the PDFium reader does.
    """
    wanted = None if pdf_pages is None else sorted(set(pdf_pages))
    try:
        password, labels, information = _structure(path, passwords)
        pages = extract_pages(
            path,
            password=password,
            page_numbers=None if wanted is None else [page - 1 for page in wanted],
            laparams=LAParams(all_texts=True),
        )
        numbers: Iterator[int] = iter(wanted) if wanted is not None else iter(range(1, 10**9))
        sheets = tuple(_sheet(page, number, labels) for page, number in zip(pages, numbers))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise EncryptedPdf(
            f"{path.name} needs a password.", "Give it with --password, or save an open copy."
        ) from error
    except (PDFException, PSException, ValueError, TypeError, KeyError, OSError) as error:
        raise DamagedPdf(
            f"{path.name} is damaged: pdfminer.six cannot read it.",
            "Get the file again, or repair it (for example with qpdf).",
        ) from error
    return FileReading(sheets, "pdfminer", information)


def _structure(
    path: Path, passwords: tuple[str, ...]
) -> tuple[str, dict[int, str], dict[str, str]]:
    """The password that opens the file, its page labels by 1-based page, its information."""
    for password in ("", *passwords):
        with path.open("rb") as file:
            try:
                document = PDFDocument(PDFParser(file), password)
            except (PDFPasswordIncorrect, PDFEncryptionError):
                continue
            return password, _page_labels(document), _information(document)
    raise PDFPasswordIncorrect


def _page_labels(document: PDFDocument) -> dict[int, str]:
    try:
        count = int(resolve1(resolve1(document.catalog["Pages"])["Count"]))
        return dict(zip(range(1, count + 1), document.get_page_labels()))
    except (PDFNoPageLabels, PDFException, PDFSyntaxError, KeyError, TypeError, ValueError):
        return {}


def _information(document: PDFDocument) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in document.info:
        for key, value in entry.items():
            value = resolve1(value)
            if isinstance(value, bytes):
                value = decode_text(value)
            if isinstance(value, str) and value.strip():
                found[str(key)] = value.strip()
    return found


def _sheet(page: LTPage, pdf_page: int, labels: dict[int, str]) -> Sheet:
    """pdfminer.six has applied /Rotate already and reports the visible box as the page's."""
    display = Display(Box(page.x0, page.y0, page.x1, page.y1), 0)
    lines: list[Line] = []
    start = 0
    for found in _text_lines(page):
        line = _line(found, start, display)
        start += len(found.get_text())
        if line is not None:
            lines.append(line)
    images = 0 if lines else sum(1 for _ in _of_type(page, LTImage))
    width, height = display.size
    return Sheet(pdf_page, width, height, tuple(lines), labels.get(pdf_page, ""), images)


def _text_lines(container: LTContainer) -> Iterator[LTTextLine]:
    return (line for line in _of_type(container, LTTextLine))


def _of_type(container: LTContainer, wanted: type[T]) -> Iterator[T]:
    for element in container:
        if isinstance(element, wanted):
            yield element
        elif isinstance(element, LTContainer):
            yield from _of_type(element, wanted)


def _line(found: LTTextLine, start: int, display: Display) -> Line | None:
    chars = [char for char in found if isinstance(char, LTChar)]
    text = "".join(_marked(list(found))).rstrip("\n")
    box = display.place(Box(found.x0, found.y0, found.x1, found.y1))
    if not chars or not text.strip() or not display.shows(box):
        return None
    a, b = chars[len(chars) // 2].matrix[:2]
    angle = (0 if a > 0 else 180) if abs(a) >= abs(b) else (270 if b > 0 else 90)
    size = median(char.size for char in chars)
    hyphenated = text.rstrip().endswith(("-", "\u00ad", "\u2010"))
    return Line(text, box.x0, box.y0, box.x1, box.y1, start, round(size, 2), angle, hyphenated)


def _marked(elements: list[object]) -> Iterator[str]:
    """The line's characters, superscript digits as Unicode superscripts."""
    chars = [char for char in elements if isinstance(char, LTChar)]
    body = median(char.size for char in chars) if chars else 0.0
    base = median(char.y0 for char in chars) if chars else 0.0
    for element in elements:
        text = element.get_text() if hasattr(element, "get_text") else ""
        raised = (
            isinstance(element, LTChar)
            and text.isdigit()
            and text.isascii()
            and element.size <= 0.9 * body
            and element.y0 - base >= 0.15 * body
        )
        yield SUPERSCRIPT_DIGITS[int(text)] if raised else text
