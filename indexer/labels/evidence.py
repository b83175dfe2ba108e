"""The evidence for each way of counting a document's sheets.

A candidate is worth more in a place where numbers run over many sheets, beside words that recur
there, and near the edge.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.labels.candidates import Candidate, count_numbers_by_words, group_by_total
from indexer.labels.numbers_in_line import BESIDE_WORDS, LONE
from indexer.labels.numerals import Numeral, NumeralStyle, parse_label
from indexer.labels.rows import BAND


class Count(NamedTuple):
    """One way of counting: sheet `i` (0-based) has the number `offset + i`."""

    style: NumeralStyle
    prefix: str
    digits: int
    offset: int

    def get_numeral(self, sheet: int) -> Numeral | None:
        """The numeral of a sheet, None where the count has not begun."""
        return Numeral(self.style, self.prefix, self.offset, self.digits).advance(sheet)


class NumberSetting(NamedTuple):
    """Where and how a number stands, so that numbers of one series share it."""

    shape: str
    edge: str
    angle: int
    band: int
    """Distance from the edge of the sheet, in bands of a few points."""


class Mark(NamedTuple):
    """A number on one sheet that supports a count."""

    candidate: Candidate
    weight: float
    place: NumberSetting


_RUNNING = 3
"""Sheets on which numbers must run in a place to show that page numbers stand there; also how many
different numbers must stand beside the same words."""
_NEAR = 8
"""These sheets must lie within so many."""
_WORTH = {
    "page": 3.4,
    "of": 3.2,
    "alone": 3.0,
    "end": 2.6,
    "start": 2.6,
    "inside": 2.6,
}
"""The weight of a number in each shape, where its place is used by the run."""
_HEAD_LIKE = {"top": 1.6, "bottom": 1.2}
"""The weight of a number at an end of a line whose other words do not recur, set off from the text
by a gap: running heads that change with the section."""
_TEXT_LIKE = {"top": 0.8, "bottom": 0.4}
"""The same where no gap sets the line off from the text."""
_SECTION_HEAD = 2.2
"""The weight of a number at an end of an outermost line, in the place of running heads."""
_LIST_LIKE = 0.05
"""Factor for "12." or "12)" at the start of a line, as in a list."""
_ROW_LIKE = 0.4
"""Factor for a line that begins and ends with a number, like a row of contents or of a table."""
_IN_SENTENCE = 0.3
"""Factor for "page 12" among words that do not recur: a reference."""
_BEYOND_TOTAL = 0.2
"""Factor for "12 of 7"."""
_ROMAN_WORD = 0.7
"""Factor for a roman numeral at an end of a line that does not recur: "I" and "mix" are words."""
_BY_ROW = (1.0, 0.9, 0.75, 0.6)
"""Factor by the number of rows between a number and the edge of the content."""
_BY_COMPANY = (0.6, 0.6, 0.85, 1.0)
"""Factor by how many numbers of the count stand in the same place, up to three."""
_EMBEDDED = 0.7
"""Added where the file's own /PageLabels agree."""
_EXPLAINED = 0.25
"""Share of the sheets with numbers in one place that must run there: in tables few do."""
_STANDING = 1 / 3
"""A number that makes up more than this share of those in one place does not count pages."""
_MOSTLY = 0.6
"""Share of the sheets with text that bear a lone number in a place where page numbers stand."""

_WORD = re.compile(r"[^\W\d_]{4}")


def make_place(candidate: Candidate) -> NumberSetting:
    """Where and how a candidate's number stands."""
    shape = "text" if candidate.shape in BESIDE_WORDS else candidate.shape
    return NumberSetting(shape, candidate.edge, candidate.angle, round(candidate.distance / BAND))


def make_count(numeral: Numeral, sheet: int) -> Count:
    """The way of counting in which `sheet` (0-based) has this numeral."""
    return Count(numeral.style, numeral.prefix, numeral.digits, numeral.value - sheet)


