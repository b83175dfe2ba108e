"""Citations in running text: where they are, and what each says of source and place.

Enter by `citation_parser.py`; `claim.py` is what comes out, `pinpoint_parser.py` reads pages,
paragraphs, sections and minutes. Imports no other room of drafts.
"""
