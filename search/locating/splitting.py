"""Words that were run together ("Theownersresponded") taken apart into words of the corpus.

Of all ways to write a run of letters as words of the corpus, the one whose words are likeliest
together is taken: the sum of their rarities is the least (the usual word segmentation by unigrams).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from indexer.library import Library
from indexer.words.tokens import tokenise

_SHORTEST = 16
"""Letters: a shorter word that the corpus does not hold may be anything."""
_LONGEST_PART = 24
"""Letters of the longest word that is looked for in it."""
_EACH = 2.0
"""What every word costs besides its rarity: few words are likelier than many."""
_LONGEST = 2_000
"""Letters beyond which a run is no text."""


def split_joined_words(library: Library, text: str) -> tuple[str, list[int]]:
    """`text` with spaces between words that were run together, and for each of its characters the
    0-based offset in `text` as it was (a space has that of the letter behind it)."""
    breaks = set(_find_breaks(library, text))
    pieces: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        pieces += (" ", character) if at in breaks else (character,)
        places += (at, at) if at in breaks else (at,)
    return "".join(pieces), places


def _find_breaks(library: Library, text: str) -> Iterator[int]:
    for token in tokenise(text):
        written = text[token.start : token.end]
        if not _SHORTEST <= len(written) <= _LONGEST or len(token.word) != len(written):
            continue
        if not library.engine.count_pages(token.word):
            yield from (token.start + at for at in _split(library, token.word))


def _split(library: Library, letters: str) -> list[int]:
    """The offsets at which words begin in `letters`, but for the first; none if words of the corpus
    do not make it up."""
    ways: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(letters) + 1):
        best = (math.inf, end)
        for start in range(max(0, end - _LONGEST_PART), end):
            cost = ways[start][0]
            if cost < best[0]:
                best = min(best, (cost + _measure_rarity(library, letters[start:end]), start))
        ways.append(best)
    if math.isinf(ways[-1][0]):
        return []
    breaks: list[int] = []
    at = ways[-1][1]
    while at:
        breaks.append(at)
        at = ways[at][1]
    return breaks[::-1]


def _measure_rarity(library: Library, word: str) -> float:
    pages = library.engine.count_pages(word)
    if not pages or (len(word) == 1 and word not in "ai"):
        return math.inf
    total = library.measure_coverage()["pages"]
    return _EACH + math.log(1 + total / pages)
