"""Bringing a corpus up to date with its folder: what `pincite index` does.

Enter by `update.py`; `files.py` compares the files, `workers.py` reads them in processes of their
own, and `upkeep.py` brings the index up to date with the store. Only this room writes to either.
Imports every room of the indexer below it.
"""
