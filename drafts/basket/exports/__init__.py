"""A basket as a file: Word with footnotes, Markdown with notes, or the records of what it cites."""
