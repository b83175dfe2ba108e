"""Which pages answer a question, from the postings of its words.

Phrases and nearness are answered by the positions of their words in the documents that hold them
all, the rarest word first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from engine.positions import find_near_positions, find_phrase_positions
from engine.postings import unpack_counts, unpack_positions
from engine.question import Among, And, AnyOf, Near, Not, Or, Phrase, Question, Term

if TYPE_CHECKING:
    from engine.whoosh.reading import WhooshEngine

Pages = dict[int, frozenset[int]]
"""By document: which of its pages (0-based); no document without."""
Counts = dict[int, dict[int, int]]
"""By document: how often each of its pages (0-based)."""


class Answering:
    """Answers the parts of one question; what is asked twice is looked up once."""

    def __init__(self, engine: WhooshEngine, before: Answering | None = None) -> None:
        """`before` answered the question before this one, which often has the same words."""
        self._engine = engine
        self._before: dict[Term, Counts] = before._counts if before else {}
        self._counts: dict[Term, Counts] = {}
        self._words_before: dict[str, Counts] = before._word_counts if before else {}
        self._word_counts: dict[str, Counts] = {}

    def find_pages(self, question: Question) -> Pages:
        """The pages that answer `question`."""
        match question:
            case And(parts):
                return self._find_pages_of_all(parts)
            case Or(parts):
                return _merge_pages(self.find_pages(part) for part in parts)
            case Not(part):
                return _remove_pages(self._all_pages, self.find_pages(part))
            case Among(pages):
                return _intersect_pages(
                    {document: frozenset(among) for document, among in pages.items()},
                    self._all_pages,
                )
            case _:
                counts = self.count_hits(question)
                return {document: frozenset(pages) for document, pages in counts.items()}

    def _find_pages_of_all(self, parts: Sequence[Question]) -> Pages:
        """Cheapest first: given pages and words before phrases, exclusions last."""
        pages: Pages | None = None
        for part in sorted(parts, key=_estimate_cost):
            if isinstance(part, Not) and pages is not None:
                pages = _remove_pages(pages, self.find_pages(part.part))
            else:
                others = self.find_pages(part)
                pages = others if pages is None else _intersect_pages(pages, others)
            if not pages:
                return {}
        return pages or {}

    @cached_property
    def _all_pages(self) -> Pages:
        return {
            document: frozenset(range(page_count))
            for document, page_count in self._engine.page_counts.items()
        }

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return sum(self._engine.page_counts.values())

    def count_hits(self, term: Term) -> Counts:
        """How often each page that answers `term` does."""
        counts = self._counts.get(term) or self._before.get(term)
        if counts is None:
            match term:
                case AnyOf() | Phrase((_,)):
                    counts = self._count_words(term if isinstance(term, AnyOf) else term.words[0])
                case _:
                    begins = self.find_positions(term, self._engine.page_counts)
                    counts = {
                        document: self._engine.read_starts(document).count_by_page(positions)
                        for document, positions in begins.items()
                    }
        self._counts[term] = counts
        return counts

    def _count_words(self, any_of: AnyOf) -> Counts:
        if len(any_of.words) == 1:
            return self._count_word(*any_of.words)
        total: Counts = {}
        own: set[int] = set()
        for word in any_of.words:
            for document, counts in self._count_word(word).items():
                pages = total.setdefault(document, counts)
                if pages is counts:
                    continue
                if document not in own:  # those of a word are kept as they are
                    own.add(document)
                    pages = total[document] = pages.copy()
                for page, count in counts.items():
                    pages[page] = pages.get(page, 0) + count
        return total

    def _count_word(self, word: str) -> Counts:
        """The same for one word, which may be part of several terms."""
        counts = self._word_counts.get(word)
        if counts is None:
            counts = self._words_before.get(word)
        if counts is None:
            postings = self._engine.read_postings(word)
            counts = {document: unpack_counts(posting) for document, posting in postings}
        self._word_counts[word] = counts
        return counts

    def find_positions(self, term: Term, documents: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """Where `term` begins, ascending, in each of the `documents` that hold it."""
        match term:
            case AnyOf():
                return self.find_word_positions(term, documents)
            case Phrase((word,)):
                return self.find_word_positions(word, documents)
            case Phrase(words) | Near(words):
                begins: dict[int, Sequence[int]] = {}
                for document, of_words in self._find_together(words, documents):
                    starts = self._engine.read_starts(document)
                    if isinstance(term, Near):
                        positions = find_near_positions(
                            of_words, term.distance, starts, ordered=term.ordered
                        )
                    else:
                        positions = find_phrase_positions(of_words, starts)
                    if positions:
                        begins[document] = positions
                return begins

    def _find_together(
        self, words: Sequence[AnyOf], documents: Iterable[int]
    ) -> Iterator[tuple[int, list[Sequence[int]]]]:
        """Those of the `documents` that hold all of `words`, with the positions of each."""
        positions: dict[AnyOf, Mapping[int, Sequence[int]]] = {}
        for word in sorted(set(words), key=self._measure_frequency):
            positions[word] = self.find_word_positions(word, documents)
            documents = positions[word].keys()
            if not documents:
                return
        for document in documents:
            yield document, [positions[word][document] for word in words]

    def _measure_frequency(self, any_of: AnyOf) -> int:
        return sum(self._engine.count_pages(word) for word in any_of.words)

    def find_word_positions(
        self, any_of: AnyOf, documents: Iterable[int] | None = None
    ) -> Mapping[int, Sequence[int]]:
        """Where any of some words stands, ascending, in each of the `documents`, or in all."""
        among = None if documents is None else set(documents)
        positions: dict[int, list[Sequence[int]]] = {}
        for word in any_of.words:
            for document, posting in self._engine.read_postings(word, among):
                positions.setdefault(document, []).append(unpack_positions(posting))
        return {
            document: each[0] if len(each) == 1 else sorted(chain.from_iterable(each))
            for document, each in positions.items()
        }


def _intersect_pages(pages: Pages, others: Pages) -> Pages:
    few, many = sorted((pages, others), key=len)
    both = ((document, few[document] & many[document]) for document in few if document in many)
    return {document: shared for document, shared in both if shared}


def _merge_pages(parts: Iterable[Pages]) -> Pages:
    merged: Pages = {}
    for part in parts:
        for document, pages in part.items():
            merged[document] = merged[document] | pages if document in merged else pages
    return merged


def _remove_pages(all_pages: Pages, out: Pages) -> Pages:
    kept = (
        (document, pages - out.get(document, frozenset())) for document, pages in all_pages.items()
    )
    return {document: pages for document, pages in kept if pages}


def _estimate_cost(question: Question) -> int:
    match question:
        case Among():
            return 0
        case AnyOf() | Phrase((_,)):
            return 1
        case Phrase() | Near():
            return 2
        case And() | Or():
            return 3
        case Not():
            return 4
