"""Reading order, and where a new paragraph begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from indexer.geometry import Box
from indexer.sheets import Sheet
from indexer.words import SUPERSCRIPT_DIGITS

_SENTENCE_END = re.compile(rf"[.!?]['\"’”)\]{SUPERSCRIPT_DIGITS}\d]*$")
_CLAUSE_END = re.compile(rf"[.!?:;]['\"’”)\]{SUPERSCRIPT_DIGITS}\d]*$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"])(?:[A-Z]|(?i:ss?|cc?|v|vs|pp?|nn?|nos?|paras?|arts?|cls?|rr?|regs?|sched?|sch|"
    r"secs?|chs?|figs?|vols?|pts?|eds?|exs?|cf|e\.g|i\.e|viz|approx|dept|mrs?|ms|messrs|dr|prof|hon|"
    r"rev|st|gen|gov|sen|rep|capt|sgt|lt|col|supt|insp|cst|det))\.$"
)
_ITEM = re.compile(r"\s*(?:[•●▪■◦–—·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|#?P\d+)")
_TAIL = 12
"""Characters in which these endings can be seen; a search from the start of a line costs more."""
_LEADERS = re.compile(r"(?:\s?[.…]){4,}\s*[\divxlcIVXLC]+$")
_NEW_SIZE = 0.12
"""A line that is larger or smaller than the last by more than this share begins a paragraph."""


def _ends_in_leaders(text: str) -> bool:
    """Whether the line is one of a table of contents, "Summary . . . . 3"."""
    return ("...." in text or ". . ." in text or "……" in text) and bool(_LEADERS.search(text))


def reading_order(boxes: Sequence[Box], lines: Sequence[int]) -> list[int]:
    """`lines` in the order in which they are read; `boxes` are those of all the sheet's lines,
    upright.

    A reader's own order follows the file's, which is nearly always right, columns included; where a
    sheet of one column jumps upwards time and again, the lines go from top to bottom instead.
    """
    own = [boxes[at] for at in lines]
    jumps = sum(1 for a, b in pairwise(own) if b.y1 < a.y0 - 2)
    if jumps < 2 or _has_columns(own):
        return list(lines)
    return sorted(lines, key=lambda at: (round(boxes[at].y0 / 3), boxes[at].x0))


def _has_columns(boxes: Sequence[Box]) -> bool:
    """Whether several lines stand side by side."""
    ordered = sorted(boxes, key=lambda box: box.y0)
    beside = sum(
        1
        for a, b in pairwise(ordered)
        if b.y0 < (a.y0 + a.y1) / 2 and (b.x0 >= a.x1 or a.x0 >= b.x1)
    )
    return beside >= 3


def same_row(above: Box, below: Box) -> bool:
    """Whether two boxes stand side by side rather than one over the other."""
    overlap = min(above.y1, below.y1) - max(above.y0, below.y0)
    return overlap > 0.5 * min(above.y1 - above.y0, below.y1 - below.y0)


def paragraph_starts(sheet: Sheet, boxes: Sequence[Box], lines: Sequence[int]) -> set[int]:
    """Those of `lines` (in reading order) that begin a paragraph; the first one never counts."""
    pairs = list(pairwise(lines))
    gaps = [gap for a, b in pairs if (gap := boxes[b].y0 - boxes[a].y0) > 1]
    pitch = median(gaps) if gaps else 0.0
    return {b for at, (_, b) in enumerate(pairs) if _begins(sheet, boxes, lines, at, pitch)}


def _begins(
    sheet: Sheet, boxes: Sequence[Box], lines: Sequence[int], at: int, pitch: float
) -> bool:
    a, b = lines[at], lines[at + 1]
    above, below = boxes[a], boxes[b]
    before, after = sheet.lines[a].text.rstrip(), sheet.lines[b].text
    size = sheet.lines[b].size or (below.y1 - below.y0)
    if below.y0 < above.y0 - size:
        return breaks_between(before, after)
    if same_row(above, below):
        return False
    if abs(sheet.lines[a].size - size) > _NEW_SIZE * max(size, sheet.lines[a].size):
        return True
    if below.y0 - above.y0 > pitch + 0.45 * size or _ends_in_leaders(before):
        return True
    if _ABBREVIATION.search(before[-_TAIL:]):
        return False
    ended = bool(_CLAUSE_END.search(before[-_TAIL:]))
    if ended and (_ITEM.match(after) or 0.9 * size < below.x0 - above.x0 < 6 * size):
        return True
    words = after.split(maxsplit=1)
    first_word = (below.x1 - below.x0) * (len(words[0]) + 1) / len(after.strip()) if words else 0.0
    return not after.lstrip()[:1].islower() and room_after(sheet, boxes, lines, at) > (
        first_word + size
    )


def room_after(sheet: Sheet, boxes: Sequence[Box], lines: Sequence[int], at: int) -> float:
    """How much shorter the line is than the longest one near it in its column, points: where the
    next word would have fitted, the end was meant."""
    own = boxes[lines[at]]
    size = sheet.lines[lines[at]].size or (own.y1 - own.y0)
    near = (boxes[k] for k in lines[max(0, at - 4) : at + 6])
    return max(box.x1 for box in near if abs(box.x0 - own.x0) <= 1.5 * size) - own.x1


def breaks_between(before: str, after: str) -> bool:
    """Whether text over a column or page break is two paragraphs: a sentence has ended, and what
    follows could begin one, or is an item of a list."""
    before, after = before.rstrip(), after.lstrip()
    if _ABBREVIATION.search(before[-_TAIL:]) or after[:1].islower():
        return False
    return bool(
        _SENTENCE_END.search(before[-_TAIL:])
        or (_CLAUSE_END.search(before[-_TAIL:]) and _ITEM.match(after))
    )
