"""What a claim's source turned out to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["found", "absent", "ambiguous", "unknown-key"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The items of the catalogue that one claim can mean."""

    item_ids: tuple[str, ...]
    """One if `found`, several if `ambiguous`, otherwise none."""
    status: Status
    how: str
    """What the answer rests on, or what is missing; to be read by a person."""
    place_of: int | None = None
    """0-based index of the claim whose place is meant, too: of the one that "ibid" repeats."""


def make_resolved(ids: tuple[str, ...], how: str, missing: str) -> Resolved:
    """Found, ambiguous or absent: there are one, several or no candidates."""
    if not ids:
        return Resolved((), "absent", missing)
    return Resolved(ids, "found" if len(ids) == 1 else "ambiguous", how)
