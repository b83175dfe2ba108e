"""Pages whose text layer is no language, although it is made of ordinary characters.

A font may claim a meaning for its codes that its glyphs do not have; then the layer is a cipher of
what the page shows. A page is judged only by what no language in Latin letters has, and only where
hardly any of its words is known, from English or from the document's other pages: tables, lists of
codes and other languages must not be taken for ciphers.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from indexer.cleaning.hyphens import load_english_words
from indexer.readers.sheets import Sheet

_WORDS = "the of and to in for de la le et les des du en der die und el que los di il van het"
_COMMONEST = tuple(f" {word} " for word in _WORDS.split())
"""Words without which hardly a sentence of a western European language stands."""
_USUAL = 0.05
"""Where at least this share of the words are among these, the page is no cipher."""
_FEWEST = 40
"""A page with fewer words is not judged."""
_KNOWN = 0.15
"""No page of which this share of the words is known is a cipher."""
_SIGNS = 0.3
"""In a cipher whose letters became signs, at least this share of the words has one within, and many
different words do; addresses have them, too."""
_UNLIKE = 0.7
"""A language's letters are more like those of English or French than this (cosine)."""
_WITHOUT_VOWEL = 0.08
"""In no language more than this share of the longer words has no vowel."""

_NUMBER = re.compile(r"[\d.,:;$€£%()/+–—-]+")
_OUTER = ".,;:!?()[]\"'“”‘’«»—–-…•*"
_SIGN_WITHIN = re.compile(r"[<>+*=;^{}]")
_PICTURE = re.compile(r"[\u2460-\u24ff\u2660-\u2666\u2701-\u27bf]")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_VOWELS = frozenset("aeiouy")

# letters in a thousand of running text, a to z
_ENGLISH = [
    *(82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24),
    *(67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1),
]
_FRENCH = [
    *(81, 9, 33, 37, 171, 11, 9, 7, 76, 6, 1, 55, 30),
    *(71, 57, 30, 14, 66, 79, 73, 64, 18, 0, 4, 3, 1),
]


def find_garbled_lines(sheets: Sequence[Sheet]) -> dict[int, set[int]]:
    """For each sheet whose text is no language, by its 0-based index: the 0-based indices of its
    lines that cannot be read."""
    suspected = [at for at, sheet in enumerate(sheets) if not _has_usual_words(sheet)]
    if not suspected:
        return {}
    english = load_english_words()
    words_of = {at: _list_words(sheets[at]) for at in suspected}
    judged = [
        at for at in suspected if len(words_of[at]) >= _FEWEST and _is_cipher(words_of[at], english)
    ]
    if not judged:
        return {}
    known = _collect_words(sheets, set(suspected))
    garbled = [at for at in judged if _is_cipher(words_of[at], known)]
    return {at: _find_unreadable(sheets[at], known) for at in garbled}


def _has_usual_words(sheet: Sheet) -> bool:
    """A cheap look that settles nearly all pages."""
    text = " ".join([line.text for line in sheet.lines])
    words = text.count(" ") + 1
    usual = 0
    for word in _COMMONEST:  # the first ones are nearly always enough
        if words < _FEWEST or usual >= _USUAL * words:
            return True
        usual += text.count(word)
    return usual >= _USUAL * words


def _list_words(sheet: Sheet) -> list[str]:
    """What stands between spaces, without numbers, and without abbreviations in capitals where most
    is in lower case."""
    pieces = [piece for line in sheet.lines for piece in line.text.split() if len(piece) >= 3]
    words = [piece for piece in pieces if not _NUMBER.fullmatch(piece)]
    capitals = [word for word in words if word.isupper()]
    if 2 * len(capitals) > len(words):
        return words
    return [word for word in words if len(word) > 5 or not word.isupper()]


def _collect_words(sheets: Sequence[Sheet], suspected: set[int]) -> frozenset[str]:
    """The English words, and those of the document's other pages."""
    words = set(load_english_words())
    for at, sheet in enumerate(sheets):
        if at not in suspected:
            for line in sheet.lines:
                words.update(_LETTERS.findall(line.text.lower()))
    return frozenset(words)


def _is_cipher(words: Sequence[str], known: frozenset[str]) -> bool:
    """Whether these words of a page are no language's."""
    inner = [word.strip(_OUTER).lower() for word in words]
    if sum(word in known for word in inner) >= _KNOWN * len(inner):
        return False
    if sum(map(_is_in_pictures, inner)) >= _SIGNS * len(inner):
        return True
    with_sign = [word for word in inner if _SIGN_WITHIN.search(word) and "//" not in word]
    if len(with_sign) >= _SIGNS * len(inner) and len(set(with_sign)) >= _FEWEST / 2:
        return True
    longer = [word for word in inner if _LETTERS.fullmatch(word)]
    plain = ["".join(map(_strip_marks, word)) for word in longer]
    latin = [word for word in plain if word.isascii()]
    if len(latin) < _FEWEST or 2 * len(latin) < len(inner):
        return False
    vowelless = sum(_VOWELS.isdisjoint(word) for word in latin)
    return vowelless > _WITHOUT_VOWEL * len(latin) and _measure_likeness(latin) < _UNLIKE


def _is_in_pictures(word: str) -> bool:
    """Whether most of a word are pictures, such as hands and stars: no language is written so, but
    glyphs with the names of pictures ("a84") stand for letters in some fonts."""
    return 2 * len(_PICTURE.findall(word)) > len(word)


@lru_cache(maxsize=1000)
def _strip_marks(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _measure_likeness(words: Sequence[str]) -> float:
    """How like those of English or French the letters are, 0 to 1: the greater of two cosines."""
    counts = Counter("".join(words))
    own = [counts[letter] for letter in "abcdefghijklmnopqrstuvwxyz"]
    length = sqrt(sum(count * count for count in own))
    likeness = 0.0
    for usual in (_ENGLISH, _FRENCH):
        product = sum(a * b for a, b in zip(own, usual, strict=True))
        likeness = max(likeness, product / (length * sqrt(sum(a * a for a in usual))))
    return likeness


def _find_unreadable(sheet: Sheet, known: frozenset[str]) -> set[int]:
    """The lines of a garbled sheet but for lone numbers and lines of known words: they are set in
    another font."""
    unreadable: set[int] = set()
    for at, line in enumerate(sheet.lines):
        words = line.text.split()
        if len(words) == 1 and words[0].strip(_OUTER).isalnum() and len(words[0]) <= 4:
            continue
        if 2 * sum(word.strip(_OUTER).lower() in known for word in words) < len(words):
            unreadable.add(at)
    return unreadable
