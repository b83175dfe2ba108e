"""Pages put into words: "at 147–148", and what must be said of a label that is not on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indexer.labels.numerals import parse_label
from indexer.labels.page_label import LabelSource, PageLabel

_CAVEAT: dict[LabelSource, str] = {
    "printed": "",
    "inferred": "number not printed on the page, inferred from its neighbours",
    "embedded": "number not printed on the page, from the file’s own page labels",
    "catalogue": "number set in the catalogue",
    "none": "no printed number",
}


def describe_pages(labels: Sequence[PageLabel]) -> str:
    """Where a passage on these consecutive pages stands, as one says it.

    "at 147", "at 147–148", "at iv"; "PDF p 149, no printed number"; "at 12 (number not printed on
    the page, inferred from its neighbours)".
    """
    named = [label for label in labels if label.label is not None]
    unnamed = [label for label in labels if label.label is None]
    parts: list[str] = []
    if named:
        parts.append(
            f"at {format_span([str(label.label) for label in named])}{_format_caveat(named)}"
        )
    if unnamed:
        pages = format_span([str(label.pdf_page) for label in unnamed])
        parts.append(f"PDF p{'p' if len(unnamed) > 1 else ''} {pages}, {_CAVEAT['none']}")
    return " and ".join(parts)


def format_span(labels: Sequence[str]) -> str:
    """The labels of consecutive pages: "147", or "147–148"."""
    return labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"


def format_number_ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers in short: "2, 29–31"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(format_span([str(number) for number in run]) for run in runs)


def format_count(count: int, what: str) -> str:
    """ "1 page", "1,024 pages"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _format_caveat(labels: Sequence[PageLabel]) -> str:
    said = [
        f"{_CAVEAT[source]}"
        if len({label.source for label in labels}) == 1
        else f"{format_span([str(label.label) for label in labels if label.source == source])}:"
        f" {_CAVEAT[source]}"
        for source in dict.fromkeys(label.source for label in labels)
        if _CAVEAT[source]
    ]
    return f" ({'; '.join(said)})" if said else ""


def format_page_list(labels: Iterable[PageLabel]) -> str:
    """Many pages in short: "12, 41–42"; pages without a label as "PDF p 7"."""
    runs: list[list[PageLabel]] = []
    for label in sorted(labels, key=lambda label: label.pdf_page):
        if runs and _follows(runs[-1][-1], label):
            runs[-1].append(label)
        else:
            runs.append([label])
    return ", ".join(_format_run(run) for run in runs)


def _follows(before: PageLabel, label: PageLabel) -> bool:
    if label.pdf_page != before.pdf_page + 1:
        return False
    if before.label is None or label.label is None:
        return before.label is label.label
    counted = parse_label(before.label)
    following = counted.advance(1) if counted else None
    return following is not None and str(following) == label.label


def _format_run(run: Sequence[PageLabel]) -> str:
    if run[0].label is None:
        pages = format_span([str(label.pdf_page) for label in run])
        return f"PDF p{'p' if len(run) > 1 else ''} {pages}"
    return format_span([str(label.label) for label in run])
