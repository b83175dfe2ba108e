"""What must be known of each document: how its words were got, what its record lacks."""

from __future__ import annotations

from corpus.frozen import frozen
from indexer.inventory import ListedDocument, list_holdings
from indexer.library import Library


@frozen
class DocumentState:
    """A document, and what is not as one would wish."""

    listed: ListedDocument
    recognised: int
    """Pages that were read from their pictures."""
    hidden: int
    """Pages with words that cannot be seen."""
    changed: str
    """The date since which the file differs from the one the record was made for; "" if it does
    not."""
    in_catalogue: bool
    """Whether its record is in the catalogue, or only made up."""


def list_states(library: Library) -> list[DocumentState]:
    """Every document, by file name."""
    hidden = library.store.count_hidden_words()
    seen = library.store.pictures.count_read()
    return [
        DocumentState(
            listed,
            seen.get(entry.document.sha256, 0),
            len(hidden.get(entry.document.id, ())),
            entry.item.changed,
            entry.item.id in library.catalogue,
        )
        for listed, entry in zip(list_holdings(library), library.entries, strict=True)
    ]
