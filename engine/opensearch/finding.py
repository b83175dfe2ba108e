"""Which pages of a cluster answer a question, how often each holds its terms, and the best of them.

How often a page holds a term is the score of a query (`asking.py`), and the score of a search tells
it of up to three terms (`page_hits.py`). A page that holds a term more often than that tells is
asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.interface import FoundPages
from engine.opensearch.asking import Asking, Query, make_id
from engine.opensearch.connection import Connection, Json
from engine.opensearch.counting import WordCounter
from engine.opensearch.nearness import MOST_COUNTED
from engine.opensearch.page_hits import (
    MOST_TOLD,
    Page,
    get_page,
    list_hits,
    make_body,
    make_groups,
    read_digits,
    score_by,
)
from engine.opensearch.page_words import PageReader
from engine.opensearch.register import Entry
from engine.opensearch.schema import MOST_HITS
from engine.question import And, AnyOf, Near, Not, Or, Phrase, Question, Term
from engine.scoring import Scoring

_FIRST = 1_000
"""Pages that are fetched at once, in the hope that there are no more."""
_MARGIN = 1e-5
"""By how much a score of OpenSearch, which has 24 bits, may differ from ours."""
_WORTH = "double c = Math.rint(_score); return params.rarity * c * params.most / (c + params.half);"


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
        self._counter = WordCounter(connection, entries, visible, reader)
        self._held: dict[Term, int] = {}

    def find(
        self, question: Question, terms: Sequence[Term], limit: int | None, saturation: float
    ) -> FoundPages:
        """As `Engine.find`."""
        asking = self._make_asking(question, terms)
        query = self._see(asking.ask(question))
        groups = list(make_groups([asking.count(term) for term in terms]))
        answers = self._search_first(query, groups, terms, asking)
        total = int(answers[0]["hits"]["total"]["value"])
        documents = len(answers[0]["aggregations"]["documents"]["buckets"])
        scoring = Scoring([self._held[term] for term in terms], self._page_count, saturation)
        hits: list[Iterable[Json]] = [answer["hits"]["hits"] for answer in answers]
        if total > len(answers[0]["hits"]["hits"]):
            if limit is not None and terms:
                query = self._keep_best(query, asking, terms, scoring, limit, documents)
            hits = [list_hits(self._connection, query, group) for group in groups]
        counts = self._read_counts(hits, groups)
        self._count_again(counts, [asking.count(term) for term in terms])
        self._count_near_again(counts, terms)
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
        found = (term for term in _list_terms(question) if term not in terms)
        counted = self._counter.count_each(terms) | self._counter.find_each(found)
        return Asking(counted, self._entries)

    def _search_first(
        self,
        query: Query,
        groups: Sequence[Sequence[Query]],
        terms: Sequence[Term],
        asking: Asking,
    ) -> list[Json]:
        """For each group of terms the first pages, the first time with how many there are and in
        which documents; it is noted on how many pages each term stands."""
        bodies = [make_body(query, group, _FIRST) for group in groups]
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
            score_by(
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
                    of_page[at : at + len(group)] = read_digits(hit["_score"], len(group))
            at += len(group)
        return counts

    def _count_again(self, counts: dict[Page, list[int]], counted: Sequence[Query]) -> None:
        """Correct what is more than a digit tells."""
        pages = [page for page, some in counts.items() if max(some, default=0) >= MOST_TOLD]
        if not pages or len(counted) == 1:
            return
        these = {"ids": {"values": [make_id(*page) for page in pages]}}
        for at, term in enumerate(counted):
            for hit in list_hits(self._connection, these, [term]):
                counts[get_page(hit)][at] = round(hit["_score"])

    def _count_near_again(self, counts: dict[Page, list[int]], terms: Sequence[Term]) -> None:
        """Correct what may be more or less than a score tells of nearness."""
        for at, term in enumerate(terms):
            if isinstance(term, Near):
                pages = [page for page, some in counts.items() if some[at] >= MOST_COUNTED]
                for page, count in self._counter.count_on(term, pages).items():
                    counts[page][at] = count


def _list_terms(question: Question) -> Iterator[Term]:
    """Every term that has to be found."""
    match question:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _list_terms(part)
        case Not(part):
            yield from _list_terms(part)
        case AnyOf() | Phrase() | Near():
            yield question
