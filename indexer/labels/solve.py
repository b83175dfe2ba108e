"""From sheets to page labels: runs of numbers, what lies between, and what the file itself says.

Where nothing supports a number there is no label: a wrong page is worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from indexer.labels.candidates import Candidate, find_candidates
from indexer.labels.evidence import Count, CountEvidence, NumberSetting, make_place
from indexer.labels.neighbours import Page, fill_from_neighbours
from indexer.labels.numerals import parse_label
from indexer.labels.page_label import PageLabel
from indexer.labels.pairs import number_few
from indexer.labels.rows import RepeatedLines
from indexer.labels.runs import SheetChoice, choose_runs
from indexer.readers.sheets import Sheet

_CERTAIN = 0.9
"""Least weight of a number of a run that counts as read off its sheet, if it is not at the edge."""
_FIRM = 1.5
"""Least weight of a number that speaks for its run by itself; court stamps do so together."""
_ENOUGH = 3.0
"""Least weight of the firm numbers of a run."""
_MANY = 5
"""Numbers of a run that need not stand in the same place; of fewer, at least two do."""
_LONE = 1.7
"""Least weight of the only number of a run."""
_RUNNING_LINE = 3
"""Numbers that must stand in a place for their whole lines to be running heads or feet."""
_LONGEST_RUNNING_LINE = 160
"""Characters; a longer line holds text of the page."""

_UNLABELLED = "no page number found"


def solve_labels(sheets: Sequence[Sheet]) -> tuple[PageLabel, ...]:
    """The page label of every sheet, in order, with its source and evidence."""
    repeated = RepeatedLines(sheets)
    found = find_candidates(sheets, repeated)
    evidence = CountEvidence(found, [sheet.embedded_label for sheet in sheets])
    pages = _keep_trusted_runs(choose_runs(evidence))
    fill_from_neighbours(pages, sheets, evidence, repeated)
    number_few(pages, found, sheets)
    numbers = [page for page in pages if page.candidate]
    in_run = Counter(page.count for page in numbers)
    places = Counter(make_place(page.candidate) for page in numbers if page.candidate)
    labels = [
        _make_label(sheet, page, in_run[page.count], places)
        for sheet, page in zip(sheets, pages, strict=True)
    ]
    _use_embedded(labels, sheets)
    return tuple(labels)


def _keep_trusted_runs(readings: list[SheetChoice]) -> list[Page]:
    """The runs whose numbers are enough to go by, the others left out."""
    pages = [Page() for _ in readings]
    for count, group in groupby(enumerate(readings), key=lambda pair: pair[1].count):
        run = list(group)
        if count is None or not _is_enough(count, [reading for _, reading in run]):
            continue
        for at, reading in run:
            sure = reading.weight >= _CERTAIN or (
                reading.candidate is not None and reading.candidate.is_edge
            )
            pages[at] = Page(
                count, reading.candidate if sure else None, "" if sure else "the run it lies in"
            )
    return pages


def _is_enough(count: Count, run: list[SheetChoice]) -> bool:
    """Several numbers that agree, or a single one that cannot well be anything else."""
    firm = [
        (reading, reading.candidate)
        for reading in run
        if reading.candidate is not None
        and (reading.weight >= _FIRM or reading.candidate.shape == "stamp")
    ]
    if len(firm) > 1:
        places = {make_place(candidate) for _, candidate in firm}
        share_place = len(firm) >= _MANY or (len(firm) > 2 and len(places) < len(firm))
        return sum(reading.weight for reading, _ in firm) >= _ENOUGH and (
            share_place
            or any(reading.backed for reading, _ in firm)
            or all(_is_set_off(candidate, count) for _, candidate in firm)
        )
    return any(
        reading.weight >= _LONE
        and (reading.backed or count.offset == 1 or candidate.shape == "page")
        and not candidate.turned
        for reading, candidate in firm
    )


def _is_set_off(candidate: Candidate, count: Count) -> bool:
    """Whether a number looks like a page number even with little company."""
    outer = candidate.row == 0 or count.offset == 1
    return outer and candidate.isolated and not candidate.turned


def _make_label(sheet: Sheet, page: Page, in_run: int, places: Counter[NumberSetting]) -> PageLabel:
    at = sheet.pdf_page
    numeral = page.count.get_numeral(at - 1) if page.count is not None else None
    if numeral is None:
        return PageLabel(at, None, "none", _UNLABELLED)
    if page.candidate is None:
        return PageLabel(
            at, str(numeral), "inferred", f"not on the page; from {page.inferred_from}"
        )
    return PageLabel(
        at,
        str(numeral),
        "printed",
        f"“{numeral}” stands {_describe_place(page.candidate)}, {_describe_company(in_run)}",
        (page.candidate.line,) if _owns_line(page.candidate, sheet, places) else (),
    )


def _describe_company(in_run: int) -> str:
    if in_run == 1:
        return "where page numbers stand"
    return f"one of {in_run} numbers that run with the pages"


def _owns_line(candidate: Candidate, sheet: Sheet, places: Counter[NumberSetting]) -> bool:
    """Whether its line is there for the number: alone in it, or in a running head or foot."""
    if len(sheet.lines[candidate.line].text) > _LONGEST_RUNNING_LINE:
        return False
    alone = candidate.shape in ("alone", "of", "page")
    return alone or places[make_place(candidate)] >= _RUNNING_LINE


def _describe_place(candidate: Candidate) -> str:
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
