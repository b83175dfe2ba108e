"""Which pages answer a question.

Words are answered by the index alone, and so are phrases and nearness: by the places of their words
in the documents that hold them all, the rarest word first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from indexer.library import Library
from indexer.minutes.context import get_minutes
from indexer.pages.word_places import PageStarts
from indexer.records.entries import DocumentEntry
from search.answering.text_hits import SearchedText
from search.asking.query import (
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
from search.expanding.expansion import Expansion
from search.places import find_near_places, find_phrase_places

Pages = dict[int, frozenset[int]]
"""For each document, by its id in the store, which of its pages (0-based); no document without."""
Counts = dict[int, dict[int, int]]
"""For each document, by its id in the store, how often each of its pages (0-based)."""


class Evaluator:
    """Answers the parts of one question; what is asked twice is looked up once."""

    def __init__(self, library: Library, expansion: Expansion) -> None:
        self._library = library
        self._expansion = expansion
        self._counts: dict[Term, Counts] = {}
        self._starts: dict[int, PageStarts] = {}

    def find_page_keys(self, node: Node) -> list[int]:
        """The keys of the pages that answer `node`, in the order of the files' names."""
        first = self._library.first_keys
        found = self.find_pages(node).items()
        keys = [first[document] + page for document, pages in found for page in pages]
        return sorted(keys, key=self._library.make_sort_key)

    def find_pages(self, node: Node) -> Pages:
        """The pages that answer `node`."""
        match node:
            case And(children):
                return self._find_pages_of_all(children)
            case Or(children):
                return _merge_pages(self.find_pages(child) for child in children)
            case Not(child):
                return _remove_pages(self._universe, self.find_pages(child))
            case Filter():
                return self._find_filtered(node)
            case _:
                return {document: frozenset(on) for document, on in self.count_hits(node).items()}

    def _find_pages_of_all(self, children: Sequence[Node]) -> Pages:
        """Cheapest first: filters and words before phrases, exclusions last."""
        result: Pages | None = None
        for child in sorted(children, key=_estimate_cost):
            if isinstance(child, Not) and result is not None:
                result = _remove_pages(result, self.find_pages(child.child))
            else:
                found = self.find_pages(child)
                result = found if result is None else _intersect_pages(result, found)
            if not result:
                return {}
        return result or {}

    @cached_property
    def _universe(self) -> Pages:
        return {
            entry.document.id: _list_pages(keys) for entry, keys in self._library.list_key_ranges()
        }

    @property
    def total(self) -> int:
        """How many pages there are."""
        return sum(len(keys) for _, keys in self._library.list_key_ranges())

    def count_hits(self, term: Term) -> Counts:
        """How often each page that answers `term` does."""
        found = self._counts.get(term)
        if found is None:
            match term:
                case Phrase((word,)):
                    found = self._count_word(word)
                case Phrase() | Near():
                    found = self._count_by_places(term)
                case Word() | Fuzzy() | Glob():
                    found = self._count_word(term)
            self._counts[term] = found
        return found

    def _count_word(self, word: Word | PhraseWord) -> Counts:
        total: Counts = {}
        known = self._library.first_keys
        for spelt in self._expansion.expand(word):
            for document, posting in self._library.index.find(spelt):
                held = total.get(document)
                if held is None:
                    if document in known:
                        total[document] = dict(zip(posting.pages, posting.counts, strict=True))
                    continue
                for page, count in zip(posting.pages, posting.counts, strict=True):
                    held[page] = held.get(page, 0) + count
        return total

    def _count_by_places(self, term: Phrase | Near) -> Counts:
        found = self.find_places(term, self._library.first_keys)
        return {id: self.get_starts(id).count_by_page(begins) for id, begins in found.items()}

    def find_places(self, term: Term, documents: Iterable[int]) -> dict[int, Sequence[int]]:
        """Where `term` begins, ascending, in each of the `documents` that hold it."""
        match term:
            case Phrase((word,)):
                return self._find_word_places(word, documents)
            case Word() | Fuzzy() | Glob():
                return self._find_word_places(term, documents)
            case Phrase(words) | Near(words):
                found: dict[int, Sequence[int]] = {}
                for id, places in self._find_together(words, documents):
                    starts = self.get_starts(id)
                    if isinstance(term, Near):
                        begins = find_near_places(places, term.distance, starts)
                    else:
                        begins = find_phrase_places(places, starts)
                    if begins:
                        found[id] = begins
                return found

    def _find_together(
        self, words: Sequence[PhraseWord], documents: Iterable[int]
    ) -> Iterator[tuple[int, list[Sequence[int]]]]:
        """Those of the `documents` that hold all of `words`, with the places of each."""
        places: dict[PhraseWord, dict[int, Sequence[int]]] = {}
        for word in sorted(set(words), key=self._count_pages):
            places[word] = self._find_word_places(word, documents)
            documents = places[word].keys()
        for document in documents:
            yield document, [places[word][document] for word in words]

    def _count_pages(self, word: PhraseWord) -> int:
        index = self._library.index
        return sum(index.pages_with(spelt) for spelt in self._expansion.expand(word))

    def _find_word_places(
        self, word: Word | PhraseWord, documents: Iterable[int]
    ) -> dict[int, Sequence[int]]:
        """The places, ascending, of the words that `word` stands for, in those of `documents` that
        hold one."""
        among = set(documents)
        found: dict[int, list[Sequence[int]]] = {}
        for spelt in self._expansion.expand(word):
            for document, posting in self._library.index.find(spelt, among):
                found.setdefault(document, []).append(posting.places)
        return {
            document: each[0] if len(each) == 1 else sorted(chain.from_iterable(each))
            for document, each in found.items()
        }

    def get_starts(self, document: int) -> PageStarts:
        """Where the pages of a document begin among its places."""
        if document not in self._starts:
            self._starts[document] = PageStarts(self._library.index.documents[document].starts)
        return self._starts[document]

    def _find_filtered(self, node: Filter) -> Pages:
        if node.field == "minute":
            return self._find_pages_of_minute(str(node.value))
        return {
            entry.document.id: _list_pages(keys)
            for entry, keys in self._library.list_key_ranges()
            if self._meets(entry, node)
        }

    def _find_pages_of_minute(self, wanted: str) -> Pages:
        found: Pages = {}
        for entry, _ in self._library.list_key_ranges():
            minutes = get_minutes(self._library, entry).minutes
            pages = {page - 1 for one in minutes if one.is_named(wanted) for page in one.pages}
            if pages:
                found[entry.document.id] = frozenset(pages)
        return found

    def _meets(self, entry: DocumentEntry, condition: Filter) -> bool:
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
                return bool(SearchedText(item.title, self._expansion).find_spans(value))
        return False


def _list_pages(keys: range) -> frozenset[int]:
    return frozenset(range(len(keys)))


def _intersect_pages(one: Pages, other: Pages) -> Pages:
    few, many = sorted((one, other), key=len)
    found = ((document, few[document] & many[document]) for document in few if document in many)
    return {document: pages for document, pages in found if pages}


def _merge_pages(parts: Iterable[Pages]) -> Pages:
    found: Pages = {}
    for part in parts:
        for document, pages in part.items():
            found[document] = found[document] | pages if document in found else pages
    return found


def _remove_pages(all: Pages, out: Pages) -> Pages:
    found = ((document, pages - out.get(document, frozenset())) for document, pages in all.items())
    return {document: pages for document, pages in found if pages}


def _estimate_cost(node: Node) -> int:
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
