"""Nearness in OpenSearch's own language: which pages have words near each other, and how often.

A query for intervals finds pages with two words near each other, and scores them by how near. But
of a shortest stretch from one word to another only one place is the first word's: as many of its
places as lie in such stretches, so many stretches there are. Places are all of one length, so that
the score of a query for them tells their number.

That holds for two words which are never at one place. Pages where they are, and those from which a
stretch may go on on the next page, are counted from their words (`counting.py`), and so is
nearness of more words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.opensearch.asking import Query, match_any
from engine.opensearch.schema import BREAK, GAP, REACH
from engine.question import AnyOf, Near

MOST_COUNTED = 1_000
"""Stretches on one page that a score, which has 24 bits, tells for sure."""
_COUNT = "Math.rint(_score / (1 - _score))"
"""The number n of intervals of one place, from what OpenSearch makes of it: n / (n + 1)."""
_Rule = dict[str, Any]
"""Which intervals are meant."""


def is_countable_near(term: Near) -> bool:
    """Whether `count_near` counts it, on all pages but those that `find_doubtful` finds."""
    if len(term.words) > 2 or not reaches_over_break(term):
        return False
    first, second = (word.words for word in term.words)
    return first.isdisjoint(second)


def reaches_over_break(term: Near) -> bool:
    """Whether any stretch over a page break lies within the words on both sides of it that are kept
    together."""
    return len(term.words) + term.distance <= REACH


def is_sure_on_page(term: Near) -> bool:
    """Whether every page that `find_on_page` finds holds the term: words that stand in order, or
    are only two, stand at places of their own."""
    in_order = term.ordered or len(term.words) == 2
    return in_order and len(term.words) + term.distance < GAP


def count_near(term: Near) -> Query:
    """A query for the pages that hold a term, whose score is how often; of each of its words there
    must be any."""
    return match_any(
        {
            "script_score": {
                "query": _ask("w", _filter(first, "contained_by", _follow(term, first, second))),
                "script": {"source": _COUNT},
            }
        }
        for first, second in _list_orders(term)
    )


def find_doubtful(term: Near) -> Query:
    """A query for the pages on which `count_near` may be wrong."""
    first, second = map(_be_any, term.words)
    return match_any((_ask("w", _filter(first, "overlapping", second)), find_over_break(term)))


def find_on_page(term: Near) -> Query:
    """A query for the pages with a stretch that does not go on on the next; maybe for others."""
    if len(term.words) == 2:
        either = [_follow(term, *order) for order in _list_orders(term)]
        return _ask("w", {"any_of": {"intervals": either}})
    return _ask("w", _be_near(term, [*map(_be_any, term.words)], term.ordered))


def find_over_break(term: Near) -> Query:
    """A query for the pages with a stretch that does go on on the next; maybe for others. The break
    is no word between."""
    mark: _Rule = {"match": {"query": BREAK}}
    if len(term.words) == 2:
        either = [_follow(term, first, mark, second) for first, second in _list_orders(term)]
        return _ask("over", {"any_of": {"intervals": either}})
    return _ask("over", _be_near(term, [*map(_be_any, term.words), mark], ordered=False))


def _list_orders(term: Near) -> list[tuple[_Rule, _Rule]]:
    """Two words in each of the orders in which they may stand."""
    first, second = map(_be_any, term.words)
    return [(first, second)] if term.ordered else [(first, second), (second, first)]


def _follow(term: Near, *rules: _Rule) -> _Rule:
    return _be_near(term, rules, ordered=True)


def _be_near(term: Near, rules: Sequence[_Rule], ordered: bool) -> _Rule:
    mode = "ordered" if ordered else "unordered"
    return {"all_of": {"intervals": [*rules], "max_gaps": term.distance, "mode": mode}}


def _filter(rule: _Rule, how: str, other: _Rule) -> _Rule:
    """Those intervals of an `any_of` that are so to any of `other`."""
    return {"any_of": {**rule["any_of"], "filter": {how: other}}}


def _be_any(word: AnyOf) -> _Rule:
    rules = [{"match": {"query": one}} for one in sorted(word.words)]
    return {"any_of": {"intervals": rules}}


def _ask(field: str, rule: _Rule) -> Query:
    return {"intervals": {field: rule}}
