"""A draft is read, and its quotations are found: between marks, and set as blocks.

Enter by `reading.py` (a file becomes a draft) and `finding.py`; `marks.py` pairs quotation marks.
Imports `citations`.
"""
