"""How often pages hold a term that OpenSearch cannot count, or not on every page.

It is counted from the words of pages. To read these costs a hundred times what it costs to find a
page, so as few as possible are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from engine.opensearch import nearness
from engine.opensearch.asking import (
    NOTHING,
    Asking,
    Counted,
    Counts,
    Query,
    find_phrase_roughly,
    is_countable,
)
from engine.opensearch.connection import Connection
from engine.opensearch.page_hits import Page, list_pages
from engine.opensearch.page_words import PageReader
from engine.opensearch.register import Entry
from engine.question import Near, Phrase, Term

_KEPT = 100
"""Terms whose counts are kept."""


class WordCounter:
    """Counts terms on the pages of some documents."""

    def __init__(
        self,
        connection: Connection,
        entries: Mapping[int, Entry],
        visible: Query,
        reader: PageReader,
    ) -> None:
        """As `Finder`."""
        self._connection = connection
        self._asking = Asking({}, entries)
        self._visible = visible
        self._reader = reader
        self._counted: dict[Term, Counted] = {}
        self._found: dict[Term, Counted] = {}

    def count_each(self, terms: Iterable[Term]) -> dict[Term, Counted]:
        """Those of the terms that OpenSearch does not count, counted."""
        return {term: self._count(term) for term in terms if not is_countable(term)}

    def find_each(self, terms: Iterable[Term]) -> dict[Term, Counted]:
        """The same, where it only matters which pages hold a term: once is as good as often."""
        return {term: self._find(term) for term in terms if not is_countable(term)}

    def count_on(self, term: Phrase | Near, pages: Collection[Page]) -> Counts:
        """How often each of some pages holds a term, by their words."""
        found = self._reader.find_positions(term, pages)
        return {page: len(positions) for page, positions in found.items()}

    def _count(self, term: Term) -> Counted:
        if term not in self._counted:
            _make_room(self._counted)
            self._counted[term] = self._count_anew(term)
        return self._counted[term]

    def _find(self, term: Term) -> Counted:
        if term in self._counted or not isinstance(term, Near):
            return self._count(term)
        if not nearness.is_sure_on_page(term) or nearness.is_countable_near(term):
            return self._count(term)
        if term not in self._found:
            _make_room(self._found)
            self._found[term] = self._find_anew(term)
        return self._found[term]

    def _count_anew(self, term: Term) -> Counted:
        if isinstance(term, Phrase):
            return self._read(term, self._list(find_phrase_roughly(term)), NOTHING)
        assert isinstance(term, Near), "OpenSearch counts single words"
        if not all(word.words for word in term.words):
            return Counted({}, NOTHING)
        if nearness.is_countable_near(term):
            doubtful = self._list(nearness.find_doubtful(term))
            return self._read(term, doubtful, nearness.count_near(term))
        rough = self._list(nearness.find_on_page(term)) | self._list_over_break(term)
        return self._read(term, rough, NOTHING)

    def _find_anew(self, term: Near) -> Counted:
        """Only pages from which a stretch may go on are read, and not those that hold another."""
        if not all(word.words for word in term.words):
            return Counted({}, NOTHING)
        on_page = nearness.find_on_page(term)
        going_on = self._list_over_break(term)
        return self._read(term, going_on - self._list(on_page), on_page)

    def _list_over_break(self, term: Near) -> set[Page]:
        """Pages from which a stretch may go on on the next, and all from which one does."""
        if nearness.reaches_over_break(term):
            return self._list(nearness.find_over_break(term))
        held = [self._list(self._asking.ask(word)) for word in term.words]
        begun = set().union(*held)
        following = {(number, page - 1) for number, page in begun}
        return {
            (number, page)
            for number, page in begun & following
            if all((number, page) in each or (number, page + 1) in each for each in held)
        }

    def _list(self, query: Query) -> set[Page]:
        return set(list_pages(self._connection, {"bool": {"filter": [self._visible, query]}}))

    def _read(self, term: Phrase | Near, pages: set[Page], others: Query) -> Counted:
        """`term` counted from the words of some pages; `others` counts it on the others."""
        return Counted(self.count_on(term, sorted(pages)), others)


def _make_room(kept: dict[Term, Counted]) -> None:
    if len(kept) == _KEPT:
        kept.clear()