class CountEvidence:
    """The marks of a document by count and by sheet; filing stamps are no evidence."""

    def __init__(self, by_sheet: Sequence[Sequence[Candidate]], embedded: Sequence[str]) -> None:
        self.size = len(by_sheet)
        numerals = map(parse_label, embedded)
        self.embedded = [
            make_count(numeral, at) if numeral else None for at, numeral in enumerate(numerals)
        ]
        self._words = count_numbers_by_words(by_sheet)
        self._sheets: dict[Count, dict[NumberSetting, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._shown: list[dict[NumberSetting, set[Count]]] = [defaultdict(set) for _ in by_sheet]
        self._values: dict[NumberSetting, Counter[Numeral]] = defaultdict(Counter)
        votes = [
            (candidate, make_count(candidate.numeral, candidate.sheet), make_place(candidate))
            for at_sheet in by_sheet
            for candidate in at_sheet
        ]
        for candidate, count, place in votes:
            self._values[place][candidate.numeral] += 1
            self._shown[candidate.sheet][place].add(count)
            sheets = self._sheets[count][place]
            if not sheets or sheets[-1] != candidate.sheet:
                sheets.append(candidate.sheet)
        self.used = self._find_used_places(by_sheet)
        self._totals = _find_totals(by_sheet)
        self.marks = self._choose_best_marks(votes)

    def _find_used_places(self, by_sheet: Sequence[Sequence[Candidate]]) -> set[NumberSetting]:
        """Where numbers run over several sheets, or where most sheets bear a lone number."""
        numbered = Counter(place for shown in self._shown for place in shown)
        running: Counter[NumberSetting] = Counter()
        for places in self._sheets.values():
            running.update({at: len(of) for at, of in places.items() if _are_close_together(of)})
        used = {
            place for place, sheets in running.items() if sheets >= _EXPLAINED * numbered[place]
        }
        lone: Counter[NumberSetting] = Counter()
        for at_sheet in by_sheet:
            standing: dict[NumberSetting, set[Numeral]] = defaultdict(set)
            for candidate in at_sheet:
                if candidate.shape == "alone" and candidate.is_edge and not candidate.turned:
                    standing[make_place(candidate)].add(candidate.numeral)
            lone.update(place for place, numbers in standing.items() if len(numbers) == 1)
        with_text = sum(bool(at_sheet) for at_sheet in by_sheet)
        return used | {
            place
            for place, count in lone.items()
            if count >= max(2, _MOSTLY * with_text) and len(self._values[place]) > 1
        }

    def _choose_best_marks(
        self, votes: Iterable[tuple[Candidate, Count, NumberSetting]]
    ) -> dict[Count, dict[int, Mark]]:
        """By count and sheet, the number that supports the count most.

        A count supported by a single number is left out unless that stands where page numbers do:
        nothing could make it the best.
        """
        marks: dict[Count, dict[int, Mark]] = defaultdict(dict)
        for candidate, count, place in votes:
            weight = self._score_candidate(candidate, place) * self._score_company(count, place)
            if self.embedded[candidate.sheet] == count:
                weight += _EMBEDDED
            best = marks[count].get(candidate.sheet)
            if best is None or weight > best.weight:
                marks[count][candidate.sheet] = Mark(candidate, weight, place)
        return {
            count: at_sheets
            for count, at_sheets in marks.items()
            if len(at_sheets) > 1
            or any(
                mark.place in self.used or self.counts_all_sheets(mark.candidate)
                for mark in at_sheets.values()
            )
        }

    def _score_company(self, count: Count, place: NumberSetting) -> float:
        if place in self.used:
            return 1.0
        return _BY_COMPANY[min(_RUNNING, len(self._sheets[count][place]))]

    def _score_candidate(self, candidate: Candidate, place: NumberSetting) -> float:
        recurs = self._words[candidate.edge, candidate.rest] >= _RUNNING
        worth = _WORTH[candidate.shape] * _BY_ROW[candidate.row]
        if candidate.shape in ("end", "start") and not recurs:
            worth = self._score_by_looks(candidate, place)
        if candidate.shape == "start" and candidate.rest[:1] in (".", ")"):
            worth *= _LIST_LIKE
        if candidate.shape == "page" and not recurs and candidate.rest not in LONE:
            worth *= 1.0 if candidate.last or candidate.isolated else _IN_SENTENCE
        if candidate.last and candidate.last < candidate.numeral.value:
            worth *= _BEYOND_TOTAL
        return worth

    def _score_by_looks(self, candidate: Candidate, place: NumberSetting) -> float:
        """The weight of a number at an end of a line whose words do not recur."""
        if place in self.used and candidate.is_edge:
            worth = _SECTION_HEAD
        else:
            looks = _HEAD_LIKE if candidate.isolated else _TEXT_LIKE
            worth = looks[candidate.edge] * _BY_ROW[candidate.row]
            if candidate.numeral.style != "arabic":
                worth *= _ROMAN_WORD
        other_end = candidate.rest[-1:] if candidate.shape == "start" else candidate.rest[:1]
        row_like = other_end.isdigit() and _WORD.search(candidate.rest) is not None
        return worth * (_ROW_LIKE if row_like else 1.0)

    def counts_all_sheets(self, candidate: Candidate) -> bool:
        """Whether the candidate is one of the numbers "N of M" that count the whole document."""
        return candidate.last in self._totals

    def may_stand_alone(self, mark: Mark) -> bool:
        """Whether its place makes a number a page number even without others that run with it."""
        candidate = mark.candidate
        doubtful = candidate.numeral.style == "ROMAN" or candidate.turned
        if mark.place not in self.used or doubtful:
            return False
        values = self._values[mark.place]
        if values[candidate.numeral] > max(_RUNNING, _STANDING * values.total()):
            return False
        if mark.place.shape != "text":
            return True
        recurs = self._words[candidate.edge, candidate.rest] >= _RUNNING
        plain = not any(map(str.isdigit, candidate.rest))
        return recurs or (plain and candidate.is_edge)

    def is_contradicted(self, count: Count, sheet: int) -> bool:
        """Whether the sheet shows another number in the place where the count has its numbers."""
        sheets = self._sheets[count]
        total = len(self.marks[count])
        return any(
            place.shape != "text"
            and len(sheets.get(place, ())) * 2 >= total
            and count not in counts
            for place, counts in self._shown[sheet].items()
        )

    def shows_other(self, count: Count, sheet: int) -> bool:
        """Whether the sheet shows another number where page numbers stand."""
        return any(
            place in self.used and count not in counts
            for place, counts in self._shown[sheet].items()
        )


def _are_close_together(sheets: Sequence[int]) -> bool:
    """Whether several of the ascending `sheets` are near each other, and so no chance hits."""
    return any(
        after - first <= _NEAR for first, after in zip(sheets, sheets[_RUNNING - 1 :], strict=False)
    )


def _find_totals(by_sheet: Sequence[Sequence[Candidate]]) -> set[int]:
    """Every M of "N of M" that counts at least half of the document's sheets, not just a letter."""
    return {
        last
        for last, numbers in group_by_total(by_sheet).items()
        if last * 2 >= len(by_sheet)
        and (len(numbers) >= _RUNNING or (last == len(by_sheet) <= 2 * len(numbers)))
    }
