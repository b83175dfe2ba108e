"""Words as typed in a question: plain, with wildcards (`*`, `?`), or with `~`."""

from __future__ import annotations

import re

from corpus.late_pattern import compile_late
from indexer.words.tokens import tokenise
from search.asking.carriers import CARRIERS
from search.asking.query import Exact, Fuzzy, Glob, Hyphened, Near, Phrase, PhraseWord, Term, Word

MAX_DISTANCE = 500
"""The most other words allowed between the words of a `Near`: about a page."""

_PIECE = compile_late(r"(?P<wild>[*?]+)|~(?P<typos>[0-9]*)(?!\w)|(?P<text>[^*?~]+)|~")
_WILD_ENDS = compile_late(r"([*?]*)(.*?)([*?]*)", re.DOTALL)
_STARS = compile_late(r"\*{2,}")


def choose_typo_limit(word: str) -> int:
    """How many typos a word may have by its length: 0 below 4 letters, 1 below 8, else 2."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def read_words(text: str, *, fuzzy: bool = False) -> tuple[PhraseWord, ...]:
    """The words of `text` in order; with `fuzzy`, plain ones may have typos by their length.

    A word with a digit may have none: another number is another fact, not a misspelling.
    """
    words: list[PhraseWord] = []
    for pattern, typos in _split_patterns(text):
        body = _normalise_pattern(pattern)
        if "*" in body or "?" in body:
            words.append(Glob(body))
        elif body:
            if typos is None and fuzzy and not any(c.isdigit() for c in body):
                typos = choose_typo_limit(body)
            words.append(Fuzzy(body, typos) if typos else Exact(body))
    return tuple(words)


def make_bare_term(words: tuple[PhraseWord, ...]) -> Term | None:
    """The meaning of words typed together without quotation marks, such as "five-year"."""
    match words:
        case (Exact(word),):
            return Word(word)
        case (Exact(first) as left, Exact(second) as right) if (first + second).isalpha():
            return Hyphened((left, right), first not in CARRIERS)
        case _:
            return make_quoted_term(words, None)


def make_quoted_term(words: tuple[PhraseWord, ...], distance: int | None) -> Term | None:
    """The meaning of words between quotation marks, followed by `~distance` or (None) not."""
    if len(words) == 1 and not isinstance(words[0], Exact):
        return words[0]
    if distance is not None and len(words) > 1:
        return Near(words, min(distance, MAX_DISTANCE))
    return Phrase(words) if words else None


def _split_patterns(text: str) -> list[tuple[str, int | None]]:
    """The folded words with the wildcards that touch them, and the number after `~` (0 to 2)."""
    patterns: list[tuple[str, int | None]] = []
    touching = wild = False  # does the last word reach up to here, and does it end in a wildcard?
    for piece in _PIECE.finditer(text):
        if run := piece["wild"]:
            if touching:
                patterns[-1] = (patterns[-1][0] + run, None)
            else:
                patterns.append((run, None))
            touching = wild = True
        elif plain := piece["text"]:
            end = -1
            for token in tokenise(plain):
                if wild and token.start == 0 and end < 0:
                    patterns[-1] = (patterns[-1][0] + token.word, None)
                else:
                    patterns.append((token.word, None))
                end = token.end
            touching, wild = end == len(plain), False
        else:
            if touching and piece["typos"] is not None:
                patterns[-1] = (patterns[-1][0], min(int(piece["typos"][:3] or 1), 2))
            touching = wild = False
    return patterns


def _normalise_pattern(pattern: str) -> str:
    """`pattern` with `?` only between letters: at the end of a word it is punctuation."""
    if "*" not in pattern and "?" not in pattern:
        return pattern
    ends = _WILD_ENDS.fullmatch(pattern)
    if ends is None or not ends[2]:
        return ""
    head, tail = ("*" if "*" in end else "" for end in (ends[1], ends[3]))
    return head + _STARS.sub("*", ends[2]) + tail
