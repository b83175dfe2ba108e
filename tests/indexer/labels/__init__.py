"""Page labels: how numbers are printed, what they run through, and what is no page number."""
