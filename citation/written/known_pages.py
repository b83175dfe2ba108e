"""What must be said of the pages a user cites, when the labels of the document are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citation.record.pinpoint import LabelRange, Pinpoint
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages, format_page_list

_LONGEST = 100
"""Characters of a list of pages."""


def check_cited_pages(place: Pinpoint, labels: Sequence[PageLabel]) -> list[str]:
    """One sentence each: a page that is not there or there twice, a number not printed on its page.

    `labels` are those of all pages of the document, in order.
    """
    if place.label != "page" or not labels:
        return []
    on = {part: _find_ends(part, labels) for part in place.parts}
    cited = list(dict.fromkeys(label for part in place.parts for label in (part.first, part.last)))
    found = {wanted: [one for one in labels if one.label == wanted] for wanted in cited if wanted}
    said = [_describe_absent(wanted, labels) for wanted, pages in found.items() if not pages]
    said += [_describe_repeated(wanted, pages) for wanted, pages in found.items() if len(pages) > 1]
    said += [
        f"page {part.last} comes before page {part.first}"
        for part, (first, last) in on.items()
        if first and last and max(last) < min(first)
    ]
    return said + [_describe_unprinted(pages) for pages in found.values() if _is_unprinted(pages)]


def _find_ends(part: LabelRange, labels: Sequence[PageLabel]) -> tuple[list[int], list[int]]:
    """The 1-based PDF pages that bear the first and the last label of `part`."""
    return (
        [one.pdf_page for one in labels if one.label == part.first],
        [one.pdf_page for one in labels if part.last and one.label == part.last],
    )


def _describe_absent(wanted: str, labels: Sequence[PageLabel]) -> str:
    named = [label for label in labels if label.label is not None]
    if not named:
        return f"no page of the document bears a number, so none is “{wanted}”"
    pages = _shorten_list(format_page_list(named))
    return f"no page of the document is “{wanted}”; it has pages {pages}"


def _describe_repeated(wanted: str, pages: Iterable[PageLabel]) -> str:
    places = ", ".join(str(page.pdf_page) for page in pages)
    return f"several pages of the document are “{wanted}”: PDF pages {_shorten_list(places)}"


def _is_unprinted(pages: Sequence[PageLabel]) -> bool:
    return bool(pages) and all(page.source not in ("printed", "catalogue") for page in pages)


def _describe_unprinted(pages: Sequence[PageLabel]) -> str:
    return describe_pages(pages[:1])


def _shorten_list(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: text.rfind(',', 0, _LONGEST)]}, …"
