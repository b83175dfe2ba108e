"""Differences that are none of words: which of them were passed over, said in words."""

from __future__ import annotations

import re

from search.locating.word_text import WordText

_NOTE_MARKS = re.compile(r"[⁰¹²³⁴-⁹]+")
_QUOTES = str.maketrans("“”„«»‘’‚‛`´", "\"\"\"\"\"''''''")
_DASHES = str.maketrans("‐‑‒–—−", "------")


def list_normalised_differences(quoted: str, source: str) -> list[str]:
    """Which differences that are none of words were passed over."""
    steps = (
        ("note marks left out", lambda text: _NOTE_MARKS.sub("", text)),
        ("spaces and line breaks", lambda text: " ".join(text.split())),
        ("form of quotation marks", lambda text: text.translate(_QUOTES).replace("''", '"')),
        ("form of dashes and hyphens", lambda text: text.translate(_DASHES)),
        ("capitals", lambda text: text.casefold()),
        ("punctuation", lambda text: WordText(text).plain),
    )
    said: list[str] = []
    a, b = quoted.strip(" .,;:!?\"'“”‘’"), source.strip(" .,;:!?\"'“”‘’")
    for name, step in steps:
        if a == b:
            break
        changed_a, changed_b = step(a), step(b)
        if (changed_a, changed_b) != (a, b) and _is_closer(a, b, changed_a, changed_b):
            said.append(name)
        a, b = changed_a, changed_b
    return said


def _is_closer(a: str, b: str, changed_a: str, changed_b: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(changed_a, changed_b) < Levenshtein.distance(a, b)
