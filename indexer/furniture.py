"""Which lines of a sheet are furniture: running heads and feet, page numbers, line numbers, stamps.

Whole lines only, and only on evidence: a line goes when it recurs on other sheets in the same place
at the edge (its page number aside), when it holds the page's own number, or when it is one of a
column of line numbers. Anything else stays, so that no sentence loses its words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.frames import frame_height, framed, main_angle
from indexer.labels.model import PageLabel
from indexer.sheets import Sheet

_EDGE_ROWS = 6
"""How many rows from an edge furniture may reach."""
_SAME_PLACE = 9.0
"""Points by which the lines of one running head may stand apart on different sheets."""
_LINE_NUMBER = re.compile(r"\s*(\d{1,3})(?:\s+|$)")
_LEAST_NUMBERS = 6
"""Fewer line numbers than this on a sheet may well be something else."""


@dataclass(slots=True)
class Furniture:
    """What does not belong to the text of one sheet."""

    lines: set[int] = field(default_factory=set)
    """0-based indices of whole lines."""
    numbered: dict[int, int] = field(default_factory=dict)
    """Lines that begin with a proof line number: how many characters to pass over."""


def find_furniture(sheets: Sequence[Sheet], labels: Sequence[PageLabel]) -> list[Furniture]:
    """The furniture of every sheet, in order."""
    edges = [_edge_lines(sheet, label) for sheet, label in zip(sheets, labels, strict=True)]
    recurring = _recurring(edges)
    found: list[Furniture] = []
    for sheet, label, edge_lines in zip(sheets, labels, edges, strict=True):
        furniture = Furniture(set(label.lines))
        for edge in ("top", "bottom"):
            _from_the_edge(edge_lines, edge, recurring, furniture)
        _line_numbers(sheet, furniture)
        found.append(furniture)
    return found


@dataclass(frozen=True, slots=True)
class _EdgeLine:
    at: int
    """Index of the line."""
    edge: str
    row: int
    key: str
    distance: float


def _edge_lines(sheet: Sheet, label: PageLabel) -> list[_EdgeLine]:
    """The lines of the outer rows; turned lines are taken as an edge of their own."""
    main = main_angle(sheet)
    boxes = {at: framed(line, sheet) for at, line in enumerate(sheet.lines)}
    height = frame_height(sheet, main)
    found: list[_EdgeLine] = []
    upright = sorted(
        (at for at in boxes if sheet.lines[at].angle == main), key=lambda at: boxes[at].y0
    )
    for edge, ordered in (("top", upright), ("bottom", upright[::-1])):
        row, last = -1, float("inf")
        for at in ordered:
            box = boxes[at]
            distance = box.y0 if edge == "top" else height - box.y1
            if abs(distance - last) > 3:
                row, last = row + 1, distance
            if row >= _EDGE_ROWS:
                break
            found.append(_EdgeLine(at, edge, row, _key(sheet.lines[at].text, label), distance))
    for at, line in enumerate(sheet.lines):
        if line.angle != main:
            found.append(
                _EdgeLine(at, f"turned {line.angle}", 0, _key(line.text, label), boxes[at].y0)
            )
    return found


def _key(text: str, label: PageLabel) -> str:
    """What recurs in a running line: its words, the page's own number aside."""
    words = " ".join(text.split()).casefold()
    if label.label:
        number = re.escape(label.label.casefold())
        words = re.sub(rf"(?<![^\W_]){number}(?![^\W_])", "#", words)
        words = re.sub(rf"page{number}$", "page#", words)
    return re.sub(r"\bpage \d+ of \d+\b", "page # of #", words)


def _recurring(edges: Sequence[Sequence[_EdgeLine]]) -> dict[tuple[str, str], list[float]]:
    """Distances from the edge of each line that recurs, by edge and words.

    Numbers other than the page's own count as words, unless the line is on most sheets: a job line
    with its serial number is furniture, "Recommendation 3" is not.
    """
    exact: dict[tuple[str, str], list[float]] = defaultdict(list)
    masked: dict[tuple[str, str], list[float]] = defaultdict(list)
    for lines in edges:
        for line in {(line.edge, line.key): line for line in lines}.values():
            exact[line.edge, line.key].append(line.distance)
        for line in {(line.edge, _masked(line.key)): line for line in lines}.values():
            masked[line.edge, _masked(line.key)].append(line.distance)
    least = 2 if len(edges) < 6 else 3
    most = max(5, 0.6 * len(edges))
    return {key: found for key, found in exact.items() if len(found) >= least} | {
        key: found for key, found in masked.items() if len(found) >= most
    }


def _masked(key: str) -> str:
    """The words of a running line of three words or more, every number in it aside."""
    masked = re.sub(r"\d+", "#", key)
    return masked if len(re.findall(r"[^\W\d_]{2,}", masked)) >= 3 else key


def _from_the_edge(
    lines: Sequence[_EdgeLine],
    edge: str,
    recurring: dict[tuple[str, str], list[float]],
    furniture: Furniture,
) -> None:
    """Take rows away from the edge inwards, as long as every line of the row is furniture."""
    rows: dict[int, list[_EdgeLine]] = defaultdict(list)
    for line in lines:
        if line.edge.startswith("turned"):
            if _recurs(line, recurring):
                furniture.lines.add(line.at)
        elif line.edge == edge:
            rows[line.row].append(line)
    for row in sorted(rows):
        if not all(line.at in furniture.lines or _recurs(line, recurring) for line in rows[row]):
            return
        furniture.lines.update(line.at for line in rows[row])


def _recurs(line: _EdgeLine, recurring: dict[tuple[str, str], list[float]]) -> bool:
    distances = recurring.get((line.edge, line.key)) or recurring.get(
        (line.edge, _masked(line.key)), ()
    )
    alike = sum(1 for distance in distances if abs(distance - line.distance) <= _SAME_PLACE)
    return alike >= min(3, len(distances)) and len(distances) >= 2


def _line_numbers(sheet: Sheet, furniture: Furniture) -> None:
    """Proof line numbers: a column of numbers that rises by a steady step down the sheet."""
    main = main_angle(sheet)
    numbers: list[tuple[float, int, int, int]] = []
    for at, line in enumerate(sheet.lines):
        found = _LINE_NUMBER.match(line.text)
        if found and line.angle == main and at not in furniture.lines:
            numbers.append((framed(line, sheet).y0, at, int(found[1]), found.end()))
    numbers.sort()
    steps = Counter(b[2] - a[2] for a, b in zip(numbers, numbers[1:], strict=False))
    if len(numbers) < _LEAST_NUMBERS or not steps:
        return
    step, often = steps.most_common(1)[0]
    lines = sum(1 for line in sheet.lines if line.angle == main)
    every_line = step == 1 and len(numbers) >= 0.7 * min(lines, 2 * len(numbers))
    if often < 0.9 * (len(numbers) - 1) or not (every_line or step in (5, 10)):
        return
    if not _stand_in_column(sheet, [at for _, at, _, _ in numbers]):
        return
    for _, at, _, end in numbers:
        if end >= len(sheet.lines[at].text.rstrip()):
            furniture.lines.add(at)
        else:
            furniture.numbered[at] = end


def _stand_in_column(sheet: Sheet, lines: Sequence[int]) -> bool:
    """Whether the lines begin, or the bare numbers end, at one place across the sheet."""
    boxes = [framed(sheet.lines[at], sheet) for at in lines]
    starts = sorted(box.x0 for box in boxes)
    ends = sorted(box.x1 for box in boxes)
    return min(starts[-1] - starts[0], ends[-1] - ends[0]) <= 14
