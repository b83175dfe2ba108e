"""Citations in running text: where they are, and what each says of source and place.

Enter by `reading.py`; `claim.py` is what comes out, `pinpoints.py` reads pages, paragraphs,
sections and minutes. Imports no other room of drafts.
"""
