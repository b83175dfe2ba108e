"""Items that a body only counts: 1., 2., 3., starting again under every heading of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

_PLACES = (re.compile(r"\n\n(?=\d)"), re.compile(r"_ (?=\d)"))
_NUMBERED = re.compile(
    r"(?P<number>\d{1,3})(?P<dot>[.)])? +(?!THAT\b)(?=[“‘'’\"(]?[A-Z0-9])(?P<rest>[^\n]*)"
)
_CLAUSE_ENDS = re.compile(r"[;,](?:\s*(?:and|or))?\s*$")
_ALIKE = 3
"""So many items must continue in the same words for a number without its full stop to count."""
_SEQUENCE = 3
"""A document counts its items if so many follow one another."""
_LIST_INSIDE = 12
"""A longer sequence of numbers is not a list inside an item."""
_MISCOUNTED = {True: (0, 2), False: (1,)}
"""Steps that are accepted where the item continues like others, by whether a full stop follows the
number: it is printed twice or left out, or lacks its full stop."""


class Heading(NamedTuple):
    """A number at the beginning of a paragraph, which may be that of an item."""

    start: int
    number: int
    rest: str
    """The paragraph after the number."""
    dotted: bool
    follows: str
    """The first two words of the next paragraph."""


def find_counted_headings(text: str, page_starts: frozenset[int]) -> list[Heading]:
    """The headings of the items that `text` counts, in order; none where it counts none.

    Numbers rise by one or start again at 1; a slip is forgiven where the item continues like
    others. A sequence that ends when the one before it continues is a list inside an item. A number
    in the middle of a paragraph counts only at the top of a page or after a rule.
    """
    sequences: list[list[Heading]] = []
    for heading in _find_candidates(text, page_starts):
        _put_heading(heading, sequences)
    if not any(len(sequence) >= _SEQUENCE for sequence in sequences):
        return []
    return sorted(chain.from_iterable(sequences))


def _put_heading(heading: Heading, sequences: list[list[Heading]]) -> None:
    """Put `heading` where its number follows on, or drop it."""
    step = heading.number - sequences[-1][-1].number if sequences else None
    resumes = heading.dotted and len(sequences) > 1 and _resumes(heading, *sequences[-2:])
    if heading.dotted and step == 1 and not (resumes and _are_clauses(sequences[-1])):
        sequences[-1].append(heading)
    elif resumes:
        del sequences[-1]
        sequences[-1].append(heading)
    elif heading.dotted and heading.number == 1:
        sequences.append([heading])
    elif step in _MISCOUNTED[heading.dotted] and _continues_alike(heading, sequences):
        sequences[-1].append(heading)


def _resumes(heading: Heading, outer: list[Heading], inner: list[Heading]) -> bool:
    """Whether the heading continues `outer`, and `inner` can be a list inside its last item."""
    last = outer[-1].number
    return heading.number == last + 1 and len(inner) <= min(last, _LIST_INSIDE)


def _are_clauses(sequence: list[Heading]) -> bool:
    return any(_CLAUSE_ENDS.search(heading.rest) for heading in sequence)


def _continues_alike(heading: Heading, sequences: list[list[Heading]]) -> bool:
    others = chain.from_iterable(sequences)
    return sum(other.follows == heading.follows != "" for other in others) >= _ALIKE


def _find_candidates(text: str, page_starts: frozenset[int]) -> Iterator[Heading]:
    places = {gap.end() for place in _PLACES for gap in place.finditer(text)}
    for start in sorted(places | page_starts):
        numbered = _NUMBERED.match(text, start)
        if numbered:
            following = text[numbered.end() : numbered.end() + 80].split("\n\n")
            words = following[1].split()[:2] if len(following) > 1 else []
            number, dotted = int(numbered["number"]), bool(numbered["dot"])
            yield Heading(start, number, numbered["rest"], dotted, " ".join(words))
