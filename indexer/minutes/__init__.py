"""Minutes read as minutes: their numbered items, and whose words they contain where.

Enter by `context.py` (in which minute a passage stands, and whose words it is) or `listing.py`
(what `pincite minutes` prints). Imports `library.py` and the rooms below it.
"""
