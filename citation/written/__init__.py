"""Citations and lists as they are asked for: with remarks, in every format, onto the clipboard.

Enter by `citation.py`, `bibliography.py` and `excerpt_citations.py` (the citations under search
results). Imports `cite.py` and every room of citation below it.
"""
