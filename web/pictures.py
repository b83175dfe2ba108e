"""Pictures of pages, drawn in processes apart and kept for a while."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.apart.pool import Pool
from indexer.readers.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_KEPT_BYTES = 24_000_000
SECONDS = 20.0
"""How long a page may take to be drawn or measured."""
LEAST_WIDTH, MOST_WIDTH = 60, 3200
"""Pixels."""
_MOST_SCALE = 8.0


class AskedPicture(NamedTuple):
    """A picture of one page."""

    path: Path
    sha256: str
    """Of the file's content."""
    pdf_page: int
    """1-based."""
    box: Box
    """The part of the sheet that is the page, in points from its top left corner."""
    width: int
    """Pixels."""
    marks: tuple[Box, ...] = ()
    """What is highlighted, in points from the page's top left corner."""


class Pictures:
    """The pictures of a corpus's pages."""

    def __init__(self, apart: Pool) -> None:
        self._apart = apart
        self._kept: OrderedDict[AskedPicture, bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def draw(self, asked: AskedPicture) -> bytes:
        """The picture. Raises ReadingError where the file is gone or cannot be drawn."""
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked]
        scale = min(asked.width / (asked.box.x1 - asked.box.x0), _MOST_SCALE)
        data = self._apart.call(
            draw_marked,
            (asked.path, asked.pdf_page, scale, asked.box, asked.marks),
            about=asked.path.name,
            seconds=SECONDS,
        )
        with self._lock:
            self._kept[asked] = data
            self._size += len(data)
            while self._size > _KEPT_BYTES:
                _, dropped = self._kept.popitem(last=False)
                self._size -= len(dropped)
        return data


def prepare_reading() -> None:
    """Import what drawing and measuring need."""

    import indexer.readers.pdfium.word_boxes
    import indexer.readers.pictures.drawing  # noqa: F401


def draw_marked(path: Path, pdf_page: int, scale: float, box: Box, marks: Sequence[Box]) -> bytes:
    """A picture of one page, `marks` highlighted. Raises ReadingError; to be called apart."""
    from indexer.readers.pictures.drawing import render_image

    image = render_image(path, pdf_page, scale=scale, box=box)
    return _write(_highlight(image, marks, scale) if marks else image)


_MARK = (255, 214, 92)


def _highlight(page: Image, marks: Sequence[Box], scale: float) -> Image:
    from PIL import Image as Images
    from PIL import ImageChops, ImageDraw

    layer = Images.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    for mark in marks:
        corners = [edge * scale for edge in (mark.x0, mark.y0, mark.x1, mark.y1)]
        draw.rectangle(corners, _MARK)
    return ImageChops.multiply(page.convert("RGB"), layer)


_FINE = 1200
"""Pixels of width from which the traces of JPEG are too small to be seen, and PNG takes long."""


def _write(image: Image) -> bytes:
    """The image as PNG or, where it is fine, as JPEG; in grey where it has no colours, which takes
    a third of the time and of the bytes."""
    if image.mode == "RGB":
        red, green, blue = image.split()
        if red.tobytes() == green.tobytes() == blue.tobytes():
            image = red
    written = io.BytesIO()
    if image.width > _FINE:
        image.convert("RGB" if image.mode == "RGBA" else image.mode).save(
            written, "JPEG", quality=92, subsampling=0
        )
    else:
        image.save(written, "PNG", compress_level=1)
    return written.getvalue()


def tell_type(data: bytes) -> str:
    """The media type of a picture drawn here."""
    return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
