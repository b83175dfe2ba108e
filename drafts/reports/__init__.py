"""A checked draft as something to read: an HTML page, or a copy of the Word file with comments.

Enter by `html_report.py` and `docx_report.py`; `phrases.py` has what every report says in the
same words. Imports `verdicts` and `quotations`.
"""
