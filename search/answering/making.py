"""From an excerpt to a result: its labels, its citation, and what must be said about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from corpus.items import Item
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.records.entries import DocumentEntry
from search.answering.excerpts import (
    Excerpt,
    find_context,
    find_excerpts,
    find_page_beginning,
    find_paragraphs,
    pinpoint_excerpt,
)
from search.answering.result import Question, Result
from search.answering.text_hits import list_positive_terms
from search.asking.query import And, Filter, InNotes, Node, Term, format_typed
from search.expanding.expansion import Expansion

if TYPE_CHECKING:  # most searches need no passages
    from indexer.pages.joins import PageOfText
    from search.answering.passages import Passage


class Cite(Protocol):
    """Makes a citation of an item and the labels of the pages that an excerpt stands on."""

    def __call__(self, item: Item, labels: Sequence[PageLabel], /, *, minute: str = "") -> str:
        """`minute` is the number of the minute that the excerpt stands in, "" if none."""


class Maker:
    """Makes the results of one question."""

    def __init__(
        self, library: Library, question: Question, expansion: Expansion, cite: Cite, root: Node
    ) -> None:
        self._library = library
        self._question = question
        self._expansion = expansion
        self._cite = cite
        self._terms = list_positive_terms(root)
        self._minutes = _list_values_asked_for(root, "minute")
        self._paragraphs = _list_values_asked_for(root, "para")
        parts = root.children if isinstance(root, And) else (root,)
        self._only_notes = any(isinstance(part, InNotes) for part in parts)

    def find_excerpts(self, entry: DocumentEntry, number: int) -> list[Excerpt]:
        """The excerpts of a page, best first, that are from the minutes asked for, if any are."""
        excerpts = find_excerpts(
            self._library, entry, number, self._terms, self._expansion, self._question.context
        )
        if not excerpts and not self._terms:
            excerpts = find_page_beginning(
                self._library, entry, number, self._minutes, self._paragraphs
            )
        return [excerpt for excerpt in excerpts if self._is_asked_for(entry, excerpt)]

    def find_passage_excerpt(
        self, entry: DocumentEntry, passage: Passage, page: PageOfText
    ) -> Excerpt | None:
        """The excerpt of a passage of a page; None if it is from another minute than those asked
        for."""
        from search.answering.passage_excerpts import find_passage_excerpt

        excerpt = find_passage_excerpt(
            self._library,
            entry,
            passage,
            page,
            self._terms,
            self._expansion,
            self._question.context,
        )
        return excerpt if excerpt and self._is_asked_for(entry, excerpt) else None

    def _is_asked_for(self, entry: DocumentEntry, excerpt: Excerpt) -> bool:
        if self._only_notes and not excerpt.in_notes:
            return False
        minute = find_context(self._library, entry, excerpt).minute if self._minutes else None
        numbers = find_paragraphs(self._library, entry, excerpt) if self._paragraphs else ()
        return set(self._paragraphs) <= set(numbers) and all(
            minute is not None and minute.is_named(wanted) for wanted in self._minutes
        )

    def list_missing(self, excerpt: Excerpt, terms: Sequence[Term]) -> tuple[str, ...]:
        """Those of `terms` that an excerpt does not hold, as they are typed."""
        held = {self._terms[number] for number in excerpt.held}
        return tuple(format_typed(term) for term in terms if term not in held)

    def make_result(
        self,
        entry: DocumentEntry,
        excerpt: Excerpt,
        score: float,
        others: Sequence[int] = (),
        missing: tuple[str, ...] = (),
    ) -> Result:
        """The result; `others` are the document's other pages (1-based) with hits."""
        return make_result(self._library, entry, excerpt, self._cite, score, others, missing)


def make_result(
    library: Library,
    entry: DocumentEntry,
    excerpt: Excerpt,
    cite: Cite,
    score: float = 0.0,
    others: Sequence[int] = (),
    missing: tuple[str, ...] = (),
) -> Result:
    """The result of an excerpt; `others` are the document's other pages (1-based) with hits."""
    here = pinpoint_excerpt(library, entry, excerpt)
    elsewhere = sorted({page for page in others if page not in excerpt.numbers})
    also = library.read_labels_of_pages(entry, elsewhere) if elsewhere else []
    context = find_context(library, entry, excerpt)
    minute = context.minute.citable if context.minute else ""
    citation = cite(entry.item, here, minute=minute)
    read_from = library.read_origins(entry, excerpt.numbers)
    return Result(
        entry,
        excerpt,
        tuple(here),
        score,
        citation,
        tuple(also),
        context,
        read_from,
        find_paragraphs(library, entry, excerpt),
        _measure_confidence(library, entry, excerpt) if "picture" in read_from else None,
        missing,
    )


def _measure_confidence(library: Library, entry: DocumentEntry, excerpt: Excerpt) -> int | None:
    from indexer.recognised import measure_text  # here: few searches find a scan

    return measure_text(library, entry, excerpt.numbers, excerpt.text, excerpt.start)


def _list_values_asked_for(root: Node, field: str) -> list[str]:
    """The numbers of the minutes or paragraphs that a question is limited to."""
    parts = root.children if isinstance(root, And) else (root,)
    return [str(p.value) for p in parts if isinstance(p, Filter) and p.field == field]
