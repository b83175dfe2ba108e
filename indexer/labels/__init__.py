"""Which number is printed on each page: candidates, runs, and the choice between them.

Enter by `solve.py`; `page_label.py` is the result, `pinpoint_wording.py` puts it into words,
`overrides.py` has what the user set. `numbers_in_line.py` tells which number of a line may be the
page's own. Imports `readers`.
"""
