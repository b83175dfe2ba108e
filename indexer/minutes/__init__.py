"""Minutes read as minutes: their numbered items, and whose words they contain where.

Enter by `packing.py`: what is found in a document, as the store keeps it. `minute_context.py` and
`minute_listing.py`, above, answer from there.
"""
