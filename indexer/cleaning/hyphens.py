"""Is the hyphen at the end of a line part of the word, or was it put there to break it?

The document itself is the best witness: it may have the word elsewhere, joined or hyphenated. A
broken word whose halves are not words ("Cam-", "paign") was broken by a hyphenating program; a
document without a single such break was not hyphenated, and all its hyphens belong to its words.
Where the text is French, no English word decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from indexer.cleaning.french import is_french, keeps_hyphen
from indexer.readers.sheets import Sheet
from indexer.words.tokens import fold

HYPHENS = "-\u2010\u00ad"
"""The characters that may end a broken line: hyphen-minus, hyphen, soft hyphen."""

_ENDINGS = tuple(HYPHENS)
_LEFT = re.compile(rf"([^\W\d_]+)[{HYPHENS}]$")
_RIGHT = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W_])([^\W\d_]+)-(?=([^\W\d_]+))")

_NOT_ENGLISH = re.compile(r"[^\x00-\x7f‘’“”–—•…§]")
"""What may be a letter other than a to z; the usual punctuation is excluded."""
_SMALL_LETTERS = bytes(
    byte + 32 if 65 <= byte <= 90 else byte if 97 <= byte <= 122 or byte == 10 else 32
    for byte in range(256)
)
"""For bytes.translate: ASCII letters in lower case, line breaks, a space for everything else."""

_PREFIXES = frozenset(
    "anti auto bi bio co contra counter cross cyber de ex extra hyper infra inter intra macro mega "
    "meta micro mid mini mono multi neo non omni over para poly post pre pro proto pseudo quasi re "
    "retro self semi socio sub super tele trans tri ultra un under uni vice".split()
)
"""Beginnings of real compounds that are not words of their own."""


class Vocabulary:
    """The words of one document, for deciding about its broken lines; collected on first use."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets

    @cached_property
    def _words(self) -> Counter[str]:
        """How often the document has each word within a line."""
        counts: Counter[str] = Counter()
        for sheet in self._sheets:
            counts.update(_list_inner_words(sheet))
        return counts

    @cached_property
    def _compounds(self) -> Counter[tuple[str, str]]:
        """How often it has two words with a hyphen between them."""
        return Counter(pair for sheet in self._sheets for pair in _find_compounds(sheet))

    @cached_property
    def _hyphenates(self) -> bool:
        """Whether the document has a line that was clearly broken within a word."""
        return any(
            self._is_clear(left, right)
            for sheet in self._sheets
            for left, right in _find_breaks(sheet)
        )

    def _knows(self, word: str) -> bool:
        return self._words[word] > 0 or word in load_english_words()

    def _is_clear(self, left: str, right: str) -> bool:
        """Whether the halves form a known word and one of them is not a word by itself, nor a
        prefix: words with "pre-" are written both ways."""
        if left in _PREFIXES or (self._knows(left) and self._knows(right)):
            return False
        return self._knows(left + right)

    def is_broken(self, before: str, after: str) -> bool:
        """Whether the hyphen that ends `before` only breaks the word that continues in `after`."""
        left = _match_left_part(before) if before.endswith(_ENDINGS) else None
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
        if is_french(before, after, self._words):
            return self._is_broken_in_french(first, second)
        if self._is_clear(first, second):
            return True
        if not self._hyphenates:
            return False
        begins_compound = self._knows(first) or first in _PREFIXES or len(first) == 1
        return first + second in load_english_words() or not begins_compound

    def _is_broken_in_french(self, left: str, right: str) -> bool:
        """The same for two parts of a French word that the document has nowhere else: a compound's
        parts are words, and many a broken word's are not."""
        if keeps_hyphen(left, right):
            return False
        return not (self._words[left] and self._words[right]) or self._hyphenates


def _list_inner_words(sheet: Sheet) -> list[str]:
    """The sheet's words, folded, without the first and last of each line, which may be halves."""
    words: list[str] = []
    plain: list[str] = []
    for line in sheet.lines:
        if line.text.isascii() or not _NOT_ENGLISH.search(line.text):
            plain.append(line.text)
        else:
            words += map(fold, _RIGHT.findall(line.text)[1:-1])
    # the same words as _RIGHT and fold would find, faster
    letters = "\n".join(plain).encode("ascii", "replace").translate(_SMALL_LETTERS).decode()
    for of_line in letters.split("\n"):
        words += of_line.split()[1:-1]
    return words


def _find_compounds(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The words of the sheet that a hyphen joins, folded."""
    for line in sheet.lines:
        text = line.text
        if not text.isascii():
            text = text.replace("\u2010", "-").replace("\u2011", "-")
        if "-" in text:
            for word in text.split():  # searching whole lines takes much longer
                if "-" in word:
                    yield from ((fold(a), fold(b)) for a, b in _COMPOUND.findall(word))


def _match_left_part(before: str) -> re.Match[str] | None:
    """The part of a word, and its hyphen, with which the text ends."""
    return _LEFT.search(before, before.rfind(" ") + 1)  # the text may be a whole page


def _find_breaks(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """What stands before and after each hyphen at the end of a line, folded."""
    for line, following in pairwise(sheet.lines):
        before = line.text.rstrip()
        if before.endswith(_ENDINGS):
            left, right = _match_left_part(before), _RIGHT.match(following.text.lstrip())
            if left and right:
                yield fold(left[1]), fold(right[0])


@lru_cache(maxsize=1)
def load_english_words() -> frozenset[str]:
    """English words, British and American: symspellpy's list; empty where that is not installed."""
    package = find_spec("symspellpy")
    if package is None or not package.submodule_search_locations:
        return frozenset()
    path = Path(package.submodule_search_locations[0]) / "frequency_dictionary_en_82_765.txt"
    return frozenset(path.read_text(encoding="utf-8-sig").split()[::2])  # word and count by turns
