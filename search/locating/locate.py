"""Find a sentence: the places in the corpus where a quotation, or something very like it, stands.

Works on the continuous clean text of each document, so that page breaks, line ends, hyphens,
running heads and the footnotes in between make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from engine.question import AnyOf, Phrase
from indexer.library import Library
from indexer.minutes.context import get_minutes
from indexer.pages.joins import JoinedPages, join_pages
from indexer.paragraphs.paragraph_label import find_labels_of_span
from indexer.paragraphs.paragraph_pinpoints import pinpoint_paragraphs
from indexer.records.entries import DocumentEntry
from search.locating.alignment import (
    Fit,
    choose_least_similarity,
    find_best_fit,
    find_exact_fits,
)
from search.locating.likely_pages import PageCandidates
from search.locating.match import LocatedQuotation, Match
from search.locating.running_match import RunningMatch, find_in_running_lines
from search.locating.word_text import WordText

_CANDIDATES = 8
"""Pages on which a quotation is aligned."""
_EXACT_PAGES = 60
"""Pages on which exact words are pinpointed: a quotation that stands on more is too common."""
_BEGINNING = 24
"""Words of a quotation by which the pages that may hold it exactly are found."""
_GOOD = 0.85
"""With a place as similar as this, there is no second attempt with words respelt."""
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
    """Text to search: the running text of some pages, or the notes of one."""

    entry: DocumentEntry
    words: WordText
    joined: JoinedPages
    number: int
    """1-based; of the page in question, to which its neighbours are added for what runs over."""
    in_notes: bool


class Locator:
    """Locates many quotations in one corpus; the pages it has taken apart are kept."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._candidates = PageCandidates(library)
        self._windows: dict[tuple[int, int], tuple[Window, ...]] = {}

    def locate(
        self, quote: str, *, limit: int = 2, entry: DocumentEntry | None = None
    ) -> LocatedQuotation:
        """The best places of `quote`, at most `limit`; only in `entry` if it is given."""
        needle = WordText(quote)
        if not needle.words:
            return LocatedQuotation(quote, (), False, "The quotation contains no words.")
        matches = self._find_matches(needle, entry)
        best = [match.similarity for match in matches[:2]]
        ambiguous = len(best) == 2 and best[0] - best[1] < _NEARLY_EQUAL
        note = "" if matches else "No similar passage in the corpus."
        if not matches and choose_least_similarity(needle.words) == 1.0:
            note = (
                "A quotation this short is matched only word for word, and there is no exact match."
            )
        running = self._find_running(needle, entry, best[0] if best else 0.0)
        if running and not matches:
            note = "It stands in running lines only, not in the text."
        found = tuple(matches[:limit])
        return LocatedQuotation(quote, found, ambiguous, note, tuple(running[:limit]))

    def _find_running(
        self, needle: WordText, entry: DocumentEntry | None, best: float
    ) -> list[RunningMatch]:
        """The running lines that hold the quotation better than its `best` place in the text."""
        if best == 1.0:
            return []
        running = find_in_running_lines(self._library, needle, entry)
        return [match for match in running if match.similarity > best]

    def find_in_running_lines(self, quote: str) -> list[RunningMatch]:
        """The running lines that hold `quote`, or something very like it, best first."""
        return find_in_running_lines(self._library, WordText(quote))

    def _find_matches(self, needle: WordText, entry: DocumentEntry | None) -> list[Match]:
        least = choose_least_similarity(needle.words)
        exact = self.find_exact(needle, entry)
        if len(exact) > 1 or least == 1.0:
            return exact
        pages = self._find_pages(needle, entry)
        near = self._find_near(needle, pages, least)
        if not exact and all(match.similarity < _GOOD for match in near):
            respelt = self._find_pages(needle, entry, respelt=True)
            near += self._find_near(needle, [key for key in respelt if key not in pages], least)
        return _choose_best_of_each_place([*exact, *near])

    def _find_pages(
        self, needle: WordText, entry: DocumentEntry | None, *, respelt: bool = False
    ) -> list[int]:
        limit = _CANDIDATES if entry is None else None
        pages = self._candidates.find_pages(needle.words, limit, respelt=respelt)
        return self._keep_pages_of(entry, pages)[:_CANDIDATES]

    def _keep_pages_of(self, entry: DocumentEntry | None, keys: list[int]) -> list[int]:
        if entry is None:
            return keys
        return [key for key in keys if self._library.get_entry_of_page(key) is entry]

    def _find_near(self, needle: WordText, pages: Iterable[int], least: float) -> list[Match]:
        return [
            self._make_match(needle, window, fit)
            for window in self._list_windows(pages, needle)
            if (fit := find_best_fit(needle, window.words, least)) is not None
        ]

    def find_exact(self, needle: WordText, entry: DocumentEntry | None = None) -> list[Match]:
        """The places of exactly these words, on the first `_EXACT_PAGES` pages that hold them."""
        words = needle.words[:_BEGINNING]
        beginning = Phrase(tuple(AnyOf(frozenset((word,))) for word in words))
        keys = self._library.list_page_keys(self._library.engine.find(beginning))
        keys = self._keep_pages_of(entry, keys)[:_EXACT_PAGES]
        return _choose_best_of_each_place(
            self._make_match(needle, window, fit)
            for window in self._list_windows(keys, needle)
            for fit in find_exact_fits(needle, window.words)
        )

    def find_surroundings(self, match: Match) -> Window:
        """The text around `match`: its pages and their neighbours, or its page's notes."""
        key = self._library.get_page_key(match.entry, match.position[0])
        running_text, *notes = self._get_windows(key, _SURROUNDING)
        return notes[0] if match.in_notes else running_text

    def make_match_at(self, window: Window, first: int, last: int, needle: WordText) -> Match:
        """The words from `first` up to, not including, `last` of a window as a match."""
        from rapidfuzz.distance import Levenshtein

        span = window.words.slice_words(first, last)
        similarity = Levenshtein.normalized_similarity(span, needle.plain)
        return self._make_match(needle, window, Fit(first, last, similarity))

    def extend(self, match: Match, text: WordText, start: int) -> tuple[Match, int]:
        """`match`, which holds the first words of `text` from index `start` on, extended as far as
        the words agree; and how many words it then holds."""
        window = self.find_surroundings(match)
        needle = WordText(match.text)
        held = len(needle.words)
        best = (match, held)
        for fit in find_exact_fits(needle, window.words):
            following = zip(
                text.words[start + held :], window.words.words[fit.last :], strict=False
            )
            length = held + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], following))
            if length > best[1]:
                piece = WordText(text.slice_words(start, start + length))
                longer = self._make_match(piece, window, Fit(fit.first, fit.first + length, 1.0))
                best = (longer, length)
        return best

    def _list_windows(self, pages: Iterable[int], needle: WordText) -> Iterator[Window]:
        """For each page its running text, with as much of its neighbours as the quotation may
        reach into, and its notes."""
        length = len(needle.text)
        for key in pages:
            for reach in range(1, _FARTHEST + 1):
                windows = self._get_windows(key, reach)
                if _is_enough(windows[0], length, reach):
                    break
            yield from windows

    def _get_windows(self, key: int, reach: int) -> tuple[Window, ...]:
        """A page's running text, with `reach` neighbours on either side, and its notes, if any."""
        if (key, reach) not in self._windows:
            if len(self._windows) >= _KEPT_PAGES:
                self._windows.clear()
            self._windows[key, reach] = tuple(self._make_windows(key, reach))
        return self._windows[key, reach]

    def _make_windows(self, key: int, reach: int) -> Iterator[Window]:
        entry, first = self._library.locate_page(key)
        number = key - first + 1
        pages = self._library.read_pages(entry, number - reach, number + reach)
        joined = join_pages(pages)
        yield Window(entry, WordText(joined.text), joined, number, False)
        notes = pages[joined.pages.index(number)].notes
        if notes:
            joined = JoinedPages(notes, (number,), (0,), (len(notes),))
            yield Window(entry, WordText(notes), joined, number, True)

    def _make_match(self, needle: WordText, window: Window, fit: Fit) -> Match:
        start, end = window.words.get_span(fit.first, fit.last)
        labels = self._library.read_labels(window.entry)
        pages = window.joined.find_pages_of_span(start, end)
        last_page, last_offset = window.joined.locate_on_page(end - 1)
        place = window.joined.locate_on_page(start)
        paragraphs = () if window.in_notes else self._library.read_paragraphs(window.entry)
        here = [labels[page - 1] for page in pages]
        end_place = (last_page, last_offset + 1)
        return Match(
            window.entry,
            pinpoint_paragraphs(here, paragraphs, None if window.in_notes else place, end_place),
            fit.similarity,
            window.words.text[start:end],
            window.in_notes,
            place,
            end_place,
            needle,
            get_minutes(self._library, window.entry),
            self._library.read_origins(window.entry, pages),
            not window.joined.doubtful.isdisjoint(pages),
            find_labels_of_span(paragraphs, place, end_place),
        )


def _is_enough(window: Window, length: int, reach: int) -> bool:
    """Whether a quotation of `length` characters fits on either side of the window's page, or the
    document has no more pages on one side."""
    joined = window.joined
    at = joined.pages.index(window.number)
    before, after = joined.starts[at], len(joined.text) - joined.ends[at]
    return min(before, after) >= length or len(joined.pages) < 1 + 2 * reach


def _choose_best_of_each_place(matches: Iterable[Match]) -> list[Match]:
    """Best first; one of several that overlap."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (-match.similarity, match.position)):
        if not any(_overlap(match, other) for other in kept):
            kept.append(match)
    return kept


def _overlap(a: Match, b: Match) -> bool:
    same = a.entry is b.entry and a.in_notes == b.in_notes
    return same and a.position < b.end and b.position < a.end
