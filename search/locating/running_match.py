"""A quotation in running heads and feet: what the text does not hold may still be on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from indexer.library import Library
from indexer.records.entries import DocumentEntry
from indexer.running_places import RunningPlace, make_running_place
from indexer.store.running import RunningBlock
from search.locating.alignment import (
    Fit,
    choose_least_similarity,
    find_best_fit,
    find_exact_fits,
)
from search.locating.word_text import WordText

_SHARED = 0.6
"""This share of a quotation's words must be among a document's running words to look there."""


@dataclass(frozen=True, slots=True)
class RunningMatch:
    """Running lines that hold a quotation, or something very like it."""

    found: RunningPlace
    similarity: float
    """0 to 1, between the folded words."""
    span: tuple[int, int]
    """Start and end of the words in the text, which is that of the first page."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        fields = {"similarity": round(self.similarity, 4), "highlights": [list(self.span)]}
        return {**self.found.as_json(), **fields}


def find_in_running_lines(
    library: Library, needle: WordText, entry: DocumentEntry | None = None
) -> list[RunningMatch]:
    """The running lines that hold the words of `needle`, or something very like it, best first;
    only in `entry` if it is given."""
    wanted = frozenset(needle.words)
    least = choose_least_similarity(needle.words)
    share = 1.0 if least == 1.0 else _SHARED
    matches = [
        match
        for one, _ in library.list_key_ranges()
        if entry is None or one is entry
        if _shares(wanted, library.running_words.get(one.document.id, frozenset()), share)
        for block in library.read_running(one)
        for match in _match_block(library, one, block, needle, least)
    ]
    return sorted(matches, key=lambda match: -match.similarity)


def _shares(wanted: frozenset[str], words: frozenset[str], share: float) -> bool:
    return bool(wanted) and len(wanted & words) >= share * len(wanted)


def _match_block(
    library: Library, entry: DocumentEntry, block: RunningBlock, needle: WordText, least: float
) -> Iterator[RunningMatch]:
    fits: dict[str, tuple[WordText, Fit | None]] = {}
    for text in dict.fromkeys(block.texts):
        words = WordText(text)
        fit = next(find_exact_fits(needle, words), None)
        if fit is None and least < 1.0:
            fit = find_best_fit(needle, words, least)
        fits[text] = words, fit
    best = max((fit.similarity for _, fit in fits.values() if fit), default=0.0)
    pages = [
        (page, text)
        for page, text in zip(block.pdf_pages, block.texts, strict=True)
        if (held := fits[text][1]) and held.similarity == best
    ]
    if pages:
        words, fit = fits[pages[0][1]]
        numbers = [page for page, _ in pages]
        place = make_running_place(library, entry, block.place, words.text, numbers)
        assert fit is not None
        yield RunningMatch(place, fit.similarity, words.get_span(fit.first, fit.last))
