"""What another reader sees of a line's words: whether it has them, next to one another, in order.

Words are compared, not lines: columns and rows of tables come in another order from every reader.
A word may be split or joined there, and letters that a font joins (ﬁ, ﬀ) may be missing or
unknown: neither is a disagreement on the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from indexer.words.tokens import SUPERSCRIPT_DIGITS, UNKNOWN, split_words

_JOINED = re.compile(r"f[filtjb]+|[ctfs]t|ti|qu|th")
"""Letters that fonts join, and that a reader may not be able to tell."""
_TO_WORDS = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")


class SeenWords:
    """The words of a page in one order."""

    def __init__(self, text: str) -> None:
        self._words = split_words(text)

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pairwise(self._words))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._words)

    @cached_property
    def _letters(self) -> str:
        return "".join(self._words)

    def describe_disagreement(self, line: str) -> str:
        """What is seen otherwise of the words of a line, as the end of a sentence ("does not see
        …"); "" if nothing is. The numbers of notes may be words or none."""
        found = self._compare(split_words(line))
        if not found or line == (plain := line.translate(_TO_WORDS)):
            return found
        return found if self._compare(split_words(plain)) else ""

    def _compare(self, words: Sequence[str]) -> str:
        unseen = [at for at in range(len(words)) if not self._sees(words, at)]
        if unseen:
            return f"does not see “{' '.join(words[at] for at in unseen)}”"
        for at, (a, b) in enumerate(pairwise(words)):
            if (a, b) in self._pairs or self._has_joined(words[max(0, at - 1) : at + 3]):
                continue
            between = next(self._list_between(a, b), None)
            if between:
                return f"sees “{between}” between “{a}” and “{b}”"
        for at, (before, word, after) in enumerate(zip(words, words[1:], words[2:], strict=False)):
            alone = not {(before, word), (word, after)} & self._pairs
            if (
                alone
                and (before, after) in self._pairs
                and not self._has_joined(words[at : at + 3])
            ):
                return f"does not see “{word}” between “{before}” and “{after}”"
        if self._is_in_another_order(words):
            return f"sees the words of “{' '.join(words)}” in another order"
        return ""

    def _sees(self, words: Sequence[str], at: int) -> bool:
        word = words[at]
        if word in self._known or UNKNOWN in word:
            return True
        around = words[max(0, at - 1) : at + 2]
        if self._has_joined(around) or (len(word) > 3 and word in self._letters):
            return True
        return _JOINED.search(word) is not None and self._has_with_gaps(around)

    def _has_joined(self, words: Sequence[str]) -> bool:
        """Whether the letters of these words stand next to one another, however they are split."""
        return "".join(words) in self._letters

    def _has_with_gaps(self, words: Sequence[str]) -> bool:
        """The same, where joined letters may be missing, or unknown."""
        pattern = _JOINED.sub(lambda found: f"(?:{found[0]}|{UNKNOWN}+)?", "".join(words))
        return re.search(pattern, self._letters) is not None

    def _list_between(self, a: str, b: str) -> Iterator[str]:
        """Words that stand between the two, where nothing else does."""
        for first, word, last in zip(self._words, self._words[1:], self._words[2:], strict=False):
            if first == a and last == b:
                yield word

    def _is_in_another_order(self, words: Sequence[str]) -> bool:
        """Whether the same words stand together in another order, and nowhere in this one."""
        count = len(words)
        if count < 2 or all(pair in self._pairs for pair in pairwise(words)):
            return False
        if self._has_joined(words):
            return False
        wanted = sorted(words)
        return any(
            sorted(self._words[at : at + count]) == wanted
            for at, word in enumerate(self._words[: len(self._words) - count + 1])
            if word in words
        )
