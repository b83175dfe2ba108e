"""Which words stand where: the one seam behind which a search engine stands.

Enter by `interface.py` (what an engine does), `question.py` (what it is asked) and `index_place.py`
(the engine of a corpus). An engine knows words as they are and page numbers as they count; stems,
misspellings, wildcards and the catalogue stay above, so that every engine finds the same. Imports
`corpus` only.
"""
