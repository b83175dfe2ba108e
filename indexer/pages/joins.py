"""The running text of consecutive pages as one text, and which page each character is on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from corpus.frozen import frozen
from indexer.cleaning.page_text import PARAGRAPH, Seam


class PageOfText(Protocol):
    """What is needed of a page, stored or just cleaned."""

    @property
    def pdf_page(self) -> int:
        """1-based position in the file."""

    @property
    def body(self) -> str:
        """The running text."""

    @property
    def seam(self) -> Seam:
        """How it goes on over the page break."""


@frozen
class JoinedPages:
    """Running text over page breaks."""

    text: str
    pages: tuple[int, ...]
    """The 1-based PDF pages, in order."""
    starts: tuple[int, ...]
    """Offset in `text` at which each page's own text begins."""
    ends: tuple[int, ...]
    """Offset after each page's last character."""

    def find_page_index(self, position: int) -> int:
        """Index in `pages` of the page that holds the character at `position`."""
        return max(0, bisect_right(self.starts, position) - 1)

    def find_pages_of_span(self, start: int, end: int) -> tuple[int, ...]:
        """The PDF pages that the characters from `start` to `end` stand on."""
        first, last = self.find_page_index(start), self.find_page_index(max(start, end - 1))
        if first < last and start >= self.ends[first]:
            first += 1
        return self.pages[first : last + 1]

    def locate_on_page(self, position: int) -> tuple[int, int]:
        """PDF page and offset in that page's own text of the character at `position`."""
        at = self.find_page_index(position)
        return self.pages[at], position - self.starts[at]


def join_pages(pages: Sequence[PageOfText]) -> JoinedPages:
    """The running text of `pages`, which follow one another in one document."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    length = 0
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        body = page.body
        glue = ""
        if following is not None:
            if page.seam == "broken":
                body = body[:-1]
            glue = {"paragraph": PARAGRAPH, "space": " "}.get(page.seam, "")
        starts.append(length)
        ends.append(length + len(body))
        parts += [body, glue]
        length += len(body) + len(glue)
    return JoinedPages(
        "".join(parts), tuple(page.pdf_page for page in pages), tuple(starts), tuple(ends)
    )
