"""Which record of the catalogue describes which document, and records guessed from files.

Enter by `entries.py`; `making.py` makes an incomplete record for a document that has none, of what
`guessing.py` gathers from `authors.py`, `titles.py`, `printed_dates.py` and `document_kinds.py`
(with `courts.py`). Imports `store` and `readers`.
"""
