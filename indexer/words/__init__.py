"""What counts as a word, when two words are the same, and which share a stem.

Index, search and the comparison of quotations all go by `tokens.py`; `stems.py` serves bare words
of a question. Imports nothing of pincite's, and every other room may import it.
"""
