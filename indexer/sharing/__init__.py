"""Documents on a cluster: put there whole, and fetched to where they are not.

Enter by `sending.py` (what is kept beside the words of a document) and `mirror.py` (this machine's
copy of what is on a cluster).
"""
