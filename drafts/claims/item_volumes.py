"""What in an item's title looks like something else: the volume it is, and years of its subject."""

from __future__ import annotations

import re

from corpus.items import Item
from drafts.claims.naming import list_titles
from indexer.labels.numerals import parse_roman
from indexer.words.tokens import split_words, tokenise

_VOLUME = re.compile(
    r"\b(?:vol(?:ume)?\b\.?|book\b|tome\b)\s*(?P<number>\d{1,2}\b|[IVX]{1,5}\b|[a-z]+\b)",
    re.IGNORECASE,
)
_WRITTEN = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def read_volume(item: Item) -> int:
    """The volume that an item is, by its record or its title; 0 if neither says."""
    written = item.get_text("volume")
    if item.get_text("container-title"):
        written = ""  # the volume of a journal
    named = _VOLUME.search(item.title)
    for text in (written, named["number"] if named else ""):
        if text.isdigit():
            return int(text)
        number = _WRITTEN.get(text.lower()) or (parse_roman(text) if text else None)
        if number:
            return number
    return 0


def blank_titles(text: str, item: Item) -> str:
    """`text` without the item's titles, whose years are not the year of the item."""
    for title in sorted(list_titles(item), key=len, reverse=True):
        wanted = split_words(title)
        tokens = list(tokenise(text))
        for at in range(len(tokens) - len(wanted) + 1) if wanted else ():
            if [token.word for token in tokens[at : at + len(wanted)]] == wanted:
                start, end = tokens[at].start, tokens[at + len(wanted) - 1].end
                return f"{text[:start]} {text[end:]}"
    return text
