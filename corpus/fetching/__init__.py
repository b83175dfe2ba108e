"""Downloads documents into a corpus, complete or not at all; the record says from where."""
