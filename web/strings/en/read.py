"""What the reading view says."""

TEXTS = {
    "read.title": "Read",
}
