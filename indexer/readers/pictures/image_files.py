"""Files that are pictures of pages: TIFF with one or many, PNG, JPEG."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DamagedPdf
from indexer.readers.sheets import FileReading, Sheet
from indexer.readers.signatures import PICTURE_READER

if TYPE_CHECKING:
    from PIL.Image import Image

_COARSEST, _USUAL, _FINEST = 50.0, 300.0, 400.0
"""Dots per inch: what a file says beyond these is no resolution of a scan; what is coarser than the
usual one reads better enlarged; finer ones gain nothing."""
_HIGHEST = 1300.0
_LONG_SIDE = 11.0
"""Inches of a sheet's long side where a file does not say how finely it was scanned: Letter; A4
is hardly more."""
_SMALLEST = 400
"""Pixels; a picture with a shorter long side is no page."""
_MOST_PIXELS = 250_000_000
_ORIENTATION = 0x0112
"""The tag that says how the picture is to be turned (Exif 2.32, 4.6.4)."""
_PAGES = 5_000
"""What a file may make us do."""


def read_pages(path: Path) -> FileReading:
    """The sheets of the file, without lines: one for each of its pictures.

    Raises DamagedPdf where it is no picture of a page, or none that can be opened.
    """
    sheets: list[Sheet] = []
    with _open(path) as file:
        for index in range(min(getattr(file, "n_frames", 1), _PAGES)):
            file.seek(index)
            width, height = file.size
            if max(width, height) < _SMALLEST:
                raise DamagedPdf(
                    f"{path.name} is too small to be a page ({width} × {height} pixels).",
                    "Remove it, or put a finer scan in its place.",
                )
            across, down = _measure_resolution(file)
            if _is_on_its_side(file):
                width, height = height, width
            size = 72 * width / across, 72 * height / down
            sheets.append(Sheet(index + 1, *size, images=1))
    return FileReading(tuple(sheets), PICTURE_READER)


def load_page(path: Path, pdf_page: int) -> tuple[Image, float]:
    """The picture number `pdf_page` (1-based) in grey, as it is meant to be shown, and its pixels
    per point. Raises DamagedPdf."""
    from PIL import Image

    with _open(path) as file:
        file.seek(pdf_page - 1)
        if file.width * file.height > _MOST_PIXELS:
            raise DamagedPdf(f"{path.name} is too large to be a page (picture {pdf_page}).")
        across, down = _measure_resolution(file)
        grey = _convert_to_grey(_turn(file))
        dots = min(max(across, down, _USUAL), _FINEST)
        size = round(grey.width * dots / across), round(grey.height * dots / down)
        if size != grey.size:
            grey = grey.resize(size, Image.Resampling.BICUBIC)
        return grey, dots / 72


def _turn(file: Image) -> Image:
    """The picture as it is meant to be shown."""
    from PIL import ImageOps

    return ImageOps.exif_transpose(file)


@contextmanager
def _open(path: Path) -> Iterator[Image]:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sizes are looked at here
            with Image.open(path, formats=("TIFF", "PNG", "JPEG")) as file:
                yield file
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise DamagedPdf(
            f"{path.name} is damaged: it cannot be opened as a picture.", "Get the file again."
        ) from error


def _measure_resolution(file: Image) -> tuple[float, float]:
    """Dots per inch, across and down, as it is meant to be shown."""
    across, down = map(float, file.info.get("dpi", (0, 0)))
    if _is_on_its_side(file):
        across, down = down, across
    if not all(_COARSEST <= dots <= _HIGHEST for dots in (across, down)):
        across = down = max(file.size) / _LONG_SIDE
    elif across == down == 72 and max(file.size) > _COARSEST * 2 * _LONG_SIDE:
        across = down = max(file.size) / _LONG_SIDE  # what programs write that know nothing
    return across, down


def _is_on_its_side(file: Image) -> bool:
    return file.getexif().get(_ORIENTATION) in (5, 6, 7, 8)


def _convert_to_grey(file: Image) -> Image:
    from PIL import Image

    if file.mode in ("RGBA", "LA", "PA") or "transparency" in file.info:
        shown = file.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        return Image.alpha_composite(paper, shown).convert("L")
    if file.mode.startswith("I"):
        return file.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return file.convert("L")
