"""A quotation in running heads and feet: what the text does not hold may still be on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from indexer.library import Library
from indexer.records.entries import DocumentEntry
from indexer.running_places import RunningPlace, make_running_place
from indexer.store.running import NUMBER, RunningBlock
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
        if entry is None or one.document.id == entry.document.id
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
    figures = NUMBER.findall(needle.plain)
    fits: dict[str, Fit | None] = {}
    best: tuple[Fit, str] | None = None
    pages: list[int] = []
    for page, text in zip(block.pages, block.texts, strict=True):
        # the texts of a block differ in numbers only
        alike = text if any(figure in text for figure in figures) else block.pattern
        if alike not in fits:
            fits[alike] = _fit(needle, WordText(text), least)
        fit = fits[alike]
        if fit and (best is None or fit.similarity > best[0].similarity):
            best, pages = (fit, text), [page]
        elif fit and best and fit.similarity == best[0].similarity:
            pages.append(page)
    if best:
        fit, text = best
        place = make_running_place(library, entry, block.place, text, pages)
        span = WordText(text).get_span(fit.first, fit.last)
        yield RunningMatch(place, fit.similarity, span)


def _fit(needle: WordText, text: WordText, least: float) -> Fit | None:
    exact = next(find_exact_fits(needle, text), None)
    return exact or (find_best_fit(needle, text, least) if least < 1.0 else None)
