"""The embedded engine, the default: an index that Whoosh keeps, in this user's own cache.

Enter by `reading.py` and `writing.py`; `answering.py` works out which pages answer a question from
the postings. Only this room imports Whoosh, which unpickles what it opens: nothing that came from
somebody else may ever be opened here.
"""
