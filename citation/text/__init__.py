"""Text as citations write it: italics and links, names, titles, dates.

Enter by `richtext.py`. Imports no other room of citation.
"""
