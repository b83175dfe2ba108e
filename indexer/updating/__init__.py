"""Bringing a corpus up to date with its folder: what `pincite index` does.

Enter by `update.py`; files are compared in `files.py`, read in `workers.py` (processes of their
own), and what is derived is kept in step with the store by `upkeep.py`. Only this room writes to
store and index. Imports every room of the indexer but the faces and `minutes`.
"""
