"""Pages scored by the terms they hold, the same in every engine.

A page is worth the sum over the terms of BM25's saturated frequency times the term's rarity
(Robertson and Zaragoza 2009), lengths left aside. The numbers are worked out here, from whole
counts and in one order, so that no two engines round differently.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter

from engine.interface import FoundPages, PageCounts

RankedPages = list[tuple[int, float]]
PageScores = dict[int, float]

_USUAL = 32
"""What smaller counts are worth is worked out once for all pages."""


class Scoring:
    """How pages are scored in one question."""

    def __init__(self, held: Sequence[int], page_count: int, saturation: float) -> None:
        """`held` says on how many of all pages each term stands."""
        self.saturation = saturation
        self.rarities = [
            math.log(1 + (max(1, page_count) - pages + 0.5) / (pages + 0.5)) for pages in held
        ]

    def score(self, counts: Sequence[int]) -> float:
        """The score of a page that holds each term so many times."""
        score = 0.0
        for rarity, count in zip(self.rarities, counts, strict=True):
            if count:  # no sum(): it rounds otherwise from Python 3.12 on
                score += rarity * self.saturate(count)
        return score

    def saturate(self, count: int) -> float:
        """What a count is worth: less and less for more of the same."""
        return count * (1 + self.saturation) / (count + self.saturation)

    def rank(
        self,
        pages: Mapping[int, Mapping[int, Sequence[int]]],
        document_count: int,
        page_count: int,
        limit: int | None,
    ) -> FoundPages:
        """Pages with how often each holds every term, by document, among so many documents and
        pages that answer."""
        scored = {
            document: {page: self.score(counts) for page, counts in some.items()}
            for document, some in pages.items()
        }
        return FoundPages(_rank_best(scored, limit), document_count, page_count)


def rank_pages(
    pages: Mapping[int, Collection[int]],
    counts: Sequence[PageCounts],
    page_count: int,
    limit: int | None,
    saturation: float,
) -> FoundPages:
    """`pages`, by document, scored by what each term `counts`, of `page_count` pages in all; of the
    documents the best `limit`, and all that are as good as the last of these.

    Only as many documents are scored as may be among them: a document is worth no more than its
    highest counts, taken together.
    """
    scoring = Scoring([sum(map(len, term.values())) for term in counts], page_count, saturation)
    bounds = sorted(
        ((_bound_score(scoring, counts, document), document) for document in pages), reverse=True
    )
    worths = [
        [0.0, *(rarity * scoring.saturate(count) for count in range(1, _USUAL))]
        for rarity in scoring.rarities
    ]
    scored: dict[int, PageScores] = {}
    best: list[float] = []
    """The scores of the best `limit`, ascending."""
    for bound, document in bounds:
        if limit is not None and len(best) == limit and bound < best[0]:
            break
        scored[document] = _score_pages(scoring, worths, counts, document, pages[document])
        if limit is not None:
            insort(best, max(scored[document].values()))
            del best[:-limit]
    return FoundPages(_rank_best(scored, limit), len(pages), sum(map(len, pages.values())))


def _rank_best(scored: Mapping[int, PageScores], limit: int | None) -> dict[int, RankedPages]:
    """The pages of the best documents, best first."""
    if limit is None or len(scored) <= limit:
        return {document: _sort(pages) for document, pages in scored.items()}
    best = {document: max(pages.values()) for document, pages in scored.items()}
    least = sorted(best.values(), reverse=True)[limit - 1]
    return {document: _sort(scored[document]) for document in scored if best[document] >= least}


def _bound_score(scoring: Scoring, counts: Sequence[PageCounts], document: int) -> float:
    """No page of the document is worth more."""
    most = 0.0
    for rarity, of_term in zip(scoring.rarities, counts, strict=True):
        if document in of_term:
            most += rarity * scoring.saturate(max(of_term[document].values()))
    return most


def _score_pages(
    scoring: Scoring,
    worths: Sequence[Sequence[float]],
    counts: Sequence[PageCounts],
    document: int,
    pages: Collection[int],
) -> PageScores:
    """The scores of the `pages` of a document; `worths` say what the usual counts of each term are
    worth."""
    scores = dict.fromkeys(pages, 0.0)
    for rarity, worth, of_term in zip(scoring.rarities, worths, counts, strict=True):
        for page, count in of_term.get(document, {}).items():
            if page in scores:
                scores[page] += worth[count] if count < _USUAL else rarity * scoring.saturate(count)
    return scores


def _sort(scores: Mapping[int, float]) -> RankedPages:
    """Best first, and those that are equally good in the order of pages."""
    return sorted(sorted(scores.items()), key=itemgetter(1), reverse=True)
