"""Pages scored by the terms they hold, the same in every engine.

A page is worth the sum over the terms of BM25's saturated frequency times the term's rarity
(Robertson and Zaragoza 2009), lengths left aside. Only as many documents are scored as may be among
those wanted: a document is worth no more than its highest counts, taken together.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Collection, Mapping, Sequence

from engine.interface import FoundPages, PageCounts


def rank_pages(
    pages: Mapping[int, Collection[int]],
    counts: Sequence[PageCounts],
    page_count: int,
    limit: int | None,
    saturation: float,
) -> FoundPages:
    """`pages`, by document, scored by what each term `counts`, of `page_count` pages in all; of the
    documents at least the best `limit`, and all that are as good as the last of these."""
    weights = [(_measure_rarity(term, page_count), term) for term in counts]
    bounds = sorted(
        ((_bound_score(weights, document, saturation), document) for document in pages),
        reverse=True,
    )
    ranked: dict[int, list[tuple[int, float]]] = {}
    best: list[float] = []
    """The scores of the best `limit`, ascending."""
    for bound, document in bounds:
        if limit is not None and len(best) == limit and bound < best[0]:
            break
        ranked[document] = _score_pages(weights, document, pages[document], saturation)
        if limit is not None:
            insort(best, ranked[document][0][1])
            del best[:-limit]
    return FoundPages(ranked, len(pages), sum(map(len, pages.values())))


def _measure_rarity(counts: PageCounts, page_count: int) -> float:
    held = sum(map(len, counts.values()))
    return math.log(1 + (max(1, page_count) - held + 0.5) / (held + 0.5))


def _saturate(count: int, saturation: float) -> float:
    return count * (1 + saturation) / (count + saturation)


def _bound_score(
    weights: Sequence[tuple[float, PageCounts]], document: int, saturation: float
) -> float:
    """No page of the document is worth more."""
    most = 0.0
    for rarity, counts in weights:  # no sum(): it rounds otherwise than the scores from 3.12 on
        if document in counts:
            most += rarity * _saturate(max(counts[document].values()), saturation)
    return most


def _score_pages(
    weights: Sequence[tuple[float, PageCounts]],
    document: int,
    pages: Collection[int],
    saturation: float,
) -> list[tuple[int, float]]:
    scores = dict.fromkeys(pages, 0.0)
    for rarity, counts in weights:
        for page, count in counts.get(document, {}).items():
            if page in scores:
                scores[page] += rarity * _saturate(count, saturation)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
