"""From a word of a question to words of the corpus: stems, wildcards, misspellings.

Enter by `expansion.py`; `lexicon.py` searches the words of the index. Imports `asking`.
"""
