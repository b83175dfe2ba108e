"""Whether two names are one body, written in two ways.

Two real bodies can have names that are nearly the same (a board and its service): only names of as
many words count as one, of which a single word differs by a single letter that is not its first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from indexer.words.tokens import split_words

Likeness = Literal["writing", "letter"]
"""Article, capitals, hyphens or "&" differ; or one letter of one word."""

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_FEWEST_WORDS = 3
"""In a shorter name one letter can make another name."""
_SHORTEST_WORD = 4


def compare_bodies(one: str, other: str) -> Likeness | None:
    """How two different names are alike; None where they are the same string or two bodies."""
    if _normalise_name(one) == _normalise_name(other):
        return None
    left, right = _split_name(one), _split_name(other)
    if not left or not right:
        return None
    if "".join(left) == "".join(right):
        return "writing"
    return "letter" if is_one_letter_apart(left, right) else None


def is_one_letter_apart(left: list[str], right: list[str]) -> bool:
    """Whether of two folded names one word differs, by one letter put in, left out, swapped or
    replaced."""
    from rapidfuzz.distance import OSA

    if len(left) != len(right) or len(left) < _FEWEST_WORDS:
        return False
    differ = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(differ) != 1:
        return False
    a, b = differ[0]
    long = min(len(a), len(b)) >= _SHORTEST_WORD and a.isalpha() and b.isalpha()
    return long and a[0] == b[0] and OSA.distance(a, b) == 1


def make_acronyms(name: str) -> set[str]:
    """The initials of a name of three or more words, with and without the small ones."""
    parts = re.findall(r"[^\W\d_]+", _ARTICLE.sub("", name))
    large = [part for part in parts if part.lower() not in ("of", "the", "and", "for", "on", "in")]
    made = {"".join(part[0].upper() for part in some) for some in (parts, large)}
    return {short for short in made if len(short) >= 3}


def keep_distinct_names(names: Iterable[str]) -> list[str]:
    """Each name once, without empty ones."""
    return list(dict.fromkeys(name for name in names if name.strip()))


def _normalise_name(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def _split_name(name: str) -> list[str]:
    return split_words(_ARTICLE.sub("", _normalise_name(name)).replace("&", " and "))
