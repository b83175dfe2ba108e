"""What a cluster keeps of a document beside its words."""

from __future__ import annotations

from typing import Any

from corpus.errors import CorpusIncomplete
from engine.interface import Kept
from engine.opensearch.connection import Connection, Json
from engine.opensearch.register import Entry, Register

_AT_ONCE = 500
"""Pages or sheets in one request."""


def read_kept(connection: Connection, register: Register, entry: Entry) -> Kept:
    """All of it. Raises CorpusIncomplete where a part does not answer."""
    rows = _read(connection, connection.names.pages, entry, "p", "row")
    sheets = _read(connection, connection.names.sheets, entry, "at", "data")
    about = register.read_abouts([entry]).get(entry.id)
    if about is None or len(rows) != entry.page_count:
        raise CorpusIncomplete(
            f"A document on {connection.address} could not be fetched whole.",
            "Start the nodes of the cluster that are missing (`pincite cluster status`).",
        )
    return Kept(entry.name, about, rows, sheets, {})


def _read(
    connection: Connection, index: str, entry: Entry, order: str, field: str
) -> list[list[Any]]:
    body: Json = {
        "query": {"term": {"d": entry.number}},
        "size": _AT_ONCE,
        "sort": [order],
        "_source": [field],
    }
    return [hit["_source"][field] for hit in connection.scroll_sorted(index, body)]
