"""Which words a document holds and where: what its pages become before they go into the index.

Places are counted through the whole document: first the running text of all pages as one text, in
which a word broken over a page break is one word and stands where it begins; then, each parted from
the other, the notes of each page. Words with neighbouring places therefore follow one another in
the text, over page breaks too, and words of running text and notes never do.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from corpus.frozen import frozen
from indexer.pages.joins import PageOfText
from indexer.postings import pack_posting
from indexer.words.tokens import split_words


class PageWithNotes(PageOfText, Protocol):
    """What is needed of a page, stored or just cleaned."""

    @property
    def notes(self) -> str:
        """Its notes."""


@frozen
class DocumentWords:
    """The words of one document, ready for the index."""

    pages: int
    """How many pages it has."""
    starts: bytes
    """Of `PageStarts`."""
    postings: dict[str, bytes]
    """By folded word: on which pages and at which places it stands, packed."""


class PageStarts:
    """From places in a document back to its pages, which are numbered from 0."""

    def __init__(self, packed: bytes) -> None:
        """From the packed form: the place at which the running text of each page begins, the place
        after the last of them, then the same for the notes."""
        self._starts = array("I")
        self._starts.frombytes(packed)
        self._pages = len(self._starts) // 2 - 1
        self._notes = self._starts[self._pages]

    def find_page(self, place: int) -> int:
        """The page that holds a place."""
        return self._find_page_of_start(bisect_right(self._starts, place) - 1)

    def _find_page_of_start(self, at: int) -> int:
        """The page whose running text or notes begin at the start number `at`."""
        return at if at < self._pages else at - self._pages - 1

    def get_spans(self, page: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The places of a page's running text and of its notes: the first, and the one after the
        last. What parts notes counts as theirs."""
        notes = page + self._pages + 1
        return (
            (self._starts[page], self._starts[page + 1]),
            (self._starts[notes], self._starts[notes + 1]),
        )

    def count_by_page(self, places: Sequence[int]) -> dict[int, int]:
        """How many of the places, which ascend, each page holds."""
        if len(places) < len(self._starts):
            return Counter(map(self.find_page, places))
        found: dict[int, int] = {}
        before = 0
        for at, start in enumerate(self._starts[1:]):
            end = bisect_left(places, start, before)
            if end > before:
                page = self._find_page_of_start(at)
                found[page] = found.get(page, 0) + end - before
            before = end
        return found

    def drop_reaching_third_page(self, places: list[int], reach: int) -> list[int]:
        """The places, which ascend, without those from which `reach` words further is a third
        page: where the page between is short, or blank."""
        for at in range(1, self._pages):
            start, end = self._starts[at], self._starts[at + 1]
            if end - start < reach:
                first = bisect_left(places, max(0, end - reach))
                del places[first : bisect_left(places, start, first)]
        return places

    def split_by_text(self, places: list[int]) -> Iterator[list[int]]:
        """The places, which ascend, parted into those of the running text and those of the notes of
        each page that has any."""
        at = bisect_left(places, self._notes)
        yield places[:at]
        for start in self._starts[self._pages + 2 :]:
            end = bisect_left(places, start, at)
            if end > at:
                yield places[at:end]
            at = end


def collect_document_words(pages: Sequence[PageWithNotes]) -> DocumentWords:
    """The words of a document's pages, which are given in order."""
    body = [split_words(page.body) for page in pages]
    _mend_broken(pages, body)
    notes = [split_words(page.notes) if page.notes else [] for page in pages]
    counted: defaultdict[str, list[int]] = defaultdict(list)
    for number, (found, noted) in enumerate(zip(body, notes, strict=True)):
        for word, count in Counter(found + noted if noted else found).items():
            counted[word] += (number, count)
    places: defaultdict[str, list[int]] = defaultdict(list)
    starts = array("I")
    end = _note_places(body, 0, 0, places, starts)
    _note_places(notes, end + 1, 1, places, starts)
    postings = {word: pack_posting(counted[word], where) for word, where in places.items()}
    return DocumentWords(len(pages), starts.tobytes(), postings)


def _note_places(
    texts: Sequence[Sequence[str]],
    place: int,
    gap: int,
    places: defaultdict[str, list[int]],
    starts: array[int],
) -> int:
    """Note the places of the words of each text, from `place` on, with a `gap` after each; returns
    the place after all of them."""
    for text in texts:
        starts.append(place)
        for at, word in enumerate(text, place):
            places[word].append(at)
        place += len(text) + gap
    starts.append(place)
    return place


def _mend_broken(pages: Sequence[PageWithNotes], body: list[list[str]]) -> None:
    """Make a word that is broken over a page break one, on the page it begins on; its halves stand
    on none."""
    for at, page in enumerate(pages[:-1]):
        if page.seam == "broken" and body[at]:
            body[at][-1] += "".join(body[at + 1][:1])
            del body[at + 1][:1]
