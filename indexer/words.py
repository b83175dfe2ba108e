"""What counts as a word, and when two words are the same: one rule for index, search and matching.

A word is a run of letters or digits, or a single "§". Everything else separates words: "don't" is
the two words "don" and "t", "P208/12" is "p208" and "12", "five-year" is "five" and "year". Two
words are the same when their folded forms are: case, accents, ligatures and letter variants are
ignored (Unicode NFKD, combining marks dropped, case folded). Superscript digits are note marks,
not words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"

_WORD = re.compile(rf"(?:[^\W_{SUPERSCRIPT_DIGITS}]|[\u0300-\u036f\u00ad])+|§")


_FOLDING = re.compile(rf"[^\W\x00-\x7f{SUPERSCRIPT_DIGITS}]|[\u0300-\u036f\u00ad]")
_SEPARATORS = re.compile(r"[^a-z0-9§]+")


class Token(NamedTuple):
    """A word in a text."""

    word: str
    """Folded form."""
    start: int
    """0-based offset of the first character in the text."""
    end: int
    """0-based offset after the last character."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """`word` in the form in which words are compared: "Café" → "cafe", "ﬁle" → "file"."""
    if word.isascii():
        return word.lower()
    return "".join(_fold_letter(letter) for letter in word).casefold()


@lru_cache(maxsize=10_000)
def _fold_letter(letter: str) -> str:
    """The letter's decomposition without marks; the letter itself where that is not all letters
    ("½" would become two numbers)."""
    if letter == "\u00ad":
        return ""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)
    )
    return plain if plain.isalnum() or not plain else letter


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` in order, with their offsets in `text` itself."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield Token(folded, match.start(), match.end())


def words(text: str) -> list[str]:
    """The folded words of `text` in order."""
    return [folded for found in _WORD.findall(text) if (folded := fold(found))]


def folds_only_case(text: str) -> bool:
    """Whether no letter of `text` changes in folding but for its case, as in most English text."""
    return not _FOLDING.search(text)


def spaced_words(text: str) -> str:
    """The folded words of `text`, parted by single spaces."""
    if not folds_only_case(text):
        return " ".join(words(text))
    return _SEPARATORS.sub(" ", text.lower().replace("§", " § ")).strip()


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of `text`, in order."""
    if not folds_only_case(text):
        return [(token.start, token.end) for token in tokens(text)]
    return [match.span() for match in _WORD.finditer(text)]
