"""Words of a draft that are a source's, though no quotation marks say so.

A draft that repeats fourteen words of a source has them from there, or from what the source has
them from. The words are probed in short groups: of fourteen in a row, seven always stand in one
group, and most groups of an ordinary draft hold three words that follow each other nowhere in the
corpus.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from drafts.quotations.quotation_finder import Quotation
from drafts.verdicts.standing_phrases import StandingPhrases
from indexer.library import Library
from indexer.readers.flowing.flowing_text import FlowingText
from search.answering.sentences import find_sentence_spans
from search.locating.alignment import find_exact_fits
from search.locating.locate import Locator
from search.locating.match import Match
from search.locating.word_text import WordText

FEWEST = 14
"""Words in a row that nobody writes by chance as somebody else did."""
_GROUP = FEWEST // 2
_PROBE = 3
_NEARLY = 0.85
"""How alike a sentence must be to one of the corpus: about one word in seven changed."""
_ENOUGH_HITS = 2
"""Groups of a sentence of which three words stand in the corpus before the whole is looked for."""
_PLACES = 8
"""Places of one group that are tried."""


def _holds_most(run: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether a stretch of the corpus's own words, long enough to be listed itself, is more than
    half of a sentence, or holds it whole."""
    shared = min(run[1], sentence[1]) - max(run[0], sentence[0])
    length = sentence[1] - sentence[0]
    return shared == length or (run[1] - run[0] >= FEWEST and 2 * shared > length)


@dataclass(frozen=True, slots=True)
class UnmarkedQuotation:
    """Words that stand in the corpus, and in the draft without quotation marks."""

    text: str
    """As in the draft."""
    where: str
    """Where in the draft."""
    match: Match

    @property
    def exact(self) -> bool:
        """Whether the words are the same, one by one."""
        return not self.match.differences

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "text": self.text,
            "where": self.where,
            "exact": self.exact,
            "found": self.match.as_json(),
        }


