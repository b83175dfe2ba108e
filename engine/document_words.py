"""The words of one document, counted: what the indexer hands to an engine.

Positions are counted in words through the whole document: first the running text of all pages as
one text, then, each apart from the other, the notes of each page. Words at neighbouring positions
therefore follow one another in the text, over page breaks too, and words of running text and notes
never do.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from corpus.frozen import frozen
from engine.postings import pack_posting

NOTES_FROM = 1_000_000
"""Where the positions of a page's own notes begin: far from those of its running text."""

FORM = 2
"""Of what is handed over. With another one documents have to be indexed anew."""

_SHORT = 32
"""Words of a page that nearly no phrase reaches over."""
_MANY = 1000
"""Pages from which on positions are kept in arrays."""

Words = Sequence[str]
Compounds = Sequence[tuple[int, str]]
"""Words that stand at the place of another, counted from the first of a text, in order."""
Positions: TypeAlias = "list[int] | array[int]"


@frozen
class DocumentWords:
    """The words of one document, ready for any engine."""

    page_count: int
    starts: bytes
    """For `PageStarts`."""
    postings: dict[str, bytes]
    """By word: on which pages and at which positions it stands, as `pack_posting` made it."""


def count_document_words(
    bodies: Sequence[Words],
    notes: Sequence[Words],
    compounds: Sequence[tuple[Compounds, Compounds]] = (),
) -> DocumentWords:
    """The words of a document, from those of each page's running text and notes, pages in order.

    `compounds` are, for each page, words that stand besides at the places of others, in its running
    text and in its notes.
    """
    counts: defaultdict[str, list[int]] = defaultdict(list)
    for page, (body, noted) in enumerate(zip(bodies, notes, strict=True)):
        for word, count in Counter([*body, *noted] if noted else body).items():
            counts[word] += (page, count)
    # millions of positions take a ninth of the memory in arrays, which are slower for a few
    make: Callable[[], Positions] = list if len(bodies) < _MANY else partial(array, "I")
    positions: defaultdict[str, Positions] = defaultdict(make)
    starts = array("I")
    end = _note_positions(bodies, 0, 0, positions, starts)
    _note_positions(notes, end + 1, 1, positions, starts)
    for page, of_page in enumerate(compounds):
        for word, count in Counter(word for each in of_page for _, word in each).items():
            counts[word] += (page, count)
    for of_text, offset in ((0, 0), (1, len(bodies) + 1)):
        for page, both in enumerate(compounds):
            for place, word in both[of_text]:
                positions[word].append(starts[page + offset] + place)
    postings = {word: pack_posting(counts[word], where) for word, where in positions.items()}
    return DocumentWords(len(bodies), starts.tobytes(), postings)


def _note_positions(
    texts: Sequence[Words],
    position: int,
    gap: int,
    positions: defaultdict[str, Positions],
    starts: array[int],
) -> int:
    """Note the positions of the words of each text, from `position` on, with a `gap` after each
    text; returns the position after all of them."""
    assert positions.default_factory
    append: Any = type(positions.default_factory()).append
    for text in texts:
        starts.append(position)
        end = position + len(text)
        # as positions[word].append(at) for each word, in half the time
        deque(map(append, map(positions.__getitem__, text), range(position, end)), maxlen=0)
        position = end + gap
    starts.append(position)
    return position


class PageStarts:
    """From positions in a document back to its pages, which are numbered from 0."""

    def __init__(self, packed: bytes) -> None:
        """From the packed form: the position at which the running text of each page begins, the
        position after the last of them, then the same for the notes."""
        self._starts = array("I")
        self._starts.frombytes(packed)
        self.page_count = len(self._starts) // 2 - 1
        self._notes = self._starts[self.page_count]
        self._short: list[int] | None = None

    def find_page(self, position: int) -> int:
        """The page that holds a position."""
        return self._get_page(bisect_right(self._starts, position) - 1)

    def locate(self, position: int) -> tuple[int, int]:
        """The page that holds a position, and the position counted from its first word, or from its
        first note (`NOTES_FROM`)."""
        at = bisect_right(self._starts, position) - 1
        base = NOTES_FROM if at > self.page_count else 0
        return self._get_page(at), base + position - self._starts[at]

    def _get_page(self, at: int) -> int:
        """The page whose running text or notes begin at the start number `at`."""
        return at if at < self.page_count else at - self.page_count - 1

    def list_on_page(self, positions: Sequence[int], page: int) -> list[int]:
        """Those of `positions`, which ascend, that are on a page, counted from its first word and
        its first note (`NOTES_FROM`)."""
        on_page: list[int] = []
        for start, base in ((page, 0), (page + self.page_count + 1, NOTES_FROM)):
            first = self._starts[start]
            begin = bisect_left(positions, first)
            end = bisect_left(positions, self._starts[start + 1], begin)
            on_page += [base + position - first for position in positions[begin:end]]
        return on_page

    def count_by_page(self, positions: Sequence[int]) -> dict[int, int]:
        """How many of `positions`, which ascend, each page holds."""
        if len(positions) < len(self._starts):
            return Counter(map(self.find_page, positions))
        counts: dict[int, int] = {}
        before = 0
        for at, start in enumerate(self._starts[1:]):
            end = bisect_left(positions, start, before)
            if end > before:
                page = self._get_page(at)
                counts[page] = counts.get(page, 0) + end - before
            before = end
        return counts

    def drop_reaching_third_page(self, positions: list[int], reach: int) -> list[int]:
        """`positions`, which ascend, without those from which `reach` words further is a third
        page: where the page between is short, or blank. The list itself is changed."""
        for at in self._list_short() if reach <= _SHORT else range(1, self.page_count):
            start, end = self._starts[at], self._starts[at + 1]
            if end - start < reach:
                first = bisect_left(positions, max(0, end - reach))
                del positions[first : bisect_left(positions, start, first)]
        return positions

    def _list_short(self) -> list[int]:
        """The pages, but for the first, with fewer words than most phrases could reach over."""
        if self._short is None:
            starts = self._starts
            pages = range(1, self.page_count)
            self._short = [at for at in pages if starts[at + 1] - starts[at] < _SHORT]
        return self._short

    def split_by_text(self, positions: list[int]) -> Iterator[list[int]]:
        """`positions`, which ascend, as those of the running text and those of the notes of each
        page that has any."""
        at = bisect_left(positions, self._notes)
        yield positions[:at]
        for start in self._starts[self.page_count + 2 :]:
            end = bisect_left(positions, start, at)
            if end > at:
                yield positions[at:end]
            at = end
