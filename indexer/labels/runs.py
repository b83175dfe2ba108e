"""The numberings that explain a document's sheets best.

A run is a stretch of sheets counted by one numeral: style, prefix, and the offset between the number
and the sheet's position. Every candidate votes for one run; a Viterbi pass (dynamic programming over
the sheets) chooses the sequence of runs with the most evidence, where starting a run costs and a
sheet that shows another number in the run's own place counts against it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.labels.candidates import Candidate
from indexer.labels.numerals import Numeral, NumeralStyle, parse_label


class Count(NamedTuple):
    """One way of counting: sheet `i` (0-based) has the number `offset + i`."""

    style: NumeralStyle
    prefix: str
    digits: int
    offset: int

    def at(self, sheet: int) -> Numeral | None:
        """The numeral of a sheet, None where the count has not begun."""
        value = self.offset + sheet
        return Numeral(self.style, self.prefix, value, self.digits) if value > 0 else None


class Place(NamedTuple):
    """Where and how a number stands, so that numbers of one series share it."""

    shape: str
    edge: str
    angle: int
    band: int
    """Distance from the edge of the sheet, in bands of a few points."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was chosen for one sheet."""

    count: Count | None
    """The run that the sheet lies in, None where it lies in none."""
    candidate: Candidate | None
    """The number read off the sheet for that run, None where the sheet shows none."""
    weight: float = 0.0
    """How much that number is worth as evidence."""
    backed: bool = False
    """The number is 1, or the file's own label, where other sheets show their numbers."""


_BAND = 6.0
"""Points; lines of one running foot stand within less, neighbouring lines of text further apart."""

_WORTH = {"page": 4.0, "of": 3.0, "alone": 3.0, "end": 2.6, "start": 2.6, "stamp": 0.8}
"""Of a number in each shape, when its place is used by the run."""
_UNSETTLED_END = {"top": 1.0, "bottom": 0.5}
"""Of a number at an end of a line whose other words do not recur."""
_BY_ROW = (1.0, 0.9, 0.75, 0.6)
"""Factor by the number of rows between a number and the edge of the content."""
_EMBEDDED = 0.7
"""Added where the file's own /PageLabels say the same."""
_SILENT = -0.25
"""A sheet of a run that shows no number."""
_CONTRADICTED = -2.0
"""A sheet of a run that shows another number in the run's own place."""
_START = -5.5
"""Starting a run anywhere."""
_START_AT_ONE = -3.5
"""Starting a run with the number 1, with the number that equals the position in the file, or where
other runs show their numbers."""
_SKIP = -3.0
"""Going on with the same style and prefix after a few numbers left out (blank leaves taken out)."""
_SAME_PLACE = -2.0
"""Starting with 1, or as the file's own labels say, where other runs show their numbers."""


def place_of(candidate: Candidate) -> Place:
    """The place of a candidate's number."""
    shape = "text" if candidate.shape in ("end", "start") else candidate.shape
    return Place(shape, candidate.edge, candidate.angle, round(candidate.distance / _BAND))


def count_of(candidate: Candidate) -> Count:
    """The way of counting that a candidate speaks for."""
    numeral = candidate.numeral
    return Count(
        numeral.style, numeral.prefix, numeral.digits, numeral.value - candidate.sheet
    )


def choose_runs(
    found: Sequence[Sequence[Candidate]], embedded: Sequence[str]
) -> list[Reading]:
    """For each sheet the run it lies in and the number read for it.

    `found` holds the candidates of each sheet, `embedded` the file's own label of each sheet ("" where
    there is none).
    """
    return _Evidence(found, embedded).best_path()


