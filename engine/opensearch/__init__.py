"""pincite's index on OpenSearch, for corpora that outgrow one machine.

Enter by `reading.py` (questions), `writing.py` (changes) and `tending.py` (what a cluster needs
besides). Only `connection.py` imports the client. `register.py` says which documents are whole;
no others are ever asked.
"""
