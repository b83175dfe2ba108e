"""Pages put into words: "at 147–148", and the caveat for a label that is not on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from indexer.labels.numerals import parse_label
from indexer.labels.page_label import LabelSource, PageLabel

T = TypeVar("T")

_CAVEAT: dict[LabelSource, str] = {
    "printed": "",
    "inferred": "number not printed on the page, inferred from its neighbours",
    "embedded": "number not printed on the page, from the file’s own page labels",
    "catalogue": "number set in the catalogue",
    "filed": "",
    "counted": "counted",
    "unread": "number not made out",
    "none": "no printed number",
}


def describe_pages(labels: Sequence[PageLabel]) -> str:
    """Where a passage on these consecutive pages stands, in words.

    "at 147", "at 147–148", "at iv"; "PDF p 149, no printed number"; "at 12 (number not printed on
    the page, inferred from its neighbours)"; "at 1 (Attachment C)", or "at 1 (PDF p 17)" where the
    part has no name, where several pages are a 1; "at filed page 3 of 21" where only a court's
    stamp numbers the pages. Where a document has no pages: "at para 3.12", "at paras 12–13
    (counted)".
    """
    named = [label for label in labels if label.label is not None and label.source != "filed"]
    filed = [label for label in labels if label.source == "filed"]
    parts: list[str] = []
    if named:
        word = _name_unit(named)
        parts.append(f"at {word}{format_span(_list_names(named))}{_format_remarks(named)}")
    if filed:
        parts.append(f"at {_format_filed_pages(filed)}{_format_remarks(filed)}")
    for source in dict.fromkeys(label.source for label in labels if label.label is None):
        unnamed = [label for label in labels if label.label is None and label.source == source]
        parts.append(f"{_format_pdf_pages(unnamed)}, {_CAVEAT.get(source) or _CAVEAT['none']}")
    return " and ".join(parts)


def _name_unit(labels: Sequence[PageLabel]) -> str:
    """ "para " or "paras " before the labels of paragraphs; pages are numbers alone."""
    if labels[0].unit == "page":
        return ""
    return "paras " if len(set(_list_names(labels))) > 1 else "para "


def _list_names(labels: Sequence[PageLabel]) -> list[str]:
    return [name for label in labels for name in label.names]


def _format_filed_pages(labels: Sequence[PageLabel]) -> str:
    """ "filed page 3 of 21", "filed pages 3–4 of 21"."""
    total = f" of {labels[-1].total}" if labels[-1].total else ""
    return f"filed page{'s' if len(labels) > 1 else ''} {format_span(_list_names(labels))}{total}"


def _format_pdf_pages(labels: Sequence[PageLabel]) -> str:
    first, last = labels[0], labels[-1]
    if first.unit == "paragraph":
        return "a paragraph" if len(labels) == 1 else "paragraphs"
    if first.pdf_page is None:
        where = format_span([str(first.number), str(last.number)])
        return f"page{'s' if first is not last else ''} {where} of the file"
    if first.pdf_page != last.pdf_page:
        return f"PDF pp {first.pdf_page}–{last.pdf_page}"
    return f"PDF p {first.pdf_page}{format_sheet_part(first) if len(labels) == 1 else ''}"


def format_sheet_part(label: PageLabel) -> str:
    """Where on its sheet a page stands, after the sheet's number: ", left half"; "" where it is
    the whole sheet."""
    if not label.sheet_part or label.holds_several:
        return ""
    return f", {label.sheet_part} {'quarter' if ' ' in label.sheet_part else 'half'}"


def format_sheet(label: PageLabel) -> str:
    """Where a page stands in its file: "PDF page 149", "PDF page 12, left half"; where the file has
    no sheets, "page 3 of the file", and "" for paragraphs."""
    if label.unit == "paragraph":
        return ""
    if label.pdf_page is None:
        return f"page {label.number} of the file"
    return f"PDF page {label.pdf_page}{format_sheet_part(label)}"


def describe_evidence(labels: Iterable[PageLabel]) -> list[str]:
    """For each page the number it bears and what it is based on: "PDF page 149 is page 147
    (printed): …"."""
    return [
        f"{format_sheet(label) or 'The place'} "
        + (
            f"is {label.unit} {label.label} ({label.source})"
            if label.label
            else "has no number that can be cited"
        )
        + f": {label.evidence}"
        for label in labels
    ]


def list_pdf_pages(labels: Iterable[PageLabel]) -> list[int]:
    """The PDF pages that pages stand on, each once, in order."""
    return sorted({label.pdf_page for label in labels if label.pdf_page is not None})


def format_span(labels: Sequence[str]) -> str:
    """The labels of consecutive pages: "147", or "147–148"."""
    return labels[0] if labels[0] == labels[-1] else f"{labels[0]}–{labels[-1]}"


def format_number_ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers, shortened: "2, 29–31"."""
    ranges = _group_ranges(numbers, lambda before, number: number == before + 1)
    return ", ".join(format_span(list(map(str, numbers))) for numbers in ranges)


def _group_ranges(values: Iterable[T], follows: Callable[[T, T], bool]) -> list[list[T]]:
    """`values` in groups in which each one follows the one before it."""
    ranges: list[list[T]] = []
    for value in values:
        if ranges and follows(ranges[-1][-1], value):
            ranges[-1].append(value)
        else:
            ranges.append([value])
    return ranges


def format_count(count: int, what: str) -> str:
    """ "1 page", "1,024 pages"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _format_remarks(labels: Sequence[PageLabel]) -> str:
    """What follows labels in brackets: the PDF pages where others bear them too, and caveats."""
    remarks = [*_list_places(labels), *_list_caveats(labels)]
    return f" ({'; '.join(remarks)})" if remarks else ""


def _list_places(labels: Sequence[PageLabel]) -> list[str]:
    """What tells these pages from others with the same labels: their part, or the PDF pages."""
    if all(label.unique for label in labels):
        return []
    parts = {label.place for label in labels}
    return [*parts] if len(parts) == 1 and "" not in parts else [_format_pdf_pages(labels)]


def _list_caveats(labels: Sequence[PageLabel]) -> list[str]:
    sources = dict.fromkeys(label.source for label in labels)
    return [
        _CAVEAT[source]
        if len(sources) == 1
        else f"{format_span(_list_names([one for one in labels if one.source == source]))}:"
        f" {_CAVEAT[source]}"
        for source in sources
        if _CAVEAT[source]
    ]


def format_page_list(labels: Iterable[PageLabel]) -> str:
    """Many pages, shortened: "12, 41–42"; pages without a label as "PDF p 7", and those whose label
    others bear too as "1–3 (Attachment B)" or "1–3 (PDF pp 14–16)"."""
    ordered = sorted(labels, key=lambda label: label.number)
    return ", ".join(
        _format_pdf_pages(pages)
        if pages[0].label is None
        else _name_unit(pages)
        + format_span(_list_names(pages))
        + "".join(f" ({place})" for place in _list_places(pages))
        + (" (counted)" if pages[0].source == "counted" else "")
        for pages in _group_ranges(ordered, _follows)
    )


def _follows(before: PageLabel, label: PageLabel) -> bool:
    if label.number != before.number + 1 or label.unit != before.unit:
        return False
    if label.unit == "paragraph":
        return label.source == before.source and label.label is not None is not before.label
    if (label.unique, label.place) != (before.unique, before.place):
        return False
    if before.label is None or label.label is None:
        return before.label is label.label
    numeral = parse_label(before.label)
    return numeral is not None and str(numeral.advance(1)) == label.label
