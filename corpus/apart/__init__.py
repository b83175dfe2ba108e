"""Work on files of strangers, done in processes of their own, with limits on memory and time.

Enter by `pool.py` for single calls from any thread, by `process.py` for a pool of another kind.
"""
