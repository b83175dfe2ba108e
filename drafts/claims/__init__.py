"""What a draft claims of each quotation: which citation is meant, and which item that is.

Enter by `claim_finder.py` (the citation near a quotation) and `resolve.py` (the item of the
catalogue); `ibid_supra.py` follows citations that point back. Imports `citations` and `quotations`.
"""
