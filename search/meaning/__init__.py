"""What words mean, as numbers: how alike a question and a passage are that share few words.

Enter at `likeness.Meaning`. The table of words is made by `tools/word_vectors.py`.
"""
