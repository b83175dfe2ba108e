"""Remarks on the pages and paragraphs a user cites, where those of the document are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citation.record.pinpoint import Pinpoint
from citation.text.joining import wrap
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages, format_page_list, format_sheet_part

_LONGEST = 100
"""Of a list of pages, in characters."""


def check_cited_pages(pinpoint: Pinpoint, labels: Sequence[PageLabel]) -> list[str]:
    """Remarks on pages that do not exist or exist twice, and on numbers not printed on their page.

    `labels` are those of all pages of the document, in order.
    """
    if pinpoint.label != "page" or not labels:
        return []
    if labels[0].unit == "paragraph" and pinpoint.parts:
        return ["the document has no pages; it is cited by paragraph"]
    cited = dict.fromkeys(number for part in pinpoint.parts for number in part.labels if number)
    pages = {number: [page for page in labels if number in page.names] for number in cited}
    remarks = [_describe_absent(number, labels) for number in pages if not pages[number]]
    remarks += [_describe_repeated(number, same) for number, same in pages.items() if len(same) > 1]
    remarks += [
        f"page {part.last} comes before page {part.first}"
        for part in dict.fromkeys(pinpoint.parts)
        if _is_reversed(pages.get(part.first, ()), pages.get(part.last, ()))
    ]
    return remarks + [describe_pages(same[:1]) for same in pages.values() if _is_unprinted(same)]


def check_cited_paragraphs(pinpoint: Pinpoint, numbers: Sequence[str]) -> list[str]:
    """Remarks on paragraphs that do not exist; `numbers` are those of all the document's."""
    if pinpoint.label != "paragraph" or not numbers:
        return []
    cited = dict.fromkeys(number for part in pinpoint.parts for number in part.labels if number)
    return [
        f"no paragraph of the document is numbered “{number}”; those found are {numbers[0]} to"
        f" {numbers[-1]}"
        for number in cited
        if number not in numbers
    ]


def _describe_absent(number: str, labels: Sequence[PageLabel]) -> str:
    numbered = [label for label in labels if label.label is not None]
    if not numbered:
        if any(label.source == "unread" for label in labels):
            return f"the numbers on the pages could not be made out, so “{number}” is not checked"
        return f"no page of the document has a number, so none is “{number}”"
    pages = _shorten_list(format_page_list(numbered))
    return f"the document has no page “{number}”; it has pages {pages}"


def _describe_repeated(number: str, pages: Iterable[PageLabel]) -> str:
    places = ", ".join(
        f"{page.pdf_page}{format_sheet_part(page)}{wrap(' (', page.part, ')')}" for page in pages
    )
    return f"several pages of the document are “{number}”: PDF pages {_shorten_list(places)}"


def _is_reversed(first: Sequence[PageLabel], last: Sequence[PageLabel]) -> bool:
    """Whether every page with the last number comes before every page with the first."""
    if not first or not last:
        return False
    return max(page.number for page in last) < min(page.number for page in first)


def _is_unprinted(pages: Sequence[PageLabel]) -> bool:
    return bool(pages) and all(page.source not in ("printed", "catalogue") for page in pages)


def _shorten_list(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: text.rfind(',', 0, _LONGEST)]}, …"
