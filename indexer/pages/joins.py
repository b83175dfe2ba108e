"""The running text of consecutive pages as one text, and which page each character is on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from corpus.frozen import frozen
from indexer.cleaning.page_text import PARAGRAPH, Seam


class PageOfText(Protocol):
    """A page, stored or just cleaned."""

    @property
    def number(self) -> int:
        """1-based position among the document's pages."""

    @property
    def body(self) -> str:
        """The running text."""

    @property
    def notes(self) -> str:
        """The footnotes and other text apart from it."""

    @property
    def seam(self) -> Seam:
        """How the running text continues on the next page."""


@frozen
class JoinedPages:
    """Running text over page breaks."""

    text: str
    pages: tuple[int, ...]
    """Their numbers: 1-based positions among the document's pages, in order."""
    starts: tuple[int, ...]
    """Where each page's own text begins, an offset in `text`."""
    ends: tuple[int, ...]
    """Where it ends."""

    def find_page_index(self, position: int) -> int:
        """The index in `pages` of the page that the character at `position` is on."""
        return max(0, bisect_right(self.starts, position) - 1)

    def find_pages_of_span(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of the pages that the characters from `start` up to `end` are on."""
        first, last = self.find_page_index(start), self.find_page_index(max(start, end - 1))
        if first < last and start >= self.ends[first]:  # in the glue after that page
            first += 1
        return self.pages[first : last + 1]

    def locate_on_page(self, position: int) -> tuple[int, int]:
        """The number of the page that the character at `position` is on, and its offset in that
        page's own text."""
        at = self.find_page_index(position)
        return self.pages[at], position - self.starts[at]


def join_pages(pages: Sequence[PageOfText]) -> JoinedPages:
    """The running text of `pages`, which must be consecutive pages of one document."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    length = 0
    for at, page in enumerate(pages):
        body, glue = page.body, ""
        if at < len(pages) - 1:
            body = body[:-1] if page.seam == "broken" else body
            glue = {"paragraph": PARAGRAPH, "space": " "}.get(page.seam, "")
        starts.append(length)
        ends.append(length + len(body))
        parts += [body, glue]
        length += len(body) + len(glue)
    return JoinedPages(
        "".join(parts), tuple(page.number for page in pages), tuple(starts), tuple(ends)
    )
