"""Quotations of a few words: too short to be searched for, but not to be looked up where they are
said to stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citation.record.pinpoint import LabelRange
from drafts.verdicts.verbatim import WordingVerdict
from drafts.verdicts.verdict import covers
from indexer.library import Library
from indexer.minute_context import get_minutes
from indexer.paragraphs.paragraph_label import find_labels_of_span
from indexer.paragraphs.paragraph_pinpoints import pinpoint_paragraphs
from indexer.records.entries import DocumentEntry
from search.locating.alignment import find_exact_fits
from search.locating.locate import Locator
from search.locating.match import Match
from search.locating.word_text import WordText


class ShortQuotations:
    """Looks quotations up in the documents cited for them."""

    def __init__(self, library: Library, locator: Locator) -> None:
        self._library = library
        self._locator = locator

    def check(
        self, text: str, entry: DocumentEntry, pages: Sequence[LabelRange], *, sure: bool
    ) -> WordingVerdict:
        """Whether exactly these words stand in a document: on the `pages` cited, or else anywhere.

        Only if `sure` that the citation is theirs are words called missing, or found elsewhere.
        """
        needle = WordText(text)
        if not needle.words:
            return WordingVerdict("too-short")
        on_pages = next(self._find_on_pages(needle, entry, pages), None) if pages else None
        if on_pages is not None:
            return WordingVerdict("verbatim", on_pages)
        if pages and not sure:
            return WordingVerdict("too-short")
        anywhere = self._locator.find_exact(needle, entry)
        if anywhere:
            return WordingVerdict("verbatim", anywhere[0])
        searched = sure and entry.document.id not in self._library.textless
        return WordingVerdict("not-found" if searched else "too-short")

    def _find_on_pages(
        self, needle: WordText, entry: DocumentEntry, pages: Sequence[LabelRange]
    ) -> Iterator[Match]:
        labels = self._library.read_labels(entry)
        known = [label.label or "" for label in labels]
        for label in labels:
            if not covers(pages, [label], known):
                continue
            (page,) = self._library.read_pages(entry, label.number, label.number)
            for text, in_notes in ((page.body, False), (page.notes, True)):
                words = WordText(text)
                for fit in find_exact_fits(needle, words):
                    start, end = words.get_span(fit.first, fit.last)
                    places = (label.number, start), (label.number, end)
                    minutes = get_minutes(self._library, entry)
                    numbers = () if in_notes else self._library.read_paragraphs(entry)
                    start_place = None if in_notes else places[0]
                    yield Match(
                        entry,
                        pinpoint_paragraphs([label], numbers, start_place, places[1]),
                        1.0,
                        text[start:end],
                        in_notes,
                        *places,
                        needle,
                        minutes,
                        self._library.read_origins(entry, [label.number]),
                        paragraphs=find_labels_of_span(numbers, *places),
                    )
