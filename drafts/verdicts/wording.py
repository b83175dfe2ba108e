"""Are the words of a quotation the source's? The verdict on the words, and what it rests on.

What is treated as equal is said in `CONTRACT`; everything else is a difference, and a difference
that the writer did not mark makes a quotation altered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from drafts.verdicts.marked_changes import MarkedQuotation, QuotedSegment, read_marks
from drafts.verdicts.normalised import list_normalised_differences
from indexer.records.entries import DocumentEntry
from search.locating.alignment import (
    Difference,
    Fit,
    choose_least_similarity,
    find_best_fit,
    find_differences,
    find_exact_fits,
)
from search.locating.locate import Locator
from search.locating.match import Match
from search.locating.word_text import WordText

WordsVerdict = Literal["verbatim", "marked", "altered", "stitched", "not-found", "too-short"]

CONTRACT = (
    "Two words are the same when they differ only in capitals, accents or ligatures. Line breaks,"
    " end-of-line hyphens, running heads, note marks, spaces, punctuation and the form of quotation"
    " marks and dashes are not compared as words; where they differ, it is listed. Words in square"
    " brackets and words left out at an ellipsis count as marked changes."
)

SHORTEST = 4
"""Words; a shorter quotation cannot be told from chance and is not checked."""

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nothing|cannot|unless|except|without)\b|\b\w+n[’']t\b",
    re.IGNORECASE,
)
_LONGEST_GAP = 120
"""Words left out at an ellipsis beyond which a dropped "not" no longer changes the sentence."""
_LONGEST_BRACKET = 15
"""Words of the source that a bracket may stand for."""
_PIECE = 6
"""Words in a row by which the parts of a stitched quotation are found."""


@dataclass(frozen=True, slots=True)
class CheckedDifference:
    """A difference between quotation and source, and whether the writer marked it."""

    difference: Difference
    marked: bool
    quoted_at: tuple[int, int]
    """Start and end in the quotation; the same twice where it leaves words out."""
    source_at: tuple[int, int]
    """Start and end in the match's text; the same twice where the quotation adds words."""

    def as_json(self) -> dict[str, object]:
        """The documented, stable form."""
        return {**self.difference.as_json(), "marked": self.marked}


