"""The shortest stretches of a text that hold every word of a few, each at a place of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def find_near_spans(
    places: Sequence[int], fits: Sequence[int], wanted: int, distance: int
) -> list[tuple[int, int]]:
    """First and last place of each stretch, in order; none holds another.

    `places` are those of words that are wanted, ascending; the bits of `fits` tell for each which
    of the `wanted` ones it may be. At most `distance` places of a stretch are of other words.
    """
    longest = wanted + distance
    if not set(fits).difference(1 << number for number in range(wanted)):
        return _find_spans_of_different(places, fits, wanted, longest)
    everything = (1 << wanted) - 1
    spans: list[tuple[int, int]] = []
    for index, first in enumerate(places):
        seen = 0
        for end in range(index, len(places)):
            if places[end] - first >= longest:
                break
            seen |= fits[end]
            enough = end - index + 1 >= wanted and seen == everything
            if enough and _can_assign(fits[index : end + 1], wanted):
                spans.append((first, places[end]))
                break
    return [span for at, span in enumerate(spans) if not _holds_the_next(spans, at)]


def _find_spans_of_different(
    places: Sequence[int], fits: Sequence[int], wanted: int, longest: int
) -> list[tuple[int, int]]:
    """The same where no place is that of two wanted words: the stretch from the place furthest back
    among the last ones of each word."""
    last = {1 << number: -longest for number in range(wanted)}
    spans: list[tuple[int, int]] = []
    before = -1
    for place, fit in zip(places, fits, strict=True):
        last[fit] = place
        first = min(last.values())
        if first > before and place - first < longest:
            spans.append((first, place))
            before = first
    return spans


def _holds_the_next(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether the stretch ends no sooner than one that begins later: they begin in order, and each
    is the shortest from where it begins, so that the next one tells."""
    return at + 1 < len(spans) and spans[at + 1][1] <= spans[at][1]


def _can_assign(fits: Sequence[int], wanted: int) -> bool:
    """Whether every wanted word can have a place of its own (augmenting paths, for a handful)."""
    owner: dict[int, int] = {}

    def assign(want: int, tried: set[int]) -> bool:
        for at, fit in enumerate(fits):
            if fit >> want & 1 and at not in tried:
                tried.add(at)
                if at not in owner or assign(owner[at], tried):
                    owner[at] = want
                    return True
        return False

    return all(assign(want, set()) for want in range(wanted))


def find_ordered_spans(words: Sequence[Sequence[int]], distance: int) -> list[tuple[int, int]]:
    """First and last position of each shortest stretch that holds the words in their order, which
    stand at `words`, each ascending, with at most `distance` others between; none holds another."""
    spans: list[tuple[int, int]] = []
    for first in words[0]:
        last = first
        for positions in words[1:]:
            at = bisect_right(positions, last)
            if at == len(positions):
                return spans
            last = positions[at]
        if spans and spans[-1][1] == last:
            spans.pop()
        if last - first < len(words) + distance:
            spans.append((first, last))
    return spans
