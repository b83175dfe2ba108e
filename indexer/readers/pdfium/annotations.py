"""Loading a page with its annotations: what a form's fields and free text show is on the page."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.readers.pdfium.calls import close_annotation, get_annotation, get_annotation_kind

_ASIDE = {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_POPUP}
"""Links, and notes that are shown as icons only."""


def load_page(document: Any, index: int) -> tuple[Any, int | None]:
    """The raw page at `index`, 0-based, of the raw `document`, with what its annotations show
    drawn on it (ISO 32000-1, 12.5.5); and from which of its characters on that is, None where there
    is nothing. Raises PdfiumError.

    To be closed by the caller.
    """
    page = _load(document, index)
    if not _has_shown_annotations(page):
        return page, None
    own = _count_characters(page)
    drawn = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
    if not drawn:
        return page, None
    pdfium.FPDF_ClosePage(page)
    return _load(document, index), own


def _count_characters(page: Any) -> int:
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        raise pypdfium2.PdfiumError("the page's text cannot be read")
    try:
        return int(max(pdfium.FPDFText_CountChars(text_page), 0))
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def list_unread_contents(document: Any) -> list[str]:
    """A sentence for everything that the raw `document` holds beside its pages and that is not
    read: a form of another kind that stands in for them, and files inside."""
    found = []
    if pdfium.FPDF_GetFormType(document) == pdfium.FORMTYPE_XFA_FULL:
        found.append(
            "It is an XFA form: what the form says is not read, only the page that stands in for"
            " it in other programs."
        )
    inside = [
        _read_attachment_name(pdfium.FPDFDoc_GetAttachment(document, at))
        for at in range(pdfium.FPDFDoc_GetAttachmentCount(document))
    ]
    if inside:
        files = f"{len(inside)} files lie" if len(inside) > 1 else "A file lies"
        found.append(f"{files} inside it, not read: {', '.join(inside)}.")
    return found


def _read_attachment_name(attachment: Any) -> str:
    length = pdfium.FPDFAttachment_GetName(attachment, None, 0)
    name = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAttachment_GetName(attachment, name, length)
    return bytes(name)[: max(length - 2, 0)].decode("utf-16-le", "replace") or "without a name"


def _load(document: Any, index: int) -> Any:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise pypdfium2.PdfiumError("the page cannot be loaded")
    return page


def _has_shown_annotations(page: Any) -> bool:
    for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = get_annotation(page, at)
        if not annotation:
            continue
        kind = get_annotation_kind(annotation)
        close_annotation(annotation)
        if kind not in _ASIDE:
            return True
    return False
