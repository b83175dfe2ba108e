"""Are the words of a quotation the source's? The verdict on the words, and what it rests on.

`CONTRACT` says what is treated as equal; everything else is a difference, and a difference that the
writer did not mark makes a quotation altered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Literal

from drafts.quotations.quotation_finder import SHORTEST
from drafts.verdicts.harmless_differences import list_normalised_differences
from drafts.verdicts.marked_changes import (
    MarkedQuotation,
    QuotedSegment,
    locate_words,
    read_marked_changes,
)
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
from search.locating.running_match import RunningMatch
from search.locating.word_text import WordText

WordsVerdict = Literal[
    "verbatim", "marked", "uncertain", "altered", "running", "stitched", "not-found", "too-short"
]

CONTRACT = (
    "Two words are the same when they differ only in capitals, accents or ligatures. Line breaks,"
    " end-of-line hyphens, running heads, note marks, spaces, punctuation and the form of quotation"
    " marks and dashes are not compared as words; where they differ, it is listed. Words in square"
    " brackets and words left out at an ellipsis count as marked changes."
)

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nothing|cannot|unless|except|without)\b|\b\w+n[’']t\b",
    re.IGNORECASE,
)
_LONGEST_GAP = 120
"""Words left out at an ellipsis beyond which a dropped "not" no longer changes the sentence."""
_LONGEST_BRACKET = 15
"""Words of the source that a bracket may stand for."""
_PIECE = 6
"""Consecutive words by which the parts of a stitched quotation are found."""


_BAR, _STRUCK = "█", "\u0336"
"""How the text shows a black bar, and after each letter that it is struck through."""


@dataclass(frozen=True, slots=True)
class CheckedDifference:
    """A difference between quotation and source, and whether the writer marked it."""

    difference: Difference
    marked: bool
    quoted_at: tuple[int, int]
    """Start and end in the quotation; equal if it leaves words out."""
    source_at: tuple[int, int]
    """Start and end in the match's text; equal if the quotation adds words."""

    def as_json(self) -> dict[str, object]:
        """The documented, stable form."""
        return {**self.difference.as_json(), "marked": self.marked}


