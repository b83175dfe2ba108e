"""From the lines of a sheet to clean text: running lines, footnotes, paragraphs, hyphens.

Enter by `clean_text.py`, which takes the steps in order; each step is a module. `page_text.py`
and `text_map.py` are what comes out: the text of a page, and the way back from each of its
characters to its line. Imports `labels`, `readers` and `words`.
"""
