"""Note marks that a program writes after their line, and draws within it."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.readers.pdfium.characters import Characters
from indexer.readers.pdfium.placing import place_lines
from indexer.readers.sheets import Line
from indexer.readers.superscripts import LONGEST_MARK, RAISED, SMALLER, convert_to_superscript


def put_marks_in_place(page: Characters, lines: Iterable[Line]) -> list[Line]:
    """`lines`, each divided where the mark that follows it stands, and the mark between."""
    placed: list[Line] = []
    for line in lines:
        before = placed[-1] if placed and len(line.text) <= LONGEST_MARK + 1 else None
        if before is not None and _is_mark_within(line, before):
            parts = _divide(page, before, line)
            if parts:
                mark = line._replace(text=convert_to_superscript(line.text.strip()))
                placed[-1:] = [parts[0], mark, parts[1]]
                continue
        placed.append(line)
    return placed


def _is_mark_within(mark: Line, line: Line) -> bool:
    """Whether a small raised figure stands between the ends of a line of text."""
    digits = mark.text.strip()
    return (
        len(digits) <= LONGEST_MARK
        and digits.isascii()
        and digits.isdigit()
        and not mark.angle
        and not line.angle
        and mark.size <= SMALLER * line.size
        and line.x0 < mark.x0
        and mark.x1 < line.x1
        and line.top < mark.bottom
        and line.bottom - mark.bottom >= RAISED * line.size
    )


def _divide(page: Characters, line: Line, mark: Line) -> list[Line]:
    """The line's parts before and after the mark; [] where it leaves no room for one."""
    text = line.text
    if page.text[line.start : line.start + len(text)] != text:
        return []
    letters = [at for at, character in enumerate(text) if not character.isspace()]
    boxes = page.measure_boxes([line.start + at for at in letters])
    after = [k for k, box in enumerate(boxes) if (box.x0 + box.x1) / 2 > mark.x0]
    first = after[0] if after else 0
    # the letters' boxes may reach a little into each other
    if not first or boxes[first - 1].x1 > mark.x1 or boxes[first].x0 < mark.x0:
        return []
    cut = letters[first]
    spans = ((0, cut), (cut, len(text)))
    pieces = [page.get_piece(line.start + begin, line.start + end) for begin, end in spans]
    parts = list(place_lines(page, pieces))
    return parts if len(parts) == len(spans) else []
