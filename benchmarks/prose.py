"""Makes meaningless text that costs as much as real text, from real text and with a fixed seed.

Each word is drawn from those that follow the word before it in the source, so phrases recur as in
real life. A paragraph is mostly made from one short stretch of the source, its topic, and a
document goes from one topic to another: words are frequent on some pages and absent from others.
And each document adds new words, as many as the growth of the source's own vocabulary predicts
(Heaps' law): names, numbers, misread words, each in one document only.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from indexer.cleaning.page_text import PARAGRAPH
from indexer.words.tokens import split_words

Chain = dict[str, list[str]]
"""The words that follow each word, as often as they do; "" is before the first word of a paragraph
and after its last."""

_STRETCH = 500
"""Words of the stretches that topics are made of."""
_TOPICS = 24
"""Of each document; it goes from one to another."""
_ON_TOPIC = 0.9
"""The share of paragraphs made from the topic, not from the whole source."""
_CHANGE = 0.05
"""The share of paragraphs with which the topic changes. These four were chosen so that
the number of different words, and how often words recur on a page, are as on real pages."""
_PAGE = (300, 540)
"""The fewest and the most words of a page."""


@dataclass(frozen=True, slots=True)
class ProsePage:
    """The text of one page."""

    body: str
    goes_on: bool
    """Whether its last paragraph goes on on the next page."""


class Prose:
    """Makes documents, one after the other."""

    def __init__(self, texts: Iterable[Iterable[str]], seed: int = 1) -> None:
        """`texts` are the running texts of each document's pages."""
        self._random = Random(seed)
        stretches = [one for pages in texts for one in _split_stretches(pages)]
        self._general = _make_chain(stretches)
        self._topics = [_make_chain([stretch]) for stretch in stretches]
        self._made = 0
        self._words, self._kinds, self._exponent = _measure_growth(stretches, self._random)
        seen_once = [word for word, after in self._general.items() if len(after) == 1]
        self._rare = [word for word in seen_once if word.isalpha() and len(word) > 4] or ["words"]

    def make_document(self, pages: int) -> list[ProsePage]:
        """The next document."""
        lengths = [self._random.randint(*_PAGE) for _ in range(pages)]
        text = self._make_text(sum(lengths))
        self._put_new_words(text)
        self._made += len(text)
        return list(_split_pages(text, lengths))

    def _make_text(self, length: int) -> list[str]:
        """`length` words; the last one of each paragraph ends with PARAGRAPH."""
        chance = self._random.random
        topics = self._random.sample(self._topics, min(_TOPICS, len(self._topics)))
        topic = topics[0]
        text: list[str] = []
        while len(text) < length:
            if chance() < _CHANGE:
                topic = self._random.choice(topics)
            chain = topic if chance() < _ON_TOPIC else self._general
            word = ""
            while True:
                following = chain[word]
                word = following[int(chance() * len(following))]
                if not word:
                    break
                text.append(word)
            text[-1] += PARAGRAPH
        del text[length:]
        return text

    def _put_new_words(self, text: list[str]) -> None:
        """Replace some words by new ones, each of which occurs once or twice."""
        new = self._predict_new_words(self._made + len(text)) - self._predict_new_words(self._made)
        for _ in range(round(new)):
            first, second = self._random.choices(self._rare, k=2)
            word = first[: len(first) // 2] + second[len(second) // 2 :]
            for at in self._random.choices(range(len(text)), k=self._random.choice((1, 2))):
                text[at] = word

    def _predict_new_words(self, length: int) -> float:
        """How many words a text of `length` words has that its source lacks."""
        return self._kinds * max(0.0, math.pow(length / self._words, self._exponent) - 1)


def _split_pages(text: Sequence[str], lengths: Iterable[int]) -> Iterator[ProsePage]:
    start = 0
    for length in lengths:
        body = " ".join(text[start : start + length]).replace(f"{PARAGRAPH} ", PARAGRAPH)
        yield ProsePage(body.strip(), not body.endswith(PARAGRAPH))
        start += length


def _split_stretches(pages: Iterable[str]) -> Iterator[list[list[str]]]:
    """The paragraphs of a document's pages, as words, in stretches of about the same length."""
    stretch: list[list[str]] = []
    length = 0
    for paragraph in (text.split() for page in pages for text in page.split(PARAGRAPH)):
        if paragraph:
            stretch.append(paragraph)
            length += len(paragraph)
        if length >= _STRETCH:
            yield stretch
            stretch, length = [], 0
    if stretch:
        yield stretch


def _make_chain(stretches: Iterable[Iterable[Sequence[str]]]) -> Chain:
    chain: Chain = {}
    for paragraph in (paragraph for stretch in stretches for paragraph in stretch):
        for word, following in zip(("", *paragraph), (*paragraph, ""), strict=True):
            chain.setdefault(word, []).append(following)
    return chain


def _measure_growth(stretches: Sequence[list[list[str]]], random: Random) -> tuple[int, int, float]:
    """The number of words and of different words, and the exponent of Heaps' law by which the
    latter grows from half of the source to all of it."""

    def count_words(parts: Sequence[list[list[str]]]) -> tuple[int, int]:
        paragraphs = (" ".join(paragraph) for part in parts for paragraph in part)
        words = [word for text in paragraphs for word in split_words(text)]
        return len(words), len(set(words))

    all_words, all_kinds = count_words(stretches)
    half_words, half_kinds = count_words(random.sample(stretches, math.ceil(len(stretches) / 2)))
    if half_words == all_words:
        return all_words, all_kinds, 0.5
    return all_words, all_kinds, math.log(all_kinds / half_kinds) / math.log(all_words / half_words)
