"""From a word of a question to words of the corpus: stems, wildcards, misspellings.

Start at `expansion.py`; `lexicon.py` searches the words of the index. Imports `asking`.
"""