class UnmarkedSearch:
    """Finds unmarked quotations in a draft."""

    def __init__(
        self,
        library: Library,
        locator: Locator,
        draft: FlowingText,
        quotations: Sequence[Quotation],
    ) -> None:
        """`quotations` are those of the draft."""
        self._locator = locator
        self._draft = draft
        self._count_pages = lru_cache(maxsize=100_000)(library.engine.count_pages)
        self._quoted: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for span in (span for quotation in quotations for span in quotation.spans):
            self._quoted[span.block].append((span.start, span.end))
        self._phrases = StandingPhrases(library)
        self._phrases.expect(self._list_phrases())

    def find(self, block: int) -> list[UnmarkedQuotation]:
        """Those in one of the draft's blocks, in order."""
        where = self._draft.blocks[block].where
        return [
            one
            for text in self._list_stretches(block)
            for one in self._find_in_stretch(text, where)
        ]

    def _list_stretches(self, block: int) -> Iterator[WordText]:
        """What stands between the quotations of a block, where it is long enough."""
        body = self._draft.blocks[block]
        if body.style != "body":
            return
        for start, end in _list_own_stretches(body.text, self._quoted.get(block, ())):
            text = WordText(body.text[start:end])
            if len(text.words) >= FEWEST:
                yield text

    def _list_phrases(self) -> Iterator[tuple[str, ...]]:
        """All that may be asked of the corpus: each group, and its three rarest words."""
        for block in range(len(self._draft.blocks)):
            for text in self._list_stretches(block):
                for at in range(0, len(text.words) - _GROUP + 1, _GROUP):
                    words = text.words[at : at + _GROUP]
                    yield words
                    yield self._choose_rarest(words)

    def _find_in_stretch(self, text: WordText, where: str) -> list[UnmarkedQuotation]:
        runs, touched = self._find_runs(text)
        found: list[tuple[int, UnmarkedQuotation]] = []
        covered: set[int] = set()
        for first, last in _list_sentences(text):
            exact = any(_holds_most(run[:2], (first, last)) for run in runs)
            if exact or last - first < FEWEST or _sum_hits(touched, first, last) < _ENOUGH_HITS:
                continue
            match = self._find_nearly(text.text[slice(*text.get_span(first, last))])
            if match is not None:
                found.append((first, _make(text, first, last, where, match)))
                covered.update(range(first, last))
        for first, last, match in runs:
            if last - first >= FEWEST and not covered >= set(range(first, last)):
                found.append((first, _make(text, first, last, where, match)))
        return [one for _, one in sorted(found, key=lambda pair: pair[0])]

    def _find_runs(self, text: WordText) -> tuple[list[tuple[int, int, Match]], dict[int, int]]:
        """The longest stretches that stand in the corpus; and for the first word of each group of
        which anything does, how much that says."""
        runs: list[tuple[int, int, Match]] = []
        touched: dict[int, int] = {}
        done = 0
        for at in range(0, len(text.words) - _GROUP + 1, _GROUP):
            words = text.words[at : at + _GROUP]
            if at + _GROUP <= done:
                touched[at] = _ENOUGH_HITS
            elif self._phrases.stands(self._choose_rarest(words)):
                touched[at] = 1
                stands = self._phrases.stands(words)
                run = self._find_longest_run(text, at) if stands else None
                if run is not None:
                    touched[at] = _ENOUGH_HITS
                    runs.append(run)
                    done = run[1]
        return runs, touched

    def _choose_rarest(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The three words in a row of a group that are rarest together, but stand in the corpus;
        the whole group if there are none."""
        counts = [self._count_pages(word) for word in words]
        places = range(len(words) - _PROBE + 1)
        known = [at for at in places if all(counts[at : at + _PROBE])]
        at = min(known, key=lambda at: sum(counts[at : at + _PROBE]), default=None)
        return words if at is None else words[at : at + _PROBE]

    def _find_longest_run(self, text: WordText, at: int) -> tuple[int, int, Match] | None:
        """The longest stretch of `text` around the group that begins at word `at`."""
        group = WordText(text.slice_words(at, at + _GROUP))
        best: tuple[int, int, Match] | None = None
        for place in self._locator.find_exact(group)[:_PLACES]:
            window = self._locator.find_surroundings(place, len(text.text), wide=False)
            source = window.words.words
            for fit in find_exact_fits(group, window.words):
                before = _count_equal(reversed(text.words[:at]), reversed(source[: fit.first]))
                behind = _count_equal(iter(text.words[at + _GROUP :]), iter(source[fit.last :]))
                first, last = at - before, at + _GROUP + behind
                if best is None or last - first > best[1] - best[0]:
                    needle = WordText(text.text[slice(*text.get_span(first, last))])
                    begin, end = fit.first - before, fit.last + behind
                    best = first, last, self._locator.make_match_at(window, begin, end, needle)
        return best

    def _find_nearly(self, sentence: str) -> Match | None:
        located = self._locator.locate(sentence, limit=1)
        return next((m for m in located.matches if m.similarity >= _NEARLY), None)


def _list_own_stretches(text: str, quoted: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What stands between the quotations of a block."""
    done = 0
    for start, end in sorted(quoted):
        yield done, max(done, start)
        done = max(done, end)
    yield done, len(text)


def _list_sentences(text: WordText) -> Iterator[tuple[int, int]]:
    """First word and word after the last of each sentence."""
    starts = [start for start, _ in text.spans]
    for start, end in find_sentence_spans(text.text):
        inside = [at for at, begin in enumerate(starts) if start <= begin < end]
        if inside:
            yield inside[0], inside[-1] + 1


def _sum_hits(touched: Mapping[int, int], first: int, last: int) -> int:
    """How much the groups that begin from word `first` to `last` say."""
    return sum(hits for at, hits in touched.items() if first - _GROUP < at < last)


def _count_equal(ours: Iterator[str], theirs: Iterator[str]) -> int:
    count = 0
    for a, b in zip(ours, theirs, strict=False):
        if a != b:
            break
        count += 1
    return count


def _make(text: WordText, first: int, last: int, where: str, match: Match) -> UnmarkedQuotation:
    start, end = text.get_span(first, last)
    return UnmarkedQuotation(text.text[start:end], where, match)
