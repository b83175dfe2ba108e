"""The query language: a typed question becomes a tree, and nothing that is typed is an error.

Enter by `parse.py`; `query.py` has the tree and the canonical way to write it, `fields.py` the
filters. Imports nothing else of search.
"""
