"""The numbers of paragraphs, which many documents are cited by in place of pages.

Enter by `printed.py` (numbers that are printed) and `paragraph_label.py` (what such a number is,
and which one a passage has). Imports `cleaning`.
"""
