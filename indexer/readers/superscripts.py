"""Superscript digits: which figures of a line are note marks, told by their height and baseline.

Otherwise "section 3" with note 12 would read "section 312". Works on any reader's characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from indexer.readers.sheets import Line
from indexer.words.tokens import SUPERSCRIPT_DIGITS

RAISED = 0.15
"""A superscript's baseline stands higher than its line's by this share of the line's height."""
SMALLER = 0.9
"""A superscript's height is at most this share of its line's."""

SMALLEST = 0.3
"""A box lower than this share only shows that the file does not know the character's height."""

SPACE = 0.15
"""Line heights between a word and a figure that stands behind it with a space."""

_DIGITS = re.compile(r"[0-9]+")
LONGEST_MARK = 4
"""Digits of a note mark, at most."""
_SUPERSCRIPT = re.compile(rf"[{SUPERSCRIPT_DIGITS}]")
_FRACTION = re.compile(rf"(?<=[0-9])([{SUPERSCRIPT_DIGITS}]+)(?=[/⁄][0-9{SUPERSCRIPT_DIGITS}])")
_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}(?:\W+[^\W\d_a-z]+){0,2}\s+$")
_TRAILING_MARK = re.compile(rf"\s+([{SUPERSCRIPT_DIGITS}]+)\s*$")
_TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPT_DIGITS)
_FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")


def convert_to_superscript(digits: str) -> str:
    """`digits` as Unicode superscripts."""
    return digits.translate(_TO_SUPERSCRIPT)


def has_superscripts(text: str) -> bool:
    """Whether `text` has superscript digits."""
    return not text.isascii() and _SUPERSCRIPT.search(text) is not None


def may_number_heading(text: str, at: int) -> bool:
    """Whether the figure that the digit at this offset belongs to may be the number of a heading,
    not a note mark: it follows capitals and a space, and nothing follows but a title.

    "AXE 4" is set with a figure of another height. If a space really stands there (`SPACE`), it is.
    """
    while at and text[at - 1].isdigit():
        at -= 1
    return _CAPITALS.fullmatch(text[:at].lstrip()) is not None


def split_fractions(text: str) -> str:
    """`text`, the result of `raise_digits`, with a space between a number and its fraction.

    One and a half must not read as eleven halves: "1¹⁄2" becomes "1 1⁄2".
    """
    return _FRACTION.sub(lambda numerator: " " + numerator[1].translate(_FROM_SUPERSCRIPT), text)


def raise_digits(text: str, is_raised: Callable[[int], bool]) -> str:
    """`text` with its raised digits as superscripts, character for character.

    `is_raised` tells whether the digit at an offset of `text` is raised. Of each figure it is asked
    about the ends only, and about every digit where they differ ("201412" may be a year and a
    note). A numerator becomes a superscript only where a number directly precedes it.
    """
    for figure in _DIGITS.finditer(text):
        first, end = figure.span()
        if text[end : end + 1] == "%":
            continue
        starts_raised = is_raised(first)
        ends_raised = is_raised(end - 1) if end - first > 1 else starts_raised
        if starts_raised and not ends_raised:
            end = next(at for at in range(first, end) if not is_raised(at))
        elif ends_raised and not starts_raised:
            first = next(at for at in range(end - 1, first - 1, -1) if not is_raised(at)) + 1
        elif not starts_raised:
            continue
        if text[end : end + 1] not in ("/", "⁄") or text[:first][-1:].isalnum():
            text = text[:first] + convert_to_superscript(text[first:end]) + text[end:]
    return text


def split_at_displaced_mark(
    text: str, left_of: Callable[[int], float]
) -> Iterator[tuple[int, int]]:
    """The pieces of a line, as offsets in `text`, in the order in which they stand on the page.

    Some programs write the whole text of a line and then its note mark, so that the mark comes last
    although it stands further left. `left_of` gives a character's left edge by its offset.
    """
    mark = _TRAILING_MARK.search(text)
    if mark is None or not mark.start() or left_of(mark.start(1)) > left_of(mark.start() - 1):
        yield 0, len(text)
        return
    mark_left = left_of(mark.start(1))
    low, high = 0, mark.start()
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if left_of(middle) < mark_left else (low, middle)
    if low:
        yield 0, low
    yield mark.span(1)
    yield low, mark.start()


def raise_lone_marks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines`, with superscripts in those that are nothing but the mark of a neighbouring line."""
    raised = list(lines)
    for at, line in enumerate(lines):
        digits = line.text.strip()
        if len(digits) > LONGEST_MARK or not (digits.isascii() and digits.isdigit()):
            continue
        beside = [lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
        if any(_is_mark_of(line, neighbour) for neighbour in beside):
            raised[at] = line._replace(text=convert_to_superscript(digits))
    return tuple(raised)


def _is_mark_of(mark: Line, line: Line) -> bool:
    if mark.angle or line.angle or mark.size > SMALLER * line.size:
        return False
    overlaps = mark.top < line.bottom and line.top < mark.bottom
    leads = mark.x1 <= line.x0 + line.size  # at any distance: the words between may be blacked out
    follows = -line.size < mark.x0 - line.x1 < line.size
    return overlaps and (leads or follows) and line.bottom - mark.bottom >= RAISED * line.size
