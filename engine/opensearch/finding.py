"""Which pages of a cluster answer a question, how often each holds its terms, and the best of them.

How often a page holds a term is the score of a query (`asking.py`). One search has one score, and
so says it of up to three terms: as the digits of a number, whose base leaves room for all of them
in the 24 bits that are kept. A page that holds a term more often than a digit tells is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.interface import FoundPages
from engine.opensearch.asking import Asking, Counts, Query, is_countable, make_id
from engine.opensearch.connection import Connection, Json
from engine.opensearch.page_words import PageReader
from engine.opensearch.register import Entry
from engine.opensearch.schema import MOST_HITS
from engine.question import And, AnyOf, Near, Not, Or, Phrase, Question, Term
from engine.scoring import Scoring

_FIRST = 1_000
"""Pages that are fetched at once, in the hope that there are no more."""
_MARGIN = 1e-5
"""By how much a score of OpenSearch, which has 24 bits, may differ from ours."""
_BASES = {1: 1 << 24, 2: 1 << 12, 3: 1 << 8}
"""Of the number that says how often a page holds so many terms."""
_TOGETHER = max(_BASES)
_KEPT = 100
"""Terms that OpenSearch cannot count and whose counts are kept."""
_DIGIT = "Math.min(Math.rint(_score), params.base - 1) * params.unit"
_WORTH = "double c = Math.rint(_score); return params.rarity * c * params.most / (c + params.half);"
Page = tuple[int, int]
"""The number of a document, and a 0-based page."""


class Finder:
    """Answers questions about some documents."""

    def __init__(
        self,
        connection: Connection,
        entries: Mapping[int, Entry],
        visible: Query,
        reader: PageReader,
    ) -> None:
        """`entries` are the documents by id, whose pages are those that the query `visible` finds;
        the words of what OpenSearch cannot count are read through `reader`."""
        self._connection = connection
        self._pages = connection.names.pages
        self._entries = entries
        self._ids = {entry.number: id for id, entry in entries.items()}
        self._page_count = sum(entry.page_count for entry in entries.values())
        self._visible = visible
        self._reader = reader
        self._counted: dict[Term, Counts] = {}
        self._held: dict[Term, int] = {}

    def find(
        self, question: Question, terms: Sequence[Term], limit: int | None, saturation: float
    ) -> FoundPages:
        """As `Engine.find`."""
        asking = self._make_asking(question, terms)
        query = self._see(asking.ask(question))
        groups = list(_make_groups([asking.count(term) for term in terms]))
        answers = self._search_first(query, groups, terms, asking)
        total = int(answers[0]["hits"]["total"]["value"])
        documents = len(answers[0]["aggregations"]["documents"]["buckets"])
        scoring = Scoring([self._held[term] for term in terms], self._page_count, saturation)
        hits: list[Iterable[Json]] = [answer["hits"]["hits"] for answer in answers]
        if total > len(answers[0]["hits"]["hits"]):
            if limit is not None and terms:
                query = self._keep_best(query, asking, terms, scoring, limit, documents)
            hits = [self._list_all(_make_body(query, group, MOST_HITS)) for group in groups]
        counts = self._read_counts(hits, groups)
        self._count_again(counts, [asking.count(term) for term in terms])
        by_document: dict[int, dict[int, list[int]]] = {}
        for (number, page), some in counts.items():
            by_document.setdefault(self._ids[number], {})[page] = some
        return scoring.rank(by_document, documents, total, limit)

    def count_answers(self, question: Question) -> dict[int, int]:
        """As `Engine.count_answers`."""
        query = self._see(self._make_asking(question, ()).ask(question))
        body = {"query": query, "size": 0, "track_total_hits": False, "aggs": self._by_document}
        answer = self._connection.search(self._pages, body)
        buckets = answer["aggregations"]["documents"]["buckets"]
        return {self._ids[one["key"]]: int(one["doc_count"]) for one in buckets}

    @property
    def _by_document(self) -> Json:
        return {"documents": {"terms": {"field": "d", "size": max(1, len(self._entries))}}}

    def _see(self, query: Query) -> Query:
        return {"bool": {"filter": [self._visible, query]}}

    def _make_asking(self, question: Question, terms: Sequence[Term]) -> Asking:
        for term in _list_terms(question, terms):
            if term not in self._counted and not is_countable(term):
                if len(self._counted) == _KEPT:
                    self._counted = {}
                self._counted[term] = self._count(term)
        return Asking(self._counted, self._entries)

    def _count(self, term: Term) -> Counts:
        """How often each page holds a term that OpenSearch cannot count."""
        if isinstance(term, AnyOf):
            raise AssertionError("OpenSearch counts words")
        query = self._see(Asking({}, self._entries).find_roughly(term))
        rough = [*map(get_page, self._list_all(_make_body(query, (), MOST_HITS)))]
        found = self._reader.find_positions(term, rough)
        return {page: len(positions) for page, positions in found.items() if positions}

    def _search_first(
        self,
        query: Query,
        groups: Sequence[Sequence[Query]],
        terms: Sequence[Term],
        asking: Asking,
    ) -> list[Json]:
        """For each group of terms the first pages, the first time with how many there are and in
        which documents; it is noted on how many pages each term stands."""
        bodies = [_make_body(query, group, _FIRST) for group in groups]
        bodies[0] |= {"track_total_hits": True, "aggs": self._by_document}
        new = [term for term in dict.fromkeys(terms) if term not in self._held]
        held = [self._see(asking.ask(term)) for term in new]
        other = [one for one in held if one != query]
        counting = [{"query": one, "size": 0, "track_total_hits": True} for one in other]
        answers = self._connection.search_all(self._pages, bodies + counting)
        totals = [int(answer["hits"]["total"]["value"]) for answer in answers[len(bodies) :]]
        for term, one in zip(new, held, strict=True):
            known = one == query
            self._held[term] = int(answers[0]["hits"]["total"]["value"]) if known else totals.pop(0)
        return answers[: len(bodies)]

    def _list_all(self, body: Json) -> Iterator[Json]:
        return self._connection.scroll_sorted(self._pages, body)

    def _keep_best(
        self,
        query: Query,
        asking: Asking,
        terms: Sequence[Term],
        scoring: Scoring,
        limit: int,
        documents: int,
    ) -> Query:
        """`query` in those documents that may be among the best."""
        scored = [
            _score(
                asking.count(term),
                _WORTH,
                {
                    "rarity": rarity,
                    "most": 1 + scoring.saturation,
                    "half": scoring.saturation,
                },
            )
            for term, rarity in zip(terms, scoring.rarities, strict=True)
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
        self, hits: Sequence[Iterable[Json]], groups: Sequence[Sequence[Query]]
    ) -> dict[Page, list[int]]:
        """How often each page holds every term."""
        counts: dict[Page, list[int]] = {}
        width = sum(map(len, groups))
        at = 0
        for some, group in zip(hits, groups, strict=True):
            for hit in some:
                of_page = counts.setdefault(get_page(hit), [0] * width)
                if group:
                    of_page[at : at + len(group)] = _read_digits(hit["_score"], len(group))
            at += len(group)
        return counts

    def _count_again(self, counts: dict[Page, list[int]], counted: Sequence[Query]) -> None:
        """Correct what is more than a digit tells."""
        most = min(_BASES.values()) - 1
        pages = [page for page, some in counts.items() if max(some, default=0) >= most]
        if not pages or len(counted) == 1:
            return
        ids = [make_id(*page) for page in pages]
        for at, term in enumerate(counted):
            body = _make_body({"ids": {"values": ids}}, [term], MOST_HITS)
            for hit in self._list_all(body):
                counts[get_page(hit)][at] = round(hit["_score"])


def get_page(hit: Json) -> Page:
    """The page of a hit that is sorted by document and page, whatever else before."""
    number, page = hit["sort"][-2:]
    return number, page


def _make_groups(counted: Sequence[Query]) -> Iterator[Sequence[Query]]:
    """Terms of which one search says how often pages hold them; at least one group."""
    for at in range(0, max(1, len(counted)), _TOGETHER):
        yield counted[at : at + _TOGETHER]


def _make_body(query: Query, group: Sequence[Query], size: int) -> Json:
    """A search for pages by document and page, nothing of which is fetched; what is fetched of a
    page costs more than to find it. Their score is what `_read_digits` reads."""
    base = _BASES.get(len(group), 1)
    digits: Sequence[Query] = group
    if len(group) > 1:
        digits = [
            _score(term, _DIGIT, {"base": base, "unit": base**at}) for at, term in enumerate(group)
        ]
    return {
        "query": {"bool": {"filter": [query], "should": digits}} if group else query,
        "size": size,
        "sort": ["d", "p"],
        "track_scores": bool(group),
        "_source": False,
        "stored_fields": "_none_",
        "track_total_hits": False,
    }


def _score(query: Query, source: str, params: dict[str, Any]) -> Query:
    return {"script_score": {"query": query, "script": {"source": source, "params": params}}}


def _read_digits(score: float, count: int) -> list[int]:
    number, base = round(score), _BASES[count]
    return [number // base**at % base for at in range(count)]


def _list_terms(question: Question, terms: Sequence[Term]) -> Iterator[Term]:
    """Every term that has to be found or counted."""
    yield from terms
    match question:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _list_terms(part, ())
        case Not(part):
            yield from _list_terms(part, ())
        case AnyOf() | Phrase() | Near():
            yield question
