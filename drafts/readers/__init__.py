"""Files become drafts: one module for each format, and the choice among them."""

from drafts.readers.reading import read_draft

__all__ = ["read_draft"]
