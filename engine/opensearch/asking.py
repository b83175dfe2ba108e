"""Questions in OpenSearch's own language.

Each term becomes a query whose score is how often a page holds it: the fields have a similarity
that says so. OpenSearch calls it once for each word of a phrase and adds up, hence the boosts. What
it cannot count is counted from the words themselves (`counting.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

from corpus.frozen import frozen
from engine.opensearch.register import Entry
from engine.opensearch.schema import BREAK
from engine.question import Among, And, AnyOf, Near, Not, Or, Phrase, Question, Term

Query = dict[str, Any]
Counts = dict[tuple[int, int], int]
"""How often pages hold a term, by the number of the document and the 0-based page."""

_MOST_SPELT_OUT = 128
"""Phrases, with other spellings and over page breaks, into which one may be spelt out."""
_AROUND = 6
"""Words on either side of a page break by which a longer phrase is found there."""
NOTHING: Query = {"match_none": {}}


@frozen
class Counted:
    """A term that was counted from the words of pages, on some or on all."""

    counts: Counts
    """Of the pages that were read, those included that do not hold it."""
    others: Query
    """For the other pages that hold it, with the score of a term."""


def is_countable(term: Term) -> bool:
    """Whether OpenSearch itself counts a term as it should."""
    if isinstance(term, Near):
        return False
    return isinstance(term, AnyOf) or _count_spellings(term) * len(term.words) <= _MOST_SPELT_OUT


def _count_spellings(phrase: Phrase) -> int:
    return prod(len(word.words) for word in phrase.words)


class Asking:
    """Translates questions."""

    def __init__(self, counted: Mapping[Term, Counted], documents: Mapping[int, Entry]) -> None:
        """`counted` has every term that OpenSearch does not count; `documents` are those that may
        be asked, by id."""
        self._counted = counted
        self._documents = documents

    def ask(self, question: Question) -> Query:
        """A query for the pages that answer."""
        match question:
            case And(parts):
                return {"bool": {"filter": [*map(self.ask, parts)]}}
            case Or(parts):
                return match_any(map(self.ask, parts))
            case Not(part):
                return {"bool": {"must_not": [self.ask(part)]}}
            case Among(pages):
                return self._ask_among(pages)
            case AnyOf(words):
                return {"terms": {"w": sorted(words)}} if words else NOTHING
            case _:
                return self.count(question)

    def _ask_among(self, pages: Mapping[int, Collection[int]]) -> Query:
        whole: list[int] = []
        some: list[str] = []
        for document, among in pages.items():
            entry = self._documents.get(document)
            if entry is None:
                continue
            if isinstance(among, range) and among[: entry.page_count] == range(entry.page_count):
                whole.append(entry.number)
            else:
                some += [make_id(entry.number, page) for page in among]
        parts: list[Query] = [{"terms": {"d": whole}}] if whole else []
        return match_any([*parts, {"ids": {"values": some}}] if some else parts)

    def count(self, term: Term) -> Query:
        """A query for the pages that hold a term, whose score is how often, to be rounded."""
        if term in self._counted:
            return _count_counted(self._counted[term])
        match term:
            case AnyOf(words):
                return match_any({"term": {"w": {"value": word}}} for word in sorted(words))
            case Phrase((word,)):
                return self.count(word)
            case Phrase(words):
                return match_any(_spell_out(words))
            case Near():
                raise AssertionError("nearness is counted from the words")


def make_id(number: int, page: int) -> str:
    """The id of a page."""
    return f"{number}-{page}"


def match_any(queries: Iterable[Query]) -> Query:
    """A query for what any of the queries finds, whose score is the sum of theirs."""
    some = list(queries)
    if not some:
        return dict(NOTHING)
    return {"bool": {"should": some, "minimum_should_match": 1}}


def _count_counted(counted: Counted) -> Query:
    by_count: dict[int, list[str]] = {}
    for (number, page), count in counted.counts.items():
        by_count.setdefault(count, []).append(make_id(number, page))
    read: list[Query] = [
        {"constant_score": {"filter": {"ids": {"values": ids}}, "boost": count}}
        for count, ids in by_count.items()
        if count
    ]
    if counted.others == NOTHING:
        return match_any(read)
    if not by_count:
        return counted.others
    every = [id for ids in by_count.values() for id in ids]
    others = {"bool": {"must": [counted.others], "must_not": [{"ids": {"values": every}}]}}
    return match_any([others, *read])


def _spell_out(words: Sequence[AnyOf]) -> Iterable[Query]:
    """A phrase with every spelling, on one page and over a break after each of its words."""
    for spelt in product(*(sorted(word.words) for word in words)):
        yield _match_phrase("w", spelt)
        for at in range(1, len(spelt)):
            yield _match_phrase("over", (*spelt[:at], BREAK, *spelt[at:]))


def _match_phrase(field: str, words: Sequence[str]) -> Query:
    phrase = {"query": " ".join(words), "boost": 1 / len(words)}
    return {"match_phrase": {field: phrase}}


def find_phrase_roughly(phrase: Phrase) -> Query:
    """A query for pages that may hold a phrase, and all that do."""
    return match_any(_list_rough_spans(phrase.words))


def _list_rough_spans(words: Sequence[AnyOf]) -> Iterable[Query]:
    yield _span("w", words)
    for at in range(1, len(words)):
        mark = AnyOf(frozenset((BREAK,)))
        yield _span("over", (*words[max(0, at - _AROUND) : at], mark, *words[at : at + _AROUND]))


def _span(field: str, words: Sequence[AnyOf]) -> Query:
    clauses = [
        {"span_or": {"clauses": [{"span_term": {field: one}} for one in sorted(word.words)]}}
        for word in words
    ]
    if not all(word.words for word in words):
        return NOTHING
    if len(clauses) == 1:
        return clauses[0]
    return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}
