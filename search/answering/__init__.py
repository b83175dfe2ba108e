"""A question is answered: pages from the engine, ranked, then excerpts of whole sentences.

Enter by `answer.py`, which serves `pincite search`; `shown_pages.py` shows the page of a result.
Imports `asking` and `expanding`.
"""
