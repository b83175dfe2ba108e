"""PDFium: the one place that imports pypdfium2."""

from indexer.readers.pdfium.reader import read_pdf, render_image, render_page

__all__ = ["read_pdf", "render_image", "render_page"]
