"""Citations and bibliographies as users get them: with remarks, in every format, on the clipboard.

Enter by `citation.py`, `bibliography.py` and `excerpt_citations.py` (the citations under search
results). Imports `cite.py` and every room of citation below it.
"""
