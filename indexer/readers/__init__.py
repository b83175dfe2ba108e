"""Files are read: the sheets of a PDF as lines with positions, other documents as paragraphs.

Enter by `sheets.py` for what a reader hands on; `pdfium/` is the reader, `pdfminer.py` the
independent second one, and `flowing/` reads Word, HTML, Markdown and plain text. Superscripts and
blacked-out words are told here, since only the reader sees ink. Imports `words`; no other room.
"""
