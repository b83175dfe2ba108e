"""The basket: passages put aside with notes, in order and under headings, and exported.

Enter by `keeping.py` (a result is put aside), `basket_file.py` (where the basket is kept),
`rechecking.py` (words and pages are compared with the files as they are) and `exports`.
"""
