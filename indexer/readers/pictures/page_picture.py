"""One page is read from its picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from indexer.readers.dark_blocks import BAR_HEIGHTS, find_dark_blocks
from indexer.readers.geometry import Box
from indexer.readers.pictures.edges import add_lone_words
from indexer.readers.pictures.engine import Engine
from indexer.readers.pictures.lines import build_lines
from indexer.readers.pictures.lone_numbers import mend_lone_numbers
from indexer.readers.pictures.picture_reading import PictureReading, SeenWord
from indexer.readers.pictures.seen_line import SeenLine
from indexer.readers.pictures.straightening import measure_skew
from indexer.readers.pictures.turning import Placement, turn_upright
from indexer.readers.pictures.words import Word, measure_sureness, parse_words, stand_upright
from indexer.readers.redactions import mark_redactions
from indexer.readers.sheets import Line

if TYPE_CHECKING:
    from PIL.Image import Image

_CONTRAST = 40
"""A picture whose greys (0 to 255) differ by less than this is blank."""
_LEGIBLE = 70.0
"""Print that stands upright is read with more sureness than this (of 100); what is not may stand on
its side or on its head."""
_FEWEST = 40
"""So many letters show that it does."""


class PagePicture(NamedTuple):
    """A page as it is drawn."""

    image: Image
    """In grey."""
    scale: float
    """Pixels per point."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.image.width / self.scale, self.image.height / self.scale


class _Attempt(NamedTuple):
    """What is seen in the picture turned one way."""

    words: list[Word]
    upright: Image
    placement: Placement

    @property
    def is_legible(self) -> bool:
        """Whether the print stands upright: on its side or on its head, hardly a word is sure."""
        letters = sum(len(word.text) for word in self.words)
        enough = letters >= _FEWEST and measure_sureness(self.words) >= _LEGIBLE
        return enough and stand_upright(self.words)

    def measure_worth(self) -> tuple[bool, float]:
        """The higher, the more is read this way."""
        sure = sum(len(word.text) * word.confidence for word in self.words)
        return stand_upright(self.words), sure


def read_picture(
    page: PagePicture, engine: Engine, languages: str, seconds: float
) -> PictureReading:
    """What the page's picture says; no lines where it is blank. Raises TimeoutError when that takes
    longer than so many `seconds`."""
    low, high = page.image.reduce(4).getextrema()  # specks of noise do not count
    if int(high) - int(low) < _CONTRAST:  # type: ignore[arg-type]
        return PictureReading((), (), engine.name, languages, *page.size)
    deadline = monotonic() + seconds
    best = _attempt(page, engine, 0, deadline)
    if not best.is_legible:
        angle = engine.find_angle(page.image)
        for other in (90, 270, 180) if angle is None else (angle,) if angle else ():
            again = _attempt(page, engine, other, deadline)
            best = max(best, again, key=_Attempt.measure_worth)
    read_line = partial(engine.read, dpi=round(page.scale * 72), seconds=seconds, one_line=True)
    words = add_lone_words(best.words, best.upright, page.scale, read_line)
    lines = build_lines(mend_lone_numbers(words), best.upright)
    seen = _place(lines, best, page.scale)
    return PictureReading(*seen, engine.name, languages, *page.size)


def _attempt(page: PagePicture, engine: Engine, angle: int, deadline: float) -> _Attempt:
    """What is seen if the print reads in the direction `angle`, degrees clockwise."""
    from PIL.Image import Resampling
    from PIL.ImageFilter import MedianFilter

    turned = turn_upright(page.image, angle)
    skew = measure_skew(turned)
    if skew:
        turned = turned.rotate(skew, Resampling.BICUBIC, fillcolor=255)
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    words = parse_words(engine.read(turned, round(page.scale * 72), left))
    if not words:  # where there is little ink, noise may be taken for it
        clear = turned.filter(MedianFilter(3))
        words = parse_words(engine.read(clear, round(page.scale * 72), left))
    return _Attempt(words, turned, Placement(page.image.size, angle, skew))


def _place(
    seen: Sequence[SeenLine], attempt: _Attempt, scale: float
) -> tuple[tuple[Line, ...], tuple[SeenWord, ...]]:
    """Lines and words as they stand on the displayed page, in points."""
    letters = _Letters(scale)
    upright = tuple(letters.add_line(line) for line in seen)
    blocks = find_dark_blocks(attempt.upright, scale)
    marked = mark_redactions(upright, partial(_find_bars, blocks), letters.measure_boxes)
    lines: list[Line] = []
    words: list[SeenWord] = []
    start = 0
    by_start = {line.start: words_of for line, words_of in zip(upright, letters.words, strict=True)}
    for line in marked:
        known = by_start.get(line.start, []) if any(map(str.isalnum, line.text)) else []
        words += _find_words(line.text, start, known, attempt.placement, scale)
        box = attempt.placement.place_level(Box(line.x0, line.top, line.x1, line.bottom), scale)
        lines.append(Line(line.text, *box, start, line.size, attempt.placement.angle))
        start += len(line.text) + 1
    return tuple(lines), tuple(words)


def _find_bars(blocks: Iterable[Box], usual: float) -> Iterator[Box]:
    lowest, highest = (share * usual for share in BAR_HEIGHTS)
    return (block for block in blocks if lowest <= block.y1 - block.y0 <= highest)


class _Letters:
    """Where the letters of the page's lines are, as far as the boxes of its words tell."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        self._boxes: list[Box] = []
        self.words: list[list[Word]] = []
        """Those of each line."""

    def add_line(self, seen: SeenLine) -> Line:
        """The line in points; its letters are known from now on."""
        start, text = len(self._boxes), ""
        for word, piece in zip(seen.words, seen.list_texts(), strict=True):
            box = Box(*(edge / self._scale for edge in word.box))
            width = (box.x1 - box.x0) / len(word.text)
            if len(piece) > len(word.text):
                self._boxes.append(box)
            self._boxes += [
                Box(box.x0 + width * at, box.y0, box.x0 + width * (at + 1), box.y1)
                for at in range(len(word.text))
            ]
            text += piece
        self.words.append(list(seen.words))
        box = Box(*(edge / self._scale for edge in seen.box))
        return Line(text, *box, start, round(seen.size / self._scale, 2))

    def measure_boxes(self, positions: Sequence[int]) -> list[Box]:
        """The boxes of the characters at these positions."""
        return [self._boxes[at] for at in positions if at < len(self._boxes)]


def _find_words(
    text: str, start: int, words: Iterable[Word], placement: Placement, scale: float
) -> Iterator[SeenWord]:
    """Where the words stand in the `text` of their line, which begins at `start`."""
    at = 0
    for word in words:
        found = text.find(word.text, at)
        if found >= 0:
            at = found + len(word.text)
            box = placement.place(word.box, scale)
            yield SeenWord(start + found, start + at, round(word.confidence), box)
