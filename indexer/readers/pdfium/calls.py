"""PDFium's functions that are called hundreds of times on every page."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium


def _make_unchecked(function: Any) -> Any:
    """`function` without declared types of arguments: give it handles, `int`s and `byref`s only.

    To convert and check three arguments takes ctypes longer (0.35 µs of 0.55) than the call itself.
    """
    unchecked = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    unchecked.restype = function.restype
    return unchecked


unicode_of = _make_unchecked(pdfium.FPDFText_GetUnicode)
loose_box = _make_unchecked(pdfium.FPDFText_GetLooseCharBox)
char_origin = _make_unchecked(pdfium.FPDFText_GetCharOrigin)
char_angle = _make_unchecked(pdfium.FPDFText_GetCharAngle)

object_at = _make_unchecked(pdfium.FPDFPage_GetObject)
kind_of = _make_unchecked(pdfium.FPDFPageObj_GetType)
bounds_of = _make_unchecked(pdfium.FPDFPageObj_GetBounds)
count_segments = _make_unchecked(pdfium.FPDFPath_CountSegments)
draw_mode = _make_unchecked(pdfium.FPDFPath_GetDrawMode)
fill_colour = _make_unchecked(pdfium.FPDFPageObj_GetFillColor)
stroke_colour = _make_unchecked(pdfium.FPDFPageObj_GetStrokeColor)
stroke_width = _make_unchecked(pdfium.FPDFPageObj_GetStrokeWidth)
