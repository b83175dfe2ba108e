"""From the lines of the sheets to clean text with a map.

Undone are line breaks, end-of-line hyphens, ligatures, odd spaces, and furniture; the words stay as
they are. Footnotes and turned text are kept apart from the running text, so that a sentence which
goes over a page break is not cut by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from indexer.footnotes import find_footnotes, text_size, unfinished_size
from indexer.frames import framed, main_angle
from indexer.furniture import Furniture, find_furniture
from indexer.geometry import Box
from indexer.hyphens import HYPHENS, Vocabulary
from indexer.labels.model import PageLabel
from indexer.page_text import PARAGRAPH, PageText, Seam
from indexer.paragraphs import (
    breaks_between,
    paragraph_starts,
    reading_order,
    room_after,
    same_row,
    stops_short,
    words_go_on,
)
from indexer.sheets import Sheet
from indexer.textmap import TextBuilder, TextMap
from indexer.words import SUPERSCRIPT_DIGITS

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_MEANINGLESS = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_UNREADABLE = 0.3
"""A line of which more characters than this share have no meaning is not text."""
_ODD = re.compile(
    rf"(?P<ligature>[{''.join(_LIGATURES)}])"
    rf"|(?P<unspaced> (?=[{SUPERSCRIPT_DIGITS}]))"
    r"|(?P<dropped>[\u00ad\ufeff\u200b\u200c\u200d\x00-\x08\x0e-\x1f\x7f])"
    r"|(?P<space>\s{2,}|[^\S ])"
)


def clean_pages(sheets: Sequence[Sheet], labels: Sequence[PageLabel]) -> list[PageText]:
    """The clean text of every sheet, in order."""
    cleaner = _Cleaner(sheets)
    unfinished = 0.0
    pages: list[PageText] = []
    ends: list[_Ends] = []
    for sheet, furniture in zip(sheets, find_furniture(sheets, labels), strict=True):
        page, end, unfinished = cleaner.page(sheet, furniture, unfinished)
        pages.append(page)
        ends.append(end)
    for at in range(len(pages) - 1):
        pages[at] = replace(
            pages[at], seam=cleaner.seam(pages[at], pages[at + 1], ends[at], ends[at + 1])
        )
    return pages


class _Ends(NamedTuple):
    """What the shape of a page says about the text before and after it."""

    first_size: float = 0.0
    """Size of its first line of running text."""
    last_size: float = 0.0
    """Size of its last one."""
    room: float = 0.0
    """Points that were left free at the end of the last line."""
    free: float = 0.0
    """The same as a share of its column."""
    label: bool = False
    """Its first line is a paragraph of its own."""


class _Cleaner:
    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._size = text_size(sheets)
        self._vocabulary = Vocabulary(sheets)

    def page(
        self, sheet: Sheet, furniture: Furniture, unfinished: float
    ) -> tuple[PageText, _Ends, float]:
        """The sheet's text, its ends, and the size of a footnote that goes on, if one does."""
        main = main_angle(sheet)
        boxes = [framed(line, sheet) for line in sheet.lines]
        unreadable = {at for at, line in enumerate(sheet.lines) if _is_unreadable(line.text)}
        kept = [
            at for at in range(len(boxes)) if at not in furniture.lines and at not in unreadable
        ]
        upright = reading_order(boxes, [at for at in kept if sheet.lines[at].angle == main])
        footnotes, starts = find_footnotes(sheet, boxes, upright, self._size, unfinished=unfinished)
        body = [at for at in upright if at not in footnotes]
        apart = [at for at in upright if at in footnotes]
        turned = [at for at in kept if sheet.lines[at].angle != main]
        body_starts = paragraph_starts(sheet, boxes, body)
        text, text_map = self._assemble(sheet, boxes, body, furniture, body_starts)
        notes, notes_map = self._assemble(
            sheet, boxes, apart + turned, furniture, starts | set(turned)
        )
        lost = sum(len(sheet.lines[at].text) for at in unreadable)
        page = PageText(sheet.pdf_page, text, text_map, notes, notes_map, lost=lost)
        ends = _ends(sheet, boxes, body, body_starts)
        return page, ends, unfinished_size(sheet, apart)

    def _assemble(
        self,
        sheet: Sheet,
        boxes: Sequence[Box],
        lines: Sequence[int],
        furniture: Furniture,
        starts: set[int],
    ) -> tuple[str, TextMap]:
        """The text of `lines`, with a new paragraph at each of `starts`."""
        builder = TextBuilder()
        before, last = "", -1
        for at in lines:
            skip = furniture.numbered.get(at, 0)
            raw = sheet.lines[at].text
            text = raw[skip:].strip()
            if builder.length and text:
                beside = same_row(boxes[last], boxes[at]) and at not in starts
                if not (beside and _stands_tight(boxes[last], boxes[at], text)):
                    self._join(builder, before, text, at in starts)
            _add_line(builder, raw, at, skip)
            before, last = text or before, at
        return builder.finish()

    def _join(self, builder: TextBuilder, before: str, after: str, new_paragraph: bool) -> None:
        if before.endswith(tuple(HYPHENS)) and self._vocabulary.is_broken(before, after):
            if builder.ends_with("-") or builder.ends_with("\u2010"):
                builder.drop_last()
        elif new_paragraph:
            builder.add_own(PARAGRAPH)
        elif not _ends_in_hyphen(before) and not _goes_on_after_dash(before, after):
            builder.add_own(" ")

    def seam(self, page: PageText, following: PageText, end: _Ends, begin: _Ends) -> Seam:
        """How the running text goes on from one page to the next."""
        body, after = page.body, following.body
        if not body or not after:
            return "paragraph"
        if _ends_in_hyphen(body):
            return "broken" if self._vocabulary.is_broken(body, after) else "hyphen"
        other_size = abs(end.last_size - begin.first_size) > 0.12 * begin.first_size
        if breaks_between(body, after) or (begin.label and breaks_between(body, "A")):
            return "paragraph"
        if after[:1].islower():
            return "space"
        first_word = 0.6 * begin.first_size * (len(after.split(maxsplit=1)[0]) + 1)
        if other_size and not words_go_on(body, after):
            return "paragraph"
        short = end.room > first_word + end.last_size and stops_short(body, after, end.free)
        return "paragraph" if short else "space"


