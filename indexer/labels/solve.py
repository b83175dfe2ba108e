"""From sheets to page labels: runs of numbers, what lies between them, and what the file says itself.

Where nothing supports a number there is no label: a wrong page is worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from indexer.labels.candidates import Candidate, candidates
from indexer.labels.model import PageLabel
from indexer.labels.numerals import parse_label
from indexer.labels.runs import Count, Place, Reading, choose_runs, place_of
from indexer.sheets import Sheet

_CERTAIN = 0.9
"""Least weight of a number that counts as read off its sheet."""
_LEAD = 3
"""How many unnumbered sheets before a run may be counted back to the number 1."""
_SPARSE = 0.3
"""A sheet with less text than this share of the median is a cover, a divider or blank."""

_UNLABELLED = "no page number found"


@dataclass(slots=True)
class _Page:
    """A sheet's label in the making."""

    count: Count | None = None
    candidate: Candidate | None = None
    inferred_from: str = ""


def solve_labels(sheets: Sequence[Sheet]) -> tuple[PageLabel, ...]:
    """The page label of every sheet, in order, with its source and evidence."""
    found = candidates(sheets)
    readings = choose_runs(found, [sheet.embedded_label for sheet in sheets])
    pages = _trusted(readings)
    _fill_bound_in(pages)
    _extend(pages, sheets)
    places = Counter(place_of(page.candidate) for page in pages if page.candidate)
    labels = [_label(at, page, pages, places) for at, page in enumerate(pages)]
    _use_embedded(labels, sheets)
    return tuple(labels)


def _trusted(readings: list[Reading]) -> list[_Page]:
    """The runs whose numbers are enough to go by, the others left out."""
    pages = [_Page() for _ in readings]
    for count, group in groupby(enumerate(readings), key=lambda pair: pair[1].count):
        run = list(group)
        numbers = [reading for _, reading in run if reading.candidate is not None]
        if count is None or not _is_enough(count, numbers):
            continue
        for at, reading in run:
            sure = reading.candidate is not None and reading.weight >= _CERTAIN
            pages[at] = _Page(
                count, reading.candidate if sure else None, "" if sure else "the run it lies in"
            )
    return pages


def _is_enough(count: Count, numbers: list[Reading]) -> bool:
    """Two numbers that agree, or a single one that cannot well be anything else."""
    weight = sum(reading.weight for reading in numbers)
    if len(numbers) >= 3:
        return weight >= 3.0
    if len(numbers) == 2:
        return weight >= 3.0
    return any(
        reading.weight >= 1.7
        and (count.offset == 1 or reading.backed or reading.candidate.shape == "page")
        for reading in numbers
        if reading.candidate is not None
    )


def _fill_bound_in(pages: list[_Page]) -> None:
    """Sheets between two stretches of one run were counted, whatever else they show."""
    last_of: dict[Count, int] = {}
    for at, page in enumerate(pages):
        if page.count is None:
            continue
        before = last_of.get(page.count)
        if before is not None and before < at - 1:
            for between in range(before + 1, at):
                if pages[between].count != page.count:
                    pages[between] = _Page(page.count, None, "the pages around it")
        last_of[page.count] = at


def _extend(pages: list[_Page], sheets: Sequence[Sheet]) -> None:
    """Count back from a run's first number to 1, and over one sheet of text beyond a run's ends."""
    letters = [sum(len(line.text) for line in sheet.lines) for sheet in sheets]
    typical = median(letters) if letters else 0
    runs = [
        (count, list(group))
        for count, group in groupby(range(len(pages)), key=lambda at: pages[at].count)
    ]
    for position, (count, members) in enumerate(runs):
        if count is None:
            continue
        free_before = runs[position - 1][1] if position and runs[position - 1][0] is None else []
        free_after = (
            runs[position + 1][1]
            if position + 1 < len(runs) and runs[position + 1][0] is None
            else []
        )
        lead = count.offset + members[0] - 1
        if 0 < lead <= min(_LEAD, len(free_before)):
            for at in free_before[-lead:]:
                pages[at] = _Page(count, None, "counting back from the numbers after it")
        elif lead > 0 and free_before and _is_text(letters[free_before[-1]], typical):
            if sheets[free_before[-1]].width == sheets[members[0]].width:
                pages[free_before[-1]] = _Page(count, None, "the number on the next page")
        free_after = [at for at in free_after if pages[at].count is None]
        if free_after and _is_text(letters[free_after[0]], typical):
            pages[free_after[0]] = _Page(count, None, "the number on the page before")


def _is_text(letters: int, typical: float) -> bool:
    return letters > 0 and letters >= _SPARSE * typical


def _label(at: int, page: _Page, pages: list[_Page], places: Counter[Place]) -> PageLabel:
    numeral = page.count.at(at) if page.count is not None else None
    if page.count is None or numeral is None:
        return PageLabel(at + 1, None, "none", _UNLABELLED)
    if page.candidate is not None:
        same = sum(1 for other in pages if other.count == page.count and other.candidate)
        where = _where(page.candidate)
        return PageLabel(
            at + 1,
            str(numeral),
            "printed",
            f"“{numeral}” stands {where}, one of {same} numbers that run with the pages",
            (page.candidate.line,) if _owns_line(page.candidate, places) else (),
        )
    return PageLabel(at + 1, str(numeral), "inferred", f"not on the page; from {page.inferred_from}")


def _owns_line(candidate: Candidate, places: Counter[Place]) -> bool:
    """Whether the number's line is there for the number: alone in it, or in a running head or foot."""
    return candidate.shape in ("alone", "of", "page") or places[place_of(candidate)] >= 3


def _where(candidate: Candidate) -> str:
    if candidate.angle:
        return "turned in the margin"
    return "in the head" if candidate.edge == "top" else "at the foot"


def _use_embedded(labels: list[PageLabel], sheets: Sequence[Sheet]) -> None:
    """The file's own /PageLabels, for pages that print nothing, where they can be believed."""
    embedded = [sheet.embedded_label.strip() for sheet in sheets]
    if not _is_believable(embedded, labels):
        return
    taken = Counter(embedded) + Counter(label.label for label in labels if label.label)
    for at, label in enumerate(labels):
        if label.source == "none" and taken[embedded[at]] == 1 and parse_label(embedded[at]):
            labels[at] = PageLabel(
                at + 1, embedded[at], "embedded", "not on the page; from the file's own page labels"
            )


def _is_believable(embedded: list[str], labels: list[PageLabel]) -> bool:
    """Not a mere count of the sheets, and in agreement with every number that is printed."""
    if embedded == [str(at + 1) for at in range(len(embedded))]:
        return False
    printed = [label for label in labels if label.source == "printed"]
    return all(label.label == embedded[label.pdf_page - 1] for label in printed)
