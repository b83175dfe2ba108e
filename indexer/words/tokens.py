"""What counts as a word, and when two words are the same: one rule for index, search and matching.

A word is a run of letters or digits, or a single "§". Everything else separates words: "don't" is
the two words "don" and "t", "P208/12" is "p208" and "12", "five-year" is "five" and "year". Two
words are the same when their folded forms are: case, accents, ligatures and letter variants are
ignored (Unicode NFKD, combining marks dropped, letters with a stroke and joined ones as they are
written where the alphabet has none, case folded). Superscript digits are note marks, not words. An
ordinal sign ends a word: "nº123" is "no" and "123". U+FFFD is a letter that nobody can tell, the
same as no other letter.
"""

# No `from __future__ import annotations`: the field types of a named tuple would then be strings,
# which typing compiles at every start.

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from corpus.late_pattern import compile_late

SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
UNKNOWN = "\ufffd"
"""A character that nobody can tell, or, alone, a stretch in which nothing is legible."""

_WORD = compile_late(rf"(?:[^\W_{SUPERSCRIPT_DIGITS}ªº]|[\u0300-\u036f\u00ad\ufffd])+[ªº]?|[ªº]|§")
_ORDINALS = "ªº"
_STROKED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h"}
    | {"Ħ": "H", "ŧ": "t", "Ŧ": "T", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th"}
    | {"Þ": "Th", "ı": "i", "ĸ": "k", "ŋ": "n", "Ŋ": "N"}
)
"""Latin letters that Unicode does not decompose, as names are written without them."""
_FOLDING = compile_late(rf"[^\W\x00-\x7f{SUPERSCRIPT_DIGITS}]|[\u0300-\u036f\u00ad\ufffd]")
_MARKS = f"’”“–—{SUPERSCRIPT_DIGITS}█‘§•…£‑·"
"""The usual characters of English text that are not ASCII, and part of no word; the commonest
first."""
_SECTION = "\x1a"
"""Stands for "§" while everything else is ASCII."""
_ASCII_WORDS = bytes(
    ord(c.lower()) if c.isalnum() or c == _SECTION else ord(" ") for c in map(chr, range(128))
).ljust(256)
"""What becomes of each byte of an ASCII text before it is split into words."""
_NOT_ASCII = compile_late(r"[^\x00-\x7f]")


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
    """The form of `word` in which words are compared: "Café" → "cafe", "ﬁle" → "file"."""
    if word.isascii():
        return word.lower()
    return "".join(_fold_letter(letter) for letter in word).casefold()


@lru_cache(maxsize=10_000)
def _fold_letter(letter: str) -> str:
    """The letter decomposed, without its marks; unchanged where the result would not be letters
    and digits only ("½" would become two numbers)."""
    if letter == "\u00ad":
        return ""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)
    ).translate(_STROKED)
    return plain if plain.isalnum() or not plain else letter


def tokenise(text: str) -> Iterator[Token]:
    """The words of `text` in order, with their offsets in `text` itself."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield Token(folded, match.start(), match.end())


def split_words(text: str) -> list[str]:
    """The folded words of `text` in order."""
    plain = text if text.isascii() else _convert_to_ascii(text)
    if not plain.isascii() or _SECTION in text:
        return [folded for word in _WORD.findall(text) if (folded := fold(word))]
    # much faster than going through the words one by one
    words = plain.encode("ascii").translate(_ASCII_WORDS).decode("ascii").split()
    return ["§" if word == _SECTION else word for word in words] if _SECTION in plain else words


def _convert_to_ascii(text: str) -> str:
    """`text` with its words folded to ASCII wherever that is possible."""
    for mark in _MARKS:
        if text.isascii():
            return text
        text = text.replace(mark, _convert_character(mark))
    for character in set(_NOT_ASCII.findall(text)):
        text = text.replace(character, _convert_character(character))
    return text


@lru_cache(maxsize=10_000)
def _convert_character(character: str) -> str:
    if character == "§":
        return f" {_SECTION} "
    if not _WORD.match(character):
        return " "
    folded = fold(character)
    if character in _ORDINALS:
        return f"{folded} "
    return folded if folded.isascii() else character


def folds_only_case(text: str) -> bool:
    """Whether folding changes nothing but case in `text`, as in most English text."""
    plain = text
    for mark in _MARKS:  # most pages have no others: much faster than looking at each letter
        if plain.isascii():
            return True
        plain = plain.replace(mark, "")
    return not _FOLDING.search(plain)


STRANGER = "\x1a"
"""Stands in aligned text for a letter that is not ASCII even when folded."""


def fold_aligned(text: str) -> str | None:
    """`text` with every letter folded except for case, each character in its place; None where
    folding removes or adds characters, a word ends without anything between, or the text itself
    has the character that stands for others."""
    if STRANGER in text:
        return None
    if folds_only_case(text):
        return text
    misaligned = False

    def fold_one(letter: re.Match[str]) -> str:
        nonlocal misaligned
        folded = fold(letter.group())
        misaligned = misaligned or len(folded) != 1 or letter.group() in _ORDINALS
        return folded if folded.isascii() else STRANGER

    aligned = _FOLDING.sub(fold_one, text)
    return None if misaligned else aligned


def fold_text(text: str) -> str:
    """The folded words of `text`, separated by single spaces."""
    return " ".join(split_words(text))


def find_word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of `text`, in order."""
    if not folds_only_case(text):
        return [(token.start, token.end) for token in tokenise(text)]
    return [match.span() for match in _WORD.finditer(text)]