@dataclass(frozen=True, slots=True)
class WordingVerdict:
    """The verdict on the words of one quotation."""

    verdict: WordsVerdict
    match: Match | None = None
    """The place; of its text, everything from the first to the last quoted word."""
    parts: tuple[Match, ...] = ()
    """Where the parts of a stitched quotation come from, the first one being `match`."""
    equals: tuple[WordingVerdict, ...] = ()
    """The verdicts at other places that are as good."""
    differences: tuple[CheckedDifference, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    """Start and end, in the match's text, of what is left out at each ellipsis."""
    normalised: tuple[str, ...] = ()
    """What was passed over, in words."""
    notes: tuple[str, ...] = ()
    """What must be said, one sentence each."""

    @property
    def places(self) -> tuple[WordingVerdict, ...]:
        """This and the ones that are as good."""
        return (replace(self, equals=()), *self.equals)


class WordingCheck:
    """Checks many quotations against one corpus."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator

    def check(self, quotation: str, claimed: Sequence[DocumentEntry] = ()) -> WordingVerdict:
        """The verdict on `quotation` (without its own quotation marks).

        Looked for in the `claimed` documents first; a place elsewhere goes before them only if
        it is better.
        """
        marked = read_marks(quotation)
        if marked.words < SHORTEST:
            return WordingVerdict("too-short")
        best: WordingVerdict | None = None
        for entry in (*claimed, None):
            found = self._check_within(marked, entry)
            if best is None or _score_wording(found) > _score_wording(best):
                best = found
            if best.verdict in ("verbatim", "marked") and entry is not None:
                return best
        assert best is not None
        if best.verdict == "not-found" or _measure_longest_foreign_run(best) >= SHORTEST:
            return self._check_stitched(marked) or best
        return best

    def _check_within(self, marked: MarkedQuotation, entry: DocumentEntry | None) -> WordingVerdict:
        anchor = max(marked.segments, key=lambda segment: len(segment.own.plain))
        located = self._locator.locate(anchor.own.text, limit=20, entry=entry)
        results = [self._check_at(marked, anchor, match) for match in located.matches]
        good = [result for result in results if result is not None]
        if not good:
            return WordingVerdict("not-found")
        good.sort(key=_score_wording, reverse=True)
        equals = tuple(
            other for other in good[1:] if _score_wording(other) == _score_wording(good[0])
        )
        return replace(good[0], equals=equals)

    def _check_at(
        self, marked: MarkedQuotation, anchor: QuotedSegment, match: Match
    ) -> WordingVerdict | None:
        """The verdict if the quotation's longest segment stands at `match`."""
        surroundings = self._locator.find_surroundings(match)
        spans = _locate_segments(marked.segments, anchor, surroundings.words)
        if spans is None:
            return None
        spans = [
            _add_bracketed_ends(segment, span, surroundings.words)
            for segment, span in zip(marked.segments, spans, strict=True)
        ]
        words = surroundings.words
        whole = self._locator.make_match_at(surroundings, spans[0][0], spans[-1][1], anchor.own)
        begin = words.get_span(spans[0][0], spans[-1][1])[0]
        found: list[CheckedDifference] = []
        for segment, span in zip(marked.segments, spans, strict=True):
            found += _compare_segment(segment, words, span, begin)
        notes: list[str] = []
        gaps: list[tuple[int, int]] = []
        for (_, end), (start, _) in pairwise(spans):
            notes += _describe_gap(_slice_text(words, end, start), start - end)
            if end < start:
                left, right = words.get_span(end, start)
                gaps.append((left - begin, right - begin))
        notes += [note for one in found for note in _describe_difference(one)]
        verdict: WordsVerdict = "verbatim"
        if any(not one.marked for one in found):
            verdict = "altered"
        elif marked.is_marked:
            verdict = "marked"
        passed_over = dict.fromkeys(
            said
            for segment, span in zip(marked.segments, spans, strict=True)
            for said in list_normalised_differences(segment.text.text, _slice_text(words, *span))
        )
        return WordingVerdict(
            verdict,
            whole,
            differences=tuple(found),
            gaps=tuple(gaps),
            normalised=tuple(passed_over),
            notes=tuple(notes),
        )

    def _check_stitched(self, marked: MarkedQuotation) -> WordingVerdict | None:
        """The verdict if the quotation is made of parts from different places."""
        if len(marked.segments) != 1 or marked.words < 2 * SHORTEST:
            return None
        text = marked.segments[0].own
        parts = self._find_parts(text)
        covered = sum(length for _, length in parts)
        apart = [(a, b) for (a, _), (b, _) in pairwise(parts) if not _is_next_to(a, b)]
        if not apart or covered < 0.8 * len(text.words):
            return None
        matches = [match for match, _ in parts]
        places = "; ".join(f"{match.entry.item.id} {match.pinpoint}" for match in matches)
        note = f"Put together from {len(matches)} places: {places}."
        return WordingVerdict("stitched", matches[0], tuple(matches), notes=(note,))

    def _find_parts(self, text: WordText) -> list[tuple[Match, int]]:
        """The quotation as stretches of the very words of the corpus, each as long as can be."""
        parts: list[tuple[Match, int]] = []
        start = 0
        while start + SHORTEST <= len(text.words):
            best: tuple[Match, int] | None = None
            for size in (_PIECE, SHORTEST):
                piece = WordText(text.slice_words(start, min(start + size, len(text.words))))
                for match in self._locator.find_exact(piece):
                    extended, length = self._locator.extend(match, text, start)
                    if best is None or length > best[1]:
                        best = (extended, length)
                if best is not None:
                    break
            if best is None:
                start += 1
                continue
            parts.append(best)
            start += best[1]
        return parts


def _score_wording(wording: WordingVerdict) -> tuple[int, float]:
    order = ("not-found", "stitched", "altered", "marked", "verbatim")
    rank = order.index(wording.verdict) if wording.verdict in order else 0
    return min(rank, 3), -_count_unmarked_words(wording.differences)


def _count_unmarked_words(differences: Iterable[CheckedDifference]) -> int:
    """How many words are changed, added or left out without a mark."""
    found = [one.difference for one in differences if not one.marked]
    ends = [(one.quoted_words, one.source_words) for one in found]
    return sum(max(b - a, d - c) for (a, b), (c, d) in ends)


def _measure_longest_foreign_run(wording: WordingVerdict) -> int:
    """Words in a row that are not the source's at its place."""
    unmarked = (one.difference.quoted_words for one in wording.differences if not one.marked)
    return max((last - first for first, last in unmarked), default=0)


def _locate_segments(
    segments: Sequence[QuotedSegment], anchor: QuotedSegment, text: WordText
) -> list[tuple[int, int]] | None:
    """Where each segment stands among the words of `text`: in order, the anchor first found."""
    middle = list(segments).index(anchor)
    at = _locate_segment(anchor, text, 0, len(text.words), nearest_to_end=False)
    if at is None:
        return None
    spans = [at]
    for segment in segments[middle + 1 :]:
        found = _locate_segment(segment, text, spans[-1][1], len(text.words), nearest_to_end=False)
        if found is None:
            return None
        spans.append(found)
    for segment in reversed(segments[:middle]):
        found = _locate_segment(segment, text, 0, spans[0][0], nearest_to_end=True)
        if found is None:
            return None
        spans.insert(0, found)
    return spans


def _locate_segment(
    segment: QuotedSegment, text: WordText, first: int, last: int, *, nearest_to_end: bool
) -> tuple[int, int] | None:
    own = segment.own
    if first >= last:
        return None
    if not own.words:
        return (last, last) if nearest_to_end else (first, first)
    part = WordText(text.slice_words(first, last))
    exact = list(find_exact_fits(own, part))
    if exact:
        fit = exact[-1] if nearest_to_end else exact[0]
    else:
        near = find_best_fit(own, part, choose_least_similarity(own.words))
        if near is None:
            return None
        fit = _refine_fit(segment, part, near) if segment.put_in else near
    return first + fit.first, first + fit.last


def _refine_fit(segment: QuotedSegment, text: WordText, fit: Fit) -> Fit:
    """The place near `fit` with the fewest words changed without a mark: what stands for a bracket
    in the source is not known to the search, and shifts its ends."""
    reach = len(segment.put_in) + 2

    def measure_cost(first: int, last: int) -> int:
        return _count_unmarked_words(_compare_segment(segment, text, (first, last), 0))

    first, last = fit.first, fit.last
    starts = range(max(0, first - reach), min(last, first + reach + 1))
    first = min(starts, key=lambda at: (measure_cost(at, last), abs(at - first)))
    stops = range(max(first + 1, last - reach), min(len(text.words), last + reach) + 1)
    last = min(stops, key=lambda at: (measure_cost(first, at), abs(at - last)))
    return Fit(first, last, fit.similarity)


def _add_bracketed_ends(
    segment: QuotedSegment, span: tuple[int, int], text: WordText
) -> tuple[int, int]:
    """The span with the bracketed words at either end that the source has there, too ("[a] right"
    for "a right", which brackets a capital that is none)."""
    first, last = span
    words, put_in = segment.text.words, segment.put_in
    inner = [at for at in range(len(words)) if at not in put_in]
    if not inner:
        return span
    before = inner[0]
    while before and first and text.words[first - 1] == words[before - 1]:
        first, before = first - 1, before - 1
    behind = inner[-1] + 1
    while behind < len(words) and last < len(text.words) and text.words[last] == words[behind]:
        last, behind = last + 1, behind + 1
    return first, last


def _slice_text(words: WordText, first: int, last: int) -> str:
    if first >= last:
        return ""
    start, end = words.get_span(first, last)
    return words.text[start:end]


def _compare_segment(
    segment: QuotedSegment, words: WordText, span: tuple[int, int], begin: int
) -> list[CheckedDifference]:
    """What differs between a segment and the words of `span`; the match begins at the character
    `begin`."""
    source = WordText(_slice_text(words, *span))
    offset = words.spans[span[0]][0] - begin if span[0] < span[1] else 0
    found: list[CheckedDifference] = []
    for one in find_differences(segment.text, source, segment.put_in):
        first, last = one.quoted_words
        start, end = one.source_words
        if segment.text.words[first:last] == source.words[start:end]:
            continue  # a bracketed word that is the source's
        in_brackets = last > first and all(at in segment.bracketed for at in range(first, last))
        marked = in_brackets and end - start <= _LONGEST_BRACKET
        left, right = _locate_words(source, start, end)
        at = (left + offset, right + offset)
        found.append(CheckedDifference(one, marked, segment.locate_words(first, last), at))
    return found


def _locate_words(text: WordText, first: int, last: int) -> tuple[int, int]:
    """Start and end of words; without words, the place behind the word before."""
    if first < last:
        return text.get_span(first, last)
    place = text.spans[first - 1][1] if first else 0
    return place, place


def _describe_gap(left_out: str, words: int) -> list[str]:
    """What must be said of the words left out at an ellipsis."""
    if words <= _LONGEST_GAP:
        dropped = [found.group() for found in _NEGATION.finditer(left_out)]
        if dropped:
            return [f"The ellipsis leaves out “{dropped[0]}”: check that the sense is kept."]
        return []
    return [f"The ellipsis leaves out {words} words."]


def _describe_difference(one: CheckedDifference) -> list[str]:
    dropped = [f.group() for f in _NEGATION.finditer(one.difference.source)]
    added = [f.group() for f in _NEGATION.finditer(one.difference.quoted)]
    how = "bracketed change" if one.marked else "unmarked change"
    if dropped and not added:
        return [f"The {how} drops “{dropped[0]}”."]
    if added and not dropped:
        return [f"The {how} adds “{added[0]}”."]
    return []


def _is_next_to(a: Match, b: Match) -> bool:
    """Whether `b` begins where `a` ends, a few words apart at most."""
    if a.entry is not b.entry or a.in_notes != b.in_notes:
        return False
    if a.end[0] == b.position[0]:
        return -5 <= b.position[1] - a.end[1] <= 60
    return b.position[0] == a.end[0] + 1 and b.position[1] <= 60
