"""The embedded engine opened for questions: postings read through Whoosh's own reader."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.reading import TermNotFound

from corpus.errors import CorpusDamaged, CorpusError
from engine.document_words import PageStarts
from engine.interface import (
    SATURATION,
    DocumentPositions,
    FoundPages,
    PagePositions,
    Stamps,
)
from engine.question import AnyOf, Question, Term
from engine.scoring import rank_pages
from engine.whoosh.answering import Answering
from engine.whoosh.field import STARTS, WORDS, make_seed, number_documents, unseal
from engine.whoosh.state import forget_state, read_state

_TRIES, _PAUSE = 10, 0.05
"""While an index is being committed, its files and its state are for a moment not of one commit."""


class _Segment:
    """One of Whoosh's segments: its postings by the ids of the documents."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._starts = reader.column_reader(STARTS)
        self.numbers = number_documents(reader)
        self._ids = {number: document for document, number in self.numbers.items()}

    def read_postings(
        self, word: bytes, documents: Collection[int] | None
    ) -> Iterator[tuple[int, bytes]] | None:
        """The packed postings of a word, only those of `documents` if they are given; None where
        the segment does not know the word."""
        try:
            matcher = self._reader.postings(WORDS, word)
        except TermNotFound:
            return None
        if documents is None:
            return self._read_all(matcher, word)
        return self._read_some(matcher, word, documents)

    def _read_all(self, matcher: Any, word: bytes) -> Iterator[tuple[int, bytes]]:
        is_active, get_id, get_value, go_on = (
            matcher.is_active, matcher.id, matcher.value, matcher.next
        )  # fmt: skip
        ids = self._ids
        while is_active():
            document = ids[get_id()]
            yield document, unseal(get_value(), make_seed(word, document))
            go_on()

    def _read_some(
        self, matcher: Any, word: bytes, documents: Collection[int]
    ) -> Iterator[tuple[int, bytes]]:
        for number in sorted(self.numbers[id] for id in documents if id in self.numbers):
            if matcher.is_active():
                matcher.skip_to(number)
            if not matcher.is_active():
                return
            if matcher.id() == number:
                document = self._ids[number]
                yield document, unseal(matcher.value(), make_seed(word, document))

    def count_pages(self, word: bytes) -> int:
        return int(self._reader.frequency(WORDS, word))

    def read_starts(self, document: int) -> PageStarts:
        return PageStarts(unseal(self._starts[self.numbers[document]]))


