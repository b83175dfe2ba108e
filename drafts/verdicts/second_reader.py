"""The second reader: does another PDF engine see the quoted words, too?

A careful clerk would want two independent programs to agree on the words. Only the pages that hold
the quotations are read again, with pylopdf, or where that fails with pdfminer.six; what it sees of
the words of the passage is compared word by word (`seen_words.py`). Files come from strangers, so
they are read in a process of its own, which is given up where one takes too long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from corpus.errors import ReadingError
from drafts.verdicts.passage_lines import list_passage_lines
from drafts.verdicts.seen_words import SeenWords
from indexer.labels.pinpoint_wording import list_pdf_pages
from indexer.library import Library
from indexer.readers.lopdf import PageWords
from indexer.readers.signatures import is_pdf
from indexer.updating.page_readings import PageReading, read_pages_apart
from search.locating.match import Match

SeenPages = Mapping[tuple[str, int], "SeenPage | None"]
"""By file (relative path) and 1-based page: what the second reader sees, None if it cannot read the
page."""


class SeenPage:
    """What the second reader sees of a page."""

    def __init__(self, page: PageWords) -> None:
        self._page = page

    @cached_property
    def _as_written(self) -> SeenWords:
        return SeenWords(self._page.text)

    @cached_property
    def _as_placed(self) -> SeenWords:
        return SeenWords(self._page.placed or self._page.text)

    def describe_disagreement(self, line: str) -> str:
        """What it sees otherwise of a line, as the end of a sentence; "" if nothing is. It agrees
        if the words are so in the order of the file, or as they stand on the page."""
        found = self._as_written.describe_disagreement(line)
        if not found or not self._as_placed.describe_disagreement(line):
            return ""
        unsure = "cannot tell all characters, and does not confirm these words"
        return found if self._page.is_whole else unsure


def read_again(library: Library, matches: Iterable[Match]) -> SeenPages:
    """Every page that the matches stand on, as another engine reads it."""
    wanted: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    places: dict[str, Path] = {}
    for match in matches:
        if not is_pdf(match.entry.document.reader):  # there is no second reader of other files
            continue
        with suppress(ReadingError):  # the store names a file that is not in the corpus
            places[match.entry.files[0]] = library.locate_file(match.entry)
            wanted[match.entry.files[0], match.entry.document.reader].update(
                list_pdf_pages(match.labels)
            )
    readings = [
        PageReading(str(places[file]), tuple(sorted(pages)), first_reader)
        for (file, first_reader), pages in wanted.items()
    ]
    seen: dict[tuple[str, int], SeenPage | None] = {}
    for (file, _), reading, words in zip(
        wanted, readings, read_pages_apart(readings, library.apart), strict=True
    ):
        for page in reading.pdf_pages:
            seen[file, page] = SeenPage(words[page]) if page in words else None
    return seen


def describe_disagreement(library: Library, match: Match, pages: SeenPages) -> str:
    """One sentence on what the second reader sees otherwise of the words of `match`; "" if it sees
    the same, or if it does not read such files."""
    if not is_pdf(match.entry.document.reader):
        return ""
    file = match.entry.files[0]
    for passage_line in list_passage_lines(library, match):
        pdf_page = passage_line.sheet.pdf_page
        page = pages.get((file, pdf_page))
        if page is None:
            return f"The second reader could not read PDF page {pdf_page}."
        disagreement = page.describe_disagreement(passage_line.text)
        if disagreement:
            return f"The second reader {disagreement} on PDF page {pdf_page}."
    return ""
