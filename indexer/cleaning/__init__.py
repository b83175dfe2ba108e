"""From the lines of a sheet to clean text: running lines, footnotes, paragraphs, hyphens.

Enter by `clean_text.py`, which takes the steps in order; each step is a module. The results are
`page_text.py`, the text of a page, and `text_map.py`, the way back from each of its characters to
its line. Imports `labels`, `readers` and `words`.
"""
