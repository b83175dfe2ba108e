"""Letters that their font does not tell, where the document's words leave one reading.

Two things can tell what a glyph's code means. Fonts that keep the usual order of TrueType glyphs
(Apple's and Microsoft's 'post' table, format 1) have the code 29 less than ASCII; the words they
spell prove that a font does. And one code always stands for the same glyph: a ligature that makes a
word of every word that holds it can be nothing else. Whatever is left is U+FFFD; digits, which no
word can prove, are left unless the whole alphabet is proven.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from indexer.cleaning.hyphens import load_english_words
from indexer.readers.sheet_list import collect_sheets
from indexer.readers.sheets import Sheet
from indexer.readers.uncertain import STAND_INS, drop_stand_ins, read_stand_in
from indexer.words.tokens import UNKNOWN

_IN_LOWER_CASE = "(?<=[a-z])[\u0100-\u024f]"
_DOUBTFUL = re.compile(f"[{STAND_INS}]|{_IN_LOWER_CASE}")
"""Stand-ins; and letters that a ligature may have been mapped to: within a word in lower case."""
_WORD = re.compile(rf"[A-Za-z\u0100-\u024f{STAND_INS}]+")
_IS_STAND_IN = re.compile(f"[{STAND_INS}]")

_ORDER = 29
"""ASCII code less the glyph's number in the usual order: the space is glyph 3."""
_FEW, _MANY = 4, 20
"""So many different words prove a font's letters; so many prove its figures and signs, too."""
_PLAIN = 4
"""The language is told by words of at least so many letters."""
_LEAST_WORD = 3
"""Shorter words prove nothing."""
_MOSTLY = 0.75
"""This share of the words must be known: some are names."""
_RIVAL = 0.5
"""A reading is the only one where each other fits at most this share of the words."""
_VOTES = 2
"""A code's reading must make at least so many different words."""
_ENGLISH = 0.6
"""In a text of which this share of the words is English, an English word is a word of its own."""
_LONG = 6
"""A word of this many letters in lower case proves its one ligature by itself."""
_LIGATURES = tuple("ff fi fl ffi ffl ft fft tt ti tti tf th fj ct st".split())
"""Those of text fonts; the Unicode Standard has characters for some of them only."""
_READINGS = (*_LIGATURES, *ascii_lowercase)


