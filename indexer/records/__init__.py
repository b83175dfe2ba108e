"""Which record of the catalogue describes which document, and records guessed from files.

Enter by `entries.py`; `guessing.py` makes an incomplete record for a document that has none.
Imports `store` and `readers`.
"""
