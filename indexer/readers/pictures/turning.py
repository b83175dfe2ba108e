"""Pages that lie on their side or on their head, or are not quite level, and back."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING, NamedTuple

from indexer.readers.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image


def turn_upright(picture: Image, angle: int) -> Image:
    """The picture turned so that what reads in the direction `angle` (degrees clockwise) reads from
    left to right."""
    from PIL.Image import Transpose

    turns = {90: Transpose.ROTATE_90, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_270}
    return picture.transpose(turns[angle]) if angle else picture


class Placement(NamedTuple):
    """How the picture that was read lies on the page as displayed."""

    size: tuple[int, int]
    """Pixels of the displayed page's width and height."""
    angle: int
    """The direction in which its print reads there, degrees clockwise: 0, 90, 180 or 270."""
    skew: float
    """By how many degrees it was then turned counter-clockwise to be level."""

    def place(self, box: Box, scale: float) -> Box:
        """Where a box of the picture that was read, in pixels, is on the displayed page, in points.

        A box of the same size around the right middle: a skew is only ever a few degrees.
        """
        width, height = self.size[::-1] if self.angle in (90, 270) else self.size
        across, down = (box.x0 + box.x1 - width) / 2, (box.y0 + box.y1 - height) / 2
        sine, cosine = sin(radians(self.skew)), cos(radians(self.skew))
        to_right = across * cosine - down * sine - across
        to_bottom = across * sine + down * cosine - down
        moved = (
            box.x0 + to_right, box.y0 + to_bottom, box.x1 + to_right, box.y1 + to_bottom
        )  # fmt: skip
        return self.place_level(Box(*(edge / scale for edge in moved)), scale)

    def place_level(self, box: Box, scale: float) -> Box:
        """The same for a box in points, as if the page had lain level."""
        width, height = (side / scale for side in self.size)
        if self.angle == 90:
            return Box(width - box.y1, box.x0, width - box.y0, box.x1)
        if self.angle == 180:
            return Box(width - box.x1, height - box.y1, width - box.x0, height - box.y0)
        if self.angle == 270:
            return Box(box.y0, height - box.x1, box.y1, height - box.x0)
        return box
