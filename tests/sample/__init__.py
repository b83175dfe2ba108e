"""The sample corpus is what it says it is."""
