"""Pairs the quotation marks of one paragraph: which opens, which closes, which is something else.

Double marks (“ ” " „ `` '') and guillemets are paired with a stack; what stands around a straight
one decides whether it opens or closes. A mark closes one of its own form, curly or straight, if
any is open: one left open within is reported and takes nothing with it. Single marks count only if
they are clearly quotation marks, since most of them are apostrophes. Marks of feet, minutes and
inches (5'10", 12") do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

_DOUBLE = re.compile(r"[“”„\"«»]|''|``")
_SINGLE = re.compile(r"[‘’‚'‹›]")
_OPENS_AFTER = frozenset("([{<—–-/“„‘‚«‹\"'=…")
_FEET = re.compile(r"\d['′’]\s?\d{1,2}$")
_ELIDED = re.compile(
    r"(?:tis|twas|twere|twill|til|till|em|n|cause|bout|round|neath|gainst|fore|\d\ds?)\b",
    re.IGNORECASE,
)
"""What follows an apostrophe at the beginning of a word: 'tis, 'em, rock 'n' roll, '90s."""

Family = Literal["double", "angle"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation in a paragraph; offsets are 0-based in its text."""

    opens: int
    """Offset of the opening mark."""
    start: int
    """Offset of the first character after it."""
    end: int
    """Offset of the closing mark."""
    closes: int
    """Offset after the closing mark."""


@dataclass(frozen=True, slots=True)
class QuotationMarks:
    """All quotation marks of a paragraph; single marks without a partner are left out."""

    pairs: tuple[Pair, ...]
    """In the order of their opening marks; a pair may lie within another, but none overlap."""
    unclosed: tuple[tuple[int, int], ...]
    """Start and end of each opening mark without a partner."""
    unopened: tuple[tuple[int, int], ...]
    """Start and end of each closing mark without a partner."""


@dataclass(frozen=True, slots=True)
class _Mark:
    text: str
    start: int
    end: int
    can_open: bool
    can_close: bool

    @property
    def family(self) -> Family:
        return "angle" if self.text in "«»" else "double"

    @property
    def straight(self) -> bool:
        return self.text == '"'


def find_quotation_marks(text: str) -> QuotationMarks:
    """The quotation marks of one paragraph."""
    pairs, unclosed, unopened = _Doubles(text).pair_marks()
    singles = _pair_singles(text, pairs)
    ordered = sorted((*pairs, *singles), key=lambda pair: (pair.opens, -pair.closes))
    return QuotationMarks(
        tuple(ordered),
        tuple((mark.start, mark.end) for mark in unclosed),
        tuple((mark.start, mark.end) for mark in unopened),
    )


class _Doubles:
    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = [_make_mark(text, match) for match in _DOUBLE.finditer(text)]
        angles = [mark for mark in self._marks if mark.family == "angle"]
        self._reversed = bool(angles) and angles[0].text == "»" and not angles[0].can_close
        """Whether they are set »so«, as in German and Danish."""
        self._stack: list[_Mark] = []
        self._pairs: list[Pair] = []
        self._unopened: list[_Mark] = []
        self._lost: list[_Mark] = []

    def pair_marks(self) -> tuple[list[Pair], list[_Mark], list[_Mark]]:
        """Pairs, opening marks left over, closing marks left over."""
        for at, mark in enumerate(self._marks):
            partner = self._find_partner(mark)
            if self._is_inch(at, mark, partner):
                continue
            if self._is_closing(mark, partner):
                self._close(mark, partner)
            else:
                self._stack.append(mark)
        unclosed = sorted((*self._lost, *self._stack), key=lambda mark: mark.start)
        return self._pairs, unclosed, self._unopened

    def _find_partner(self, mark: _Mark) -> int | None:
        """Index on the stack of the innermost open mark of the same family, straight or curly as
        this one is if there is such a mark."""
        family = [at for at, open_ in enumerate(self._stack) if open_.family == mark.family]
        alike = [at for at in family if self._stack[at].straight == mark.straight]
        return next(iter((*reversed(alike), *reversed(family))), None)

    def _is_closing(self, mark: _Mark, partner: int | None) -> bool:
        if mark.family == "angle":
            return (mark.text == "«") == self._reversed
        if mark.text in ("„", "``"):
            return False
        opened = self._stack[partner].text if partner is not None else ""
        if mark.text == "“":
            return bool(opened) and mark.can_close and (opened == "„" or not mark.can_open)
        if mark.text == "”":
            return bool(opened) or not mark.can_open or mark.can_close
        if mark.can_open != mark.can_close:
            return mark.can_close
        return bool(opened)

    def _close(self, mark: _Mark, partner: int | None) -> None:
        if partner is None:
            self._unopened.append(mark)
            return
        self._lost += self._stack[partner + 1 :]
        opening = self._stack[partner]
        del self._stack[partner:]
        self._pairs.append(Pair(opening.start, opening.end, mark.start, mark.end))

    def _is_inch(self, at: int, mark: _Mark, partner: int | None) -> bool:
        """Whether a mark after a number closes nothing, or comes before one that must close."""
        before = self._text[max(0, mark.start - 6) : mark.start]
        if mark.text not in ('"', "”", "''") or not before[-1:].isdigit():
            return False
        if _FEET.search(before) or partner is None:
            return True
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        alone = len(self._stack) == 1
        return (
            alone
            and following is not None
            and following.can_close
            and not following.can_open
            and following.text in ('"', "”", "''")
        )


def _make_mark(text: str, match: re.Match[str]) -> _Mark:
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    can_open = (not before or before.isspace() or before in _OPENS_AFTER) and bool(after.strip())
    can_close = bool(before.strip()) and not after.isalnum()
    return _Mark(match.group(), match.start(), match.end(), can_open, can_close)


def _pair_singles(text: str, doubles: Sequence[Pair]) -> list[Pair]:
    """Pairs of single marks that neither overlap each other nor cross a double pair."""
    marks = [
        _make_mark(text, match)
        for match in _SINGLE.finditer(text)
        if not _is_half_of_double(text, match)
    ]
    openers = [at for at, mark in enumerate(marks) if _is_opening(text, mark)]
    enclosing = _find_enclosing_pairs(marks, doubles)
    pairs: list[Pair] = []
    for opener, limit in pairwise([*openers, len(marks)]):
        opening = marks[opener]
        same_level = range(opener + 1, limit)
        candidates = [marks[at] for at in same_level if enclosing[at] == enclosing[opener]]
        closing = _find_closing(text, opening, candidates)
        if closing is not None:
            pairs.append(Pair(opening.start, opening.end, closing.start, closing.end))
    return pairs


def _is_half_of_double(text: str, match: re.Match[str]) -> bool:
    """Whether it is one half of a double mark written as two."""
    return match.group() == "'" and "'" in (
        text[match.start() - 1 : match.start()],
        text[match.end() : match.end() + 1],
    )


def _find_enclosing_pairs(marks: Sequence[_Mark], doubles: Sequence[Pair]) -> list[int]:
    """For each mark the offset of the innermost double pair around it, -1 if there is none."""
    events = sorted([(p.opens, p.opens) for p in doubles] + [(p.closes, -1) for p in doubles])
    offsets = [offset for offset, _ in events]
    around: list[int] = [-1]
    stack: list[int] = []
    for _, opened in events:
        if opened >= 0:
            stack.append(opened)
        elif stack:
            stack.pop()
        around.append(stack[-1] if stack else -1)
    return [around[bisect_left(offsets, mark.start + 1)] for mark in marks]


def _is_opening(text: str, mark: _Mark) -> bool:
    if mark.text in "’›" or not mark.can_open or (mark.text == "'" and mark.can_close):
        return False
    return not _ELIDED.match(text, mark.end)


def _find_closing(text: str, opening: _Mark, candidates: Sequence[_Mark]) -> _Mark | None:
    """The mark that ends what `opening` begins: the first that cannot be an apostrophe.

    Failing that, the first that may be one ("the officers’ report"), but not for straight marks.
    """
    wanted = {"‹": "›", "'": "'"}.get(opening.text, "’‘'")
    able = [mark for mark in candidates if mark.text in wanted and mark.can_close]
    sure = next((mark for mark in able if not _may_be_apostrophe(text, mark)), None)
    if sure is None and opening.text != "'":
        sure = able[0] if able else None
    return sure if sure and text[opening.end : sure.start].strip() else None


def _may_be_apostrophe(text: str, mark: _Mark) -> bool:
    """Whether it may be a possessive plural or a dropped letter: "officers’ duty", "goin’ home"."""
    before, after = text[max(0, mark.start - 2) : mark.start], text[mark.end : mark.end + 2]
    return before.endswith(("s", "in", "S")) and after[:1] == " " and after[1:2].isalpha()
