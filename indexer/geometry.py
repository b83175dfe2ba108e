"""From a PDF's own coordinates to the page as it is displayed."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle; in user space y rises, on the displayed page it falls."""

    x0: float
    y0: float
    x1: float
    y1: float


class Display(NamedTuple):
    """How a page is shown: its visible box in user space and its /Rotate (ISO 32000-1, 7.7.3.3)."""

    visible: Box
    rotation: int
    """Degrees clockwise: 0, 90, 180 or 270."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points as displayed."""
        width = self.visible.x1 - self.visible.x0
        height = self.visible.y1 - self.visible.y0
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def place(self, box: Box) -> Box:
        """`box`, given in user space, on the displayed page: origin top left, y downwards."""
        left, bottom, right, top = self.visible
        if self.rotation == 90:
            return Box(box.y0 - bottom, box.x0 - left, box.y1 - bottom, box.x1 - left)
        if self.rotation == 180:
            return Box(right - box.x1, box.y0 - bottom, right - box.x0, box.y1 - bottom)
        if self.rotation == 270:
            return Box(top - box.y1, right - box.x1, top - box.y0, right - box.x0)
        return Box(box.x0 - left, top - box.y1, box.x1 - left, top - box.y0)

    def shows(self, box: Box) -> bool:
        """Whether the middle of `box`, given on the displayed page, can be seen."""
        width, height = self.size
        middle_x, middle_y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        return 0 <= middle_x <= width and 0 <= middle_y <= height
