"""Words that were pasted without the spaces between them, taken apart again.

Spaces are not compared, so a quotation is the source's with or without them; but words are found as
words. Only what is far too long for a word and stands nowhere in the corpus is taken apart, and
only where nearly all of it consists of words of the corpus.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import log
from typing import NamedTuple

from drafts.verdicts.comparing import CheckedDifference
from drafts.verdicts.verbatim import WordingVerdict
from indexer.words.tokens import tokenise

_LONG = 20
"""Letters from which on an unknown word may be several."""
_LONGEST = 2_000
"""Letters beyond which a run is no text."""
_LONGEST_WORD = 24
_KNOWN_SHARE = 0.7
"""Of the letters, which must belong to words of the corpus."""
_ALONE = frozenset("ai")
"""The letters that are words."""

GLUED = "It was pasted without spaces between words, which were set for the comparison."
"""The sentence on a quotation that was taken apart."""

CountPages = Callable[[str], int]


class _Parts(NamedTuple):
    cost: float
    lengths: tuple[int, ...]
    known: int
    """Letters in words of the corpus."""


def respace(text: str, count_pages: CountPages) -> str:
    """`text` with spaces between words that were pasted without; `text` itself if there are none.
    `count_pages` says on how many pages a word stands."""
    parts: list[str] = []
    done = 0
    for token in tokenise(text):
        written = text[token.start : token.end]
        if not _LONG <= len(token.word) <= _LONGEST or len(written) != len(token.word):
            continue
        if count_pages(token.word):
            continue
        lengths = take_apart(token.word, count_pages)
        if len(lengths) > 1:
            parts.append(text[done : token.start])
            at = 0
            for length in lengths:
                parts += [" " * bool(at), written[at : at + length]]
                at += length
            done = token.end
    return "".join(parts) + text[done:] if parts else text


def point_at_glued(wording: WordingVerdict, written: str, spaced: str) -> WordingVerdict:
    """A verdict on `spaced`, with its differences where they stand in the quotation as written."""
    places: list[int] = []
    at = 0
    for letter in spaced:
        places.append(at)
        at += written[at : at + 1] == letter
    places.append(at)

    def point(one: CheckedDifference) -> CheckedDifference:
        start, end = one.quoted_at
        here = places[start], places[end]
        if spaced[start:end] != one.difference.quoted:
            return replace(one, quoted_at=here)
        return replace(
            one, quoted_at=here, difference=replace(one.difference, quoted=written[slice(*here)])
        )

    return replace(wording, differences=tuple(map(point, wording.differences)))


def take_apart(word: str, count_pages: CountPages) -> list[int]:
    """The lengths of the words that `word` most likely consists of; none if it cannot be told.

    Each word costs the more, the rarer it is, so that few and common ones are preferred; one that
    the corpus does not hold costs much, and more with each letter.
    """
    best: list[_Parts] = [_Parts(0.0, (), 0)]
    for end in range(1, len(word) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST_WORD), end):
            before, part = best[start], word[start:end]
            pages = 0 if len(part) == 1 and part not in _ALONE else count_pages(part)
            cost = 12.0 - log(pages) if pages else 25.0 + 3.0 * len(part)
            known = before.known + len(part) * bool(pages)
            ways.append(_Parts(before.cost + cost, (*before.lengths, len(part)), known))
        best.append(min(ways))
    return list(best[-1].lengths) if best[-1].known >= _KNOWN_SHARE * len(word) else []
