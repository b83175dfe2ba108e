"""An item as a citation sees it: its fields, the place cited, and the works it is cited among.

Enter by `source.py`, `pinpoint.py` and `disambiguation.py`. Imports `text`.
"""
