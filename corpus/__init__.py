"""What the documents are: catalogue, items, kinds, and the error tree."""