@dataclass(frozen=True, slots=True)
class WordingVerdict:
    """The verdict on the words of one quotation."""

    verdict: WordsVerdict
    match: Match | None = None
    """The place of the words, from the first to the last quoted one."""
    parts: tuple[Match, ...] = ()
    """Where the parts of a stitched quotation come from; the first one is `match`."""
    equals: tuple[WordingVerdict, ...] = ()
    """The verdicts at other places that are just as good."""
    differences: tuple[CheckedDifference, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    """Start and end, in the match's text, of what is left out at each ellipsis."""
    normalised: tuple[str, ...] = ()
    """The kinds of difference that were passed over, in words."""
    notes: tuple[str, ...] = ()
    """What else a reader must know, one sentence each."""
    running: tuple[RunningMatch, ...] = ()
    """The running heads and feet that hold the words, where the text does not."""

    @property
    def places(self) -> tuple[WordingVerdict, ...]:
        """This one, and those that are just as good."""
        return (replace(self, equals=()), *self.equals)


class WordingCheck:
    """Checks many quotations against one corpus."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator

    def check(self, quotation: str, claimed: Sequence[DocumentEntry] = ()) -> WordingVerdict:
        """The verdict on `quotation` (without its own quotation marks).

        The `claimed` documents are searched first; a place elsewhere is chosen only if it is
        better.
        """
        marked = read_marked_changes(quotation)
        if marked.words < SHORTEST:
            return WordingVerdict("too-short")
        best = WordingVerdict("not-found")
        for entry in (*claimed, None):
            wording = self._check_within(marked, entry)
            if _score_wording(wording) > _score_wording(best):
                best = wording
            if best.verdict in ("verbatim", "marked") and entry is not None:
                return best
        if best.verdict in ("verbatim", "marked"):
            return best
        running = self._locator.find_in_running_lines(quotation)
        if running and running[0].similarity == 1.0:
            return WordingVerdict(
                "running", running=tuple(one for one in running if one.similarity == 1.0)
            )
        if best.verdict == "not-found" or _measure_longest_foreign_run(best) >= SHORTEST:
            best = self._check_stitched(marked) or best
        if best.verdict == "not-found" and running:
            found = running[0].found
            note = f"A similar line stands {found.where} of {found.entry.item.id}: “{found.text}”."
            return replace(best, notes=(note,))
        return best

    def _check_within(self, marked: MarkedQuotation, entry: DocumentEntry | None) -> WordingVerdict:
        """The best verdict in one document, or in the whole corpus if `entry` is None."""
        anchor = max(marked.segments, key=lambda segment: len(segment.own.plain))
        located = self._locator.locate(anchor.own.text, limit=20, entry=entry)
        wordings = [self._check_at(marked, anchor, match) for match in located.matches]
        ranked = sorted(filter(None, wordings), key=_score_wording, reverse=True)
        if not ranked:
            return WordingVerdict("not-found")
        best, *others = ranked
        equals = [other for other in others if _score_wording(other) == _score_wording(best)]
        return replace(best, equals=tuple(equals))

    def _check_at(
        self, marked: MarkedQuotation, anchor: QuotedSegment, match: Match
    ) -> WordingVerdict | None:
        """The verdict if the quotation's longest segment stands at `match`."""
        surroundings = self._locator.find_surroundings(match)
        words = surroundings.words
        spans = _locate_segments(marked.segments, anchor, words)
        if spans is None:
            return None
        placed = [
            (segment, _add_bracketed_ends(segment, span, words))
            for segment, span in zip(marked.segments, spans, strict=True)
        ]
        spans = [span for _, span in placed]
        first, last = spans[0][0], spans[-1][1]
        begin = words.get_span(first, last)[0]
        differences = [
            difference
            for segment, span in placed
            for difference in _compare_segment(segment, words, span, begin)
        ]
        left_out = [(end, start) for (_, end), (start, _) in pairwise(spans)]
        gaps = [words.get_span(end, start) for end, start in left_out if end < start]
        notes = [_describe_gap(_slice_text(words, *gap), gap[1] - gap[0]) for gap in left_out]
        notes += map(_describe_difference, differences)
        unshown = list(
            dict.fromkeys(
                note
                for segment, span in placed
                for note in _describe_marks(segment.text.text, _slice_text(words, *span))
            )
        )
        passed_over = (
            list_normalised_differences(segment.text.text, _slice_text(words, *span))
            for segment, span in placed
        )
        return WordingVerdict(
            "altered" if unshown else _judge_differences(marked, differences),
            self._locator.make_match_at(surroundings, first, last, anchor.own),
            differences=tuple(differences),
            gaps=tuple((left - begin, right - begin) for left, right in gaps),
            normalised=tuple(dict.fromkeys(chain.from_iterable(passed_over))),
            notes=tuple(filter(None, [*notes, *unshown])),
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
        """The quotation as stretches that stand word for word in the corpus, each as long as
        possible, with how many words it has."""
        parts: list[tuple[Match, int]] = []
        start = 0
        while start + SHORTEST <= len(text.words):
            part = self._find_longest_part(text, start)
            if part is not None:
                parts.append(part)
            start += part[1] if part else 1
        return parts

    def _find_longest_part(self, text: WordText, start: int) -> tuple[Match, int] | None:
        for size in (_PIECE, SHORTEST):
            piece = WordText(text.slice_words(start, min(start + size, len(text.words))))
            matches = self._locator.find_exact(piece)
            parts = [self._locator.extend(match, text, start) for match in matches]
            if parts:
                return max(parts, key=lambda part: part[1])
        return None


def _judge_differences(
    marked: MarkedQuotation, differences: Sequence[CheckedDifference]
) -> WordsVerdict:
    unmarked = [one.difference for one in differences if not one.marked]
    if unmarked:
        uncertain = all(difference.is_uncertain for difference in unmarked)
        return "uncertain" if uncertain else "altered"
    return "marked" if marked.has_marked_changes else "verbatim"


def _score_wording(wording: WordingVerdict) -> tuple[int, float]:
    ranks = {"verbatim": 4, "marked": 4, "uncertain": 3, "altered": 2, "stitched": 1}
    return ranks.get(wording.verdict, 0), -_count_unmarked_words(wording.differences)


def _count_unmarked_words(differences: Iterable[CheckedDifference]) -> int:
    """How many words are changed, added or left out without a mark."""
    unmarked = [one.difference for one in differences if not one.marked]
    ends = [(one.quoted_words, one.source_words) for one in unmarked]
    return sum(max(b - a, d - c) for (a, b), (c, d) in ends)


def _measure_longest_foreign_run(wording: WordingVerdict) -> int:
    """The most consecutive words that are not the source's at that place."""
    unmarked = (one.difference.quoted_words for one in wording.differences if not one.marked)
    return max((last - first for first, last in unmarked), default=0)


def _locate_segments(
    segments: Sequence[QuotedSegment], anchor: QuotedSegment, text: WordText
) -> list[tuple[int, int]] | None:
    """Where each segment stands among the words of `text`, in order; the anchor is found first."""
    middle = list(segments).index(anchor)
    span = _locate_segment(anchor, text, 0, len(text.words), nearest_to_end=False)
    if span is None:
        return None
    spans = [span]
    for segment in segments[middle + 1 :]:
        span = _locate_segment(segment, text, spans[-1][1], len(text.words), nearest_to_end=False)
        if span is None:
            return None
        spans.append(span)
    for segment in reversed(segments[:middle]):
        span = _locate_segment(segment, text, 0, spans[0][0], nearest_to_end=True)
        if span is None:
            return None
        spans.insert(0, span)
    return spans


def _locate_segment(
    segment: QuotedSegment, text: WordText, first: int, last: int, *, nearest_to_end: bool
) -> tuple[int, int] | None:
    """The words of `text` from `first` to `last` where a segment stands; None if nowhere."""
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
    """The place near `fit` with the fewest words changed without a mark: the search does not know
    what the source has instead of a bracket, which shifts the ends of `fit`."""
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
    for "a right")."""
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
    start, end = locate_words(words, first, last)
    return words.text[start:end]


def _compare_segment(
    segment: QuotedSegment, words: WordText, span: tuple[int, int], begin: int
) -> list[CheckedDifference]:
    """What differs between a segment and the words of `span`; the match begins at the character
    `begin`."""
    source = WordText(_slice_text(words, *span))
    offset = words.spans[span[0]][0] - begin if span[0] < span[1] else 0
    differences: list[CheckedDifference] = []
    for difference in find_differences(segment.text, source, segment.put_in):
        first, last = difference.quoted_words
        start, end = difference.source_words
        if segment.text.words[first:last] == source.words[start:end]:
            continue  # a bracketed word that is the source's
        in_brackets = last > first and all(at in segment.bracketed for at in range(first, last))
        marked = in_brackets and end - start <= _LONGEST_BRACKET
        left, right = locate_words(source, start, end)
        quoted_at, source_at = segment.locate_words(first, last), (left + offset, right + offset)
        differences.append(CheckedDifference(difference, marked, quoted_at, source_at))
    return differences


def _describe_marks(quoted: str, source: str) -> Iterator[str]:
    """What the page shows among these words and the quotation does not: bars and strokes."""
    if source.count(_BAR) > quoted.count(_BAR):
        yield "Something is blacked out between these words (█), which the quotation does not show."
    if source.count(_STRUCK) > quoted.count(_STRUCK):
        yield "Words of it are struck through on the page, which the quotation does not show."


def _describe_gap(left_out: str, words: int) -> str:
    """What a reader must know of the words left out at an ellipsis; "" if nothing."""
    if words > _LONGEST_GAP:
        return f"The ellipsis leaves out {words} words."
    dropped = _NEGATION.search(left_out)
    if dropped:
        return f"The ellipsis leaves out “{dropped.group()}”: check that the sense is kept."
    return ""


def _describe_difference(one: CheckedDifference) -> str:
    """What a reader must know of a difference that turns the sense; "" if nothing."""
    if one.difference.is_uncertain:
        return ""
    dropped = _NEGATION.search(one.difference.source)
    added = _NEGATION.search(one.difference.quoted)
    change = "bracketed change" if one.marked else "unmarked change"
    if dropped and not added:
        return f"The {change} drops “{dropped.group()}”."
    if added and not dropped:
        return f"The {change} adds “{added.group()}”."
    return ""


def _is_next_to(a: Match, b: Match) -> bool:
    """Whether `b` begins where `a` ends, a few words apart at most."""
    if a.entry is not b.entry or a.in_notes != b.in_notes:
        return False
    if a.end[0] == b.position[0]:
        return -5 <= b.position[1] - a.end[1] <= 60
    return b.position[0] == a.end[0] + 1 and b.position[1] <= 60
