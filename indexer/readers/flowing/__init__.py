"""Documents without pages: Word, HTML, Markdown and plain text, as paragraphs with their notes.

Enter by `flowing_text.py` for what a reader hands on, and by the reader of each format: `docx.py`,
`html.py`, `markdown.py`, `plain_text.py`. Imports `words`.
"""
