"""Stretches of a line that cannot be read, because their font does not say which letters they are.

A letter that is not known leaves its word legible and stays in it as U+FFFD. Where nothing is
legible there is one mark for all of it, as for a black bar: the sentence must not close over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CHARACTERS = "\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f"
"""Unknown ones, those for private use, and controls."""
_MEANINGLESS = re.compile(f"[{_CHARACTERS}]")
_RUN = re.compile(f"[{_CHARACTERS}]{{4,}}")
"""So many in a row are no word with a letter missing."""
_WORD = re.compile(rf"(?:[^\W_]|[{_CHARACTERS}])+")
"""What stands together without a space or a sign between: ".—In" is legible after what is not."""
_LEGIBLE = 0.5
"""In a word that can be read with its gaps, more than this share of the characters has a
meaning."""
_LOST = 0.3
"""In a line with more than this share of characters without meaning, signs for private use are not
ornaments but letters."""
_ORNAMENT = re.compile(r"\s*(?:[\ue000-\uf8ff]\s*){1,2}")

_LEGIBLE_SIGN = re.compile(r"[^\W_]")
"""Signs alone between two gaps say nothing."""

Span = tuple[int, int]


def find_gaps(text: str) -> list[Span]:
    """Start and end of each stretch of the line that cannot be read, in order."""
    meaningless = len(_MEANINGLESS.findall(text))
    if not meaningless:
        return []
    is_lost = meaningless > _LOST * len("".join(text.split()))
    gaps: list[Span] = []
    for word in _WORD.finditer(text):
        for begin, end in _find_in_word(word[0], is_lost=is_lost):
            begin, end = begin + word.start(), end + word.start()
            if gaps and not _LEGIBLE_SIGN.search(text, gaps[-1][1], begin):
                begin = gaps.pop()[0]
            gaps.append((begin, end))
    return gaps


def _find_in_word(word: str, *, is_lost: bool) -> list[Span]:
    """The stretches of the word that cannot be read; `is_lost` is said of its line."""
    if "\ufffd" not in word and not is_lost:
        return []
    if len(_MEANINGLESS.findall(word)) >= (1 - _LEGIBLE) * len(word):
        return [(0, len(word))]
    return [run.span() for run in _RUN.finditer(word)]


def covers_all(gaps: Sequence[Span], text: str) -> bool:
    """Whether the gaps leave nothing of the line."""
    return len(gaps) == 1 and not text[: gaps[0][0]].strip() and not text[gaps[0][1] :].strip()


def is_ornament(text: str) -> bool:
    """Whether the line is only a sign or two of a symbol font, which are no words."""
    return _ORNAMENT.fullmatch(text) is not None
