"""The id of a result: its item, page and place, written in one word.

`nlc-2008@5:340-512` are the characters 340 to 512 of the running text that begins on the document's
fifth page, and `nlc-2008@5:n40-80` those of its notes. An id names the same words in every terminal
and at any time, as long as the document stays as it is.
"""

from __future__ import annotations

from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.late_pattern import compile_late

_ID = compile_late(
    r"(?P<item>.+)@(?P<page>[1-9][0-9]{0,6}):(?P<notes>n?)(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})"
)


@frozen
class ResultPlace:
    """Where the words of a result stand."""

    item: str
    """Citation key."""
    number: int
    """1-based; the words may go on to the next pages."""
    in_notes: bool
    start: int
    """0-based offset of the first character in the page's running text or notes."""
    end: int
    """Offset after the last one; beyond the end of the page's own text where they go on."""

    def __str__(self) -> str:
        notes = "n" * self.in_notes
        return f"{self.item}@{self.number}:{notes}{self.start}-{self.end}"


def read_place(text: str) -> ResultPlace | None:
    """The place that an id names; None if `text` is no id."""
    match = _ID.fullmatch(text)
    if match is None:
        return None
    start, end = int(match["start"]), int(match["end"])
    if end <= start:
        raise RequestError(f"“{text}” names no words: it ends before it begins.")
    return ResultPlace(match["item"], int(match["page"]), bool(match["notes"]), start, end)
