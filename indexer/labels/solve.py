"""From sheets to page labels: runs of numbers, the sheets between, and the file's own labels.

Where nothing supports a number there is no label: a wrong page is worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from corpus.frozen import replace_fields
from indexer.labels.candidates import Candidate, find_candidates
from indexer.labels.evidence import Count, CountEvidence, NumberSetting, make_count, make_place
from indexer.labels.filed import label_filed, mention_stamps
from indexer.labels.neighbours import Page, fill_from_neighbours
from indexer.labels.numbers_in_line import LONE, fold_line
from indexer.labels.numerals import Numeral, parse_label
from indexer.labels.page_label import PageLabel, mark_repeats
from indexer.labels.rows import RepeatedLines
from indexer.labels.runs import SheetChoice, choose_runs
from indexer.labels.series import fill_with_gaps, prefer_through_numbers
from indexer.labels.unread import UnreadNumber, find_unread
from indexer.readers.sheets import Sheet

_CERTAIN = 0.9
"""Least weight of a number in a run that counts as read off its sheet, if it is not at the edge."""
_FIRM = 1.5
"""Least weight of a number that is evidence for its run alone."""
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

_HARDLY_ANY = 1 / 3
"""Share of a sheet's height; text that takes up less of it has no head and foot."""

_UNLABELLED = "no page number found"


def solve_labels(sheets: Sequence[Sheet]) -> tuple[PageLabel, ...]:
    """The page label of every sheet, in order, with its source and evidence."""
    repeated = RepeatedLines(sheets)
    by_sheet, paired = find_candidates(sheets, repeated)
    own = [[one for one in at_sheet if one.shape != "stamp"] for at_sheet in by_sheet]
    pages = _number_pages(sheets, own, repeated)
    labels = _make_labels(sheets, pages)
    _use_embedded(labels, sheets)
    if all(label.label is None for label in labels):
        labels = [
            filed or label for filed, label in zip(label_filed(by_sheet), labels, strict=True)
        ]
    if any(label.label is None for label in labels):
        _name_unread(labels, find_unread(own, paired, sheets))
        mention_stamps(labels, by_sheet)
    return tuple(mark_repeats(_place_labels(labels, sheets)))


def _place_labels(labels: Sequence[PageLabel], sheets: Sequence[Sheet]) -> list[PageLabel]:
    """`labels`, each with the sheet of the file that its page stands on."""
    return [
        replace_fields(label, pdf_page=sheet.pdf_page, sheet_part=sheet.sheet_part)
        for label, sheet in zip(labels, sheets, strict=True)
    ]


def _number_pages(
    sheets: Sequence[Sheet], own: Sequence[Sequence[Candidate]], repeated: RepeatedLines
) -> list[Page]:
    """The sheets numbered by the candidates that are their `own`."""
    evidence = CountEvidence(own, [sheet.embedded_label for sheet in sheets])
    pages = _keep_trusted_runs(choose_runs(evidence))
    prefer_through_numbers(pages, own)
    fill_from_neighbours(pages, sheets, evidence, repeated)
    _number_few_sheets(pages, own, sheets)
    fill_with_gaps(pages, own, sum(bool(sheet.lines) for sheet in sheets))
    return pages


def _name_unread(labels: list[PageLabel], unread: Mapping[int, UnreadNumber]) -> None:
    """Say of pages without a label that they show a number, where they do."""
    for at, number in unread.items():
        if labels[at].source == "none":
            evidence = f"{number.what}: not made out"
            labels[at] = PageLabel(at + 1, None, "unread", evidence, number.lines)


