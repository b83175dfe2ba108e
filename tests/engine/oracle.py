"""The obvious way to answer a question: by going through all words of all pages."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, permutations

from engine.interface import SATURATION
from engine.question import Among, And, AnyOf, Near, Not, Or, Phrase, Question, Term

Page = tuple[list[str], list[str]]
"""The words of its running text and of its notes."""
Corpus = Mapping[int, Sequence[Page]]
Pages = set[tuple[int, int]]
"""Documents and 0-based pages."""


class Oracle:
    """Answers over one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._running = {
            id: [word for body, _ in pages for word in body] for id, pages in corpus.items()
        }
        self._known = {
            id: {word for body, notes in pages for word in (*body, *notes)}
            for id, pages in corpus.items()
        }
        self._counts: dict[Term, dict[tuple[int, int], int]] = {}

    def find_pages(self, question: Question) -> Pages:
        """The pages that answer."""
        everything = {
            (id, number) for id, pages in self.corpus.items() for number in range(len(pages))
        }
        match question:
            case And(parts):
                return everything.intersection(*map(self.find_pages, parts))
            case Or(parts):
                return set().union(*map(self.find_pages, parts))
            case Not(part):
                return everything - self.find_pages(part)
            case Among(pages):
                return everything & {(id, page) for id, some in pages.items() for page in some}
            case _:
                return set(self.count_hits(question))

    def count_hits(self, term: Term) -> dict[tuple[int, int], int]:
        """How often each page holds the beginning of `term`."""
        if term not in self._counts:
            parts = (term,) if isinstance(term, AnyOf) else term.words
            counts: dict[tuple[int, int], int] = {}
            for id, known in self._known.items():
                if all(known & part.words for part in parts):
                    for page in self._list_pages(id, term):
                        counts[id, page] = counts.get((id, page), 0) + 1
            self._counts[term] = counts
        return self._counts[term]

    def _list_pages(self, id: int, term: Term) -> list[int]:
        """The page of each place where `term` begins, in running text and in notes."""
        pages = self.corpus[id]
        ends = list(accumulate(len(body) for body, _ in pages))
        begins = [
            (bisect_right(ends, first), bisect_right(ends, last))
            for first, last in find_spans(self._running[id], term)
        ]
        on = [first for first, last in begins if last <= first + 1]
        return on + [at for at, (_, notes) in enumerate(pages) for _ in find_spans(notes, term)]

    def score_pages(
        self, pages: Pages, terms: Sequence[Term], saturation: float = SATURATION
    ) -> dict[tuple[int, int], float]:
        """BM25 without lengths."""
        total = sum(map(len, self.corpus.values()))
        scores = dict.fromkeys(pages, 0.0)
        for term in terms:
            counts = self.count_hits(term)
            rarity = math.log(1 + (total - len(counts) + 0.5) / (len(counts) + 0.5))
            for page in pages & counts.keys():
                count = counts[page]
                scores[page] += rarity * count * (1 + saturation) / (count + saturation)
        return scores


def find_spans(words: Sequence[str], term: Term) -> list[tuple[int, int]]:
    """First and last word of each place where `term` stands."""
    match term:
        case AnyOf(some):
            return [(at, at) for at, word in enumerate(words) if word in some]
        case Phrase(parts):
            spans = ((at, at + len(parts) - 1) for at in range(len(words) - len(parts) + 1))
            return [
                (first, last)
                for first, last in spans
                if all(words[first + n] in part.words for n, part in enumerate(parts))
            ]
        case Near(parts, distance):
            longest = len(parts) + distance
            orders = list(permutations(parts))
            ends = frozenset().union(*(part.words for part in parts))
            spans = (
                (first, last)
                for first in range(len(words))
                if words[first] in ends
                for last in range(first + len(parts) - 1, min(first + longest, len(words)))
                if any(_begins_and_ends(words[first : last + 1], order) for order in orders)
            )
            found = list(spans)
            return [
                one
                for one in found
                if not any(o != one and o[0] >= one[0] and o[1] <= one[1] for o in found)
            ]


def _begins_and_ends(words: Sequence[str], parts: Sequence[AnyOf]) -> bool:
    """Whether the words hold the parts in this order, the first at the beginning and the last at
    the end."""
    if words[0] not in parts[0].words or words[-1] not in parts[-1].words:
        return False
    at = 0
    for part in parts[1:-1]:
        at += 1
        while at < len(words) - 1 and words[at] not in part.words:
            at += 1
        if at >= len(words) - 1:
            return False
    return True
