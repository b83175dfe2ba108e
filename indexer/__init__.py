"""A file becomes pages: reading, page labels, clean text, the store and the index.

A file passes through the rooms in this order: `readers` (its lines), `labels` (the number of each
page), `cleaning` (its text), `pages` (one document) and `store`. `records` finds the record of the
catalogue that describes it, and `updating` takes a whole folder this way. Callers use `library.py`
to read, `inventory.py` for the contents and problems of a corpus, and `page_labels.py` to set page
numbers; `minutes`, above them, reads numbered items. `words` tells every room what a word is.
"""