def _make_labels(sheets: Sequence[Sheet], pages: Sequence[Page]) -> list[PageLabel]:
    numbers = [page for page in pages if page.candidate]
    in_run = Counter(page.count for page in numbers)
    places = Counter(make_place(page.candidate) for page in numbers if page.candidate)
    return [
        _make_label(number, sheet, page, in_run[page.count], places)
        for number, (sheet, page) in enumerate(zip(sheets, pages, strict=True), 1)
    ]


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
        if choice.candidate is not None and choice.weight >= _FIRM
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

    On a single sheet it must say "page", or be a 1 that stands alone at the foot. On the second of
    two it is 2, as on the second leaf of a letter, or 1 after a title page; beside other words it
    counts only where the first sheet has these words in a line of their own: its title, repeated in
    the running head.
    """
    if not 1 <= len(sheets) <= 2 or any(page.count for page in pages):
        return
    for candidate in by_sheet[-1]:
        plain = candidate.numeral.style == "arabic" and not candidate.numeral.prefix
        if not (plain and candidate.is_edge and not candidate.turned):
            continue
        count = make_count(candidate.numeral, candidate.sheet)
        if len(sheets) == 1:
            says_so = candidate.shape == "page" and candidate.rest in LONE
            if says_so or _is_lone_one(candidate):
                pages[0] = Page(count, candidate)
                return
        elif _belongs_to_second(candidate, sheets):
            pages[1] = Page(count, candidate)
            if count.get_numeral(0) is not None:
                pages[0] = Page(count, None, "the number on the next page")
            return


def _is_lone_one(candidate: Candidate) -> bool:
    """Whether the number of a file's only sheet is a 1 that stands alone at the foot."""
    alone = candidate.shape == "alone" and candidate.isolated
    return alone and candidate.edge == "bottom" and candidate.numeral.value == 1


def _belongs_to_second(candidate: Candidate, sheets: Sequence[Sheet]) -> bool:
    """Whether a number is the page number of the second of two sheets."""
    titles = {fold_line(line.text) for line in sheets[0].lines}
    if candidate.shape not in ("alone", "page") and candidate.rest not in titles:
        return False
    after_title = len(sheets[0].lines) < _TITLE_PAGE * len(sheets[1].lines)
    return candidate.numeral.value == 2 or (candidate.numeral.value == 1 and after_title)


def _make_label(
    number: int, sheet: Sheet, page: Page, in_run: int, places: Counter[NumberSetting]
) -> PageLabel:
    numeral = page.count.get_numeral(number - 1) if page.count is not None else None
    if numeral is None:
        return PageLabel(number, None, "none", _UNLABELLED)
    if page.candidate is None:
        return PageLabel(
            number, str(numeral), "inferred", f"not on the page; from {page.inferred_from}"
        )
    return PageLabel(
        number,
        str(numeral),
        "printed",
        f"“{numeral}” stands {_describe_place(page.candidate, sheet)}, {_describe_company(in_run)}",
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


def _describe_place(candidate: Candidate, sheet: Sheet) -> str:
    """Where on the sheet a number stands.

    Of a page with little text the last line is one of the first, too: what counts is in which half
    of the text the line stands, or of the sheet where it has hardly any.
    """
    if candidate.angle:
        return "turned in the margin"
    lines = [line for line in sheet.lines if not line.angle]
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    if bottom - top < _HARDLY_ANY * sheet.height:
        top, bottom = 0.0, sheet.height
    line = sheet.lines[candidate.line]
    return "in the head" if line.top + line.bottom < top + bottom else "at the foot"


def _use_embedded(labels: list[PageLabel], sheets: Sequence[Sheet]) -> None:
    """Use the file's own /PageLabels, if they can be believed, for pages that print no number."""
    embedded = [sheet.embedded_label.strip() for sheet in sheets]
    if not _is_believable(embedded, labels):
        return
    taken = Counter(embedded) + Counter(label.label for label in labels if label.label)
    numerals = list(map(parse_label, embedded))
    printed = [at for at, label in enumerate(labels) if label.source == "printed"]
    for at, label in enumerate(labels):
        if (
            label.source == "none"
            and taken[embedded[at]] == 1
            and _is_in_order(numerals, at, printed)
        ):
            labels[at] = PageLabel(
                at + 1, embedded[at], "embedded", "not on the page; from the file's own page labels"
            )


def _is_in_order(numerals: Sequence[Numeral | None], at: int, printed: Sequence[int]) -> bool:
    """Whether a label is higher than those of its kind that are `printed` before it, and lower
    than those after it: a cover numbered after the last page is a slip of some program."""
    numeral = numerals[at]
    if numeral is None:
        return False
    return all(
        other is None
        or (other.style, other.prefix) != (numeral.style, numeral.prefix)
        or (other.value < numeral.value) == (number < at)
        for number, other in ((number, numerals[number]) for number in printed)
    )


def _is_believable(embedded: list[str], labels: list[PageLabel]) -> bool:
    """Whether they do not just count the sheets, and agree with every printed number."""
    if embedded == [str(at + 1) for at in range(len(embedded))]:
        return False
    printed = [label for label in labels if label.source == "printed"]
    return all(label.label == embedded[label.number - 1] for label in printed)
