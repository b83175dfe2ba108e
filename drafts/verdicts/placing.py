"""Where the segments of a quotation stand among the words around one place of it, in order."""

from __future__ import annotations

from drafts.verdicts.comparing import Span, compare_segment, count_unmarked_words
from drafts.verdicts.marked_changes import MarkedQuotation, QuotedSegment
from drafts.verdicts.residue import list_note_numbers
from search.locating.alignment import (
    Fit,
    choose_least_similarity,
    find_best_fit,
    find_exact_fits,
)
from search.locating.word_text import WordText

_APOSTROPHES = "'’"


def choose_anchor(marked: MarkedQuotation) -> QuotedSegment:
    """The segment that is looked for first: the longest."""
    return max(marked.segments, key=lambda segment: len(segment.own.plain))


def place_segments(marked: MarkedQuotation, text: WordText, near: Span) -> list[Span] | None:
    """The words of `text` at which each segment stands, in order; None if one of them stands
    nowhere in its turn. The longest is placed first, as near as it can be to the span `near`, the
    others each as near to it as they can be."""
    segments = marked.segments
    anchor = choose_anchor(marked)
    middle = segments.index(anchor)
    span = _place_anchor(anchor, text, near)
    if span is None:
        return None
    spans = [span]
    for segment in segments[middle + 1 :]:
        following = _place_between(segment, text, spans[-1][1], len(text.words))
        if following is None:
            return None
        spans.append(following)
    for segment in reversed(segments[:middle]):
        before = _place_between(segment, text, 0, spans[0][0], from_end=True)
        if before is None:
            return None
        spans.insert(0, before)
    placed = zip(segments, spans, strict=True)
    return [
        _mend_end(segment, _add_bracketed_ends(segment, span, text), text)
        for segment, span in placed
    ]


def _place_anchor(anchor: QuotedSegment, text: WordText, near: Span) -> Span | None:
    own = anchor.own
    exact = [(fit.first, fit.last) for fit in find_exact_fits(own, text)]
    if exact:
        return min(exact, key=lambda span: (_measure_distance(span, near), abs(span[0] - near[0])))
    least = choose_least_similarity(own.words)
    fit = find_best_fit(own, text, least, near[0]) or find_best_fit(own, text, least)
    if fit is None:
        return None
    refined = _refine_fit(anchor, text, fit) if anchor.put_in else fit
    return refined.first, refined.last


def _measure_distance(span: Span, near: Span) -> int:
    """Words between two spans; 0 where they overlap."""
    return max(0, span[0] - near[1], near[0] - span[1])


def _place_between(
    segment: QuotedSegment, text: WordText, first: int, last: int, *, from_end: bool = False
) -> Span | None:
    """The words from `first` to `last` where a segment stands, the first or, `from_end`, the last
    place; None if nowhere."""
    own = segment.own
    if first >= last:
        return None
    if not own.words:
        return (last, last) if from_end else (first, first)
    part = WordText(text.slice_words(first, last))
    exact = list(find_exact_fits(own, part))
    if exact:
        fit = exact[-1] if from_end else exact[0]
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
        return count_unmarked_words(compare_segment(segment, text, (first, last), 0).differences)

    first, last = fit.first, fit.last
    starts = range(max(0, first - reach), min(last, first + reach + 1))
    first = min(starts, key=lambda at: (measure_cost(at, last), abs(at - first)))
    stops = range(max(first + 1, last - reach), min(len(text.words), last + reach) + 1)
    last = min(stops, key=lambda at: (measure_cost(first, at), abs(at - last)))
    return Fit(first, last, fit.similarity)


def _add_bracketed_ends(segment: QuotedSegment, span: Span, text: WordText) -> Span:
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


def _mend_end(segment: QuotedSegment, span: Span, text: WordText) -> Span:
    """The span with its end at a word's: "is" is held against "isn't", not against "isn", and the
    number of a note, copied along behind the last word, against nothing."""
    first, last = span
    words = segment.text.words
    if last - first < 2 or words[-1] in (
        text.words[last - 1],
        "".join(text.words[last - 2 : last]),
    ):
        return span
    before = text.text[text.spans[last - 2][1] : text.spans[last - 1][0]]
    if words[-1] in list_note_numbers(before):
        return first, last - 1
    following = text.spans[last][0] if last < len(text.spans) else None
    is_cut = following and text.text[text.spans[last - 1][1] : following] in _APOSTROPHES
    return (first, last + 1) if is_cut else span