def restore_letters(sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    """The sheets with each letter that its font does not tell read by the document's words, or
    U+FFFD where they leave more than one reading, or none."""
    doubtful = [
        line.text
        for sheet in sheets
        for line in sheet.lines
        if not line.text.isascii() and _DOUBTFUL.search(line.text)
    ]
    if not doubtful:
        return sheets
    reader = _LetterReader(sheets, doubtful)
    return collect_sheets(
        replace(
            sheet,
            lines=tuple(
                line if line.text.isascii() else line._replace(text=reader.read(line.text))
                for line in sheet.lines
            ),
        )
        for sheet in sheets
    )


class _LetterReader:
    """What the doubtful characters of a document mean."""

    def __init__(self, sheets: Sequence[Sheet], doubtful: Sequence[str]) -> None:
        self._words = load_english_words()
        self._read_before: dict[str, str] = {}
        every = known = 0
        for sheet in sheets:
            words = _WORD.findall("\n".join([line.text for line in sheet.lines]))
            plain = [word.lower() for word in words if len(word) >= _PLAIN and word.isascii()]
            every += len(plain)
            known += sum(map(self._words.__contains__, plain))
        self._is_english = known >= _ENGLISH * every > 0
        holders = {word for text in doubtful for word in _list_doubtful_words(text)}
        self._readings = self._read_ordered_fonts(holders)
        if self._is_english:
            self._readings |= self._read_single_codes(holders)

    def read(self, text: str) -> str:
        """The line's text with what can be read, and U+FFFD for the rest."""
        if not _DOUBTFUL.search(text):
            return text
        return drop_stand_ins(_WORD.sub(self._read_match, text))

    def _read_match(self, match: re.Match[str]) -> str:
        word = match[0]
        if word.isascii() or not _DOUBTFUL.search(word):
            return word
        if word not in self._read_before:
            self._read_before[word] = self._read_word(word)
        return self._read_before[word]

    def _read_word(self, word: str) -> str:
        read = "".join(self._readings.get(character, character) for character in word)
        left = _DOUBTFUL.findall(read)
        if len(left) == 1:
            [character] = left
            fitting = self._find_readings(read, character)
            if len(fitting) == 1 and fitting[0] in _LIGATURES:
                return read.replace(character, fitting[0])
        # a capital in the middle of a word in lower case: the map is not to be believed
        return re.sub(
            _IN_LOWER_CASE, lambda letter: UNKNOWN if letter[0].isupper() else letter[0], read
        )

    def _find_readings(self, word: str, character: str) -> list[str]:
        """The letters and ligatures that make the word, long and in lower case, an English one."""
        rest = word.replace(character, "")
        if not self._is_english or not (
            rest.isascii() and rest.islower() and len(rest) + 2 >= _LONG
        ):
            return []
        return [it for it in _READINGS if word.replace(character, it) in self._words]

    def _read_ordered_fonts(self, words: Iterable[str]) -> dict[str, str]:
        """What the stand-ins of the fonts mean that keep the usual order of glyphs."""
        by_font: defaultdict[int, set[str]] = defaultdict(set)
        codes: defaultdict[int, set[str]] = defaultdict(set)
        for word in words:
            stand_ins = set(_IS_STAND_IN.findall(word))
            for font in {read_stand_in(character)[0] for character in stand_ins}:
                codes[font] |= stand_ins
                by_font[font].add(word)
        readings: dict[str, str] = {}
        for font, of_font in by_font.items():
            meant = {
                character: chr(code + _ORDER)
                for character in codes[font]
                for its_font, code in [read_stand_in(character)]
                if its_font == font and 0x20 <= code + _ORDER <= 0x7E
            }
            proven = self._count_proven(of_font, meant)
            if proven >= _MANY:
                readings |= meant
            elif proven >= _FEW:
                readings |= {it: letter for it, letter in meant.items() if letter.isalpha()}
        return readings

    def _count_proven(self, words: Iterable[str], meant: Mapping[str, str]) -> int:
        """How many different words these readings spell; 0 where too many are no words."""
        spelt = {
            piece.lower()
            for word in words
            for piece in re.findall("[A-Za-z]+", "".join(meant.get(it, it) for it in word))
            if len(piece) >= _LEAST_WORD
        }
        known = sum(word in self._words for word in spelt)
        return known if known >= _MOSTLY * len(spelt) else 0

    def _read_single_codes(self, words: Iterable[str]) -> dict[str, str]:
        """What the ligatures mean that make English words wherever they stand."""
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for word in words:
            doubtful = set(_DOUBTFUL.findall(word))
            if len(doubtful) == 1 and len(word) >= _LEAST_WORD:
                [character] = doubtful
                if character not in self._readings:
                    holders[character].add(word.lower().replace(character.lower(), UNKNOWN))
        readings: dict[str, str] = {}
        for character, its_words in holders.items():
            fits = {
                reading: sum(word.replace(UNKNOWN, reading) in self._words for word in its_words)
                for reading in _READINGS
            }
            best = max(fits, key=lambda reading: fits[reading])
            rivals = [fits[it] for it in fits if it != best]
            if (
                best in _LIGATURES
                and fits[best] >= max(_VOTES, _MOSTLY * len(its_words))
                and max(rivals) <= _RIVAL * len(its_words)
            ):
                readings[character] = best
        return readings


def _list_doubtful_words(text: str) -> Iterator[str]:
    """The words of the line that hold a character without meaning."""
    for word in _WORD.findall(text):
        if _DOUBTFUL.search(word):
            yield word
