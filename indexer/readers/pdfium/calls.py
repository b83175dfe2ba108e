"""PDFium's functions that are called hundreds of times on every page.

`get_…` returns its answer; `fetch_…` writes it to the memory given last and returns whether there
was one.
"""

from __future__ import annotations

import ctypes
from _ctypes import FUNCFLAG_PYTHONAPI
from typing import Any

import pypdfium2.raw as pdfium


def _make_unchecked(function: Any) -> Any:
    """`function` without declared argument types: give it only handles, `int`s and `byref`s.

    Converting and checking the arguments takes ctypes longer than the call itself, and so does
    letting other threads run meanwhile: these calls are over before another could begin.
    """
    own = type(function)
    kind: Any = type(own.__name__, (own,), {"_flags_": own._flags_ | FUNCFLAG_PYTHONAPI})
    unchecked = kind(ctypes.cast(function, ctypes.c_void_p).value)
    unchecked.restype = function.restype
    return unchecked


get_unicode = _make_unchecked(pdfium.FPDFText_GetUnicode)
fetch_loose_box = _make_unchecked(pdfium.FPDFText_GetLooseCharBox)
fetch_origin = _make_unchecked(pdfium.FPDFText_GetCharOrigin)
get_angle = _make_unchecked(pdfium.FPDFText_GetCharAngle)
fetch_char_box = _make_unchecked(pdfium.FPDFText_GetCharBox)
fetch_font_name = _make_unchecked(pdfium.FPDFText_GetFontInfo)
has_map_error = _make_unchecked(pdfium.FPDFText_HasUnicodeMapError)

get_object = _make_unchecked(pdfium.FPDFPage_GetObject)
get_kind = _make_unchecked(pdfium.FPDFPageObj_GetType)
fetch_bounds = _make_unchecked(pdfium.FPDFPageObj_GetBounds)
count_segments = _make_unchecked(pdfium.FPDFPath_CountSegments)
fetch_draw_mode = _make_unchecked(pdfium.FPDFPath_GetDrawMode)
fetch_fill_colour = _make_unchecked(pdfium.FPDFPageObj_GetFillColor)
fetch_stroke_colour = _make_unchecked(pdfium.FPDFPageObj_GetStrokeColor)
fetch_stroke_width = _make_unchecked(pdfium.FPDFPageObj_GetStrokeWidth)

get_text_object = _make_unchecked(pdfium.FPDFText_GetTextObject)
get_text_mode = _make_unchecked(pdfium.FPDFTextObj_GetTextRenderMode)
get_clip = _make_unchecked(pdfium.FPDFPageObj_GetClipPath)
count_clip_paths = _make_unchecked(pdfium.FPDFClipPath_CountPaths)
set_is_active = _make_unchecked(pdfium.FPDFPageObj_SetIsActive)
get_annotation = _make_unchecked(pdfium.FPDFPage_GetAnnot)
get_annotation_kind = _make_unchecked(pdfium.FPDFAnnot_GetSubtype)
close_annotation = _make_unchecked(pdfium.FPDFPage_CloseAnnot)
count_marks = _make_unchecked(pdfium.FPDFPageObj_CountMarks)
get_parameter_type = _make_unchecked(pdfium.FPDFPageObjMark_GetParamValueType)
get_mark = _make_unchecked(pdfium.FPDFPageObj_GetMark)
get_mark.restype = ctypes.c_void_p  # a plain number: many objects share a mark
get_parameter_type.argtypes = (ctypes.c_void_p, ctypes.c_char_p)
