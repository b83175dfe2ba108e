"""Is the hyphen at the end of a line part of the word, or was it put there to break it?

The document itself is the best witness: it may hold the word unbroken, joined or hyphenated. A
broken word whose halves are no words ("Cam-", "paign") was broken by a hyphenating program; a
document without a single such break was not hyphenated at all, and its hyphens are all its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from indexer.sheets import Sheet
from indexer.words import fold

HYPHENS = "-\u2010\u00ad"
"""The characters that may end a broken line: hyphen-minus, hyphen, soft hyphen."""

_ENDINGS = tuple(HYPHENS)
_INNER = "-\u2010\u2011"

_LEFT = re.compile(rf"([^\W\d_]+)[{HYPHENS}]$")
_RIGHT = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(rf"(?<![^\W_])([^\W\d_]+)[{_INNER}](?=([^\W\d_]+))")

_PREFIXES = frozenset(
    "anti auto bi bio co contra counter cross cyber de ex extra hyper infra inter intra macro mega "
    "meta micro mid mini mono multi neo non omni over para poly post pre pro proto pseudo quasi re "
    "retro self semi socio sub super tele trans tri ultra un under uni vice".split()
)
"""What real compounds begin with though it is no word of its own."""


class Vocabulary:
    """The words of one document, for deciding about its broken lines."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._words: Counter[str] = Counter()
        self._compounds: Counter[tuple[str, str]] = Counter()
        breaks: list[tuple[str, str]] = []
        for sheet in sheets:
            before = ""
            for line in sheet.lines:
                self._learn(line.text)
                if before.endswith(_ENDINGS):
                    left, right = _LEFT.search(before), _RIGHT.match(line.text.lstrip())
                    if left and right:
                        breaks.append((fold(left[1]), fold(right[0])))
                before = line.text.rstrip()
        self._hyphenates = any(self._is_clear(left, right) for left, right in breaks)

    def _learn(self, text: str) -> None:
        """Whole words only: the first and the last word of a line may be halves."""
        if text.isascii():
            self._words.update(_RIGHT.findall(text.lower())[1:-1])
        else:
            self._words.update(map(fold, _RIGHT.findall(text)[1:-1]))
        if any(hyphen in text for hyphen in _INNER):
            self._compounds.update((fold(a), fold(b)) for a, b in _COMPOUND.findall(text))

    def _knows(self, word: str) -> bool:
        return self._words[word] > 0 or word in english_words()

    def _is_clear(self, left: str, right: str) -> bool:
        """A word known joined, of which one half is no word; "pre-" is none either, but begins
        words that are written both ways."""
        if left in _PREFIXES or (self._knows(left) and self._knows(right)):
            return False
        return self._knows(left + right)

    def is_broken(self, before: str, after: str) -> bool:
        """Whether the hyphen that ends `before` only breaks the word that goes on in `after`."""
        left = _LEFT.search(before) if before.endswith(_ENDINGS) else None
        right = _RIGHT.match(after)
        if not left or not right:
            return False
        if before.endswith("\u00ad"):
            return True
        first, second = fold(left[1]), fold(right[0])
        if right[0][0].isupper() and not left[1].isupper():
            return False
        as_compound, as_word = self._compounds[first, second], self._words[first + second]
        if as_compound or as_word:
            return as_word >= as_compound
        if self._is_clear(first, second):
            return True
        if not self._hyphenates:
            return False
        return first + second in english_words() or not self._stands_alone(first)

    def _stands_alone(self, left: str) -> bool:
        """Whether the part before the hyphen can be the first part of a compound."""
        return self._knows(left) or left in _PREFIXES or len(left) == 1


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """82,765 English words, British and American: the word list that symspellpy ships.

    Returns an empty set where the package is not installed.
    """
    package = find_spec("symspellpy")
    if package is None or not package.submodule_search_locations:
        return frozenset()
    path = Path(package.submodule_search_locations[0]) / "frequency_dictionary_en_82_765.txt"
    with path.open(encoding="utf-8-sig") as file:
        return frozenset(line.split(" ", 1)[0] for line in file)
