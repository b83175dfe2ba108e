"""Searches for pages of which nothing is fetched: which they are, and how often they hold terms.

What is fetched of a page costs more than to find it. Document and page are the sort values of a
hit, and how often it holds up to three terms are the digits of its score, to a base that leaves
room for all of them in the 24 bits that are kept of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from engine.opensearch.asking import Query
from engine.opensearch.connection import Connection, Json
from engine.opensearch.schema import MOST_HITS

Page = tuple[int, int]
"""The number of a document, and a 0-based page."""
_BASES = {1: 1 << 24, 2: 1 << 12, 3: 1 << 8}
"""Of the number that says how often a page holds so many terms."""
_TOGETHER = max(_BASES)
MOST_TOLD = min(_BASES.values()) - 1
"""What a digit of any number tells at most; it may stand for more."""
_DIGIT = "Math.min(Math.rint(_score), params.base - 1) * params.unit"


def list_pages(connection: Connection, query: Query) -> Iterator[Page]:
    """Every page that a query finds."""
    return map(get_page, list_hits(connection, query, ()))


def list_hits(connection: Connection, query: Query, terms: Sequence[Query]) -> Iterator[Json]:
    """A hit for every page that a query finds; its score says how often it holds the terms."""
    return connection.scroll_sorted(connection.names.pages, make_body(query, terms, MOST_HITS))


def make_body(query: Query, terms: Sequence[Query], size: int) -> Json:
    """A search for pages, by document and page, with a score for `read_digits`."""
    base = _BASES.get(len(terms), 1)
    digits: Sequence[Query] = terms
    if len(terms) > 1:
        digits = [
            score_by(term, _DIGIT, {"base": base, "unit": base**at})
            for at, term in enumerate(terms)
        ]
    return {
        "query": {"bool": {"filter": [query], "should": digits}} if terms else query,
        "size": size,
        "sort": ["d", "p"],
        "track_scores": bool(terms),
        "_source": False,
        "stored_fields": "_none_",
        "track_total_hits": False,
    }


def make_groups(terms: Sequence[Query]) -> Iterator[Sequence[Query]]:
    """Terms of which one search says how often pages hold them; at least one group."""
    for at in range(0, max(1, len(terms)), _TOGETHER):
        yield terms[at : at + _TOGETHER]


def score_by(query: Query, source: str, params: dict[str, Any]) -> Query:
    """What a query finds, with a score that a script works out."""
    return {"script_score": {"query": query, "script": {"source": source, "params": params}}}


def get_page(hit: Json) -> Page:
    """The page of a hit that is sorted by document and page, whatever else before."""
    number, page = hit["sort"][-2:]
    return number, page


def read_digits(score: float, count: int) -> list[int]:
    """How often a page holds each of so many terms, by its score."""
    number, base = round(score), _BASES[count]
    return [number // base**at % base for at in range(count)]
