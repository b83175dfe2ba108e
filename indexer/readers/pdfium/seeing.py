"""Which words of a page can be seen, which are blacked out, and which are only in the file.

Words in the invisible mode that lie on a picture of the page are those of the picture, as text
recognition lays them over scans or under them: they count as seen where the picture has ink.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexer.readers.geometry import Box
from indexer.readers.pdfium.characters import Characters
from indexer.readers.pdfium.looking import Picture
from indexer.readers.pdfium.signs import Signs, address_of

_WORD = re.compile(r"[^\s\ufffe\u0002]+")
_SCAN = 0.5
"""Pictures that cover this share of the page are a picture of the page."""
_MARGIN = 0.2
"""This share of a word's box, above and below, may hold parts of the lines next to it."""
_AROUND = 0.4
"""Recognised words lie this share of their height beside their picture at most."""
_INK = 40
"""What is printed in a picture differs from its ground by this much grey (of 255) at least."""
_BAR = 0.8
"""What covers words is a bar where it is darker than this share of white."""
_COVERED = 0.85
"""A place is blacked out where this share of it is black: scans have grey edges, letters gaps."""
_PLAIN = 30
"""A bar's greys (of 255) differ by no more than this."""
_FAR = 1.5
"""Letters of a font of unknown height may stand this many heights beside their boxes."""
_LOWEST = 0.5
"""A box lower than this, in points, only shows that the file does not know the letters' height."""


class Unseen(NamedTuple):
    """What a page holds and does not show."""

    hidden: tuple[tuple[int, int], ...]
    """Begin and end, in the page's text, of words that cannot be seen."""
    covered: tuple[tuple[int, int, Box], ...]
    """The same of words under a bar, each with its place on the displayed page."""
    layered: bool = False
    """Whether words are left that are seen only in a picture over or under them."""


class Word(NamedTuple):
    """A word, or a part of one, of a page's text."""

    begin: int
    end: int
    boxes: list[Box]
    """One for each character."""
    box: Box
    address: int
    """Of its text object."""


def find_unseen(
    characters: Characters, signs: Signs, words: Iterable[Word], picture: Picture
) -> Unseen:
    """Those of the `words` that cannot be seen on a page that was drawn as `picture`."""
    return _Judge(characters, signs, picture).judge(words)


