"""OpenSearch opened for questions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from engine.document_words import NOTES_FROM
from engine.interface import (
    SATURATION,
    DocumentPositions,
    FoundPages,
    PagePositions,
    Stamps,
)
from engine.opensearch.asking import Asking, Counts, Query, is_countable, match_any
from engine.opensearch.connection import Connection, Json
from engine.opensearch.page_words import PageReader, PageWords
from engine.opensearch.register import Entry, Register
from engine.opensearch.schema import MOST_HITS
from engine.question import And, AnyOf, Near, Not, Or, Phrase, Question, Term
from engine.scoring import Scoring

_FIRST = 1_000
"""Pages that are fetched at once, in the hope that there are no more."""
_MARGIN = 1e-5
"""By how much a score of OpenSearch, which has 24 bits, may differ from ours."""
_WORDS_AT_ONCE = 500
_PLACES = 200, 1_000
"""Pages that are looked at for places: mostly, and at most."""
_LEAST_WEIGHT = 0.15
"""Pages with words of less than this share of the heaviest page's are not looked at. A place is
tried if it has half the weight of the best one; over a page break half of that is on one page."""
_SCRIPT = (
    "double c = Math.rint(_score); return params.rarity * c * params.most / (c + params.half);"
)


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
    ) -> None:
        """Raises CorpusError where the cluster does not answer."""
        self._connection = connection
        self._pages = connection.names.pages
        register = Register(connection)
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
        self._counted: dict[Term, Counts] = {}
        self._held: dict[Term, int] = {}
        self._word_pages: dict[str, int] = {}
        self._words: dict[str, list[str]] = {}

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
        for term in _list_terms(question, scored_by):
            if term not in self._counted and not is_countable(term):
                self._counted[term] = self._count(term)
        asking = Asking(self._counted, self._entries)
        query = self._see(asking.ask(question))
        counted = [asking.count(term, f"t{at}") for at, term in enumerate(scored_by)]
        first = self._search_first(query, scored_by, counted, asking)
        total = int(first["hits"]["total"]["value"])
        documents = len(first["aggregations"]["documents"]["buckets"])
        scoring = Scoring([self._held[term] for term in scored_by], self._page_count, saturation)
        hits = first["hits"]["hits"]
        if total > len(hits):
            if limit is not None and counted:
                query = self._keep_best(query, counted, scoring, limit, documents)
            hits = self._list_all(query, counted)
        return scoring.rank(self._read_counts(hits, len(scored_by)), documents, total, limit)

    def _see(self, query: Query) -> Query:
        return {"bool": {"filter": [self._visible, query]}}

    def _search_first(
        self, query: Query, terms: Sequence[Term], counted: Sequence[Query], asking: Asking
    ) -> Json:
        """The first pages, how many documents there are, and on how many pages each term stands."""
        new = [term for term in dict.fromkeys(terms) if term not in self._held]
        held = {f"h{at}": self._see(asking.ask(term)) for at, term in enumerate(new)}
        body = self._make_body(query, counted, _FIRST)
        most = max(1, len(self._entries))
        body["track_total_hits"] = True
        body["aggs"] = {"documents": {"terms": {"field": "d", "size": most}}}
        if held:
            filters = {"filters": {"filters": held}}
            body["aggs"]["all"] = {"global": {}, "aggs": {"held": filters}}
        answer = self._connection.search(self._pages, body, count_names=True)
        for at, term in enumerate(new):
            buckets = answer["aggregations"]["all"]["held"]["buckets"]
            self._held[term] = int(buckets[f"h{at}"]["doc_count"])
        return answer

    def _make_body(self, query: Query, counted: Sequence[Query], size: int) -> Json:
        return {
            "query": {"bool": {"filter": [query], "should": [*counted]}},
            "size": size,
            "sort": ["d", "p"],
            "_source": False,
            "docvalue_fields": ["d", "p"],
            "track_total_hits": False,
        }

    def _list_all(self, query: Query, counted: Sequence[Query]) -> Iterator[Json]:
        body = self._make_body(query, counted, MOST_HITS)
        return self._connection.scroll_sorted(self._pages, body, count_names=True)

    def _keep_best(
        self,
        query: Query,
        counted: Sequence[Query],
        scoring: Scoring,
        limit: int,
        documents: int,
    ) -> Query:
        """`query` in those documents that may be among the best."""
        scored = [
            {
                "script_score": {
                    "query": one,
                    "script": {
                        "source": _SCRIPT,
                        "params": {
                            "rarity": rarity,
                            "most": 1 + scoring.saturation,
                            "half": scoring.saturation,
                        },
                    },
                }
            }
            for one, rarity in zip(counted, scoring.rarities, strict=True)
        ]
        size = limit + max(10, limit // 2)
        while True:
            body = {
                "query": {"bool": {"filter": [query], "should": scored}},
                "size": min(size, MOST_HITS),
                "collapse": {"field": "d"},
                "_source": False,
                "track_total_hits": False,
            }
            hits = self._connection.search(self._pages, body)["hits"]["hits"]
            scores = [float(hit["_score"]) for hit in hits]
            least = scores[limit - 1] * (1 - _MARGIN) if len(scores) >= limit else 0.0
            if len(hits) == min(documents, MOST_HITS) or len(hits) < size or scores[-1] < least:
                best = [hit["fields"]["d"][0] for hit in hits if hit["_score"] >= least]
                return {"bool": {"filter": [query, {"terms": {"d": best}}]}}
            size *= 4

    def _read_counts(
        self, hits: Sequence[Json] | Iterator[Json], terms: int
    ) -> dict[int, dict[int, list[int]]]:
        """By document and page: how often each term stands there."""
        pages: dict[int, dict[int, list[int]]] = {}
        for hit in hits:
            fields, named = hit["fields"], hit.get("matched_queries", {})
            counts = [round(named.get(f"t{at}", 0.0)) for at in range(terms)]
            pages.setdefault(self._ids[fields["d"][0]], {})[fields["p"][0]] = counts
        return pages

    def _count(self, term: Term) -> Counts:
        """How often each page holds a term that OpenSearch cannot count."""
        if isinstance(term, AnyOf):
            raise AssertionError("OpenSearch counts words")
        query = self._see(Asking({}, self._entries).find_roughly(term))
        rough = [*map(_get_page, self._list_all(query, ()))]
        found = self._reader.find_positions(term, rough)
        return {page: len(positions) for page, positions in found.items() if positions}

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
        self, words: Sequence[AnyOf], weights: Sequence[float]
    ) -> Sequence[DocumentPositions]:
        """As `Engine.find_places`: on the pages where words of the most weight stand together."""
        asking = Asking({}, self._entries)
        scored = [
            {"constant_score": {"filter": asking.ask(each), "boost": weight}}
            for each, weight in zip(words, weights, strict=True)
        ]
        scored_any = match_any(scored)
        body = {
            "query": {"bool": {"must": scored_any, "filter": [self._visible]}},
            "sort": [{"_score": "desc"}, "d", "p"],
            "_source": False,
            "docvalue_fields": ["d", "p"],
            "track_total_hits": False,
        }
        heavy: list[Json] = []
        for size in _PLACES:
            hits = self._connection.search(self._pages, {**body, "size": size})["hits"]["hits"]
            least = _LEAST_WEIGHT * max((hit["sort"][0] for hit in hits), default=0.0)
            heavy = [hit for hit in hits if hit["sort"][0] >= least]
            if len(heavy) < size:
                break
        return self._collect_places(self._reader.read(map(_get_page, heavy)), words)

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
        if beginning not in self._words:
            body = {
                "query": {"prefix": {"w": beginning}} if beginning else {"match_all": {}},
                "sort": ["w"],
                "size": MOST_HITS,
                "_source": False,
                "docvalue_fields": ["w"],
                "track_total_hits": False,
            }
            hits = self._connection.scroll_sorted(self._connection.names.words, body)
            self._words[beginning] = [hit["fields"]["w"][0] for hit in hits]
        return self._words[beginning]

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
        filters = {f"w{at}": {"term": {"w": word}} for at, word in enumerate(words)}
        body: dict[str, Any] = {
            "size": 0,
            "track_total_hits": False,
            "aggs": {"held": {"filters": {"filters": filters}}},
        }
        answer = self._connection.search(self._pages, body)
        buckets = answer["aggregations"]["held"]["buckets"]
        for at, word in enumerate(words):
            self._word_pages[word] = int(buckets[f"w{at}"]["doc_count"])

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


def _get_page(hit: Json) -> tuple[int, int]:
    return hit["fields"]["d"][0], hit["fields"]["p"][0]


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


def _list_terms(question: Question, scored_by: Sequence[Term]) -> Iterator[Term]:
    """Every term that has to be found or counted."""
    yield from scored_by
    match question:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _list_terms(part, ())
        case Not(part):
            yield from _list_terms(part, ())
        case AnyOf() | Phrase() | Near():
            yield question
