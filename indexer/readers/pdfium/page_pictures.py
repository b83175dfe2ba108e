"""Which pages are pictures: scans, drawings of letters, and stamped scans."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from indexer.readers.geometry import Display
from indexer.readers.pdfium.bulk import Bulk
from indexer.readers.pdfium.objects import IMAGE, PATH, Objects, find_bounds
from indexer.readers.sheets import Line

_OUTLINES = 50
"""So many shapes on a page without text may be letters drawn as shapes."""
_STAMP = 400
"""With at most so many letters, a page that is a picture has no text but a stamp or a heading."""
_WHOLE = 0.5
"""A picture that covers this share of the page is a picture of the page."""


def count_pictures(objects: Objects, lines: Sequence[Line], display: Display) -> int:
    """How many pictures the page shows that may be read; 0 where it has text enough."""
    if not lines:
        return len(objects.list_handles(IMAGE)) or int(len(objects.list_handles(PATH)) >= _OUTLINES)
    if sum(len(line.text) for line in lines) > _STAMP:
        return 0
    return len(measure_pictures(objects, display.size[0] * display.size[1]))


def measure_pictures(objects: Objects, area: float) -> list[float]:
    """The dots per inch of each picture that covers most of a page of this `area`, in square
    points."""
    images = objects.list_kind(IMAGE)
    bounds = find_bounds(Bulk(), images) if images else []
    resolutions: list[float] = []
    for image, box in zip(images, bounds, strict=True):
        width, height = box.x1 - box.x0, box.y1 - box.y0
        if width * height >= _WHOLE * area:
            wide, high = ctypes.c_uint(), ctypes.c_uint()
            pdfium.FPDFImageObj_GetImagePixelSize(image.item, wide, high)
            resolutions.append(72 * max(wide.value, high.value) / max(width, height))
    return resolutions


def read_language(document: Any) -> str:
    """The language of the raw `document` as it says itself (ISO 32000-1, 14.9.2), such as "en-GB";
    "" where it does not."""
    units = (ctypes.c_ushort * 32)()
    size = pdfium.FPDFCatalog_GetLanguage(document, units, ctypes.sizeof(units))
    if not 2 < size <= ctypes.sizeof(units):
        return ""
    return str(memoryview(units)[: size // 2 - 1], "utf-16-le", "ignore")
