"""Differences from words that were read from a picture, and that may themselves be read wrong."""

from __future__ import annotations

from dataclasses import replace

from drafts.verdicts.comparing import CheckedDifference
from drafts.verdicts.verbatim import WordingVerdict
from indexer.library import Library
from indexer.pages.sure_words import DOUBTFUL
from indexer.recognised import measure_text
from search.locating.match import Match

_NOTE = (
    "The page is a picture, and what differs was not read with certainty: compare it with the page."
)


def allow_for_misreading(library: Library, wording: WordingVerdict) -> WordingVerdict:
    """`wording`, but uncertain instead of altered where all that differs without a mark is words of
    a picture that may be read wrong."""
    match = wording.match
    if wording.verdict != "altered" or match is None or "picture" not in match.read_from:
        return wording
    unmarked = [one for one in wording.differences if not one.marked]
    if unmarked and all(_is_doubtful(library, match, one) for one in unmarked):
        return replace(wording, verdict="uncertain", notes=(_NOTE, *wording.notes))
    return wording


def _is_doubtful(library: Library, match: Match, one: CheckedDifference) -> bool:
    start = None if match.in_notes else match.position
    numbers, text = match.numbers, match.text
    least = measure_text(library, match.entry, numbers, text, start, one.source_at)
    return least is not None and least < DOUBTFUL
