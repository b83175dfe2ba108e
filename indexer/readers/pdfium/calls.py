"""PDFium's functions that are called hundreds of times on every page."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def _unchecked(function: Any) -> Any:
    """`function` without declared types of arguments: give it handles, `int`s and `byref`s only.

    To convert and check three arguments takes ctypes longer (0.35 µs of 0.55) than the call itself.
    """
    unchecked = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    unchecked.restype = function.restype
    return unchecked


unicode_of = _unchecked(pdfium.FPDFText_GetUnicode)
loose_box = _unchecked(pdfium.FPDFText_GetLooseCharBox)
char_origin = _unchecked(pdfium.FPDFText_GetCharOrigin)
char_angle = _unchecked(pdfium.FPDFText_GetCharAngle)

object_at = _unchecked(pdfium.FPDFPage_GetObject)
kind_of = _unchecked(pdfium.FPDFPageObj_GetType)
bounds_of = _unchecked(pdfium.FPDFPageObj_GetBounds)
count_segments = _unchecked(pdfium.FPDFPath_CountSegments)
draw_mode = _unchecked(pdfium.FPDFPath_GetDrawMode)
fill_colour = _unchecked(pdfium.FPDFPageObj_GetFillColor)
stroke_colour = _unchecked(pdfium.FPDFPageObj_GetStrokeColor)
stroke_width = _unchecked(pdfium.FPDFPageObj_GetStrokeWidth)
