"""A quotation is located: first the pages that may hold it, then alignment with their text.

Enter by `locate.py`, which serves `pincite locate` and the check of a draft. `alignment.py` finds
the exact span and the differences, `word_text.py` has the form in which texts are compared.
Imports `expanding`.
"""
