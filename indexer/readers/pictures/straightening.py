"""How far a scan is turned by accident: lines of text are straightest where the rows of the picture
differ most from one another."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDTH = 480
"""Pixels to which the picture is reduced for measuring."""
_STRIPS = 8
"""Pieces into which each row is divided for measuring, as many as small numbers need."""
_FARTHEST = 5.0
"""Degrees; no feeder turns a sheet further."""
_COARSE, _FINE = 0.5, 0.1
_LEAST = 0.25
"""Degrees; less makes no difference to what is read."""
_BETTER = 1.05
"""A turned picture is better only if its rows differ by more than this."""


def measure_skew(picture: Image) -> float:
    """By how many degrees the grey `picture` must be turned counter-clockwise for its lines to be
    level; 0.0 where that makes no difference."""
    from PIL import ImageOps

    height = max(1, round(picture.height * _WIDTH / picture.width))
    small = ImageOps.autocontrast(ImageOps.invert(picture.resize((_WIDTH, height), 4)))

    def score(angle: float) -> int:
        return _measure_differences(small, angle)

    level = score(0.0)
    steps = round(_FARTHEST / _COARSE)
    best = max((step * _COARSE for step in range(-steps, steps + 1)), key=score)
    steps = round(_COARSE / _FINE) - 1
    best = max((best + step * _FINE for step in range(-steps, steps + 1)), key=score)
    return best if abs(best) >= _LEAST and score(best) > _BETTER * level else 0.0


def _measure_differences(small: Image, angle: float) -> int:
    from PIL import Image

    turned = small.rotate(angle, Image.Resampling.BILINEAR, fillcolor=0) if angle else small
    rows = turned.resize((_STRIPS, small.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(_list_rows(rows)))


def _list_rows(rows: bytes) -> list[int]:
    return [sum(rows[at : at + _STRIPS]) for at in range(0, len(rows), _STRIPS)]
