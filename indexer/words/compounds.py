"""Words written with a hyphen, which others write as one: "pre-empt" and "preempt".

Two words with a hyphen directly between them count, besides, as one word at the place of the first;
so do a prefix that is no word and the word after it ("non status"). The name of the one word says
where its hyphen is: "preempt-3" is "preempt" with a hyphen after three letters. So it stands beside
"preempt" in every list of words, and is never taken for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.late_pattern import compile_late
from indexer.words.tokens import SUPERSCRIPT_DIGITS, Token, split_words

PREFIXES = frozenset("anti co inter intra multi non pre semi sub".split())
"""Those that stand by themselves only because a hyphen was lost or left out."""
HYPHENS = "-\u2010\u2011"
_MARK = "-"
_LETTER = rf"[^\W\d_{SUPERSCRIPT_DIGITS}]"
_AFTER_LETTER = rf"(?:(?<={_LETTER}[{HYPHENS}])|(?<={_LETTER}[\u0300-\u036f][{HYPHENS}]))"
_HYPHEN = compile_late(rf"[{HYPHENS}]{_AFTER_LETTER}(?={_LETTER})")
"""The hyphen goes first: a pattern that begins by looking back is tried at every letter."""
_STAND_IN = "0hyphen0"
"""A word that no text has."""


def name_compound(first: str, second: str) -> str:
    """The word that two folded words make."""
    return f"{first}{second}{_MARK}{len(first)}"


def find_parts(word: str) -> tuple[str, str] | None:
    """The two words of a compound; None where `word` is no compound."""
    joined, mark, length = word.partition(_MARK)
    return (joined[: int(length)], joined[int(length) :]) if mark else None


def join_parts(word: str) -> str:
    """A compound as one word; any other word as it is."""
    return word.partition(_MARK)[0]


def split_with_compounds(text: str) -> tuple[list[str], list[tuple[int, str]]]:
    """The folded words of `text`, and its compounds, each with the place of its first word."""
    marked, count = _HYPHEN.subn(f" {_STAND_IN} ", text)
    words = split_words(marked)
    hyphens: set[int] = set()
    if count:
        places = [at for at, word in enumerate(words) if word == _STAND_IN]
        hyphens = {at - before for before, at in enumerate(places)}
        words = [word for word in words if word != _STAND_IN]
    if not PREFIXES.isdisjoint(words):
        hyphens |= {at for at, word in enumerate(words[:-1], 1) if word in PREFIXES}
    compounds = [
        (at - 1, name_compound(words[at - 1], words[at]))
        for at in sorted(hyphens)
        if words[at - 1].isalpha() and words[at].isalpha()
    ]
    return words, compounds


def find_compounds(text: str, tokens: Sequence[Token]) -> dict[int, str]:
    """The compounds of `text` by the place of their first word; `tokens` are all its words."""
    found: dict[int, str] = {}
    for at, (token, following) in enumerate(pairwise(tokens)):
        between = text[token.end : following.start]
        joined = (len(between) == 1 and between in HYPHENS) or token.word in PREFIXES
        if joined and token.word.isalpha() and following.word.isalpha():
            found[at] = name_compound(token.word, following.word)
    return found
