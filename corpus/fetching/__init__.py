"""Documents are downloaded into a corpus, whole or not at all, and the record says from where."""
