"""Reading order, and where a new paragraph begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from indexer.frames import framed
from indexer.geometry import Box
from indexer.sheets import Sheet

_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)\]\u2070-\u2079\u00b9\u00b2\u00b3\d]*$")
_ITEM = re.compile(r"\s*(?:[•●▪■◦–—·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|#?P\d+)")


def reading_order(sheet: Sheet, lines: Sequence[int]) -> list[int]:
    """`lines` in the order in which they are read.

    A reader's own order follows the file's, which is nearly always right, columns included; where a
    sheet of one column jumps upwards time and again, the lines go from top to bottom instead.
    """
    boxes = [framed(sheet.lines[at], sheet) for at in lines]
    jumps = sum(1 for a, b in zip(boxes, boxes[1:], strict=False) if b.y1 < a.y0 - 2)
    if jumps < 2 or _has_columns(boxes):
        return list(lines)
    order = sorted(range(len(boxes)), key=lambda k: (round(boxes[k].y0 / 3), boxes[k].x0))
    return [lines[k] for k in order]


def _has_columns(boxes: Sequence[Box]) -> bool:
    """Whether several lines stand side by side."""
    ordered = sorted(boxes, key=lambda box: box.y0)
    beside = sum(
        1
        for a, b in zip(ordered, ordered[1:], strict=False)
        if b.y0 < (a.y0 + a.y1) / 2 and (b.x0 >= a.x1 or a.x0 >= b.x1)
    )
    return beside >= 3


def paragraph_starts(sheet: Sheet, lines: Sequence[int]) -> set[int]:
    """Those of `lines` (in reading order) that begin a paragraph; the first one never counts."""
    boxes = {at: framed(sheet.lines[at], sheet) for at in lines}
    pairs = list(zip(lines, lines[1:], strict=False))
    gaps = [gap for a, b in pairs if (gap := boxes[b].y0 - boxes[a].y0) > 0]
    pitch = median(gaps) if gaps else 0.0
    found: set[int] = set()
    for at, (_, b) in enumerate(pairs):
        if _begins(sheet, boxes, lines, at, pitch):
            found.add(b)
    return found


def _begins(
    sheet: Sheet, boxes: dict[int, Box], lines: Sequence[int], at: int, pitch: float
) -> bool:
    a, b = lines[at], lines[at + 1]
    above, below = boxes[a], boxes[b]
    size = sheet.lines[b].size or (below.y1 - below.y0)
    if below.y0 < above.y0 - size:
        return breaks_between(sheet.lines[a].text, sheet.lines[b].text)
    if abs(sheet.lines[a].size - size) > 0.12 * max(size, sheet.lines[a].size):
        return True
    if below.y0 - above.y0 > pitch + 0.45 * size:
        return True
    ended = bool(_SENTENCE_END.search(sheet.lines[a].text.rstrip()))
    if ended and _ITEM.match(sheet.lines[b].text):
        return True
    if ended and 0.9 * size < below.x0 - above.x0 < 6 * size:
        return True
    return _left_room(sheet, boxes, lines, at)


def _left_room(sheet: Sheet, boxes: dict[int, Box], lines: Sequence[int], at: int) -> bool:
    """Whether the next line's first word would have fitted on this one: its end was meant."""
    a, b = lines[at], lines[at + 1]
    text = sheet.lines[b].text.strip()
    if not text or text[0].islower():
        return False
    size = sheet.lines[a].size or (boxes[a].y1 - boxes[a].y0)
    column = [
        boxes[near].x1
        for near in lines[max(0, at - 4) : at + 6]
        if abs(boxes[near].x0 - boxes[a].x0) <= 1.5 * size
    ]
    width = boxes[b].x1 - boxes[b].x0
    first_word = width * (len(text.split(maxsplit=1)[0]) + 1) / len(text)
    return max(column) - boxes[a].x1 > first_word + size


def breaks_between(before: str, after: str) -> bool:
    """Whether text over a column or page break is two paragraphs: a sentence has ended, and what
    follows could begin one."""
    ended = bool(_SENTENCE_END.search(before.rstrip()))
    return ended and not after.lstrip()[:1].islower()
