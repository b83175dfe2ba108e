"""Words as they are typed in a question: plain, with `*` and `?`, or with `~`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.words.tokens import tokenise
from search.asking.query import Exact, Fuzzy, Glob, Near, Phrase, PhraseWord, Term, Word

MAX_DISTANCE = 500
"""The most other words between the words of a `Near`: about a page."""

_PIECE = re.compile(r"(?P<wild>[*?]+)|~(?P<typos>[0-9]*)(?!\w)|(?P<text>[^*?~]+)|~")
_WILD_ENDS = re.compile(r"([*?]*)(.*?)([*?]*)", re.DOTALL)
_STARS = re.compile(r"\*{2,}")


def count_allowed_typos(word: str) -> int:
    """How many typos a word may have by its length: 0 below 4 letters, 1 below 8, else 2.

    None in a word with a digit: another number is another fact, not a misspelling.
    """
    if len(word) < 4 or any(c.isdigit() for c in word):
        return 0
    return 1 if len(word) < 8 else 2


def read_words(text: str, *, fuzzy: bool = False) -> tuple[PhraseWord, ...]:
    """The words of `text` in order; with `fuzzy`, plain ones may have typos by their length."""
    return tuple(_read_words(text, fuzzy))


def make_bare_term(found: tuple[PhraseWord, ...]) -> Term | None:
    """What words mean that were typed together without quotation marks: "five-year" is a phrase."""
    if len(found) == 1 and isinstance(found[0], Exact):
        return Word(found[0].word)
    return _make_phrase(found)


def make_quoted_term(found: tuple[PhraseWord, ...], distance: int | None) -> Term | None:
    """What words mean between quotation marks, with `~distance` after them or without (None)."""
    if distance is None or len(found) < 2:
        return _make_phrase(found)
    return Near(found, min(distance, MAX_DISTANCE))


def _make_phrase(found: tuple[PhraseWord, ...]) -> Term | None:
    if len(found) == 1 and not isinstance(found[0], Exact):
        return found[0]
    return Phrase(found) if found else None


def _read_words(text: str, fuzzy: bool) -> Iterator[PhraseWord]:
    for pattern, typos in _split_patterns(text):
        body = _normalise_pattern(pattern)
        if "*" in body or "?" in body:
            yield Glob(body)
        elif body:
            allowed = typos if typos is not None else count_allowed_typos(body) if fuzzy else 0
            yield Fuzzy(body, allowed) if allowed else Exact(body)


def _split_patterns(text: str) -> list[tuple[str, int | None]]:
    """The folded words with the wildcards that touch them, and the number after `~` (0 to 2)."""
    found: list[tuple[str, int | None]] = []
    touching = wild = False  # does the last word reach up to here, and does it end in a wildcard?
    for piece in _PIECE.finditer(text):
        if run := piece["wild"]:
            if touching:
                found[-1] = (found[-1][0] + run, None)
            else:
                found.append((run, None))
            touching = wild = True
        elif plain := piece["text"]:
            end = -1
            for token in tokenise(plain):
                if wild and token.start == 0 and end < 0:
                    found[-1] = (found[-1][0] + token.word, None)
                else:
                    found.append((token.word, None))
                end = token.end
            touching, wild = end == len(plain), False
        else:
            if touching and piece["typos"] is not None:
                found[-1] = (found[-1][0], min(int(piece["typos"][:3] or 1), 2))
            touching = wild = False
    return found


def _normalise_pattern(pattern: str) -> str:
    """`pattern` with `?` only between letters: at the end of a word it is a question mark."""
    if "*" not in pattern and "?" not in pattern:
        return pattern
    ends = _WILD_ENDS.fullmatch(pattern)
    if ends is None or not ends[2]:
        return ""
    head, tail = ("*" if "*" in end else "" for end in (ends[1], ends[3]))
    return head + _STARS.sub("*", ends[2]) + tail