class WhooshEngine:
    """An engine as `engine.interface.Engine` says, over the index in a folder."""

    def __init__(self, folder: Path) -> None:
        """Raises CorpusDamaged when the index is, CorpusError when there is none."""
        self._folder = folder
        for left in reversed(range(_TRIES)):
            try:
                self._open()
                return
            except FileNotFoundError as error:
                if not left and read_state(self._folder):  # its list of segments names others
                    raise self._describe_damage() from error
                if not left:
                    raise CorpusError(
                        f"There is no index in {folder}, or only part of one.",
                        "Run `pincite index`; if it is already running, wait until it is done.",
                    ) from error
            except Exception as error:  # Whoosh finds damage out in as many ways as Python has
                raise self._describe_damage() from error
            time.sleep(_PAUSE)

    def _open(self) -> None:
        state = read_state(self._folder)
        if state is None:
            raise FileNotFoundError(self._folder)
        self.stamps: Stamps = state.stamps
        self.page_counts = state.page_counts
        self._words = state.words
        self._reader: Any = index.open_dir(str(self._folder), readonly=True).reader()
        leaves = self._reader.leaf_readers() if self._reader.doc_count_all() else []
        if leaves and self._reader.generation() != state.generation:
            self._reader.close()
            raise FileNotFoundError(f"commit {state.generation}")
        self._segments = [_Segment(leaf) for leaf, _ in leaves]
        if {id for segment in self._segments for id in segment.numbers} != state.stamps.keys():
            self._reader.close()
            raise ValueError("not the documents of this index")
        self._last: Answering | None = None
        self._starts: dict[int, PageStarts] = {}
        self._counted: dict[str, int] = {}

    def find(
        self,
        question: Question,
        scored_by: Sequence[Term] = (),
        limit: int | None = None,
        *,
        saturation: float = SATURATION,
    ) -> FoundPages:
        """As `Engine.find`."""
        answering = self._last = Answering(self, self._last)
        pages = answering.find_pages(question)
        counts = [answering.count_hits(term) for term in scored_by]
        return rank_pages(pages, counts, answering.page_count, limit, saturation)

    def count_answers(self, question: Question) -> dict[int, int]:
        """As `Engine.count_answers`."""
        answering = self._last = Answering(self, self._last)
        return {id: len(pages) for id, pages in answering.find_pages(question).items()}

    def find_positions(
        self, terms: Sequence[Term], pages: Mapping[int, Collection[int]]
    ) -> PagePositions:
        """As `Engine.find_positions`."""
        answering = Answering(self)
        by_term = [answering.find_positions(term, pages) for term in terms]
        return {
            (document, page): [
                self.read_starts(document).list_on_page(positions.get(document, ()), page)
                for positions in by_term
            ]
            for document, wanted in pages.items()
            for page in wanted
        }

    def find_places(
        self, words: Sequence[AnyOf], weights: Sequence[float], offsets: Sequence[int]
    ) -> Sequence[DocumentPositions]:
        """As `Engine.find_places`; nothing is left out."""
        return [Answering(self).find_word_positions(each) for each in words]

    def locate_place(self, document: int, position: int) -> tuple[int, int]:
        """As `Engine.locate_place`."""
        return self.read_starts(document).locate(position)

    def list_words(self, beginning: str = "") -> list[str]:
        """As `Engine.list_words`."""
        return self._words.list_beginning(beginning)

    def count_pages(self, word: str) -> int:
        """As `Engine.count_pages`."""
        if word not in self._counted:
            key = word.encode("utf-8")
            try:
                self._counted[word] = sum(one.count_pages(key) for one in self._segments)
            except Exception as error:
                raise self._describe_damage() from error
        return self._counted[word]

    def count_pages_of_each(self, words: Collection[str]) -> dict[str, int]:
        """As `Engine.count_pages_of_each`."""
        return {word: self.count_pages(word) for word in words}

    def count_unasked(self) -> int:
        """As `Engine.count_unasked`: an index that is not whole is not opened."""
        return 0

    def read_postings(
        self, word: str, documents: Collection[int] | None = None
    ) -> Iterator[tuple[int, bytes]]:
        """Each document that holds `word`, with its packed posting; only those of `documents`, if
        they are given."""
        key = word.encode("utf-8")
        if key not in self._words:
            return
        try:
            by_segment = [segment.read_postings(key, documents) for segment in self._segments]
            if all(postings is None for postings in by_segment):
                raise ValueError("a listed word has no postings")
            for postings in by_segment:
                yield from postings or ()
        except Exception as error:
            raise self._describe_damage() from error

    def read_starts(self, document: int) -> PageStarts:
        """Where the pages of a document begin among its positions."""
        starts = self._starts.get(document)
        if starts is None:
            segment = next(each for each in self._segments if document in each.numbers)
            try:
                starts = self._starts[document] = segment.read_starts(document)
            except Exception as error:
                raise self._describe_damage() from error
        return starts

    def close(self) -> None:
        """As `Engine.close`."""
        self._reader.close()

    def _describe_damage(self) -> CorpusDamaged:
        """The error for the user; the index counts as lost from now on, so that it is rebuilt."""
        with suppress(OSError):
            forget_state(self._folder)
        return CorpusDamaged(
            f"The index in {self._folder} is damaged.",
            "Ask again: it is rebuilt from the stored text.",
        )
