"""Many questions at once, and their answers as a memo: Markdown, CSV, or a Word file.

Enter by `questions.py` and `memo.py`. Imports `answering`.
"""
