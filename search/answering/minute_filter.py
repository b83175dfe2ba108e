"""Minutes in a search: which are asked for, and in which one an excerpt stands."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.library import Library
from indexer.minutes.context import NO_MINUTES, MinuteContext, get_minutes
from indexer.records.entries import DocumentEntry
from search.answering.excerpts import Excerpt
from search.answering.sentences import find_sentence_spans
from search.asking.query import And, Filter, Node

_LONGEST = 600
"""Characters; of a longer "sentence" only the beginning is shown, and said to be cut."""


def list_minutes_asked_for(root: Node) -> list[str]:
    """The numbers of minutes that a question is limited to."""
    parts = root.children if isinstance(root, And) else (root,)
    return [
        str(part.value) for part in parts if isinstance(part, Filter) and part.field == "minute"
    ]


def find_context(library: Library, entry: DocumentEntry, excerpt: Excerpt) -> MinuteContext:
    """In which minute an excerpt stands, and whose words it is."""
    if entry.item.kind != "minutes":
        return NO_MINUTES
    minutes = get_minutes(library, entry)
    if excerpt.in_notes or excerpt.start is None:
        return minutes.find_context_on_page(excerpt.pdf_pages[-1])
    return minutes.find_context_over(excerpt.start, len(excerpt.text))


def find_page_beginning(
    library: Library, entry: DocumentEntry, pdf_page: int, minutes: Sequence[str]
) -> list[Excerpt]:
    """For a question of filters alone: the first sentence of the page, or of the minute there."""
    page = library.read_pages(entry, pdf_page, pdf_page)[0]
    starts = [
        minute.start[1]
        for minute in get_minutes(library, entry).minutes
        if minute.start[0] == pdf_page and any(minute.is_named(wanted) for wanted in minutes)
    ]
    start = starts[0] if starts else 0
    sentences = find_sentence_spans(page.body[start:])
    if not sentences:
        return []
    first, last = sentences[0]
    text = page.body[start + first : start + last]
    whole = len(text) <= _LONGEST
    shown = text if whole else text[: text.rfind(" ", 0, _LONGEST)]
    place = (pdf_page, start + first)
    return [Excerpt(shown, (), (pdf_page,), False, 0, start=place, cut=not whole)]
