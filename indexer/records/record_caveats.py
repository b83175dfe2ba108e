"""What must be known about a record before it is cited."""

from __future__ import annotations

from corpus.items import Item


def list_record_caveats(item: Item) -> list[str]:
    """One sentence each: fields that are only guessed, a file that has changed since."""
    caveats: list[str] = []
    if item.incomplete:
        names = ("date" if field == "issued" else field for field in item.incomplete)
        fields = ", ".join(names)
        caveats.append(f"The record is incomplete ({fields} not confirmed): check before citing.")
    if item.changed:
        caveats.append(
            f"The file has changed since its record was made ({item.changed}): check record and"
            " page numbers."
        )
    return caveats
