"""What the documents are: catalogue, items, kinds, and the error tree."""

VERSION = "0.1.0"
"""The version of pincite; the package metadata is read from here."""
