"""The documents that answer a question, best first, by the best page of each.

A page is worth the sum over the question's terms of BM25's saturated frequency times the term's
rarity (Robertson and Zaragoza 2009), lengths left aside. Only as many documents are scored as may
be among those wanted: a document is worth no more than its highest counts, taken together.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Sequence

from corpus.frozen import frozen
from indexer.library import Library
from indexer.records.entries import DocumentEntry
from search.answering.evaluate import Counts, Evaluator, Pages
from search.asking.query import Term

_SATURATION = 1.2
"""BM25's k1: how soon more of the same word stops counting."""


@frozen
class RankedDocument:
    """A document with its pages that answer, best first."""

    entry: DocumentEntry
    pages: list[tuple[int, float]]
    """PDF page (1-based) and score."""


def rank_documents(
    library: Library,
    evaluator: Evaluator,
    pages: Pages,
    terms: Sequence[Term],
    wanted: int | None = None,
) -> list[RankedDocument]:
    """The documents of `pages`, best first: the first `wanted` of them, or all."""
    weights = _weigh_terms(evaluator, terms)
    entries = {entry.document.id: entry for entry, _ in library.list_key_ranges()}
    found: list[RankedDocument] = []
    best: list[float] = []
    """The scores of the best `wanted`, ascending."""
    for most, document in sorted(
        ((_estimate_best_score(weights, one), one) for one in pages), reverse=True
    ):
        if wanted is not None and len(best) == wanted and most < best[0]:
            break
        scored = _score_pages(weights, document, pages[document])
        found.append(RankedDocument(entries[document], scored))
        if wanted is not None:
            insort(best, scored[0][1])
            del best[:-wanted]
    found.sort(key=lambda one: (-one.pages[0][1], one.entry.files[0]))
    return found[:wanted]


def _weigh_terms(evaluator: Evaluator, terms: Sequence[Term]) -> list[tuple[float, Counts]]:
    """The rarity of each term, and its counts."""
    total = max(1, evaluator.total)
    weights: list[tuple[float, Counts]] = []
    for term in terms:
        counts = evaluator.count_hits(term)
        held = sum(map(len, counts.values()))
        weights.append((math.log(1 + (total - held + 0.5) / (held + 0.5)), counts))
    return weights


def _saturate(count: int) -> float:
    return count * (1 + _SATURATION) / (count + _SATURATION)


def _estimate_best_score(weights: Sequence[tuple[float, Counts]], document: int) -> float:
    """No page of the document is worth more."""
    most = 0.0
    for rarity, counts in weights:  # no sum(): it rounds otherwise than the scores from 3.12 on
        if document in counts:
            most += rarity * _saturate(max(counts[document].values()))
    return most


def _score_pages(
    weights: Sequence[tuple[float, Counts]], document: int, pages: frozenset[int]
) -> list[tuple[int, float]]:
    scores = dict.fromkeys(pages, 0.0)
    for rarity, counts in weights:
        for page, count in counts.get(document, {}).items():
            if page in scores:
                scores[page] += rarity * _saturate(count)
    found = [(page + 1, score) for page, score in scores.items()]
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    return found
