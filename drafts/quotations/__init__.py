"""A draft is read, and its quotations are found: between marks, and set as blocks.

Enter by `draft_reading.py` (a file becomes a draft) and `quotation_finder.py`; `marks.py` pairs
quotation marks. Imports `citations`.
"""