def _ends(sheet: Sheet, boxes: Sequence[Box], body: Sequence[int], starts: set[int]) -> _Ends:
    if not body:
        return _Ends()
    room = room_after(sheet, boxes, body, len(body) - 1)
    width = boxes[body[-1]].x1 - boxes[body[-1]].x0
    free = room / (room + width) if room else 0.0
    label = len(body) > 1 and body[1] in starts and sheet.lines[body[0]].text.strip()[-1:].isalnum()
    return _Ends(sheet.lines[body[0]].size, sheet.lines[body[-1]].size, room, free, label)


def _stands_tight(before: Box, after: Box, text: str) -> bool:
    """Whether a piece of a line goes on without a space: a note mark, which stands behind its
    word."""
    return text[0] in SUPERSCRIPT_DIGITS and after.x0 - before.x1 < 0.5 * (before.y1 - before.y0)


def _ends_in_hyphen(text: str) -> bool:
    """A hyphen right behind a letter or digit; a dash after a space is punctuation."""
    return len(text) > 1 and text[-1] in HYPHENS and text[-2].isalnum()


def _goes_on_after_dash(before: str, after: str) -> bool:
    """An en dash set tight ("2018–", "23") stays tight."""
    return before.endswith("–") and before[-2:-1].isalnum() and after[:1].isalnum()


def _is_unreadable(text: str) -> bool:
    """Whether a font without a character map left nothing to read in this line."""
    lost = len(_MEANINGLESS.findall(text))
    return lost > _UNREADABLE * sum(1 for c in text if not c.isspace()) if lost else False


def _add_line(builder: TextBuilder, text: str, line: int, skip: int) -> None:
    """Add a line's characters: ligatures undone, white space single, soft hyphens and controls
    out."""
    offset = skip + len(text[skip:]) - len(text[skip:].lstrip())
    end = len(text.rstrip())
    for odd in _ODD.finditer(text, offset, end):
        builder.add(text[offset : odd.start()], line, offset)
        offset = odd.end()
        if odd.lastgroup == "space":
            builder.add(" ", line, odd.start())
        elif odd.lastgroup == "ligature":
            builder.add(_LIGATURES[odd.group()], line, odd.start(), step=0)
    builder.add(text[offset:end], line, offset)
