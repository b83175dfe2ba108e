"""Which paragraphs of a PDF draft are block quotations: set further in than the text and announced.

An indent alone says little, since lists and tables are indented, too. A block quotation is led in
to by a colon, or has its citation at its end or in the line below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from drafts.citations.citation_parser import find_citation_tail, is_citation_line
from indexer.cleaning.page_text import PARAGRAPH, PageText
from indexer.readers.flowing.flowing_text import Style
from indexer.readers.flowing.indents import measure_usual_indent
from indexer.readers.sheets import Line, Sheet
from indexer.words.tokens import SUPERSCRIPT_DIGITS, split_words

_LEAST, _MOST = 12, 110
"""Points by which a block quotation is set in: less is chance, more is another column."""
_STRAY = 2
"""Points by which the lines of one paragraph may begin apart."""
_FEWEST_WORDS = 8
_LIST_ITEM = re.compile(
    rf"\s*(?:[{SUPERSCRIPT_DIGITS}]|(?:[•●▪■◦‣*–—-]|\(?(?:\d{{1,3}}|[a-zA-Z]|[ivxIVX]{{1,5}})[.)])\s)"
)
"""The beginning of an item of a list, or of a note."""
_ENDS_IN_MARK = re.compile(rf"[{SUPERSCRIPT_DIGITS}]+\s*$")


class IndentedParagraphs:
    """How far the paragraphs of a PDF are set in."""

    def __init__(self, sheets: Sequence[Sheet], texts: Sequence[PageText]) -> None:
        self._insets: dict[tuple[int, int], int] = {}
        """By 1-based page and paragraph: points that all its lines but the first are set in by."""
        for sheet, text in zip(sheets, texts, strict=True):
            self._measure(sheet, text)

    def _measure(self, sheet: Sheet, text: PageText) -> None:
        paragraphs = list(_list_lines(sheet, text))
        margin = measure_usual_indent(round(line.x0) for lines in paragraphs for line in lines)
        for number, lines in enumerate(paragraphs, start=1):
            if lines:
                lefts = [round(line.x0) - margin for line in lines]
                rest = lefts[1:] or lefts
                even = max(rest) - min(rest) <= _STRAY and lefts[0] >= min(rest) - _STRAY
                self._insets[text.number, number] = min(rest) if even else 0

    def choose_styles(self, paragraphs: Sequence[tuple[str, int, int]]) -> list[Style]:
        """The style of each paragraph, given by its text, its page and its number there."""
        styles: list[Style] = []
        for at, (text, page, number) in enumerate(paragraphs):
            inset = self._insets.get((page, number), 0)
            before = paragraphs[at - 1] if at else ("", 0, 0)
            below = paragraphs[at + 1][0] if at + 1 < len(paragraphs) else ""
            goes_on = (
                bool(styles)
                and styles[-1] == "block-quotation"
                and abs(inset - self._insets.get(before[1:], 0)) <= _STRAY
                and not _ends_in_citation(before[0])
            )
            announced = before[0].rstrip().endswith(":") or goes_on
            cited = _ends_in_citation(text) or is_citation_line(below)
            fits = _LEAST <= inset <= _MOST and len(split_words(text)) >= _FEWEST_WORDS
            quoted = fits and (announced or cited) and not _LIST_ITEM.match(text)
            styles.append("block-quotation" if quoted else "body")
        return styles


def _ends_in_citation(text: str) -> bool:
    return find_citation_tail(text) < len(text.rstrip()) or bool(_ENDS_IN_MARK.search(text))


def _list_lines(sheet: Sheet, text: PageText) -> Iterator[list[Line]]:
    """The lines of each paragraph of a page's running text."""
    paragraphs = text.body.split(PARAGRAPH) if text.body else []
    ends = accumulate(len(paragraph) + len(PARAGRAPH) for paragraph in paragraphs)
    for paragraph, after in zip(paragraphs, ends, strict=True):
        start = after - len(paragraph) - len(PARAGRAPH)
        stretches = text.body_map.find_line_stretches(start, start + len(paragraph))
        yield [sheet.lines[at] for at in dict.fromkeys(stretch.line for stretch in stretches)]
