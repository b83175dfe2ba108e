"""From sheets to page labels: runs of numbers, the sheets between, and the file's own labels.

Where nothing supports a number there is no label: a wrong page is worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from indexer.labels.candidates import Candidate, find_candidates
from indexer.labels.evidence import Count, CountEvidence, NumberSetting, make_count, make_place
from indexer.labels.neighbours import Page, fill_from_neighbours
from indexer.labels.numbers_in_line import LONE, fold_line
from indexer.labels.numerals import parse_label
from indexer.labels.page_label import PageLabel
from indexer.labels.rows import RepeatedLines
from indexer.labels.runs import SheetChoice, choose_runs
from indexer.readers.sheets import Sheet

_CERTAIN = 0.9
"""Least weight of a number in a run that counts as read off its sheet, if it is not at the edge."""
_FIRM = 1.5
"""Least weight of a number that is evidence for its run alone; court stamps are so together."""
_ENOUGH = 3.0
"""Least weight of a run's firm numbers together."""
_MANY = 5
"""So many numbers of a run need not share a place; of fewer, at least two must."""
_LONE = 1.7
"""Least weight of a run's only number."""
_RUNNING_LINE = 3
"""So many numbers must stand in a place for their whole lines to be running heads or feet."""
_LONGEST_RUNNING_LINE = 160
"""Characters; a longer line holds text of the page."""

_TITLE_PAGE = 0.5
"""The first of two sheets is a title page if it has fewer lines than this share of the second's."""

_UNLABELLED = "no page number found"


def solve_labels(sheets: Sequence[Sheet]) -> tuple[PageLabel, ...]:
    """The page label of every sheet, in order, with its source and evidence."""
    repeated = RepeatedLines(sheets)
    by_sheet = find_candidates(sheets, repeated)
    evidence = CountEvidence(by_sheet, [sheet.embedded_label for sheet in sheets])
    pages = _keep_trusted_runs(choose_runs(evidence))
    fill_from_neighbours(pages, sheets, evidence, repeated)
    _number_few_sheets(pages, by_sheet, sheets)
    numbers = [page for page in pages if page.candidate]
    in_run = Counter(page.count for page in numbers)
    places = Counter(make_place(page.candidate) for page in numbers if page.candidate)
    labels = [
        _make_label(sheet, page, in_run[page.count], places)
        for sheet, page in zip(sheets, pages, strict=True)
    ]
    _use_embedded(labels, sheets)
    return tuple(labels)


def _keep_trusted_runs(choices: list[SheetChoice]) -> list[Page]:
    """The runs with enough evidence, as pages; other sheets are left without a count."""
    pages = [Page() for _ in choices]
    for count, group in groupby(enumerate(choices), key=lambda pair: pair[1].count):
        run = list(group)
        if count is None or not _is_enough(count, [choice for _, choice in run]):
            continue
        for at, choice in run:
            sure = choice.weight >= _CERTAIN or (
                choice.candidate is not None and choice.candidate.is_edge
            )
            pages[at] = Page(
                count, choice.candidate if sure else None, "" if sure else "the run it lies in"
            )
    return pages


def _is_enough(count: Count, run: list[SheetChoice]) -> bool:
    """Whether several numbers agree, or a single one can hardly be anything but a page number."""
    firm = [
        (choice, choice.candidate)
        for choice in run
        if choice.candidate is not None
        and (choice.weight >= _FIRM or choice.candidate.shape == "stamp")
    ]
    if len(firm) > 1:
        places = {make_place(candidate) for _, candidate in firm}
        share_place = len(firm) >= _MANY or (len(firm) > 2 and len(places) < len(firm))
        return sum(choice.weight for choice, _ in firm) >= _ENOUGH and (
            share_place
            or any(choice.backed for choice, _ in firm)
            or all(_is_set_off(candidate, count) for _, candidate in firm)
        )
    return any(
        choice.weight >= _LONE
        and (choice.backed or count.offset == 1 or candidate.shape == "page")
        and not candidate.turned
        for choice, candidate in firm
    )


def _is_set_off(candidate: Candidate, count: Count) -> bool:
    """Whether a number looks like a page number even with little company."""
    outermost = candidate.row == 0 or count.offset == 1
    return outermost and candidate.isolated and not candidate.turned


def _number_few_sheets(
    pages: list[Page], by_sheet: Sequence[Sequence[Candidate]], sheets: Sequence[Sheet]
) -> None:
    """Number a file of one or two sheets by the number set off at the edge of its last, in place.

    On a single sheet it must say "page". On the second of two it is 2, as on the second leaf of a
    letter, or 1 after a title page; beside other words it counts only where the first sheet has
    these words in a line of their own: its title, repeated in the running head.
    """
    if not 1 <= len(sheets) <= 2 or any(page.count for page in pages):
        return
    for candidate in by_sheet[-1]:
        plain = candidate.numeral.style == "arabic" and not candidate.numeral.prefix
        if not (plain and candidate.is_edge and not candidate.turned):
            continue
        count = make_count(candidate.numeral, candidate.sheet)
        if len(sheets) == 1:
            if candidate.shape == "page" and candidate.rest in LONE:
                pages[0] = Page(count, candidate)
                return
        elif _belongs_to_second(candidate, sheets):
            pages[1] = Page(count, candidate)
            if count.get_numeral(0) is not None:
                pages[0] = Page(count, None, "the number on the next page")
            return


def _belongs_to_second(candidate: Candidate, sheets: Sequence[Sheet]) -> bool:
    """Whether a number is the page number of the second of two sheets."""
    titles = {fold_line(line.text) for line in sheets[0].lines}
    if candidate.shape not in ("alone", "page") and candidate.rest not in titles:
        return False
    after_title = len(sheets[0].lines) < _TITLE_PAGE * len(sheets[1].lines)
    return candidate.numeral.value == 2 or (candidate.numeral.value == 1 and after_title)


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
    """Whether its line exists for the number: it is alone there, or in a running head or foot."""
    if len(sheet.lines[candidate.line].text) > _LONGEST_RUNNING_LINE:
        return False
    alone = candidate.shape in ("alone", "of", "page")
    return alone or places[make_place(candidate)] >= _RUNNING_LINE


def _describe_place(candidate: Candidate) -> str:
    if candidate.angle:
        return "turned in the margin"
    return "in the head" if candidate.edge == "top" else "at the foot"


def _use_embedded(labels: list[PageLabel], sheets: Sequence[Sheet]) -> None:
    """Use the file's own /PageLabels, if they can be believed, for pages that print no number."""
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
    """Whether they do not just count the sheets, and agree with every printed number."""
    if embedded == [str(at + 1) for at in range(len(embedded))]:
        return False
    printed = [label for label in labels if label.source == "printed"]
    return all(label.label == embedded[label.pdf_page - 1] for label in printed)
