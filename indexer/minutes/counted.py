"""Items that a body only counts: 1., 2., 3., anew under every heading of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PLACES = (re.compile(r"\n\n(?=\d)"), re.compile(r"_ (?=\d)"))
_NUMBERED = re.compile(
    r"(?P<number>\d{1,3})(?P<dot>[.)])? +(?!THAT\b)(?=[“‘'’\"(]?[A-Z0-9])(?P<rest>[^\n]*)"
)
_CLAUSE_ENDS = re.compile(r"[;,](?:\s*(?:and|or))?\s*$")
_ALIKE = 3
"""How many items must go on in the same words for a number without its full stop to be believed."""
_SEQUENCE = 3
"""How many items there must be, one after the other, for a document to count its items."""
_LIST_INSIDE = 12
"""A longer run of numbers is no list inside an item."""
_MISCOUNTED = {True: (0, 2), False: (1,)}
"""Steps that are believed where the item goes on like others, by whether a full stop follows: a
number printed twice or left out, or one without its full stop."""


class Heading(NamedTuple):
    """A number at the beginning of a paragraph, which may be that of an item."""

    start: int
    number: int
    rest: str
    """The paragraph behind the number."""
    dotted: bool
    follows: str
    """The first two words of the next paragraph."""


class _Sequence:
    def __init__(self, headings: list[Heading]) -> None:
        self.headings = headings

    @property
    def last(self) -> int:
        return self.headings[-1].number


def find_counted_headings(text: str, page_starts: frozenset[int]) -> list[Heading]:
    """The headings of the items that `text` counts, in order; none where it counts none.

    Numbers rise by one, or begin anew at 1; a slip is forgiven where the item goes on like others.
    A run that is over when the run before it goes on is a list inside an item. A number in the
    midst of a paragraph counts at the top of a page or after a rule only.
    """
    sequences: list[_Sequence] = []
    for heading in _find_candidates(text, page_starts):
        _put_heading(heading, sequences)
    if not any(len(one.headings) >= _SEQUENCE for one in sequences):
        return []
    return sorted(heading for one in sequences for heading in one.headings)


def _put_heading(heading: Heading, sequences: list[_Sequence]) -> None:
    """Put `heading` where its number follows on, else drop it."""
    step = heading.number - sequences[-1].last if sequences else None
    resumes = heading.dotted and len(sequences) > 1 and _resumes(heading, sequences)
    if heading.dotted and step == 1 and not (resumes and _are_clauses(sequences[-1])):
        sequences[-1].headings.append(heading)
    elif resumes:
        del sequences[-1]
        sequences[-1].headings.append(heading)
    elif heading.dotted and heading.number == 1:
        sequences.append(_Sequence([heading]))
    elif step in _MISCOUNTED[heading.dotted] and _goes_on_like(heading, sequences):
        sequences[-1].headings.append(heading)


def _resumes(heading: Heading, sequences: list[_Sequence]) -> bool:
    outer, inner = sequences[-2], sequences[-1]
    shorter = len(inner.headings) <= min(outer.last, _LIST_INSIDE)
    return heading.number == outer.last + 1 and shorter


def _are_clauses(sequence: _Sequence) -> bool:
    return any(_CLAUSE_ENDS.search(one.rest) for one in sequence.headings)


def _goes_on_like(heading: Heading, sequences: list[_Sequence]) -> bool:
    alike = (one for sequence in sequences for one in sequence.headings)
    return sum(one.follows == heading.follows != "" for one in alike) >= _ALIKE


def _find_candidates(text: str, page_starts: frozenset[int]) -> Iterator[Heading]:
    places = {found.end() for place in _PLACES for found in place.finditer(text)}
    for start in sorted(places | page_starts):
        found = _NUMBERED.match(text, start)
        if found:
            following = text[found.end() : found.end() + 80].split("\n\n")
            words = following[1].split()[:2] if len(following) > 1 else []
            number, dotted = int(found["number"]), bool(found["dot"])
            yield Heading(start, number, found["rest"], dotted, " ".join(words))
