"""A quotation is located: pages that may hold it, then alignment with their text.

Enter by `locate.py`, what `pincite locate` and the check of a draft do. `alignment.py` has the
exact span and what differs, `word_text.py` the form in which texts are compared. Imports
`expanding`.
"""
