"""What the search for a sentence says."""

TEXTS = {
    "find.title": "Find a sentence",
    "find.lead": "Half-remembered, misspelt or badly scanned: pincite looks for the place where it"
    " stands and shows what differs.",
    "find.box": "The sentence",
    "find.button": "Find it",
    "find.places": "Places, the most alike first",
    "find.alike": "{percent} % alike",
    "find.same": "word for word",
    "find.differs": "What differs",
    "find.ambiguous": "Two places are about equally alike; the words do not tell which is meant.",
    "find.nothing": "It was not found.",
    "find.search": "Search for these words",
    "find.running": "Stands {where}, not in the text",
}
