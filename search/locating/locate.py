"""Find a sentence: the places in the corpus where a quotation, or something very like it, stands.

Works on the continuous clean text of each document, so that page breaks, line ends, hyphens,
running heads and the footnotes in between make no difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from engine.question import AnyOf, Phrase
from indexer.library import Library
from indexer.minute_context import get_minutes
from indexer.pages.joins import JoinedPages, join_pages
from indexer.paragraphs.paragraph_label import find_labels_of_span
from indexer.paragraphs.paragraph_pinpoints import pinpoint_paragraphs
from indexer.records.entries import DocumentEntry
from indexer.words.tokens import split_words
from search.locating.alignment import (
    Fit,
    choose_least_similarity,
    find_best_fit,
    find_exact_fits,
)
from search.locating.likely_places import LikelyPlaces, Place
from search.locating.match import LocatedQuotation, Match
from search.locating.running_match import RunningMatch, find_in_running_lines
from search.locating.word_table import Words
from search.locating.word_text import WordText

_TRIED = 10
"""Places at which a quotation is compared word by word."""
_EXACT_PAGES = 60
"""Pages on which exact words are pinpointed: a quotation that stands on more is too common."""
_STRETCHES = 5, 24
"""Words in a row by which the pages that may hold a quotation exactly are found: so many of its
rarest, or more if those stand on more than `_EXACT_PAGES`."""
_NEARLY_EQUAL = 0.02
"""Two places whose similarities differ by less are reported as ambiguous."""
_KEPT_PAGES = 2_000
"""How many pages are kept in memory as words."""
_SURROUNDING = 2
"""Pages on either side of a match in which the other parts of its quotation are looked for."""
_FARTHEST = 6
"""How many pages on either side a long quotation may reach into."""


@dataclass(frozen=True)
class Window:
    """Text to search: the running text of some pages, or the notes of one."""

    entry: DocumentEntry
    words: WordText
    joined: JoinedPages
    number: int
    """1-based; of the page in question, to which its neighbours are added for what runs over."""
    in_notes: bool

    @cached_property
    def first_word(self) -> int:
        """Index of the first word of the page in question."""
        at = self.joined.pages.index(self.number)
        return len(split_words(self.joined.text[: self.joined.starts[at]]))


class Locator:
    """Locates many quotations in one corpus; the pages it has taken apart are kept."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._likely = LikelyPlaces(library)
        self._windows: dict[tuple[int, int], tuple[Window, ...]] = {}

    def locate(
        self, quote: str, *, limit: int = 2, entry: DocumentEntry | None = None
    ) -> LocatedQuotation:
        """The best places of `quote`, at most `limit`; only in `entry` if it is given.

        Raises CorpusIncomplete where it was not found, but not all pages could be asked.
        """
        needle = WordText(quote)
        if not needle.words:
            return LocatedQuotation(quote, (), False, "The quotation contains no words.")
        exact, pages = self._find_exact_pages(needle, entry)
        note = ""
        if pages > _EXACT_PAGES:
            note = f"These words stand on {pages:,} pages, too many to tell one place."
        if exact:
            return _make_located(quote, exact, limit, note)
        located = self._locate_similar(quote, needle, limit, entry)
        if not located.matches:
            self.library.require_complete()
        return self._add_running_lines(located, needle, limit, entry)

    def _locate_similar(
        self, quote: str, needle: WordText, limit: int, entry: DocumentEntry | None
    ) -> LocatedQuotation:
        """The places that are like a quotation which stands nowhere word for word."""
        if choose_least_similarity(needle.words) == 1.0:
            note = "So few different words are matched only exactly; there is no exact match."
            return LocatedQuotation(quote, (), False, note)
        near, tried = self._find_similar(needle, entry)
        matches = _choose_best_of_each_place(near)
        return _make_located(quote, matches, limit, "" if matches else _describe_tried(tried))

    def _add_running_lines(
        self, located: LocatedQuotation, needle: WordText, limit: int, entry: DocumentEntry | None
    ) -> LocatedQuotation:
        """`located` with the running lines that hold the quotation better than its best place in
        the text."""
        best = max((match.similarity for match in located.matches), default=0.0)
        running = [
            match
            for match in find_in_running_lines(self.library, needle, entry)
            if match.similarity > best
        ]
        note = located.note
        if running and not located.matches:
            note = "It stands in running lines only, not in the text."
        return replace(located, running=tuple(running[:limit]), note=note)

    def find_in_running_lines(self, quote: str) -> list[RunningMatch]:
        """The running lines that hold `quote`, or something very like it, best first."""
        return find_in_running_lines(self.library, WordText(quote))

    def _find_similar(
        self, needle: WordText, entry: DocumentEntry | None
    ) -> tuple[list[Match], int]:
        """Places that are like a quotation, and how many were tried."""
        least = choose_least_similarity(needle.words)
        document = None if entry is None else entry.document.id
        places = self._likely.find_places(needle.words, _TRIED, document=document)
        near = self._find_near(needle, places, least)
        if not near:
            respelt = self._likely.find_places(
                needle.words, _TRIED, document=document, respelt=True
            )
            others = [place for place in respelt if place not in places]
            near += self._find_near(needle, others, least)
            places += others
        return near, len(places)

    def _find_near(self, needle: WordText, places: Iterable[Place], least: float) -> list[Match]:
        matches: list[Match] = []
        for place in places:
            running_text, *notes = self._get_windows_for(place.page, len(needle.text))
            window = notes[0] if place.in_notes and notes else running_text
            begin = place.word - place.offset + (0 if window.in_notes else window.first_word)
            fit = find_best_fit(needle, window.words, least, begin)
            if fit is not None:
                matches.append(self._make_match(needle, window, fit))
        return matches

    def find_exact(
        self,
        needle: WordText,
        entry: DocumentEntry | None = None,
        cited: Collection[int] = (),
    ) -> list[Match]:
        """The places of exactly these words, on the first `_EXACT_PAGES` pages that hold them;
        pages of `entry` that are `cited` (1-based) come first."""
        return self._find_exact_pages(needle, entry, cited)[0]

    def find_on_pages(
        self, needle: WordText, entry: DocumentEntry, pages: Iterable[int]
    ) -> Iterator[Match]:
        """The places of exactly these words that touch one of some pages (1-based)."""
        wanted = set(pages)
        for page in sorted(wanted):
            key = self.library.get_page_key(entry, page)
            for window in self._get_windows_for(key, len(needle.text)):
                for fit in find_exact_fits(needle, window.words):
                    match = self._make_match(needle, window, fit)
                    if not wanted.isdisjoint(match.numbers):
                        yield match

    def _find_exact_pages(
        self, needle: WordText, entry: DocumentEntry | None, cited: Collection[int] = ()
    ) -> tuple[list[Match], int]:
        """The same, and on how many pages the words begin."""
        keys = self._list_pages_of_words(needle.words, entry)
        if entry is not None:
            wanted = {self.library.get_page_key(entry, page) for page in cited}
            keys.sort(key=lambda key: wanted.isdisjoint((key - 1, key, key + 1)))
        matches = _choose_best_of_each_place(
            self._make_match(needle, window, fit)
            for key in keys[:_EXACT_PAGES]
            for window in self._get_windows_for(key, len(needle.text))
            for fit in find_exact_fits(needle, window.words)
        )
        return matches, len(keys)

    def _list_pages_of_words(self, words: Words, entry: DocumentEntry | None) -> list[int]:
        """The keys of the pages that hold a stretch of these words, all of which the corpus has."""
        engine = self.library.engine
        counts = engine.count_pages_of_each(words)
        frequencies = [counts[word] for word in words]
        keys: list[int] = []
        if 0 in frequencies:
            return keys
        for length in _STRETCHES:
            start = _choose_rarest_stretch(frequencies, length)
            stretch = (AnyOf(frozenset((word,))) for word in words[start : start + length])
            keys = self.library.list_page_keys(engine.find(Phrase(tuple(stretch))))
            if entry is not None:
                keys = [key for key in keys if self._belongs_to(key, entry)]
            if len(keys) <= _EXACT_PAGES or len(words) <= length:
                break
        return keys

    def _belongs_to(self, key: int, entry: DocumentEntry) -> bool:
        """Whether a page is the document's, which may have been looked up before the index was
        opened: then there is another entry of it by now."""
        return self.library.get_entry_of_page(key).document.id == entry.document.id

    def find_surroundings(self, match: Match, length: int, *, wide: bool) -> Window:
        """The text around `match` in which a quotation of `length` characters has room, and if
        `wide` some pages more on either side; or the notes of its page."""
        key = self.library.get_page_key(match.entry, match.position[0])
        windows = self._get_windows_for(key, length, _SURROUNDING if wide else 1)
        return windows[1] if match.in_notes else windows[0]

    def find_span(self, match: Match, window: Window) -> tuple[int, int]:
        """The indices in a window around `match` of its first word and the one after its last."""
        at = window.joined.pages.index(match.position[0])
        before = window.joined.text[: window.joined.starts[at] + match.position[1]]
        first = len(split_words(before))
        return first, first + len(split_words(match.text))

    def make_match_at(self, window: Window, first: int, last: int, needle: WordText) -> Match:
        """The words from `first` up to, not including, `last` of a window as a match."""
        from rapidfuzz.distance import Levenshtein

        span = window.words.slice_words(first, last)
        similarity = Levenshtein.normalized_similarity(span, needle.plain)
        return self._make_match(needle, window, Fit(first, last, similarity))

    def extend(
        self, match: Match, text: WordText, start: int, least: int
    ) -> tuple[int, int, Match]:
        """`match`, which holds the words of `text` from index `start` on, extended either way as
        far as the words agree, but not before `least`: the indices of the first word in `text` and
        of the one after the last, and the match."""
        window = self.find_surroundings(match, len(text.text), wide=False)
        first, last = self.find_span(match, window)
        ours, theirs = text.words, window.words.words
        end = start + last - first
        while start > least and first and ours[start - 1] == theirs[first - 1]:
            start, first = start - 1, first - 1
        while end < len(ours) and last < len(theirs) and ours[end] == theirs[last]:
            end, last = end + 1, last + 1
        piece = WordText(text.slice_words(start, end))
        return start, end, self._make_match(piece, window, Fit(first, last, 1.0))

    def _get_windows_for(self, key: int, length: int, least: int = 1) -> tuple[Window, ...]:
        """A page's running text, with as much of its neighbours as a quotation of `length`
        characters may reach into, at least so many pages, and its notes, if any."""
        for reach in range(least, _FARTHEST + 1):
            windows = self._get_windows(key, reach)
            if _is_enough(windows[0], length, reach):
                break
        return windows

    def _get_windows(self, key: int, reach: int) -> tuple[Window, ...]:
        """A page's running text, with `reach` neighbours on either side, and its notes, if any."""
        if (key, reach) not in self._windows:
            if len(self._windows) >= _KEPT_PAGES:
                self._windows.clear()
            self._windows[key, reach] = tuple(self._make_windows(key, reach))
        return self._windows[key, reach]

    def _make_windows(self, key: int, reach: int) -> Iterator[Window]:
        entry, first = self.library.locate_page(key)
        number = key - first + 1
        pages = self.library.read_pages(entry, number - reach, number + reach)
        joined = join_pages(pages)
        yield Window(entry, WordText(joined.text), joined, number, False)
        notes = pages[joined.pages.index(number)].notes
        if notes:
            joined = JoinedPages(notes, (number,), (0,), (len(notes),))
            yield Window(entry, WordText(notes), joined, number, True)

    def _make_match(self, needle: WordText, window: Window, fit: Fit) -> Match:
        start, end = window.words.get_span(fit.first, fit.last)
        labels = self.library.read_labels(window.entry)
        pages = window.joined.find_pages_of_span(start, end)
        last_page, last_offset = window.joined.locate_on_page(end - 1)
        place, stop = window.joined.locate_on_page(start), (last_page, last_offset + 1)
        paragraphs = () if window.in_notes else self.library.read_paragraphs(window.entry)
        read_from = self.library.read_origins(window.entry, pages)
        here = [labels[page - 1] for page in pages]
        return Match(
            window.entry,
            pinpoint_paragraphs(here, paragraphs, None if window.in_notes else place, stop),
            fit.similarity,
            window.words.text[start:end],
            window.in_notes,
            place,
            stop,
            needle,
            get_minutes(self.library, window.entry),
            read_from,
            not window.joined.doubtful.isdisjoint(pages),
            find_labels_of_span(paragraphs, place, stop),
            self._measure_confidence(window, place, stop) if "picture" in read_from else None,
        )

    def _measure_confidence(
        self, window: Window, start: tuple[int, int], end: tuple[int, int]
    ) -> int | None:
        from indexer.recognised import measure_passage  # here: few quotations are in scans

        return measure_passage(self.library, window.entry, start, end, in_notes=window.in_notes)


def _choose_rarest_stretch(frequencies: Sequence[int], length: int) -> int:
    """Where the stretch of so many words begins whose rarest words are the rarest."""
    starts = range(max(1, len(frequencies) - length + 1))
    return min(starts, key=lambda at: sorted(frequencies[at : at + length]))


def _make_located(quote: str, matches: Sequence[Match], limit: int, note: str) -> LocatedQuotation:
    best = [match.similarity for match in matches[:2]]
    ambiguous = len(best) == 2 and best[0] - best[1] < _NEARLY_EQUAL
    return LocatedQuotation(quote, tuple(matches[:limit]), ambiguous, note)


def _describe_tried(places: int) -> str:
    """One sentence on what was looked at in vain."""
    if not places:
        return "The corpus holds none of its rarer words."
    where = "the place" if places == 1 else f"the {places} places"
    return f"Nothing like it stands at {where} with most of its rare words."


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
        if not any(map(match.overlaps, kept)):
            kept.append(match)
    return kept
