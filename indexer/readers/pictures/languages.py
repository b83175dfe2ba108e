"""In which language a document is to be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from indexer.words.tokens import split_words

ENGLISH = "eng"
FRENCH = "fra"
_CODES = {
    "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "el": "ell", "en": ENGLISH,
    "es": "spa", "fi": "fin", "fr": FRENCH, "ga": "gle", "hu": "hun", "it": "ita", "nl": "nld",
    "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur",
    "uk": "ukr",
}  # fmt: skip
"""Tesseract's names (mostly ISO 639-2/T) of languages by their code in ISO 639-1."""
_FRENCH = frozenset(
    "au aux dans des du elle est et il la le les leur par pas pour que qui sur une".split()
)
_ENGLISH = frozenset(
    "and are as be by for from has have in is it of or that the this to was with".split()
)
_FEWEST = 20
"""Small words that tell a language."""


def name_language(tag: str) -> str:
    """Tesseract's name for a language tag such as "fr-CA" (BCP 47), "" where it is not known."""
    return _CODES.get(tag.strip().lower().replace("_", "-").partition("-")[0], "")


def tell_language(texts: Iterable[str]) -> str:
    """Tesseract's name for the language of these texts by its small words, "" if they do not tell:
    only French and English are known."""
    words = Counter(word for text in texts for word in split_words(text))
    french, english = (sum(words[word] for word in own) for own in (_FRENCH, _ENGLISH))
    if max(french, english) < _FEWEST or min(french, english) * 2 > max(french, english):
        return ""
    return FRENCH if french > english else ENGLISH
