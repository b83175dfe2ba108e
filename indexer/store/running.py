"""The running texts of a document as they are stored: each once, with its pages.

Running heads and feet differ from page to page in their numbers only. One that does is stored
without them, the numbers beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from corpus.frozen import frozen
from corpus.late_pattern import compile_late
from indexer.cleaning.page_text import Place

if TYPE_CHECKING:
    from indexer.cleaning.page_text import PageText

PackedRunning: TypeAlias = tuple[str, str]
"""The distinct folded words of a document's running texts, separated by spaces; the texts."""

NUMBER = compile_late(r"\d+")
"""What differs between the texts of one block."""
_GAP = "\0"
"""Stands for a number."""


@frozen
class RunningBlock:
    """A running text of a document, the same on all of its pages but for numbers."""

    place: Place
    pages: tuple[int, ...]
    """Their positions in the document, 1-based, ascending."""
    pattern: str
    """The text, without its numbers where these differ."""
    numbers: tuple[tuple[str, ...], ...]
    """Those of each page, in the order in which they stand; empty where none differs."""

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text on each of the pages."""
        if not self.numbers:
            return (self.pattern,) * len(self.pages)
        pieces = self.pattern.split(_GAP)
        return tuple(
            "".join(part for pair in zip(pieces, (*numbers, ""), strict=True) for part in pair)
            for numbers in self.numbers
        )


def pack_running(pages: Iterable[PageText]) -> PackedRunning:
    """The running texts of a document's `pages` as they are stored; both "" if there are none."""
    from indexer.words.tokens import split_words  # here: a search has it, listing does not need it

    alike: dict[tuple[Place, str], tuple[list[int], list[list[str]]]] = {}
    texts: set[str] = set()
    for page in pages:
        for place, text in page.running:
            plain = text.replace(_GAP, "")
            texts.add(plain)
            where, numbers = alike.setdefault((place, NUMBER.sub(_GAP, plain)), ([], []))
            where.append(page.number)
            numbers.append(NUMBER.findall(plain))
    blocks = [
        [place, _fill(pattern, numbers[0]), where, []]
        if all(own == numbers[0] for own in numbers)
        else [place, pattern, where, numbers]
        for (place, pattern), (where, numbers) in alike.items()
    ]
    words = sorted({word for text in texts for word in split_words(text)})
    return " ".join(words), json.dumps(blocks, separators=(",", ":")) if blocks else ""


def _fill(pattern: str, numbers: list[str]) -> str:
    left = iter(numbers)
    return "".join(next(left) if one == _GAP else one for one in pattern)


def unpack_running(blocks: str) -> list[RunningBlock]:
    """What `pack_running` packed."""
    return [
        RunningBlock(place, tuple(pages), pattern, tuple(map(tuple, numbers)))
        for place, pattern, pages, numbers in (json.loads(blocks) if blocks else ())
    ]
