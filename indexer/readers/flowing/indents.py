"""The usual indent of a document, against which block quotations stand out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_SHARE = 0.2
"""An indent is usual where at least this share of the paragraphs has it."""


def measure_usual_indent(indents: Iterable[int]) -> int:
    """The smallest usual indent, in the unit of `indents`; 0 where there are none."""
    counts = Counter(indents)
    enough = _SHARE * counts.total()
    return min((indent for indent, count in counts.items() if count >= enough), default=0)
