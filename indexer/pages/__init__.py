"""Pages become a document: one file read, labelled and cleaned, and its pages joined.

Enter by `document.py` for the whole way of one file, by `joins.py` for text over page breaks, by
`word_places.py` for what the index gets. Imports `cleaning`, `labels`, `readers`, `words` and the
engine's values.
"""
