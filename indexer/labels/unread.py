"""Sheets that show a page number which cannot be made out: no label, and nothing denied."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from indexer.labels.candidates import Candidate
from indexer.labels.evidence import NumberSetting, make_place
from indexer.labels.numbers_in_line import LONE
from indexer.labels.numerals import Numeral
from indexer.readers.frames import make_upright_box
from indexer.readers.sheets import Sheet

_SEVERAL = 3
"""Different numbers in one place that show what stands there to count something."""
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_IN_WORDS = re.compile(
    rf"\W*(?:page\s+)?(?P<n>{_UNITS}|{_TEENS}|(?:{_TENS})(?:[\s-](?:{_UNITS}))?)\W*", re.IGNORECASE
)
_LONGEST = 30
"""Characters of a line that is a number in words."""
_OUTER = 2
"""Lines from either end of a sheet in which one is looked for."""


class UnreadNumber(NamedTuple):
    """What stands where a sheet's number does."""

    what: str
    """For a person."""
    lines: tuple[int, ...] = ()
    """0-based indices of the sheet's lines that exist only for it."""


def find_unread(
    by_sheet: Sequence[Sequence[Candidate]],
    paired: Sequence[frozenset[int]],
    sheets: Sequence[Sheet],
) -> dict[int, UnreadNumber]:
    """The sheets (0-based) that show a number which cannot be made out.

    `paired` are each sheet's lines with two numbers side by side that rise by two.
    """
    found = {at: UnreadNumber("a number in words") for at in _find_in_words(sheets)}
    lone = _collect_lone(by_sheet)
    for at, at_sheet in enumerate(by_sheet):
        stated = [one for one in at_sheet if one.shape == "page" and one.rest in LONE]
        if paired[at]:
            what = "two numbers side by side, as of two columns or two pages"
            found[at] = UnreadNumber(what, tuple(sorted(paired[at])))
        elif len({one.numeral for one in stated}) > 1:
            found[at] = UnreadNumber(
                "the numbers of several pages", tuple(sorted({one.line for one in stated}))
            )
        elif any(_is_one_of_several(candidate, lone) for candidate in at_sheet):
            found[at] = UnreadNumber("a number that does not run with the sheets")
    return found


def _collect_lone(
    by_sheet: Sequence[Sequence[Candidate]],
) -> Mapping[NumberSetting, set[Numeral]]:
    """The numbers alone at an edge, by place."""
    lone: dict[NumberSetting, set[Numeral]] = defaultdict(set)
    for at_sheet in by_sheet:
        for candidate in at_sheet:
            if candidate.shape in ("alone", "page") and _is_set_off(candidate):
                lone[make_place(candidate)].add(candidate.numeral)
    return lone


def _is_one_of_several(candidate: Candidate, lone: Mapping[NumberSetting, set[Numeral]]) -> bool:
    place = make_place(candidate)
    return (
        candidate.numeral in lone.get(place, ())
        and len(lone[place]) >= _SEVERAL
        and _is_set_off(candidate)
    )


def _is_set_off(candidate: Candidate) -> bool:
    """Whether a number stands in one of the two outermost lines: one may be a stamp."""
    return candidate.isolated and candidate.row <= 1


def _find_in_words(sheets: Sequence[Sheet]) -> list[int]:
    """The sheets that begin or end with a number in words, where they show several."""
    numbers: dict[int, str] = {}
    for at, sheet in enumerate(sheets):
        short = [line for line in sheet.lines if len(line.text) <= _LONGEST]
        read = [(line, word) for line in short if (word := _IN_WORDS.fullmatch(line.text))]
        if not read:
            continue
        tops = sorted(make_upright_box(line, sheet).y0 for line in sheet.lines)
        outer = {*tops[:_OUTER], *tops[-_OUTER:]}
        for line, word in read:
            if make_upright_box(line, sheet).y0 in outer:
                numbers[at] = word["n"].casefold()
    return list(numbers) if len(set(numbers.values())) > 1 else []
