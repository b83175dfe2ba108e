"""A page taken apart into passages, each worth what it says about the words of a question.

A passage is a paragraph or a few short ones. The weights, and where they come from, are in
`docs/ranking.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.frozen import frozen
from engine.interface import SATURATION
from indexer.cleaning.page_text import PARAGRAPH
from indexer.words.compounds import find_parts
from indexer.words.tokens import split_words
from search.answering.sentences import find_sentence_spans
from search.asking.carriers import CARRIERS

LENGTH = 120
"""Words of a passage: paragraphs are joined up to so many, and much longer ones are cut."""
_LONGEST = 160
_LENGTH_SHARE = 0.4
"""BM25's b: how much a word in a short passage is worth more than in a long one."""
_NEAR = 8
"""Words within which two words of the question support each other."""
_NEARNESS, _HEADING, _PAGE = 0.3, 0.5, 0.25
_NOTES = 0.8
_PROSE, _LEAST_PROSE = 0.3, 0.5
"""The share of function words below which text is a list, and what the barest list is worth."""
_FIGURES = 0.1
"""The share of numbers from which on text is a table of figures."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LEADERS = re.compile(r"(?:[.…·_] ?){4}")
"""Of a table of contents."""
_HEADING_WORDS = 14
_BREAK = "0paragraph0break0"
"""A word that no text has."""


@frozen
class Wanted:
    """One word of a question, or a few that belong together, as it may stand in a text."""

    forms: tuple[tuple[frozenset[str], ...], ...]
    """What it may be: for each, the words that must follow one another; most often only one."""
    family: frozenset[str]
    """Of a single word: those of its family besides, which help a little."""
    rarity: float


@frozen
class Passage:
    """A stretch of one page."""

    number: int
    in_notes: bool
    start: int
    end: int
    """Offsets in the running text of the page, or in its notes."""
    score: float
    held: tuple[int, ...]
    """Which of the wanted words it holds, by number."""


@frozen
class _Piece:
    """A paragraph, or sentences of a long one, with the places of the wanted words in it."""

    start: int
    end: int
    words: list[str]
    hits: list[tuple[int, int]]
    """Place, counted in words, and number of the word that is wanted."""
    near: list[int]
    """The numbers of the words of which one of the family stands here, each time."""


class PassageFinder:
    """Finds the passages of pages that are about some wanted words."""

    def __init__(self, wanted: Sequence[Wanted], *, figures: bool = False) -> None:
        """With `figures` a table of figures is worth as much as running text."""
        self._wanted = wanted
        self._figures = figures
        self._total = sum(each.rarity for each in wanted) or 1.0
        self._first: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
        """By the first word of what is wanted: its number, and the words that must follow."""
        self._near: dict[str, list[int]] = {}
        for number, each in enumerate(wanted):
            for first, *following in each.forms:
                for word in sorted(first):
                    self._add_first(word, number, tuple(following))
            for word in each.family - each.forms[0][0]:
                self._near.setdefault(word, []).append(number)
        self._known = {*self._first, *self._near}

    def _add_first(self, word: str, number: int, following: tuple[frozenset[str], ...]) -> None:
        parts = find_parts(word)
        if parts:  # whatever stands between: what is shown is looked for in the text itself
            word, following = parts[0], (frozenset((parts[1],)), *following)
        self._first.setdefault(word, []).append((number, following))

    def find(self, number: int, body: str, notes: str, page_score: float) -> list[Passage]:
        """The passages of a page (1-based) with at least one wanted word, best first, none
        overlapping another; `page_score` is what the engine says the page is worth."""
        found: list[Passage] = []
        for text, in_notes in ((body, False), (notes, True)):
            pieces = [self._take_apart(*piece) for piece in _split_into_pieces(text)]
            found += self._score_windows(text, pieces, number, in_notes, page_score)
        found.sort(key=lambda passage: (-passage.score, passage.in_notes, passage.start))
        kept: list[Passage] = []
        for passage in found:
            if not any(_overlap(passage, other) for other in kept):
                kept.append(passage)
        return kept

    def _take_apart(self, start: int, end: int, words: list[str]) -> _Piece:
        known = self._known
        if known.isdisjoint(words):
            return _Piece(start, end, words, [], [])
        hits: list[tuple[int, int]] = []
        near: list[int] = []
        for at, word in enumerate(words):
            if word not in known:
                continue
            hits += [
                (at, number)
                for number, following in self._first.get(word, ())
                if not following or _goes_on(words, at, following)
            ]
            near += self._near.get(word, ())
        return _Piece(start, end, words, hits, near)

    def _score_windows(
        self,
        text: str,
        pieces: Sequence[_Piece],
        number: int,
        in_notes: bool,
        page_score: float,
    ) -> Iterator[Passage]:
        heading: list[str] = []
        for first, piece in enumerate(pieces):
            if _is_heading(piece):
                heading = piece.words
            if not piece.hits:
                continue
            last, length = first, len(piece.words)
            while last + 1 < len(pieces) and length + len(pieces[last + 1].words) <= LENGTH:
                last += 1
                length += len(pieces[last].words)
            window = pieces[first : last + 1]
            listed = not (self._figures and _holds_figures(window, length))
            score, held = self._score(window, length, heading, _PAGE * page_score)
            if listed or _LEADERS.search(text, piece.start, pieces[last].end):
                score *= _measure_prose(window, length)
            if in_notes:
                score *= _NOTES
            yield Passage(number, in_notes, piece.start, pieces[last].end, round(score, 3), held)

    def _score(
        self, window: Sequence[_Piece], length: int, heading: Sequence[str], page_score: float
    ) -> tuple[float, tuple[int, ...]]:
        """What a window is worth, and which of the wanted words it holds."""
        exact = [0] * len(self._wanted)
        places: list[tuple[int, int]] = []
        near = [0] * len(self._wanted)
        before = 0
        for piece in window:
            for at, number in piece.hits:
                exact[number] += 1
                places.append((before + at, number))
            for number in piece.near:
                near[number] += 1
            before += len(piece.words)
        score = covered = 0.0
        for number, each in enumerate(self._wanted):
            for count in (exact[number], exact[number] + near[number]):
                if count:
                    score += each.rarity * saturate(count, length) / 2
                    covered += each.rarity / 2
        score += _NEARNESS * self._measure_nearness(places)
        score *= covered / self._total
        score += _HEADING * self._measure_heading(heading) + page_score
        held = tuple(number for number, count in enumerate(exact) if count)
        return score, held

    def _measure_nearness(self, places: Sequence[tuple[int, int]]) -> float:
        """For each two different words the rarity of the commoner, by how close they come."""
        closest: dict[tuple[int, int], int] = {}
        for at, (place, number) in enumerate(places):
            for other, second in places[at + 1 :]:
                if other - place > _NEAR:
                    break
                if second != number and other > place:
                    pair = (min(number, second), max(number, second))
                    closest[pair] = min(closest.get(pair, _NEAR), other - place)
        rarity = [each.rarity for each in self._wanted]
        return sum(min(rarity[a], rarity[b]) / closest[a, b] for a, b in sorted(closest))

    def _measure_heading(self, heading: Sequence[str]) -> float:
        words = set(heading)
        return sum(each.rarity for each in self._wanted if not words.isdisjoint(each.forms[0][0]))


def saturate(count: int, length: int) -> float:
    """What so many of a word are worth in a passage of so many words: less and less for each, and
    less in a long passage."""
    norm = SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / LENGTH)
    return count * (1 + SATURATION) / (count + norm)


def _goes_on(words: Sequence[str], at: int, following: Sequence[frozenset[str]]) -> bool:
    return len(words) > at + len(following) and all(
        words[at + step] in options for step, options in enumerate(following, 1)
    )


def _overlap(one: Passage, other: Passage) -> bool:
    return one.in_notes == other.in_notes and one.start < other.end and other.start < one.end


def _is_heading(piece: _Piece) -> bool:
    """Whether a paragraph looks like a heading: short, and the next begins right after it."""
    return 0 < len(piece.words) <= _HEADING_WORDS and piece.words[-1] not in CARRIERS


def _holds_figures(window: Sequence[_Piece], length: int) -> bool:
    """Whether a good part of the words are numbers, years aside."""
    figures = sum(
        word[0].isdigit() and not _YEAR.fullmatch(word) for piece in window for word in piece.words
    )
    return figures >= _FIGURES * length


def _measure_prose(window: Sequence[_Piece], length: int) -> float:
    """1 for running text, less for lists, tables of contents and indexes: they have names and
    headings, but hardly any of the words that hold sentences together."""
    function_words = sum(sum(map(CARRIERS.__contains__, piece.words)) for piece in window)
    return max(_LEAST_PROSE, min(1.0, function_words / length / _PROSE))


def _split_into_pieces(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Start, end and folded words of each paragraph of `text`, long ones cut between sentences."""
    start = at = 0
    words = split_words(text.replace(PARAGRAPH, f" {_BREAK} "))  # one call for all is faster
    words.append(_BREAK)
    for paragraph in text.split(PARAGRAPH):
        end = words.index(_BREAK, at)
        if end - at <= _LONGEST:
            yield start, start + len(paragraph), words[at:end]
        else:
            yield from _cut_between_sentences(paragraph, start)
        start += len(paragraph) + len(PARAGRAPH)
        at = end + 1


def _cut_between_sentences(paragraph: str, offset: int) -> Iterator[tuple[int, int, list[str]]]:
    begin, end, words = 0, 0, list[str]()
    for first, last in find_sentence_spans(paragraph):
        sentence = split_words(paragraph[first:last])
        if words and len(words) + len(sentence) > LENGTH:
            yield offset + begin, offset + end, words
            begin, words = first, []
        end = last
        words = words + sentence
    if words:
        yield offset + begin, offset + end, words
