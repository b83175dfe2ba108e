"""Draws passages at random from the documents of a corpus, and damages them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.library import Library
from indexer.pages.joins import join_pages
from search.locating.word_text import WordText

_CONFUSED = (("rn", "m"), ("m", "rn"), ("l", "1"), ("1", "l"), ("o", "0"), ("0", "o"), ("e", "c"))
"""What recognition of scanned text mixes up."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document, and its place."""

    item: str
    text: str
    pdf_pages: tuple[int, ...]


class PassageSource:
    """Draws passages from a corpus with a fixed seed."""

    def __init__(self, library: Library, seed: int) -> None:
        self._random = random.Random(seed)
        self._documents = []
        for entry in library.entries:
            joined = join_pages(library.store.read_document_pages(entry.document.id))
            words = WordText(joined.text)
            if len(words.words) > 200:
                self._documents.append((entry.item.id, joined, words))
        self._everything = " | ".join(words.plain for _, _, words in self._documents)

    def draw(self, *, over_break: bool = False) -> Passage:
        """12 to 45 consecutive words that are nowhere else in the corpus; with `over_break`, some
        are on either side of a page break."""
        while True:
            item, joined, words = self._random.choice(self._documents)
            length = self._random.randint(12, 45)
            first = self._random.randrange(len(words.words) - length)
            start, end = words.get_span(first, first + length)
            pages = joined.find_pages_of_span(start, end)
            if (len(pages) > 1) != over_break or not _is_prose(words, first, length):
                continue
            if self._everything.count(words.slice_words(first, first + length)) > 1:
                continue
            return Passage(item, joined.text[start:end], pages)

    def collect_words(self) -> list[str]:
        """Longer words of the documents, each once."""
        return sorted(
            {
                word
                for _, _, words in self._documents
                for word in words.words
                if word.isalpha() and word.isascii() and len(word) > 3
            }
        )

    def draw_passages(self, count: int, *, over_break: bool = False) -> Iterator[Passage]:
        """`count` passages."""
        return (self.draw(over_break=over_break) for _ in range(count))

    def damage(self, text: str, share: float) -> str:
        """`text` with about `share` of its letters misread, dropped or doubled."""
        return damage_letters(text, share, self._random)

    def leave_out(self, text: str, most: int) -> str:
        """`text` without at most `most` words in a row, of which four and more remain on either
        side."""
        words = text.split(" ")
        count = max(0, min(most, len(words) - 8))
        at = self._random.randint(4, max(4, len(words) - count - 4))
        return " ".join(words[:at] + words[at + count :])

    def change_words(self, text: str, count: int) -> str:
        """`text` with `count` words replaced by words of another passage."""
        words = text.split(" ")
        others = self.draw().text.split()
        for at in self._random.sample(range(len(words)), min(count, len(words))):
            words[at] = self._random.choice(others)
        return " ".join(words)


def damage_letters(text: str, share: float, chance: random.Random) -> str:
    """`text` with about `share` of its letters misread, dropped or doubled."""
    damaged = ""
    at = 0
    while at < len(text):
        piece, taken = text[at], 1
        if text[at].isalnum() and chance.random() < share:
            piece, taken = _misread(text, at, chance)
        damaged += piece
        at += taken
    return damaged


def _misread(text: str, at: int, chance: random.Random) -> tuple[str, int]:
    fitting = [(seen, len(real)) for real, seen in _CONFUSED if text.startswith(real, at)]
    choices = [("", 1), (text[at] * 2, 1), *fitting, *fitting]
    return chance.choice(choices)


def _is_prose(words: WordText, first: int, length: int) -> bool:
    """Mostly words with letters, not a table of figures or a line of dots."""
    passage = words.words[first : first + length]
    lettered = sum(1 for word in passage if word.isalpha() and len(word) > 1)
    return lettered >= 0.75 * length and len(set(passage)) >= 0.5 * length
