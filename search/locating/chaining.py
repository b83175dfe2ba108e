"""Which words of a quotation are which words of a text: exact stretches, chained in order.

Stretches of words that both have are found first (seeds), then the cheapest way through them in
order (chaining), then what lies between is compared word by word. A gap is dear to open and cheap
to extend, so that words left out come out as one stretch wherever they can, as in the comparison of
long sequences in general (affine gaps: Gotoh 1982; chaining of exact stretches: Abouelhoda and
Ohlebusch 2005). Costs are counted in letters. The cost of finding out grows with the length of both
texts, not with their product: of the stretches only the weightiest count, and long pieces without
any are not compared word by word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from search.locating.word_table import OPEN, Pair, Words, WordTable, price_lost_end

_DEAR, _CHEAP = 6.0, 0.02
"""A gap costs its letters; beyond `_DEAR` of them each costs no more than `_CHEAP`."""
_SEEDS = 400
"""At most how many pairs of equal words begin a stretch."""
_FEWEST, _MOST = 40, 160
"""At most how many stretches are chained: the more, the longer the quotation."""
_CELLS = 2_500
"""Pairs of words that are compared one by one between two stretches."""
_AROUND = 4
"""Words of the text beyond as many as the quotation's that its ends are compared with."""


class Stretch(NamedTuple):
    """Words that quotation and text both have, one after the other."""

    quoted: int
    """Index of its first word in the quotation."""
    source: int
    """Index of its first word in the text."""
    length: int
    """Words."""


class Chain(NamedTuple):
    """How a quotation lies in a text."""

    pairs: tuple[Pair, ...]
    """The indices of equal words in the quotation and in the text, ascending in both."""
    first: int
    """Index of the first word in the text that the quotation corresponds to."""
    last: int
    """Index after the last one."""


def _measure_gap(letters: float) -> float:
    """What it costs to leave out words of the text with so many letters and spaces."""
    return OPEN + min(letters, _DEAR + _CHEAP * letters) if letters else 0.0


def chain_words(quoted: Words, source: Words) -> Chain | None:
    """The cheapest way in which `quoted` lies in `source`; None if they have no stretch in
    common."""
    return _Chaining(quoted, source).chain_part()


def chain_whole(quoted: Words, source: Words) -> Chain:
    """The cheapest way in which all of the one corresponds to all of the other."""
    return _Chaining(quoted, source).chain_whole()


