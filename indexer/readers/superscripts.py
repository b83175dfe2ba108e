"""Superscript digits: which figures of a line are note marks, told by their height and baseline.

"section 3" with note 12 would else read "section 312". Works on any reader's characters.
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
"""Below this share a box only says that the file does not know the character's height."""

_DIGITS = re.compile(r"[0-9]+")
_LONGEST_MARK = 4
_SUPERSCRIPT = re.compile(rf"[{SUPERSCRIPT_DIGITS}]")
_FRACTION = re.compile(rf"(?<=[0-9])([{SUPERSCRIPT_DIGITS}]+)(?=[/⁄][0-9{SUPERSCRIPT_DIGITS}])")
_TRAILING_MARK = re.compile(rf"\s+([{SUPERSCRIPT_DIGITS}]+)\s*$")
_TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPT_DIGITS)
_FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")


def convert_to_superscript(digits: str) -> str:
    """`digits` as Unicode superscripts."""
    return digits.translate(_TO_SUPERSCRIPT)


def has_superscripts(text: str) -> bool:
    """Whether `text` has superscript digits."""
    return not text.isascii() and _SUPERSCRIPT.search(text) is not None


def raise_marks(text: str, is_raised: Callable[[int], bool]) -> str:
    """`text` with its raised digits as superscripts; `is_raised` tells of the digit at an offset.

    The numerator of a fraction ("2 1/2") is raised as well, and stays a plain number of its own.
    """
    return split_fractions(raise_digits(text, is_raised))


def split_fractions(text: str) -> str:
    """`text`, as `raise_digits` gives it, with a space between a number and its fraction.

    One and a half must not read as eleven halves: "1¹⁄2" becomes "1 1⁄2".
    """
    return _FRACTION.sub(lambda found: " " + found[1].translate(_FROM_SUPERSCRIPT), text)


def raise_digits(text: str, is_raised: Callable[[int], bool]) -> str:
    """`text` with its raised digits as superscripts, character for character.

    A figure is looked at at its ends only, and wholly where they differ ("201412" may be a year
    and a note). A numerator becomes a superscript only where a number precedes it immediately.
    """
    for found in _DIGITS.finditer(text):
        first, end = found.span()
        if text[end : end + 1] == "%":
            continue
        begins = is_raised(first)
        ends = is_raised(end - 1) if end - first > 1 else begins
        if begins and not ends:
            end = next(at for at in range(first, end) if not is_raised(at))
        elif ends and not begins:
            first = next(at for at in range(end - 1, first - 1, -1) if not is_raised(at)) + 1
        elif not begins:
            continue
        if text[end : end + 1] not in ("/", "⁄") or text[:first][-1:].isalnum():
            text = text[:first] + convert_to_superscript(text[first:end]) + text[end:]
    return text


def split_at_displaced_mark(
    text: str, left_of: Callable[[int], float | None]
) -> Iterator[tuple[int, int]]:
    """The pieces of a line, as offsets in `text`, in the order in which they stand on the page.

    Some programs write all text of a line first and its note mark after it, so that the mark comes
    last although it stands further left. `left_of` gives a character's left edge by its offset.
    """
    mark = _TRAILING_MARK.search(text)
    if mark is None or not mark.start():
        yield 0, len(text)
        return
    at, before = left_of(mark.start(1)), left_of(mark.start() - 1)
    if at is None or before is None or at > before:
        yield 0, len(text)
        return
    low, high = 0, mark.start()
    while low < high:
        middle = (low + high) // 2
        left = left_of(middle)
        low, high = (middle + 1, high) if left is not None and left < at else (low, middle)
    if low:
        yield 0, low
    yield mark.span(1)
    yield low, mark.start()


def raise_lone_marks(lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines` in which a line that is nothing but a mark set before or after another is raised."""
    found = list(lines)
    for at, line in enumerate(lines):
        digits = line.text.strip()
        if len(digits) > _LONGEST_MARK or not (digits.isascii() and digits.isdigit()):
            continue
        beside = [lines[near] for near in (at - 1, at + 1) if 0 <= near < len(lines)]
        if any(_is_mark_of(line, other) for other in beside):
            found[at] = line._replace(text=convert_to_superscript(digits))
    return tuple(found)


def _is_mark_of(line: Line, other: Line) -> bool:
    if line.angle or other.angle or line.size > SMALLER * other.size:
        return False
    overlaps = line.top < other.bottom and other.top < line.bottom
    leads = line.x1 <= other.x0 + other.size  # what follows a mark at a distance may be blacked out
    follows = -other.size < line.x0 - other.x1 < other.size
    return overlaps and (leads or follows) and other.bottom - line.bottom >= RAISED * other.size
