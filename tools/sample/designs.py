"""What the designs of the five documents have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from tools.sample.flow import Frame, Page
from tools.sample.typeset import Style

MARKER = "Invented sample document – pincite"
"""On every page; in the picture if a page has no text."""

LETTER = (612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Design:
    """How one document looks."""

    styles: Mapping[str, Style]
    """By kind of block, or by mode and kind (`letter.paragraph`); `paragraph` is the default."""
    frames: Mapping[str, tuple[Frame, ...]]
    """What is filled on a page, by mode; `body` is the default."""
    furnish: Callable[[Canvas, Page], None]
    """Draws heads, feet and whatever else is on a page besides its text."""
    sizes: Mapping[str, tuple[float, float]]
    """Width and height by mode; `body` is the default."""
    furnished_last: bool = False
    """Heads and feet come after the text in the file, as some programs write them."""

    def get_frames(self, mode: str) -> tuple[Frame, ...]:
        """The frames of a page in `mode`."""
        return self.frames.get(mode, self.frames["body"])

    def get_size(self, mode: str) -> tuple[float, float]:
        """The size of a page in `mode`."""
        return self.sizes.get(mode, self.sizes["body"])


def put(canvas: Canvas, style: Style, x: float, y: float, text: str, where: str = "centre") -> None:
    """Write `text` at (x, y): `centre`d on it, or `left` or `right` of it."""
    canvas.setFont(style.get_font(), style.size)
    draw = {"centre": canvas.drawCentredString, "left": canvas.drawString}
    draw.get(where, canvas.drawRightString)(x, y, text)
