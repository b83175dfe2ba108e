"""Reading order, and where a new paragraph begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from indexer.geometry import Box
from indexer.sheets import Sheet
from indexer.words import SUPERSCRIPT_DIGITS

_CLOSING = rf"['\"’”)\]{SUPERSCRIPT_DIGITS}\d]*(?:\s[{SUPERSCRIPT_DIGITS}]+)*$"
_SENTENCE_END = re.compile(rf"[.!?]{_CLOSING}")
_CLAUSE_END = re.compile(rf"[.!?:;]{_CLOSING}")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"])(?:[A-Z]|(?i:ss?|cc?|v|vs|pp?|nn?|nos?|paras?|arts?|cls?|rr?|regs?|sched?|sch|"
    r"secs?|chs?|figs?|vols?|pts?|eds?|exs?|cf|e\.g|i\.e|viz|approx|dept|mrs?|ms|messrs|dr|prof|hon|"
    r"rev|st|gen|gov|sen|rep|capt|sgt|lt|col|supt|insp|cst|det))\.$"
)
_ITEM = re.compile(r"\s*(?:[•●▪■◦–—·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|#?P\d+)")
_BULLET = re.compile(r"\s*(?:[•●▪■◦]|!\s)")
_LETTERED = re.compile(r"\s*[“‘'\"]*\((?:\d{1,3}|[A-Za-z]{1,4})\)")
_LISTING = re.compile(r"(?:(?:^|[;,)]\s)(?:and|or|but)|—)$")
"""What may stand before an item of a list, though no sentence ends with it."""
_LABELLED = re.compile(r"\s*[A-Z][\w#/ ’'-]{0,30}:\s")
"""A line such as "Date: 12 May", which begins with what it tells."""
_CANNOT_END = re.compile(
    r"(?:^|[\s(\[“‘\"—])(?:an?|the|of|to|by|in|into|and|or|nor|but|including|for|with|without|from|"
    r"that|which|who|whose|as|on|upon|at|is|was|are|were|be|been|has|have|had|its|his|her|their|our|"
    r"your|my|this|these|those|such|any|no|not|under|between|than|because|if|when|while|where)$",
    re.IGNORECASE,
)
"""Words after which neither a sentence nor a heading can end."""
_REFERS = re.compile(r"(?:section|paragraph|clause|article|rule|recommendation)s?$", re.IGNORECASE)
"""Words that a number follows, which is then no item of a list."""
_FREE = 0.4
"""A line that does not end a sentence ends a paragraph if it leaves this share of its column free:
ragged lines are longer, however long the word that follows."""
_FREE_ALONE = 0.12
"""The same for the first line of a paragraph, which may be a heading or an entry of a list."""
_SMALL_CAPITALS = 0.35
"""Within a sentence, a line may be larger or smaller by this share without a break."""
_WIDEST_PITCH = 3.0
"""Lines are at most this far apart, against their size; text in double spacing needs 2.6."""
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
    if not gaps:
        pitch = 0.0
    else:
        size = median(boxes[at].y1 - boxes[at].y0 for at in lines)
        pitch = min(median(gaps), _WIDEST_PITCH * size)
    starts: set[int] = set()
    for at, (a, b) in enumerate(pairs):
        first = a in starts or not (at or sheet.lines[a].text[:1].islower())
        if _begins(sheet, boxes, lines, at, pitch, first=first):
            starts.add(b)
    return starts


def _begins(
    sheet: Sheet, boxes: Sequence[Box], lines: Sequence[int], at: int, pitch: float, *, first: bool
) -> bool:
    """Whether the line after `lines[at]` begins a paragraph; `first` says that this one does."""
    a, b = lines[at], lines[at + 1]
    above, below = boxes[a], boxes[b]
    before, after = sheet.lines[a].text.rstrip(), sheet.lines[b].text
    size = sheet.lines[b].size or (below.y1 - below.y0)
    if below.y0 < above.y0 - size:
        return breaks_between(before, after)
    if same_row(above, below):
        return False
    if below.y0 - above.y0 > pitch + 0.45 * size or _ends_in_leaders(before):
        return True
    if _changes_size(sheet, boxes, a, b):
        return True
    if _ABBREVIATION.search(before[-_TAIL:]):
        return False
    ended = bool(_CLAUSE_END.search(before[-_TAIL:]))
    if ended and (_ITEM.match(after) or 0.9 * size < below.x0 - above.x0 < 6 * size):
        return True
    words = after.split(maxsplit=1)
    first_word = (below.x1 - below.x0) * (len(words[0]) + 1) / len(after.strip()) if words else 0.0
    room = room_after(sheet, boxes, lines, at)
    if after.lstrip()[:1].islower() or room <= first_word + size:
        return False
    least = 0.0 if _is_list(sheet, lines, at) else _FREE_ALONE if first else _FREE
    return stops_short(before, after, room / (room + above.x1 - above.x0), least)


def _changes_size(sheet: Sheet, boxes: Sequence[Box], a: int, b: int) -> bool:
    """Whether line `b` is set in another size than line `a`, and not only has words in small
    capitals."""
    one, other = sorted((sheet.lines[a].size, sheet.lines[b].size))
    if other - one <= _NEW_SIZE * other:
        return False
    before, after = sheet.lines[a].text.rstrip(), sheet.lines[b].text.lstrip()
    if _SENTENCE_END.search(before[-_TAIL:]) or other - one > _SMALL_CAPITALS * other:
        return True
    low, high = sorted(boxes[at].y1 - boxes[at].y0 for at in (a, b))
    return high - low > _NEW_SIZE * high and not words_go_on(before, after)


def words_go_on(before: str, after: str) -> bool:
    """Whether the words alone show that a sentence goes on from one line to the next."""
    tail = before[-_TAIL:]
    return bool(_CANNOT_END.search(tail) or (after[:1].islower() and not _CLAUSE_END.search(tail)))


def stops_short(before: str, after: str, free: float, least: float = _FREE) -> bool:
    """Whether a line with room for the next word was meant to end.

    `free` is the share of its column that it leaves empty. Lines are broken early as well where
    words are tied together ("section 3", "K LLC"): what ends no sentence must therefore leave more
    than the share `least` free, or be followed by an item of a list.
    """
    before, tail = before.rstrip(), before.rstrip()[-_TAIL:]
    item = _ITEM.match(after) or _LETTERED.match(after)
    if _CLAUSE_END.search(tail) or _BULLET.match(after) or (item and _LISTING.search(tail)):
        return True
    if _CANNOT_END.search(tail) or (item and _REFERS.search(before[-2 * _TAIL :])):
        return False
    if item or _LABELLED.match(after):
        return True
    return free > least and not tail.endswith(",")


def _is_list(sheet: Sheet, lines: Sequence[int], at: int) -> bool:
    """Whether no line near this one begins with a small letter: running text has such lines."""
    near = [sheet.lines[k].text.lstrip()[:1] for k in lines[max(0, at - 3) : at + 5]]
    return len(near) >= 5 and not any(letter.islower() for letter in near)


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
