"""Are words, page and source of a quotation right? The verdicts, and what they rest on.

Enter by `verdict.py` for the values and `verbatim.py` for the rule on words; `second_reader.py`
asks the other PDF engine. Imports `quotations`.
"""
