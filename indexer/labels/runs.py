"""The numberings that explain a document's sheets best.

A run is a stretch of sheets counted by one numeral: style, prefix, and the offset between the
number and the sheet's position. Every candidate votes for one run; a Viterbi pass (dynamic
programming over the sheets) chooses the sequence of runs with the most evidence. Starting a run
costs, and a sheet that shows another number in the run's own place counts against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from math import inf

from indexer.labels.candidates import Candidate
from indexer.labels.evidence import Count, CountEvidence


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """What was chosen for one sheet."""

    count: Count | None
    """The run that the sheet belongs to, None where it belongs to none."""
    candidate: Candidate | None
    """The number read off the sheet for that run, None where the sheet shows none."""
    weight: float = 0.0
    """How much that number is worth as evidence."""
    backed: bool = False
    """Whether one number is enough: other sheets show theirs in its place and it is 1 or repeats
    theirs, or it is one of "N of M", or the file's own labels agree."""


_SILENT = -0.25
"""A sheet of a run that shows no number."""
_CONTRADICTED = -2.0
"""A sheet of a run that shows another number in the run's own place."""
_BEFORE_ONE = -8.0
"""A sheet that the run would give a number below 1."""
_START = -5.5
"""Starting a run anywhere."""
_START_LIKELY = -3.5
"""Starting a run with the number 1, with the number that equals the position in the file, or where
other runs show their numbers."""
_SKIP = -3.0
"""Continuing with the same style and prefix after a few missing numbers (blank leaves removed)."""
_MOST_SKIPPED = 4
"""Numbers that may be left out there."""
_IN_PLACE = -2.0
"""Starting with 1, repeating a number (overlays of a slide, a leaf scanned twice), or as the file's
own labels say, where other runs show their numbers."""
_OF_TOTAL = -0.5
"""Continuing with "N of M" that counts the whole document, wherever it stands."""
_RIVALS = 8
"""The number of best states that a new run may follow."""

_Path = dict[Count | None, Count | None]


def choose_runs(evidence: CountEvidence) -> list[SheetChoice]:
    """For each sheet the run it belongs to and the number read for it."""
    score: dict[Count | None, float] = {None: 0.0}
    came_from: list[_Path] = []
    starts: list[list[Count]] = [[] for _ in range(evidence.size)]
    for count, marks in evidence.marks.items():
        for sheet in marks:
            starts[sheet].append(count)
    last_mark = {count: max(marks) for count, marks in evidence.marks.items()}
    for sheet in range(evidence.size):
        rivals = nlargest(_RIVALS, score, key=score.__getitem__)
        best = score[rivals[0]]
        next_score: dict[Count | None, float] = {None: best}
        origin: _Path = {None: rivals[0]}
        for state, value in score.items():
            # a state this far behind is never better than starting its run again from the best one
            if state is not None and last_mark[state] >= sheet and value >= best + _START:
                next_score[state] = value + _score_emission(evidence, state, sheet)
                origin[state] = state
        for count in starts[sheet]:
            value, before = _choose_start(
                evidence, count, sheet, [(at, score[at]) for at in rivals]
            )
            if value > next_score.get(count, -inf):
                next_score[count], origin[count] = value, before
        score = next_score
        came_from.append(origin)
    return _make_choices(evidence, _trace(score, came_from))


def _choose_start(
    evidence: CountEvidence, count: Count, sheet: int, rivals: list[tuple[Count | None, float]]
) -> tuple[float, Count | None]:
    """The best score with which `count` may start at `sheet`, and the state before it."""
    value, before = -inf, None
    for place, (rival, score) in enumerate(rivals):
        if place and not _may_lead_to(rival, count):
            continue  # only the best of those that make no difference to the cost
        reached = score + _score_start(evidence, count, sheet, rival)
        if reached > value:
            value, before = reached, rival
    return value + evidence.marks[count][sheet].weight, before


def _score_emission(evidence: CountEvidence, count: Count, sheet: int) -> float:
    mark = evidence.marks[count].get(sheet)
    if mark is not None:
        return mark.weight
    if count.offset + sheet < 1:
        return _BEFORE_ONE
    return _CONTRADICTED if evidence.is_contradicted(count, sheet) else _SILENT


def _score_start(evidence: CountEvidence, count: Count, sheet: int, before: Count | None) -> float:
    mark = evidence.marks[count][sheet]
    if evidence.counts_all_sheets(mark.candidate):
        return _OF_TOTAL
    if _is_backed(evidence, count, sheet, before):
        return _IN_PLACE
    used = mark.place in evidence.used and mark.candidate.shape not in ("end", "start")
    cost = _START_LIKELY if used or count.offset == 1 or count.offset + sheet == 1 else _START
    if before is not None and _continues(before, count):
        cost = max(cost, _SKIP)
    return cost


def _is_backed(evidence: CountEvidence, count: Count, sheet: int, before: Count | None) -> bool:
    """Whether a single number is enough to start with, because others stand in its place."""
    mark = evidence.marks[count][sheet]
    if not evidence.may_stand_alone(mark):
        return False
    lone = mark.candidate.shape not in ("end", "start")
    repeats = (
        lone
        and before is not None
        and before.offset - count.offset == 1
        and before._replace(offset=0) == count._replace(offset=0)
    )
    return repeats or count.offset + sheet == 1 or (lone and evidence.embedded[sheet] == count)


def _may_lead_to(before: Count | None, count: Count) -> bool:
    """Whether `count` after `before` repeats a number or leaves a few out."""
    return before is not None and -1 <= count.offset - before.offset <= _MOST_SKIPPED


def _continues(before: Count, count: Count) -> bool:
    """Whether `count` only leaves a few numbers of `before` out."""
    same = (before.style, before.prefix) == (count.style, count.prefix)
    return same and 0 < count.offset - before.offset <= _MOST_SKIPPED


def _is_between(count: Count, before: Count | None, after: Count | None) -> bool:
    """Whether `count` numbers a sheet between two others from which leaves were removed."""
    return (
        before is not None
        and after is not None
        and _continues(before, count)
        and _continues(count, after)
    )


def _trace(score: dict[Count | None, float], came_from: list[_Path]) -> list[Count | None]:
    state = max(score, key=score.__getitem__)
    path: list[Count | None] = []
    for origin in reversed(came_from):
        path.append(state)
        state = origin[state]
    return path[::-1]


def _make_choices(evidence: CountEvidence, path: list[Count | None]) -> list[SheetChoice]:
    choices: list[SheetChoice] = []
    before: Count | None = None
    for sheet, count in enumerate(path):
        after = path[sheet + 1] if sheet + 1 < len(path) else None
        mark = evidence.marks[count].get(sheet) if count is not None else None
        if count is None or mark is None:
            choices.append(SheetChoice(count, None))
        else:
            of_total = evidence.counts_all_sheets(mark.candidate)
            backed = (
                of_total
                or _is_backed(evidence, count, sheet, before)
                or (_is_between(count, before, after) and evidence.may_stand_alone(mark))
            )
            choices.append(SheetChoice(count, mark.candidate, mark.weight, backed))
        before = count
    return choices
