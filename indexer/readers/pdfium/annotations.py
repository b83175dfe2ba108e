"""Loading a page with its annotations: what a form's fields and free text show is on the page."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_ASIDE = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP}
"""Links, and notes that are shown as icons only."""


def load_page(document: Any, index: int) -> Any:
    """The raw page at `index`, 0-based, of the raw `document`, with what its annotations show
    drawn on it (ISO 32000-1, 12.5.5). Raises PdfiumError.

    To be closed by the caller.
    """
    page = _load(document, index)
    if (
        _has_shown_annotations(page)
        and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
    ):
        pdfium.FPDF_ClosePage(page)
        page = _load(document, index)
    return page


def _load(document: Any, index: int) -> Any:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise pypdfium2.PdfiumError("the page cannot be loaded")
    return page


def _has_shown_annotations(page: Any) -> bool:
    for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in _ASIDE:
            return True
    return False
