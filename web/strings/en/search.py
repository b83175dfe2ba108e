"""What the search says."""

TEXTS = {
    "search.title": "Search",
    "search.box": "A question, words, or “a phrase”",
    "search.button": "Search",
}
