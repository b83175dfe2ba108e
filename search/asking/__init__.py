"""The query language: a typed question becomes a tree, and no input is an error.

Enter by `parse.py`; `query.py` has the tree and its canonical spelling, `fields.py` the filters.
Imports nothing else from `search`.
"""
