"""A question becomes passages: query language, lexicon, excerpts."""
