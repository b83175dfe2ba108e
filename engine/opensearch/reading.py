"""OpenSearch opened for questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain

from engine.document_words import NOTES_FROM
from engine.interface import (
    SATURATION,
    DocumentPositions,
    FoundPages,
    PagePositions,
    Stamps,
)
from engine.opensearch.asking import Asking, Query, match_any
from engine.opensearch.connection import Connection
from engine.opensearch.finding import Finder
from engine.opensearch.page_hits import get_page
from engine.opensearch.page_words import PageReader, PageWords
from engine.opensearch.register import Entry, Register
from engine.opensearch.word_lists import WordLists
from engine.question import AnyOf, Question, Term

_WORDS_AT_ONCE = 200
_PLACES = 200, 1_000
"""Pages that are looked at for places: mostly, and at most."""
_LIKELIEST = 20
"""Pages that are looked at first."""
_LEAST_SHARE = 0.25
"""The best beginning on these is worth no more than the best of all; pages with words of less than
this share of its weight are not looked at, but beside others."""
_LEAST_WEIGHT = 0.15
"""Pages with words of less than this share of the heaviest page's are not looked at. A place is
tried if it has half the weight of the best one; over a page break half of that is on one page."""


class OpenSearchEngine:
    """An engine as `engine.interface.Engine` says, of the state in which the register was read.

    Documents are named by their numbers; if a `holder` is given, by the ids that it gave them, and
    then only those that it put are asked; if `ids` are given for versions, by these, and then only
    those versions are asked, and have these `stamps`.
    """

    def __init__(
        self,
        connection: Connection,
        holder: str | None = None,
        *,
        ids: Mapping[str, int] | None = None,
        stamps: Stamps | None = None,
        register: Register | None = None,
    ) -> None:
        """`register` was read a moment ago, and is not changed. Raises CorpusError where the
        cluster does not answer."""
        self._connection = connection
        self._pages = connection.names.pages
        register = register.copy() if register else Register(connection)
        register.read()
        self._entries = _list_documents(register, holder, ids)
        self._ids = {entry.number: id for id, entry in self._entries.items()}
        self.stamps: Stamps = {
            id: entry.holders[holder]["stamp"] if holder is not None else (stamps or {}).get(id, 0)
            for id, entry in self._entries.items()
        }
        self._page_count = sum(entry.page_count for entry in self._entries.values())
        self._visible = _make_visible(register, self._ids)
        self._reader = PageReader(connection)
        self._finder = Finder(connection, self._entries, self._visible, self._reader)
        self._word_pages: dict[str, int] = {}
        self._words = WordLists(connection)

    # Pages

    def find(
        self,
        question: Question,
        scored_by: Sequence[Term] = (),
        limit: int | None = None,
        *,
        saturation: float = SATURATION,
    ) -> FoundPages:
        """As `Engine.find`."""
        return self._finder.find(question, scored_by, limit, saturation)

    def count_answers(self, question: Question) -> dict[int, int]:
        """As `Engine.count_answers`."""
        return self._finder.count_answers(question)

    # Positions

    def find_positions(
        self, terms: Sequence[Term], pages: Mapping[int, Collection[int]]
    ) -> PagePositions:
        """As `Engine.find_positions`."""
        wanted = {
            (self._entries[document].number, page): (document, page)
            for document, some in pages.items()
            if document in self._entries
            for page in some
        }
        self._reader.read(wanted)
        by_term = [self._reader.find_positions(term, wanted) for term in terms]
        return {
            name: [positions.get(page, []) for positions in by_term]
            for page, name in wanted.items()
        }

    def find_places(
        self, words: Sequence[AnyOf], weights: Sequence[float], offsets: Sequence[int]
    ) -> Sequence[DocumentPositions]:
        """As `Engine.find_places`: on the pages where words of the most weight stand together."""
        asking = Asking({}, self._entries)
        scored = [
            {"constant_score": {"filter": asking.ask(each), "boost": weight}}
            for each, weight in zip(words, weights, strict=True)
        ]
        weighed: dict[tuple[int, int], float] = {}
        least = most = 0.0
        for size in _PLACES:
            weighed = self._weigh_pages(match_any(scored), size)
            if not least and weighed:
                likeliest = self._reader.read(list(weighed)[:_LIKELIEST])
                most = max(weighed.values())
                agreed = _weigh_best_beginning(likeliest, words, weights, offsets)
                least = max(_LEAST_WEIGHT * most, _LEAST_SHARE * agreed)
            if len(weighed) < size or min(weighed.values()) < least:
                break
        heavy = [page for page, weight in weighed.items() if weight >= least]
        beside = [(number, page + step) for number, page in heavy for step in (-1, 1)]
        beside = [page for page in beside if weighed.get(page, 0.0) >= _LEAST_WEIGHT * most]
        return self._collect_places(self._reader.read([*heavy, *beside]), words)

    def _weigh_pages(self, scored: Query, size: int) -> dict[tuple[int, int], float]:
        """So many of the heaviest pages, the heaviest first."""
        body = {
            "query": {"bool": {"must": scored, "filter": [self._visible]}},
            "sort": [{"_score": "desc"}, "d", "p"],
            "size": size,
            "_source": False,
            "stored_fields": "_none_",
            "track_total_hits": False,
        }
        hits = self._connection.search(self._pages, body)["hits"]["hits"]
        return {get_page(hit): hit["sort"][0] for hit in hits}

    def _collect_places(
        self, pages: Mapping[tuple[int, int], PageWords], words: Sequence[AnyOf]
    ) -> Sequence[DocumentPositions]:
        wanted = frozenset(chain.from_iterable(each.words for each in words))
        places: list[dict[int, list[int]]] = [{} for _ in words]
        for (number, _), page in pages.items():
            found = page.find_places(wanted)
            for each, of_each in zip(words, places, strict=True):
                for word in each.words & found.keys():
                    of_each.setdefault(self._ids[number], []).extend(found[word])
        return [
            {document: sorted(positions) for document, positions in of_each.items()}
            for of_each in places
        ]

    def locate_place(self, document: int, position: int) -> tuple[int, int]:
        """As `Engine.locate_place`."""
        entry = self._entries[document]
        place = self._reader.locate(entry.number, position)
        if place is None:
            pages = [(entry.number, page) for page in range(entry.page_count)]
            self._reader.read(pages)
            place = self._reader.locate(entry.number, position)
        if place is None:
            raise IndexError(position)
        page, at, noted = place
        return page, NOTES_FROM + at if noted else at

    # Words

    def list_words(self, beginning: str = "") -> list[str]:
        """As `Engine.list_words`."""
        return self._words.list_beginning(beginning)

    def count_pages(self, word: str) -> int:
        """As `Engine.count_pages`."""
        return self.count_pages_of_each([word])[word]

    def count_pages_of_each(self, words: Collection[str]) -> dict[str, int]:
        """As `Engine.count_pages_of_each`."""
        new = [word for word in dict.fromkeys(words) if word not in self._word_pages]
        for at in range(0, len(new), _WORDS_AT_ONCE):
            self._count_words(new[at : at + _WORDS_AT_ONCE])
        return {word: self._word_pages[word] for word in words}

    def _count_words(self, words: Sequence[str]) -> None:
        bodies = [
            {"query": {"term": {"w": word}}, "size": 0, "track_total_hits": True} for word in words
        ]
        for word, answer in zip(
            words, self._connection.search_all(self._pages, bodies), strict=True
        ):
            self._word_pages[word] = int(answer["hits"]["total"]["value"])

    def count_unasked(self) -> int:
        """As `Engine.count_unasked`; at least 1 where any answer was not whole."""
        if not self._connection.incomplete:
            return 0
        body = {"query": self._visible, "size": 0, "track_total_hits": True}
        there = self._connection.search(self._pages, body)["hits"]["total"]["value"]
        return max(1, self._page_count - int(there))

    def close(self) -> None:
        """As `Engine.close`."""
        self._connection.close()


def _weigh_best_beginning(
    pages: Mapping[tuple[int, int], PageWords],
    words: Sequence[AnyOf],
    weights: Sequence[float],
    offsets: Sequence[int],
) -> float:
    """The weight of the words that stand at their offsets from one and the same beginning, where
    it is greatest."""
    wanted = frozenset(chain.from_iterable(each.words for each in words))
    agreed: dict[tuple[int, int], set[int]] = {}
    for (number, _), page in pages.items():
        found = page.find_places(wanted)
        for at, (each, offset) in enumerate(zip(words, offsets, strict=True)):
            for word in each.words & found.keys():
                for position in found[word]:
                    agreed.setdefault((number, position - offset), set()).add(at)
    return max((sum(weights[at] for at in some) for some in agreed.values()), default=0.0)


def _list_documents(
    register: Register, holder: str | None, ids: Mapping[str, int] | None
) -> dict[int, Entry]:
    """The documents that may be asked, by their ids."""
    if ids is not None:
        return {ids[entry.id]: entry for entry in register.whole if entry.id in ids}
    if holder is None:
        return {entry.number: entry for entry in register.whole}
    return register.list_held(holder)


def _make_visible(register: Register, ids: Mapping[int, int]) -> Query:
    """A query for the pages of the documents that may be asked: those up to the highest number, but
    no others among them."""
    highest = max(ids, default=0)
    others = [
        entry.number
        for entry in register.entries.values()
        if entry.number <= highest and entry.number not in ids
    ]
    query: Query = {"range": {"d": {"lte": highest}}}
    if not others:
        return query
    return {"bool": {"filter": [query], "must_not": [{"terms": {"d": others}}]}}
