"""A file becomes pages: reading, page labels, clean text, the store and the index."""
