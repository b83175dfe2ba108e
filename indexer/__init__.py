"""A file becomes pages: reading, page labels, clean text, the store and the index.

A file passes through the rooms in this order: `readers` (its lines), `labels` (the number of each
page), `cleaning` (its text), `pages` (one document) and `store`. `records` finds the record of the
catalogue that describes it, `minutes` finds numbered items, and `updating` takes a whole folder
this way. Callers use `library.py` to read, `inventory.py` for the contents and problems of a
corpus, `page_labels.py` to set page numbers, and `minute_context.py` to say whose words stand
where. `words` tells every room what a word is.
"""
