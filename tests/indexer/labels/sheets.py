"""Sheets written down by hand: a head, a body and a foot, as a reader would give their lines."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.labels.solve import solve_labels
from indexer.readers.sheets import Line, Sheet

WIDTH, HEIGHT = 612.0, 792.0
BODY = (
    "The Board received the report of the Chief and heard the",
    "deputants, who asked that the policy on disclosure be reviewed",
    "before the next meeting. The motion carried without amendment,",
    "and a copy was sent to the responsible committee of Council.",
)
"""A page's text: no numbers in it."""


def line(
    text: str, x: float, top: float, *, size: float = 11.0, angle: int = 0, width: float = 0.0
) -> Line:
    """A line that begins at `x` and `top`; its letters are half as wide as high."""
    across, down = width or len(text) * size / 2, size
    if angle in (90, 270):
        across, down = down, across
    return Line(text, x, top, x + across, top + down, 0, size, angle)


def sheet(
    head: str | Sequence[Line] = "",
    foot: str | Sequence[Line] = "",
    body: Sequence[str] = BODY,
    *,
    embedded: str = "",
    images: int = 0,
) -> Sheet:
    """A sheet with these words; a head or foot given as a string is one centred line."""
    lines = [*_furniture(head, 40), *_furniture(foot, 740)]
    lines += [line(text, 72, 90 + 14 * at) for at, text in enumerate(body)]
    return Sheet(1, WIDTH, HEIGHT, tuple(lines), embedded, images)


def _furniture(words: str | Sequence[Line], top: float) -> list[Line]:
    if not isinstance(words, str):
        return list(words)
    return [line(words, WIDTH / 2 - len(words) * 2.75, top)] if words else []


BLANK = Sheet(1, WIDTH, HEIGHT)
SCAN = Sheet(1, WIDTH, HEIGHT, images=1)


def in_order(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets with their positions in the file."""
    return tuple(
        Sheet(at, one.width, one.height, one.lines, one.embedded_label, one.images)
        for at, one in enumerate(sheets, start=1)
    )


def solved(sheets: Sequence[Sheet]) -> list[str | None]:
    """The label of each sheet."""
    return [label.label for label in solve_labels(in_order(sheets))]


def sources(sheets: Sequence[Sheet]) -> str:
    """The first letters of the sources of the labels: "ippn" for inferred, printed twice, none."""
    return "".join(label.source[0] for label in solve_labels(in_order(sheets)))
