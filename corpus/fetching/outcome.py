"""What became of one item that was to be fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

What = Literal["fetched", "unchanged", "changed", "kept", "held", "no-address", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item, and what became of it."""

    item: str
    what: What
    """`fetched`; `unchanged`: asked again, the same; `changed`: another content than before, saved
    beside it; `kept`: the address is dead by now, the file stays; `held`: there already, not asked;
    `no-address`: the record has no URL; `failed`.
    """
    message: str
    """One line for a person."""
    file: str = ""
    """Relative to the corpus, with "/"."""
    facts: dict[str, Any] | None = None
    """What the record now says of the download: address, date, SHA-256, size, archived or not."""
    notes: tuple[str, ...] = ()
    """What the record says has to be checked before the document is cited."""

    @property
    def failed(self) -> bool:
        """Whether the user has less than was asked for."""
        return self.what == "failed"

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        shown: dict[str, Any] = {"item": self.item, "outcome": self.what, "message": self.message}
        if self.file:
            shown["file"] = self.file
        if self.notes:
            shown["notes"] = list(self.notes)
        return shown | (self.facts or {})
