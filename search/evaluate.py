"""Which pages answer a question, and how well.

Words are answered by the index alone. A phrase is answered by the pages that hold all its words,
rarest first, and is then verified on their stored text: cheaper than word positions in the index.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from indexer.continuous import join
from indexer.fulltext import CARRIED_WORDS
from indexer.library import Library
from indexer.minutes.context import minutes_of
from indexer.records import Entry
from indexer.store import StoredPage
from search.expansion import Expansion
from search.match import SearchedText
from search.query import (
    And,
    DateRange,
    Exact,
    Filter,
    Fuzzy,
    Glob,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    PhraseWord,
    Term,
    Word,
)

_SATURATION = 1.2
"""BM25's k1: how soon more of the same word stops counting (Robertson and Zaragoza 2009)."""


_FEW = 12
"""So few pages are sooner verified on their text than narrowed down by commoner words."""


class Evaluator:
    """Answers the parts of one question; what is asked twice is looked up once."""

    def __init__(self, library: Library, expansion: Expansion) -> None:
        self._library = library
        self._expansion = expansion
        self._counts: dict[Term, dict[int, int]] = {}
        self._everything: frozenset[int] | None = None

    def pages(self, node: Node) -> frozenset[int]:
        """The keys of the pages that answer `node`."""
        match node:
            case And(children):
                return self._all_of(children)
            case Or(children):
                return frozenset().union(*(self.pages(child) for child in children))
            case Not(child):
                return self._universe() - self.pages(child)
            case Filter():
                return self._filtered(node)
            case _:
                return frozenset(self.counts(node))

    def _all_of(self, children: Sequence[Node]) -> frozenset[int]:
        """Cheapest first: filters and words before phrases, exclusions last."""
        result: frozenset[int] | None = None
        for child in sorted(children, key=_cost):
            if isinstance(child, Not) and result is not None:
                result = result - self.pages(child.child)
            else:
                found = self.pages(child)
                result = found if result is None else result & found
            if not result:
                return frozenset()
        return result or frozenset()

    def _universe(self) -> frozenset[int]:
        if self._everything is None:
            self._everything = frozenset(key for _, keys in self._library.ranges() for key in keys)
        return self._everything

    def counts(self, term: Term) -> dict[int, int]:
        """How often each page that answers `term` does, by page key."""
        found = self._counts.get(term)
        if found is None:
            match term:
                case Phrase(words) if len(words) > 1:
                    found = self._verified(term, words)
                case Near(words):
                    found = self._verified(term, words)
                case Phrase((word,)):
                    found = self._word_counts(word)
                case Word() | Fuzzy() | Glob():
                    found = self._word_counts(term)
                case _:
                    found = {}
            self._counts[term] = found
        return found

    def _word_counts(self, word: Word | PhraseWord) -> dict[int, int]:
        total: dict[int, int] = {}
        for spelt in self._expansion.words(word):
            for key, count in self._library.index.postings(spelt).items():
                total[key] = total.get(key, 0) + count
        known = self._universe()
        return {key: count for key, count in total.items() if key in known}

    def _verified(self, term: Phrase | Near, words: Sequence[PhraseWord]) -> dict[int, int]:
        keys = sorted(self._candidates(words))
        wanted = sorted({near for key in keys for near in (key, key + 1)})
        pages = self._library.store.pages(wanted)
        found: dict[int, int] = {}
        for key in keys:
            page, following = pages.get(key), pages.get(key + 1)
            if page is None:
                continue
            if following is not None and following.document != page.document:
                following = None
            count = self._count_on(page, following, term)
            if count:
                found[key] = count
        return found

    def _candidates(self, words: Sequence[PhraseWord]) -> set[int]:
        """Pages that hold every word, on themselves or among the next page's first words."""
        index = self._library.index
        known = self._universe()
        options = [self._expansion.words(word) for word in dict.fromkeys(words)]
        frequency = [sum(index.pages_with(spelt) for spelt in spellings) for spellings in options]
        result: set[int] | None = None
        for _, spellings in sorted(zip(frequency, options, strict=True), key=lambda pair: pair[0]):
            holders: set[int] = set()
            for spelt in spellings:
                holders.update(index.postings(spelt))
                holders.update(index.postings(spelt, "carry"))
            result = holders if result is None else result & holders
            if len(result) <= _FEW:
                break
        return (result or set()) & known

    def _count_on(self, page: StoredPage, following: StoredPage | None, term: Phrase | Near) -> int:
        """Places that begin in the page's own running text, and places in its notes."""
        text, own = _with_carry(page, following)
        spans = SearchedText(text, self._expansion).spans(term)
        in_notes = SearchedText(page.notes, self._expansion).spans(term)
        return sum(1 for start, _ in spans if start < own) + len(in_notes)

    def _filtered(self, node: Filter) -> frozenset[int]:
        if node.field == "minute":
            return frozenset(self._pages_of_minute(str(node.value)))
        return frozenset(
            key
            for entry, keys in self._library.ranges()
            if self._meets(entry, node)
            for key in keys
        )

    def _pages_of_minute(self, wanted: str) -> Iterator[int]:
        for entry, keys in self._library.ranges():
            minutes = minutes_of(self._library, entry)
            for minute in minutes.minutes:
                if minute.is_named(wanted):
                    yield from (keys.start + page - 1 for page in minute.pages)

    def _meets(self, entry: Entry, condition: Filter) -> bool:
        item, value = entry.item, condition.value
        match condition.field:
            case "kind":
                return item.kind == value
            case "item":
                return item.id == value
            case "date":
                date = item.issued
                return date is not None and isinstance(value, DateRange) and value.may_hold(date)
            case "title":
                assert not isinstance(value, str | DateRange)
                return bool(SearchedText(item.title, self._expansion).spans(value))
        return False

    def scores(self, keys: Iterable[int], terms: Sequence[Term]) -> dict[int, float]:
        """For each page the sum over the terms of BM25's saturated frequency times its rarity."""
        total = max(1, len(self._universe()))
        wanted = set(keys)
        scores = dict.fromkeys(wanted, 0.0)
        for term in terms:
            counts = self.counts(term)
            rarity = math.log(1 + (total - len(counts) + 0.5) / (len(counts) + 0.5))
            for key, count in counts.items():
                if key in wanted:
                    weight = count * (1 + _SATURATION) / (count + _SATURATION)
                    scores[key] += rarity * weight
        return scores


def _with_carry(page: StoredPage, following: StoredPage | None) -> tuple[str, int]:
    """A page's running text with the next page's first words, and where its own ends."""
    if following is None:
        return page.body, len(page.body)
    joined = join([page, following])
    carried = CARRIED_WORDS * 12
    return joined.text[: joined.starts[1] + carried], joined.ends[0]


def _cost(node: Node) -> int:
    match node:
        case Filter():
            return 0
        case Word() | Phrase((Exact(),)):
            return 1
        case Fuzzy() | Glob():
            return 2
        case Not():
            return 5
        case Phrase() | Near():
            return 3
        case _:
            return 4
