"""Two short pieces of text compared word by word, with gaps that cost something to open.

The cost of every pair of indices is worked out once (Gotoh 1982); the cheapest way is then followed
back. A word of one piece may also be two of the other's: spaces get lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

Words = Sequence[str]
Pair = tuple[int, int]
_Cell = tuple[float, float, float]
"""The least cost of coming to two indices with two words side by side (0), with a word of the
source left out (1), and with a word of the quotation added (2)."""

OPEN = 2.0
"""What every gap costs, however short, in letters."""
_UNLIKE, _SPLIT = 1.5, 0.5
"""What two words cost beside their distance if they differ; and one that is two of the other's."""
_FAR = float("inf")


def price_lost_end(word: str) -> float:
    """What it costs, in letters, to give up the first or last word of a quotation: a word that the
    source has a little further on was hardly put there by chance, the less the longer it is."""
    return 1.0 + len(word)


class WordTable:
    """The costs of comparing a quotation with a source."""

    def __init__(
        self, quoted: Words, source: Words, *, open_end: bool = False, backwards: bool = False
    ) -> None:
        """With `open_end` the quotation may end anywhere in the source; both have their words last
        first if `backwards`."""
        self._quoted, self._source, self._open_end = quoted, source, open_end
        self._joined = _find_joined(quoted, source, -1 if backwards else 1)
        weights = [len(word) + 1 for word in source]
        row: list[_Cell] = [(0.0, _FAR, _FAR)]
        for weight in weights:
            beside = row[-1]
            row.append((_FAR, min(beside[1], beside[0] + OPEN) + weight, _FAR))
        self._rows = [row]
        for i in range(1, len(quoted) + 1):
            self._rows.append(self._fill_row(i, weights))

    def _fill_row(self, i: int, weights: Sequence[int]) -> list[_Cell]:
        from rapidfuzz.distance import Levenshtein

        measure = Levenshtein.distance
        ours, above = self._quoted[i - 1], self._rows[i - 1]
        at_end = self._open_end and i == len(self._quoted)
        lost = price_lost_end(ours) if at_end else 0.0
        unlike, own = _UNLIKE + lost, len(ours) + 1 + lost
        joined = self._joined.get(i, {})
        match, left, added = across = above[0]
        last = (_FAR, _FAR, min(added, match + OPEN, left + OPEN) + own)
        row = [last]
        for j, theirs in enumerate(self._source, 1):
            match, left, added = over = above[j]
            cost = min(across) + (0.0 if ours == theirs else unlike + measure(ours, theirs))
            if j in joined:
                cost = min(cost, self._measure_join(i, j))
            opened = (last[0] if last[0] < last[2] else last[2]) + OPEN
            begun = (match if match < left else left) + OPEN
            last = (
                cost,
                (last[1] if last[1] < opened else opened) + weights[j - 1],
                (added if added < begun else begun) + own,
            )
            row.append(last)
            across = over
        return row

    def _measure_join(self, i: int, j: int) -> float:
        ours, theirs = self._joined[i][j]
        return min(self._rows[i - ours][j - theirs]) + _SPLIT

    def trace(self) -> tuple[list[Pair], int]:
        """The indices of equal words, ascending, and how many words of the source correspond to the
        quotation: all, or with an open end as many as are cheapest."""
        i, j = len(self._quoted), len(self._source)
        if self._open_end:
            last = self._rows[-1]
            j = min(range(len(last)), key=lambda at: (min(last[at]), abs(at - i)))
        used = j
        pairs: list[Pair] = []
        state = self._choose(i, j, None)
        while i or j:
            if state:
                i, j = (i, j - 1) if state == 1 else (i - 1, j)
                state = self._choose(i, j, state)
                continue
            ours, theirs = self._find_step(i, j)
            i, j = i - ours, j - theirs
            if ours == theirs and self._quoted[i] == self._source[j]:
                pairs.append((i, j))
            state = self._choose(i, j, None)
        return pairs[::-1], used

    def _find_step(self, i: int, j: int) -> Pair:
        """How many words of each side stand side by side before two indices."""
        back = self._joined.get(i, {}).get(j)
        is_cheapest = back is not None and self._measure_join(i, j) <= self._rows[i][j][0]
        return back if back is not None and is_cheapest else (1, 1)

    def _choose(self, i: int, j: int, gap: int | None) -> int:
        """The state by which the way comes to a cell; a gap goes on if that is no dearer."""
        costs = [
            cost + (0.0 if gap in (None, at) else OPEN) for at, cost in enumerate(self._rows[i][j])
        ]
        return min(range(3), key=lambda at: (costs[at], at != gap, at))


def _find_joined(quoted: Words, source: Words, step: int) -> dict[int, dict[int, Pair]]:
    """By the index after it in the quotation and in the source: where a word of the one is two of
    the other's, and how many words that is of each."""
    joined: defaultdict[int, dict[int, Pair]] = defaultdict(dict)
    singles, doubles = _list_places(source, 1, step), _list_places(source, 2, step)
    for i in range(1, len(quoted) + 1):
        for j in doubles.get(quoted[i - 1], ()):
            joined[i][j] = (1, 2)
        if i > 1:
            for j in singles.get("".join(quoted[i - 2 : i][::step]), ()):
                joined[i][j] = (2, 1)
    return joined


def _list_places(words: Words, count: int, step: int) -> dict[str, list[int]]:
    """By the letters of so many words in a row: the indices after them."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for end in range(count, len(words) + 1):
        places["".join(words[end - count : end][::step])].append(end)
    return places
