"""Pages become a document: one file is read, labelled and cleaned, and its pages are joined.

Enter by `document.py` for all that is done with one file, by `joins.py` for text across page
breaks, by `counting.py` for what the index gets. `imposition.py` takes sheets apart that show
several printed pages, `labelling.py` labels those that cannot be.
Imports `cleaning`, `labels`, `readers`, `words` and the engine's values.
"""
