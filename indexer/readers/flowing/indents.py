"""What a draft's usual indent is, against which a block quotation stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_SHARE = 0.2
"""An indent is usual where at least this share of the paragraphs has it."""


def measure_usual_indent(indents: Iterable[int]) -> int:
    """The smallest indent that is usual, in the unit of `indents`; 0 where there are none."""
    counted = Counter(indents)
    enough = _SHARE * sum(counted.values())
    return min((indent for indent, count in counted.items() if count >= enough), default=0)
