"""Finds the printed numbers of paragraphs: 44., [44], ¶ 44, 3.12.

A number at a paragraph's beginning may also belong to a list, a heading, a reference or be a year.
What tells them apart is that paragraph numbers count on through the document, nearly without a gap,
and that most of its text stands in the paragraphs so numbered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.cleaning.page_text import PARAGRAPH, PageText
from indexer.paragraphs.paragraph_label import ParagraphLabel

_FORMS = {
    "bracketed": re.compile(r"\[(\d{1,4})\](?=\s)"),
    "pilcrow": re.compile(r"¶\s?(\d{1,4})\b\.?"),
    "dotted": re.compile(r"(\d{1,3}\.\d{1,3})\.?(?=\s)"),
    "stopped": re.compile(r"(\d{1,4})\.(?=\s)"),
    "bare": re.compile(r"(\d{1,4})(?=\s+[“\"‘(]?[A-Z])"),
}
_INNER = re.compile(
    r"\s(?<=[.!?”\"’)\]⁰¹²³⁴⁵⁶⁷⁸⁹]\s)(?=(?:\[\d{1,4}\]|¶\s?\d|\d{1,3}\.\d{1,3}\.?|\d{1,4}\.)\s)"
)
"""Where a numbered paragraph may begin within another, if nothing but its number parts the two."""
_LARGEST_STEP = 3
"""A paragraph whose beginning was not recognised leaves a gap; a larger one is no gap."""
_FEWEST = 8
_SHARE = 0.5
"""Of the words between the first number and the last that must stand in numbered paragraphs."""
_SPREAD = 0.4
"""Of the document's pages with text, from the first number to the last."""
_TYPICAL_WORDS = 12
"""At least, in half of the paragraphs: headings and references are shorter."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    number: int
    start: int
    text: str
    goes_on: bool
    """Whether it begins on the page before."""
    inner: bool = False
    """Whether it stands within a paragraph of the text, after the end of a sentence."""

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1


@dataclass(frozen=True, slots=True)
class _Numbered:
    at: int
    """Index among the document's paragraphs."""
    label: str
    value: tuple[int, int]
    """Chapter (0 where numbers have none) and number."""


def find_printed_paragraphs(texts: Sequence[PageText]) -> tuple[ParagraphLabel, ...]:
    """The numbered paragraphs of a document, given its pages, in order; none where its paragraphs
    are not numbered through."""
    paragraphs = list(_list_paragraphs(texts))
    pages = len({paragraph.number for paragraph in paragraphs})
    best: list[_Numbered] = []
    for form in _FORMS.values():
        chain = _find_longest_chain(_list_numbers(paragraphs, form))
        if len(chain) > len(best) and _is_numbering(chain, paragraphs, pages):
            best = chain
    return tuple(_mark_boundaries(best, paragraphs))


def _list_paragraphs(texts: Sequence[PageText]) -> Iterator[_Paragraph]:
    goes_on = False
    for text in texts:
        start = 0
        for body in text.body.split(PARAGRAPH) if text.body else []:
            done = 0
            for sentence in _INNER.finditer(body):
                yield _Paragraph(
                    text.number, start + done, body[done : sentence.end()], goes_on, done > 0
                )
                done, goes_on = sentence.end(), False
            yield _Paragraph(text.number, start + done, body[done:], goes_on, done > 0)
            start += len(body) + len(PARAGRAPH)
            goes_on = False
        if text.body:
            goes_on = text.seam != "paragraph"


def _list_numbers(paragraphs: Sequence[_Paragraph], form: re.Pattern[str]) -> Iterator[_Numbered]:
    for at, paragraph in enumerate(paragraphs):
        number = None if paragraph.goes_on else form.match(paragraph.text)
        if number:
            chapter, _, last = number[1].rpartition(".")
            yield _Numbered(at, number[1], (int(chapter or 0), int(last)))


def _find_longest_chain(numbers: Iterator[_Numbered]) -> list[_Numbered]:
    """The longest series that counts on, each number at most `_LARGEST_STEP` after the one before,
    or at the beginning of a later chapter."""
    links: list[tuple[_Numbered, int]] = []
    longest: dict[tuple[int, int], tuple[int, int]] = {}
    """By value: length of the longest chain that ends there, and the place of its link."""
    ends: dict[int, tuple[int, int]] = {}
    """By chapter: the longest chain that ends in it."""
    for number in numbers:
        chapter, value = number.value
        steps = [longest.get((chapter, value - step)) for step in range(1, _LARGEST_STEP + 1)]
        if chapter and value <= _LARGEST_STEP:
            steps += [ends.get(chapter - step) for step in range(1, _LARGEST_STEP + 1)]
        length, before = max(filter(None, steps), default=(0, -1))
        links.append((number, before))
        reached = (length + 1, len(links) - 1)
        if length + 1 >= longest.get(number.value, (0, 0))[0]:
            longest[number.value] = reached
        ends[chapter] = max(reached, ends.get(chapter, (0, -1)))
    _, at = max(longest.values(), default=(0, -1))
    chain: list[_Numbered] = []
    while at >= 0:
        number, at = links[at]
        chain.append(number)
    return chain[::-1]


def _is_numbering(chain: Sequence[_Numbered], paragraphs: Sequence[_Paragraph], pages: int) -> bool:
    """Whether a series numbers the paragraphs of the document, and not something in it."""
    if len(chain) < _FEWEST or chain[0].value[1] > _LARGEST_STEP:
        return False
    first, last = paragraphs[chain[0].at], paragraphs[chain[-1].at]
    if last.number - first.number + 1 < _SPREAD * pages:
        return False
    if median(paragraphs[number.at].words for number in chain) < _TYPICAL_WORDS:
        return False
    numbered = {number.at for number in chain}
    between = range(chain[0].at, chain[-1].at + 1)
    within = sum(
        paragraphs[at].words
        for at in between
        if at in numbered or _belongs_to_numbered(paragraphs, at, numbered)
    )
    return within >= _SHARE * sum(paragraphs[at].words for at in between)


def _belongs_to_numbered(
    paragraphs: Sequence[_Paragraph], at: int, numbered: Collection[int]
) -> bool:
    """Whether a stretch without a number goes on with a paragraph that has one."""
    while at > 0 and at not in numbered and (paragraphs[at].goes_on or paragraphs[at].inner):
        at -= 1
    return at in numbered


def _mark_boundaries(
    chain: Sequence[_Numbered], paragraphs: Sequence[_Paragraph]
) -> Iterator[ParagraphLabel]:
    """The numbered paragraphs, and where text begins that may belong to none: after the last number
    of all or of a chapter, and where a number is missing."""
    for number, following in pairwise((*chain, None)):
        assert number is not None
        begins = paragraphs[number.at]
        chapter, value = number.value
        if following is not None and following.value == (chapter, value + 1):
            yield ParagraphLabel(begins.number, begins.start, number.label)
            continue
        after = number.at + 1
        while after < len(paragraphs) and (paragraphs[after].goes_on or paragraphs[after].inner):
            after += 1
        missing = re.compile(rf"\s\W?{f'{chapter}[.]' if chapter else ''}{value + 1}\b")
        hidden = any(missing.search(paragraphs[at].text) for at in range(number.at, after))
        label = None if hidden else number.label
        yield ParagraphLabel(begins.number, begins.start, label)
        if after < len(paragraphs) and (following is None or after < following.at):
            ends = paragraphs[after]
            yield ParagraphLabel(ends.number, ends.start, None)