class _Chaining:
    def __init__(self, quoted: Words, source: Words) -> None:
        self._quoted, self._source = quoted, source
        self._quoted_letters = _add_up(quoted)
        self._source_letters = _add_up(source)

    def chain_part(self) -> Chain | None:
        stretches = self._choose_stretches(whole=False)
        if not stretches:
            return None
        head, first = self._fill_head(stretches[0])
        pairs, end = self._follow(stretches, stretches[0][:2])
        tail, last = self._fill_tail(end)
        return Chain((*head, *pairs, *tail), first, last)

    def chain_whole(self) -> Chain:
        pairs, end = self._follow(self._choose_stretches(whole=True), (0, 0))
        size = len(self._quoted), len(self._source)
        return Chain((*pairs, *self._fill(end, size)), 0, size[1])

    def _follow(self, stretches: Iterable[Stretch], start: Pair) -> tuple[list[Pair], Pair]:
        """The equal words of some stretches and between them, from a pair of indices on, and the
        indices after the last."""
        pairs: list[Pair] = []
        at = start
        for quoted, source, length in stretches:
            pairs += self._fill(at, (quoted, source))
            pairs += ((quoted + n, source + n) for n in range(length))
            at = quoted + length, source + length
        return pairs, at

    def _choose_stretches(self, whole: bool) -> list[Stretch]:
        """The stretches of the cheapest way, cut so that none overlaps the one before."""
        stretches = self._find_stretches()
        if whole:
            stretches = self._add_ends(stretches)
        stretches.sort()
        costs: list[float] = []
        before: list[Pair] = []
        for stretch in stretches:
            cost, from_, cut = self._find_way_to(stretch, stretches, costs)
            start = self._measure_start(stretch, whole)
            costs.append(min(cost, start))
            before.append((from_, cut) if cost < start else (-1, 0))
        ends = [cost + self._measure_end(stretches[at], whole) for at, cost in enumerate(costs)]
        if not ends:
            return []
        return _trace_back(stretches, before, min(range(len(ends)), key=ends.__getitem__))

    def _find_way_to(
        self, stretch: Stretch, stretches: Sequence[Stretch], costs: Sequence[float]
    ) -> tuple[float, int, int]:
        """The cheapest way to a stretch from one before it: its cost, that stretch, and by how many
        words the later one is cut to begin behind it."""
        ours, theirs = self._quoted_letters, self._source_letters
        quoted, source, length = stretch
        best, from_, cut = float("inf"), -1, 0
        for at, cost in enumerate(costs):  # the innermost loop of all: calls nothing that it can do
            if cost >= best:
                continue
            end, stop, size = stretches[at]
            end, stop = end + size, stop + size
            overlap = max(0, end - quoted, stop - source)
            if overlap >= length:
                continue
            left_out = theirs[source + overlap] - theirs[stop]
            added = ours[quoted + overlap] - ours[end]
            if added:
                cost += OPEN + added
                left_out -= added
            if left_out > 0:
                cost += OPEN + min(left_out, _DEAR + _CHEAP * left_out)
            if cost < best:
                best, from_, cut = cost, at, overlap
        return best, from_, cut

    def _find_stretches(self) -> list[Stretch]:
        """The weightiest stretches, each as long as it can be."""
        quoted, source = self._quoted, self._source
        wanted = set(quoted)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(source):
            if word in wanted:
                places[word].append(at)
        occurrences: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(quoted):
            if word in places:
                occurrences[word].append(at)
        rarest = sorted(places, key=lambda word: (len(places[word]) * len(occurrences[word]), word))
        found: set[Stretch] = set()
        covered: set[Pair] = set()
        begun = 0
        for word in rarest:
            begun += len(places[word]) * len(occurrences[word])
            if begun > _SEEDS and found:
                break
            for pair in _combine(occurrences[word], places[word]):
                if pair not in covered:
                    stretch = self._extend(*pair)
                    found.add(stretch)
                    covered.update(
                        (stretch.quoted + n, stretch.source + n) for n in range(stretch.length)
                    )
        heaviest = sorted(found, key=lambda one: (-self._weigh(one), one))
        return heaviest[: min(_MOST, _FEWEST + len(quoted) // 4)]

    def _extend(self, i: int, j: int) -> Stretch:
        """The longest stretch around a pair of equal words."""
        quoted, source = self._quoted, self._source
        start, end = 0, 1
        while start < min(i, j) and quoted[i - start - 1] == source[j - start - 1]:
            start += 1
        most = min(len(quoted) - i, len(source) - j)
        while end < most and quoted[i + end] == source[j + end]:
            end += 1
        return Stretch(i - start, j - start, start + end)

    def _add_ends(self, stretches: list[Stretch]) -> list[Stretch]:
        """With the common beginning and the common end, which count however common their words."""
        quoted, source = self._quoted, self._source
        if not quoted or not source:
            return stretches
        ends = []
        if quoted[0] == source[0]:
            ends.append(self._extend(0, 0))
        if quoted[-1] == source[-1]:
            ends.append(self._extend(len(quoted) - 1, len(source) - 1))
        return list({*stretches, *ends})

    def _weigh(self, stretch: Stretch) -> int:
        letters = self._quoted_letters
        return letters[stretch.quoted + stretch.length] - letters[stretch.quoted]

    def _measure_start(self, stretch: Stretch, whole: bool) -> float:
        head = self._quoted_letters[stretch.quoted]
        if not whole:
            return head + price_lost_end(self._quoted[0]) if head else 0.0
        return self._measure_between((0, 0), (stretch.quoted, stretch.source))

    def _measure_end(self, stretch: Stretch, whole: bool) -> float:
        end = stretch.quoted + stretch.length, stretch.source + stretch.length
        if whole:
            return self._measure_between(end, (len(self._quoted), len(self._source)))
        tail = self._quoted_letters[-1] - self._quoted_letters[end[0]]
        return tail + price_lost_end(self._quoted[-1]) if tail else 0.0

    def _measure_between(self, start: Pair, end: Pair) -> float:
        """About what it costs to come from one pair of indices to another."""
        quoted = self._quoted_letters[end[0]] - self._quoted_letters[start[0]]
        source = self._source_letters[end[1]] - self._source_letters[start[1]]
        if not quoted:
            return _measure_gap(source)
        return OPEN + quoted + _measure_gap(max(0, source - quoted))

    def _fill(self, start: Pair, end: Pair) -> Iterator[Pair]:
        """The equal words between two stretches."""
        quoted = self._quoted[start[0] : end[0]]
        source = self._source[start[1] : end[1]]
        pairs, _ = _compare(quoted, source)
        return ((start[0] + i, start[1] + j) for i, j in pairs)

    def _fill_head(self, stretch: Stretch) -> tuple[list[Pair], int]:
        """The equal words before the first stretch, and where in the text it all begins."""
        length = stretch.quoted
        reach = min(stretch.source, length + _AROUND) if length else 0
        quoted = self._quoted[:length][::-1]
        source = self._source[stretch.source - reach : stretch.source][::-1]
        pairs, used = _compare(quoted, source, open_end=True, backwards=True)
        mirrored = [(length - 1 - i, stretch.source - 1 - j) for i, j in reversed(pairs)]
        return mirrored, stretch.source - used

    def _fill_tail(self, start: Pair) -> tuple[list[Pair], int]:
        """The equal words after the last stretch, and where in the text it all ends."""
        quoted = self._quoted[start[0] :]
        reach = len(quoted) + _AROUND if quoted else 0
        source = self._source[start[1] : start[1] + reach]
        pairs, used = _compare(quoted, source, open_end=True)
        return [(start[0] + i, start[1] + j) for i, j in pairs], start[1] + used


def _add_up(words: Words) -> list[int]:
    """The letters and spaces of the first 0, 1, 2, … words."""
    sums = [0]
    for word in words:
        sums.append(sums[-1] + len(word) + 1)
    return sums


def _combine(first: Sequence[int], second: Sequence[int]) -> Iterator[Pair]:
    return ((i, j) for i in first[:_SEEDS] for j in second[: max(1, _SEEDS // len(first))])


def _trace_back(
    stretches: Sequence[Stretch], before: Sequence[tuple[int, int]], at: int
) -> list[Stretch]:
    chain: list[Stretch] = []
    while at >= 0:
        from_, cut = before[at]
        quoted, source, length = stretches[at]
        chain.append(Stretch(quoted + cut, source + cut, length - cut))
        at = from_
    return chain[::-1]


def _compare(
    quoted: Words, source: Words, *, open_end: bool = False, backwards: bool = False
) -> tuple[list[Pair], int]:
    """The equal words of two pieces, and how many words of `source` correspond to `quoted`: all, or
    with `open_end` as many as are cheapest. Both have their words last first if `backwards`."""
    if not quoted or not source:
        return [], 0 if open_end else len(source)
    if len(quoted) * len(source) > _CELLS:
        return _compare_coarsely(quoted, source), min(len(quoted), len(source))
    return WordTable(quoted, source, open_end=open_end, backwards=backwards).trace()


def _compare_coarsely(quoted: Words, source: Words) -> list[Pair]:
    from rapidfuzz.distance import Levenshtein

    return [
        (code.src_start + n, code.dest_start + n)
        for code in Levenshtein.opcodes(quoted, source)
        if code.tag == "equal"
        for n in range(code.src_end - code.src_start)
    ]
