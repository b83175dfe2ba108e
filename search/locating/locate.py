"""Find a sentence: the places in the corpus where a quotation stands, or nearly does.

Works on the continuous clean text of each document, so that page breaks, line ends, hyphens,
running heads and the footnotes between make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.question import AnyOf, Phrase
from indexer.library import Library
from indexer.minutes.context import get_minutes
from indexer.pages.joins import JoinedPages, join_pages
from indexer.records.entries import DocumentEntry
from search.expanding.lexicon import get_lexicon
from search.locating.alignment import (
    Fit,
    choose_least_similarity,
    find_best_fit,
    find_exact_fits,
)
from search.locating.likely_pages import PageCandidates
from search.locating.match import LocatedQuotation, Match
from search.locating.word_text import WordText

_CANDIDATES = 8
"""Pages on which a quotation is aligned."""
_EXACT_PAGES = 60
"""Pages that hold the very words on which they are pinpointed; who asks for more places of one
quotation has asked too little of it."""
_BEGINNING = 24
"""Words of a quotation by which the pages that hold its very words are found."""
_GOOD = 0.85
"""A place as similar as this need not be bettered by respelling words the corpus does not hold."""
_NEARLY_EQUAL = 0.02
"""Two places whose similarities differ by less are reported as ambiguous."""
_KEPT_PAGES = 2_000
"""How many pages are kept in memory as words."""
_SURROUNDING = 2
"""Pages on either side of a match in which the other parts of its quotation are looked for."""
_FARTHEST = 6
"""How many pages on either side a long quotation may reach into."""


@dataclass(frozen=True, slots=True)
class Window:
    """Text in which to look: some pages' running text, or one page's notes."""

    entry: DocumentEntry
    words: WordText
    joined: JoinedPages | None
    """None for notes."""
    pdf_page: int
    """1-based; the page that it was made for, the neighbours being there for what runs over."""


class Locator:
    """Locates many quotations in one corpus; pages once taken apart are kept."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._candidates = PageCandidates(library, get_lexicon(library))
        self._windows: dict[tuple[int, int], tuple[Window, ...]] = {}

    def locate(
        self, quote: str, *, limit: int = 2, entry: DocumentEntry | None = None
    ) -> LocatedQuotation:
        """The best places of `quote`, at most `limit`; only in `entry` if it is given."""
        needle = WordText(quote)
        if not needle.words:
            return LocatedQuotation(quote, (), False, "There is no word in it to look for.")
        matches = self._find_matches(needle, entry)
        kept = matches[:limit]
        ambiguous = (
            len(matches) > 1 and matches[0].similarity - matches[1].similarity < _NEARLY_EQUAL
        )
        note = "" if matches else self._describe_failure(needle)
        return LocatedQuotation(quote, tuple(kept), ambiguous, note)

    @staticmethod
    def _describe_failure(needle: WordText) -> str:
        if choose_least_similarity(needle.words) == 1.0:
            return "So short a quotation is only found word for word, and it is not."
        return "Nothing in the corpus is like it."

    def _find_matches(self, needle: WordText, entry: DocumentEntry | None) -> list[Match]:
        least = choose_least_similarity(needle.words)
        found = self.find_exact(needle, entry)
        if len(found) > 1 or least == 1.0:
            return found
        pages = self._find_pages(needle, _CANDIDATES, entry)
        near = self._find_near(needle, pages, least)
        if not found and (not near or near[0].similarity < _GOOD):
            again = self._find_pages(needle, _CANDIDATES, entry, respelt=True)
            near += self._find_near(needle, [key for key in again if key not in pages], least)
        return _choose_best_of_each_place([*found, *near])

    def _find_pages(
        self, needle: WordText, limit: int, entry: DocumentEntry | None, *, respelt: bool = False
    ) -> list[int]:
        if entry is None:
            return self._candidates.find_pages(needle.words, limit, respelt=respelt)
        found = self._candidates.find_pages(needle.words, None, respelt=respelt)
        return [key for key in found if self._library.get_entry_of_page(key) is entry][:limit]

    def _find_near(self, needle: WordText, pages: Iterable[int], least: float) -> list[Match]:
        matches: list[Match] = []
        for window in self._list_windows(pages, needle):
            fit = find_best_fit(needle, window.words, least)
            if fit is not None:
                matches.append(self._make_match(needle, window, fit))
        return sorted(matches, key=lambda match: -match.similarity)

    def find_exact(self, needle: WordText, entry: DocumentEntry | None = None) -> list[Match]:
        """Places of the very words, on the first `_EXACT_PAGES` pages that hold them."""
        words = needle.words[:_BEGINNING]
        beginning = Phrase(tuple(AnyOf(frozenset((word,))) for word in words))
        keys = self._library.list_page_keys(self._library.engine.find(beginning))
        if entry is not None:
            keys = [key for key in keys if self._library.get_entry_of_page(key) is entry]
        found = (
            self._make_match(needle, window, fit)
            for window in self._list_windows(keys[:_EXACT_PAGES], needle)
            for fit in find_exact_fits(needle, window.words)
        )
        return _choose_best_of_each_place(found)

    def find_surroundings(self, match: Match) -> Window:
        """The text that `match` stands in: its pages and their neighbours, or its page's notes."""
        pdf_page = match.position[0]
        key = self._library.get_page_key(match.entry, pdf_page)
        windows = self._get_windows(key, _SURROUNDING)
        return windows[1] if match.in_notes else windows[0]

    def make_match_at(self, window: Window, first: int, last: int, needle: WordText) -> Match:
        """The words from `first` up to, not including, `last` of a window as a match."""
        span = window.words.slice_words(first, last)
        similarity = 1.0 if span == needle.plain else _measure_similarity(span, needle.plain)
        return self._make_match(needle, window, Fit(first, last, similarity))

    def extend(self, match: Match, text: WordText, start: int) -> tuple[Match, int]:
        """`match`, which holds the first words of `text` from `start` on, made as long as the words
        agree; and how many words it holds then."""
        window = self.find_surroundings(match)
        needle = WordText(match.text)
        fits = list(find_exact_fits(needle, window.words))
        best = (match, len(needle.words))
        for fit in fits:
            length = len(needle.words)
            while (
                start + length < len(text.words)
                and fit.first + length < len(window.words.words)
                and text.words[start + length] == window.words.words[fit.first + length]
            ):
                length += 1
            if length > best[1]:
                piece = WordText(text.slice_words(start, start + length))
                longer = self._make_match(piece, window, Fit(fit.first, fit.first + length, 1.0))
                best = (longer, length)
        return best

    def _list_windows(self, pages: Iterable[int], needle: WordText) -> Iterator[Window]:
        """For each page its running text, with as much of its neighbours as the quotation may
        reach into, and its notes."""
        for key in pages:
            yield from self._choose_windows(key, len(needle.text))

    def _choose_windows(self, key: int, length: int) -> tuple[Window, ...]:
        for reach in range(1, _FARTHEST + 1):
            windows = self._get_windows(key, reach)
            joined = windows[0].joined
            assert joined is not None
            at = joined.pages.index(windows[0].pdf_page)
            before, after = joined.starts[at], len(joined.text) - joined.ends[at]
            if min(before, after) >= length or len(joined.pages) < 1 + 2 * reach:
                break
        return windows

    def _get_windows(self, key: int, reach: int) -> tuple[Window, ...]:
        windows = self._windows.get((key, reach))
        if windows is None:
            if len(self._windows) >= _KEPT_PAGES:
                self._windows.clear()
            windows = self._windows[key, reach] = tuple(self._make_windows(key, reach))
        return windows

    def _make_windows(self, key: int, reach: int) -> Iterator[Window]:
        entry, first = self._library.locate_page(key)
        pdf_page = key - first + 1
        pages = self._library.read_pages(entry, pdf_page - reach, pdf_page + reach)
        joined = join_pages(pages)
        yield Window(entry, WordText(joined.text), joined, pdf_page)
        notes = pages[joined.pages.index(pdf_page)].notes
        if notes:
            yield Window(entry, WordText(notes), None, pdf_page)

    def _make_match(self, needle: WordText, window: Window, fit: Fit) -> Match:
        start, end = window.words.get_span(fit.first, fit.last)
        text = window.words.text[start:end]
        labels = self._library.read_labels(window.entry)
        if window.joined is None:
            pages: tuple[int, ...] = (window.pdf_page,)
            position, stop = (window.pdf_page, start), (window.pdf_page, end)
        else:
            pages = window.joined.find_pages_of_span(start, end)
            position = window.joined.locate_on_page(start)
            page, offset = window.joined.locate_on_page(end - 1)
            stop = (page, offset + 1)
        return Match(
            window.entry,
            tuple(labels[page - 1] for page in pages),
            fit.similarity,
            text,
            window.joined is None,
            position,
            stop,
            needle,
            get_minutes(self._library, window.entry)
            if window.entry.item.kind == "minutes"
            else None,
        )


def _measure_similarity(a: str, b: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(a, b)


def _choose_best_of_each_place(matches: Iterable[Match]) -> list[Match]:
    """Best first; of several that overlap, one."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (-match.similarity, match.position)):
        if not any(_overlap(match, other) for other in kept):
            kept.append(match)
    return kept


def _overlap(a: Match, b: Match) -> bool:
    same = a.entry is b.entry and a.in_notes == b.in_notes
    return same and a.position < b.end and b.position < a.end
