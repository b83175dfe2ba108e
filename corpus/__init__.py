"""What the documents are: catalogue, items, kinds, and the error tree."""

VERSION = "0.1.0"
"""Of pincite; what its package says, too."""
