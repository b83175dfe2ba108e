"""Text reduced to its folded words, with the way back: the form for comparing quotations."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from indexer.words.tokens import find_word_spans, fold_text


class WordText:
    """A text as its folded words.

    `plain` has the words separated by single spaces, which is cheap to make; the words' places in
    the text are worked out only when needed.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = fold_text(text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words."""
        return tuple(self.plain.split(" ")) if self.plain else ()

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end of each word in `text`."""
        return find_word_spans(self.text)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts: list[int] = []
        position = 0
        for word in self.words:
            starts.append(position)
            position += len(word) + 1
        return tuple(starts)

    def get_span(self, first: int, last: int) -> tuple[int, int]:
        """Start and end in `text` of the words from `first` up to, not including, `last`."""
        return self.spans[first][0], self.spans[last - 1][1]

    def slice_words(self, first: int, last: int) -> str:
        """The folded words from `first` up to, not including, `last`."""
        end = self._starts[last - 1] + len(self.words[last - 1])
        return self.plain[self._starts[first] : end]

    def find_word_at(self, position: int) -> int:
        """Index of the word that holds, or follows, the character of `plain` at `position`."""
        at = max(0, bisect_right(self._starts, position) - 1)
        beyond = position >= self._starts[at] + len(self.words[at])
        return at + 1 if beyond and at + 1 < len(self.words) else at
