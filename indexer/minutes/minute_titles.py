"""The title of a minute, told from the words that follow without the help of line breaks."""

from __future__ import annotations

import re

_LONGEST = 300
_LONG_LINE = 120
"""A longer title in small letters is probably a title with the text that follows it."""
_CAPITALS = re.compile(r"(?:[^\sa-zà-ÿ]|[’'](?:s|t)\b)+(?=\s|$)")
_SINGLE = re.compile(r"\s+[AI]$")
_TEXT_BEGINS = re.compile(
    r"\s(?=(?:The (?:Board|Chair|Chief|following|meeting|Committee|Commission|Council)"
    r"|Mr\.|Ms\.|Mrs\.|Dr\.|Moved by|Councillor [A-Z]|[Dd]oing business as|d/b/a)(?!\w))"
)


def begins_in_capitals(text: str) -> bool:
    """Whether `text` begins with a title in capitals: two words, or one of four letters."""
    title = find_capitals(text)
    words = re.findall(r"[A-ZÀ-Þ]{2,}", title)
    return len(words) > 1 or any(len(word) > 3 for word in words)


def find_capitals(paragraph: str) -> str:
    """The words in capitals that `paragraph` begins with."""
    position = 0
    while found := _CAPITALS.match(paragraph, position):
        position = found.end()
        while position < len(paragraph) and paragraph[position].isspace():
            position += 1
    title = paragraph[:position].rstrip()
    return title if position == len(paragraph) else _SINGLE.sub("", title)


def find_title(paragraph: str, *, set_in_capitals: bool = False) -> str:
    """The title with which `paragraph`, the text after a number, begins.

    Where titles are set in capitals, it ends with them; elsewhere a short paragraph is a title.
    """
    if begins_in_capitals(paragraph) and (set_in_capitals or len(paragraph) > _LONG_LINE):
        return find_capitals(paragraph)[:_LONGEST]
    title = paragraph.strip()
    if len(title) > _LONG_LINE:
        title = _TEXT_BEGINS.split(title, maxsplit=1)[0]
    if len(title) > _LONG_LINE:
        title = f"{title[: title.rfind(' ', 0, _LONG_LINE)]}…"
    return title.rstrip(" _")
