"""What is cited as law: cases by their references, statutes, regulations and bills by theirs.

`case.py` and `statute.py` read a record; `reference.py` reads a reference as people write it."""