class _Evidence:
    def __init__(
        self, found: Sequence[Sequence[Candidate]], embedded: Sequence[str]
    ) -> None:
        self.size = len(found)
        self._rests = _recurring_rests(found)
        self._support: dict[Count, dict[int, Candidate]] = defaultdict(dict)
        self._places: dict[Count, Counter[Place]] = defaultdict(Counter)
        self._shown: list[dict[Place, set[Count]]] = [defaultdict(set) for _ in found]
        for sheet, at_sheet in enumerate(found):
            for candidate in at_sheet:
                self._add(sheet, candidate)
        self._used = self._used_places()
        self._embedded = [self._embedded_count(at, label) for at, label in enumerate(embedded)]
        self._keep_supported()

    def _add(self, sheet: int, candidate: Candidate) -> None:
        count, place = count_of(candidate), place_of(candidate)
        self._shown[sheet][place].add(count)
        self._places[count][place] += 1
        best = self._support[count].get(sheet)
        if best is None or self._plain_worth(candidate) > self._plain_worth(best):
            self._support[count][sheet] = candidate

    @staticmethod
    def _embedded_count(sheet: int, label: str) -> Count | None:
        numeral = parse_label(label)
        if numeral is None:
            return None
        return Count(numeral.style, numeral.prefix, numeral.digits, numeral.value - sheet)

    def _used_places(self) -> set[Place]:
        """Where numbers that run over three sheets or more stand."""
        return {
            place
            for places in self._places.values()
            for place, count in places.items()
            if count >= 3
        }

    def _keep_supported(self) -> None:
        """Forget ways of counting that nothing could make the best."""
        for count in list(self._support):
            sheets = self._support[count]
            if len(sheets) == 1:
                ((sheet, candidate),) = sheets.items()
                if self.worth(count, sheet, candidate) < 1.5:
                    del self._support[count]

    def _plain_worth(self, candidate: Candidate) -> float:
        worth = _WORTH[candidate.shape] * _BY_ROW[candidate.row]
        if candidate.shape in ("end", "start") and (
            self._rests[candidate.edge, candidate.rest] < 2
        ):
            worth = _UNSETTLED_END[candidate.edge] * _BY_ROW[candidate.row]
            if candidate.shape == "start" and candidate.rest[:1] in (".", ")"):
                worth *= 0.3
        if candidate.shape in ("page", "of") and candidate.last:
            worth *= 1.1 if candidate.last >= candidate.numeral.value else 0.2
        if candidate.numeral.style != "arabic" and candidate.shape in ("end", "start"):
            worth *= 0.7
        return worth

    def worth(self, count: Count, sheet: int, candidate: Candidate) -> float:
        """Of a candidate for its run: more where the run's other numbers stand in the same place."""
        place = place_of(candidate)
        settled = 1.0 if place in self._used else 0.85 if self._places[count][place] == 2 else 0.6
        worth = self._plain_worth(candidate) * settled
        if self._embedded[sheet] == count:
            worth += _EMBEDDED
        return worth

    def _emission(self, count: Count, sheet: int) -> float:
        candidate = self._support[count].get(sheet)
        if candidate is not None:
            return self.worth(count, sheet, candidate)
        if count.offset + sheet < 1:
            return _CONTRADICTED * 4
        places = self._places[count]
        total = len(self._support[count])
        for place, counts in self._shown[sheet].items():
            if place.shape != "text" and places[place] * 2 >= total and count not in counts:
                return _CONTRADICTED
        return _SILENT

    def _start_cost(self, count: Count, sheet: int, before: Count | None) -> float:
        value = count.offset + sheet
        candidate = self._support[count][sheet]
        used = place_of(candidate) in self._used and candidate.shape not in ("end", "start")
        if used and (value == 1 or self._embedded[sheet] == count):
            return _SAME_PLACE
        cost = _START_AT_ONE if value == 1 or count.offset == 1 or used else _START
        if before is not None and (before.style, before.prefix) == (count.style, count.prefix):
            if 0 < count.offset - before.offset <= 4:
                cost = max(cost, _SKIP)
        return cost

    def best_path(self) -> list[Reading]:
        """Viterbi over the sheets; None is the state of lying in no run."""
        score: dict[Count | None, float] = {None: 0.0}
        came_from: list[dict[Count | None, Count | None]] = []
        starts: list[list[Count]] = [[] for _ in range(self.size)]
        for count, sheets in self._support.items():
            for sheet in sheets:
                starts[sheet].append(count)
        last_support = {count: max(sheets) for count, sheets in self._support.items()}
        for sheet in range(self.size):
            leader = max(score, key=lambda state: score[state])
            next_score: dict[Count | None, float] = {None: score[leader]}
            origin: dict[Count | None, Count | None] = {None: leader}
            for state, value in score.items():
                if state is not None and last_support[state] >= sheet:
                    next_score[state] = value + self._emission(state, sheet)
                    origin[state] = state
            rivals = sorted(score, key=lambda state: score[state], reverse=True)[:8]
            for count in starts[sheet]:
                before = max(
                    rivals,
                    key=lambda state: score[state] + self._start_cost(count, sheet, state),  # noqa: B023
                )
                value = (
                    score[before]
                    + self._start_cost(count, sheet, before)
                    + self._emission(count, sheet)
                )
                if value > next_score.get(count, float("-inf")):
                    next_score[count], origin[count] = value, before
            score = next_score
            came_from.append(origin)
        return self._trace(score, came_from)

    def _trace(
        self,
        score: dict[Count | None, float],
        came_from: list[dict[Count | None, Count | None]],
    ) -> list[Reading]:
        state = max(score, key=lambda state: score[state])
        path: list[Reading] = []
        for sheet in reversed(range(self.size)):
            path.append(self._reading(state, sheet))
            state = came_from[sheet][state]
        return path[::-1]

    def _reading(self, count: Count | None, sheet: int) -> Reading:
        if count is None:
            return Reading(None, None)
        candidate = self._support[count].get(sheet)
        if candidate is None:
            return Reading(count, None)
        opens = candidate.numeral.value == 1 and place_of(candidate) in self._used
        backed = opens or self._embedded[sheet] == count
        return Reading(count, candidate, self.worth(count, sheet, candidate), backed)


def _recurring_rests(found: Sequence[Sequence[Candidate]]) -> Counter[tuple[str, str]]:
    """On how many sheets the words beside a number stand at the same edge."""
    seen: Counter[tuple[str, str]] = Counter()
    for at_sheet in found:
        seen.update({(candidate.edge, candidate.rest) for candidate in at_sheet})
    return seen
