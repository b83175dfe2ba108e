"""How much a word of a question is worth, by how many pages hold it."""

from __future__ import annotations

import math

_DAMPING = 0.7
"""The power of a word's rarity: the rarest word of a question is often that of the asker alone."""


def measure_rarity(held: int, pages: int) -> float:
    """How rare it is that `held` of all pages hold a word."""
    rarity = math.log(1 + (max(held, pages) - held + 0.5) / (held + 0.5))
    return round(float(rarity**_DAMPING), 3)
