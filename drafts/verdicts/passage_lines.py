"""The lines of the page that a passage stands on, and which stretch of each belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from indexer.library import Library
from indexer.readers.sheets import Line, Sheet
from search.locating.match import Match


class PassageLine(NamedTuple):
    """One line of a page, and the stretch of it that belongs to a passage."""

    sheet: Sheet
    line: Line
    start: int
    """0-based offset in the line's text of the first character that belongs to the passage."""
    end: int
    """Offset after the last one."""

    @property
    def text(self) -> str:
        """What the passage takes from the line."""
        return self.line.text[self.start : self.end]


def list_passage_lines(library: Library, match: Match) -> Iterator[PassageLine]:
    """The lines of `match`, page by page, in reading order."""
    for number in match.numbers:
        key = library.get_page_key(match.entry, number)
        sheet, body_map, notes_map = library.store.read_page_map(key)
        page = library.store.read_pages([key])[key]
        text = page.notes if match.in_notes else page.body
        start = match.position[1] if number == match.position[0] else 0
        end = match.end[1] if number == match.end[0] else len(text)
        text_map = notes_map if match.in_notes else body_map
        stretches = text_map.find_line_stretches(start, end)
        for line, of_line in groupby(stretches, key=lambda stretch: stretch[0]):
            spans = [(first, last) for _, first, last in of_line]
            last = max(last for _, last in spans)
            yield PassageLine(sheet, sheet.lines[line], spans[0][0], last)
