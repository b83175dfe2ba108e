"""What is said of how much there is, and of how much of it a question reached."""

from __future__ import annotations

from indexer.labels.pinpoint_wording import format_count


def describe_unasked(unasked: int, pages: int) -> str:
    """That so many of the pages could not be asked."""
    return f"{unasked:,} of {pages:,} pages could not be asked"


def describe_extent(documents: int, pages: int, without_pages: int) -> str:
    """How much there is: "3 documents, 12 pages (1 document has no pages)"."""
    extent = f"{format_count(documents, 'document')}, {format_count(pages, 'page')}"
    return extent + describe_without_pages(without_pages)


def describe_without_pages(count: int) -> str:
    """That so many documents have no pages, in brackets after the numbers; "" for none."""
    if not count:
        return ""
    return f" ({format_count(count, 'document')} {'has' if count == 1 else 'have'} no pages)"
