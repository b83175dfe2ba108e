"""The store: what was read and derived from each file, in SQLite, keyed by the file's SHA-256.

Enter by `store.py`; `stored.py` has the values that come back, `packing.py` the form in which
sheets lie on the disk. Imports `pages` and the rooms before it. Only `updating` writes.
"""
