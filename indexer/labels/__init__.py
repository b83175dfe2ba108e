"""Which number is printed on each page: candidates, runs, and the choice between them.

Enter by `solve.py`; `model.py` is what comes out, `pinpoint.py` puts it into words,
`overrides.py` has what the user set. `wording.py` says which number of a line may be a page's
own. Imports `readers`.
"""