class _Judge:
    def __init__(self, characters: Characters, signs: Signs, picture: Picture) -> None:
        self._characters, self._signs, self._picture = characters, signs, picture
        self._images = list(map(characters.display.place, signs.images))
        width, height = characters.display.size
        sheet = Box(0, 0, width, height)
        area = sum(_measure_overlap(image, sheet) for image in self._images)
        self._is_scan = area >= _SCAN * width * height
        self._hidden: list[tuple[int, int]] = []
        self._covered: list[tuple[int, int, Box]] = []
        self._layered = False

    def judge(self, words: Iterable[Word]) -> Unseen:
        for word in words:
            self._judge_word(word)
        return Unseen(tuple(self._hidden), tuple(self._covered), self._layered)

    def _judge_word(self, word: Word) -> None:
        box = word.box
        if box.y1 - box.y0 < _LOWEST or self._picture.convert_to_pixels(box) is None:
            self._layered |= word.address in self._signs.invisible
            return
        ink = self._find_ink(word)
        if word.address in self._signs.clipping:
            low, high = self._picture.measure_ground(box)
            if high - low < _INK:
                self._put_away(word)
        elif word.address in self._signs.invisible or (ink is None and self._is_scan):
            # where other words are seen in the same place, this is a second layer
            if ink is not None or not self._is_printed(box):
                self._put_away(word)
            elif any(map(self._is_black, word.boxes)):
                # where its letters are is known roughly only: so much of it as is black is unknown
                self._covered.append((word.begin, word.end, box))
            else:
                self._layered = True
        elif ink is None:
            if not self._is_printed(box):
                self._put_away(word)
        elif word.end - word.begin > 1:
            self._judge_letters(word, ink)

    def _find_ink(self, word: Word) -> tuple[float, float] | None:
        found = self._picture.find_ink(_trim(word.box))
        if found is None:  # the font may say wrongly how high its letters are
            tight = self._characters.measure_tight_boxes(range(word.begin, word.end))
            found = next(filter(None, map(self._picture.find_ink, tight)), None)
            if found is None and max(box.y1 - box.y0 for box in tight) < _LOWEST:
                # or not at all: nor is it known where they stand
                around = _FAR * (word.box.y1 - word.box.y0)
                left, top, right, bottom = word.box
                found = self._picture.find_ink(Box(left, top - around, right, bottom + around))
        return found

    def _is_printed(self, box: Box) -> bool:
        """Whether the box lies in a picture of the page that has ink there, and is no bar."""
        middle_x, middle_y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        if not self._is_scan or not any(
            image.x0 <= middle_x <= image.x1 and image.y0 <= middle_y <= image.y1
            for image in self._images
        ):
            return False
        if self._is_bar(box):
            return False
        around = _AROUND * (box.y1 - box.y0)
        low, high = self._picture.measure_ground(
            Box(box.x0 - around, box.y0 - around, box.x1 + around, box.y1 + around)
        )
        return high - low >= _INK

    def _is_bar(self, box: Box) -> bool:
        inner = _trim(box)
        low, high = self._picture.measure_ground(inner)
        return (high - low <= _PLAIN and high <= _BAR * 255) or self._is_black(box)

    def _is_black(self, box: Box) -> bool:
        return self._picture.measure_darkness(_trim(box)) >= _COVERED

    def _put_away(self, word: Word) -> None:
        self._put(word.begin, word.end, word.box)

    def _put(self, begin: int, end: int, box: Box) -> None:
        if self._is_bar(box):
            self._covered.append((begin, end, box))
        else:
            self._hidden.append((begin, end))

    def _judge_letters(self, word: Word, ink: tuple[float, float]) -> None:
        """Put away the letters of a word that is seen in part."""
        usual = (word.box.x1 - word.box.x0) / len(word.boxes)
        if self._characters.display.rotation or (
            ink[0] - word.box.x0 < 1.2 * usual and word.box.x1 - ink[1] < 1.2 * usual
        ):
            return
        begin: int | None = None
        tight = self._characters.measure_tight_boxes(range(word.begin, word.end))
        seen = [
            self._picture.find_ink(box) is not None
            or self._picture.convert_to_pixels(box) is None
            or box.y1 - box.y0 < _LOWEST
            for box in tight
        ]
        for at, is_seen in enumerate([*seen, True]):
            if not is_seen and begin is None:
                begin = at
            elif is_seen and begin is not None:
                if at - begin > 1 or self._is_bar(word.boxes[begin]):
                    box = join_boxes(word.boxes[begin:at])
                    self._put(word.begin + begin, word.begin + at, box)
                begin = None


def list_doubtful_words(characters: Characters, signs: Signs) -> list[Word]:
    """The words that have letters in the areas of the `signs`; in several parts where a word's
    letters are written differently."""
    letters = characters.find_letters_in(signs.areas)
    if not letters:
        return []
    spans = [
        span
        for span in map(re.Match.span, _WORD.finditer(characters.text))
        if bisect_left(letters, span[0]) < bisect_left(letters, span[1])
    ]
    boxes = characters.measure_boxes([at for begin, end in spans for at in range(begin, end)])
    words: list[Word] = []
    first = 0
    for begin, end in spans:
        own = boxes[first : first + end - begin]
        first += end - begin
        if signs.invisible or signs.clipping:
            words += _split_word(characters, begin, end, own)
        else:
            words.append(Word(begin, end, own, join_boxes(own), 0))
    return words


def _split_word(characters: Characters, begin: int, end: int, boxes: list[Box]) -> Iterator[Word]:
    items = characters.find_text_objects(range(begin, end))
    addresses = [address_of(item) if item else 0 for item in items]
    first = 0
    for at in range(1, end - begin + 1):
        if at == end - begin or addresses[at] != addresses[first]:
            part = boxes[first:at]
            yield Word(begin + first, begin + at, part, join_boxes(part), addresses[first])
            first = at


def join_boxes(boxes: Sequence[Box]) -> Box:
    """The box around all of the `boxes`."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _trim(box: Box) -> Box:
    margin = _MARGIN * (box.y1 - box.y0)
    side = min(0.5, 0.2 * (box.x1 - box.x0))
    return Box(box.x0 + side, box.y0 + margin, box.x1 - side, box.y1 - margin)


def _measure_overlap(one: Box, other: Box) -> float:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return max(width, 0.0) * max(height, 0.0)
