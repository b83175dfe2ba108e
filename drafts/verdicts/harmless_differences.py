"""Differences that are not differences of words: which kinds of them were passed over."""

from __future__ import annotations

import re

from search.locating.word_text import WordText

_NOTE_MARKS = re.compile(r"[⁰¹²³⁴-⁹]+")
_QUOTES = str.maketrans("“”„«»‘’‚‛`´", "\"\"\"\"\"''''''")
_DASHES = str.maketrans("‐‑‒–—−", "------")
_AROUND = " .,;:!?\"'“”‘’"


def list_normalised_differences(quoted: str, source: str) -> list[str]:
    """The kinds of difference that were not counted as differences of words."""
    steps = (
        ("note marks left out", lambda text: _NOTE_MARKS.sub("", text)),
        ("spaces and line breaks", lambda text: " ".join(text.split())),
        ("form of quotation marks", lambda text: text.translate(_QUOTES).replace("''", '"')),
        ("form of dashes and hyphens", lambda text: text.translate(_DASHES)),
        ("capitals", lambda text: text.casefold()),
        ("punctuation", lambda text: WordText(text).plain),
    )
    kinds: list[str] = []
    a, b = quoted.strip(_AROUND), source.strip(_AROUND)
    for kind, normalise in steps:
        if a == b:
            break
        changed_a, changed_b = normalise(a), normalise(b)
        if (changed_a, changed_b) != (a, b) and _is_closer(a, b, changed_a, changed_b):
            kinds.append(kind)
        a, b = changed_a, changed_b
    return kinds


def _is_closer(a: str, b: str, changed_a: str, changed_b: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(changed_a, changed_b) < Levenshtein.distance(a, b)
