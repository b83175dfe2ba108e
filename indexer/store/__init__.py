"""The store: what was read and derived from each file, in SQLite, keyed by the file's SHA-256.

Enter by `store.py`; `stored.py` has the values it returns, `packing.py` the form in which sheets
are stored. Imports `pages` and the rooms below it. Only `updating` writes.
"""
