"""What a cluster needs besides questions and changes: its indexes made."""

from __future__ import annotations

from engine.opensearch.connection import Connection
from engine.opensearch.schema import describe_indexes

_CLAUSES = 65_536
"""A wildcard may stand for a thousand words, and a phrase may hold several."""


_SHARDS = 3
"""Enough for some million pages; `pincite cluster init` makes more."""


def create_corpus(
    connection: Connection, shards: int = _SHARDS, replicas: int | None = None
) -> None:
    """Create the indexes of a corpus, those that are not there. By default every page is on two
    nodes, if there are two."""
    if replicas is None:
        replicas = int(connection.count_nodes() > 1)
    settings = {"persistent": {"indices.query.bool.max_clause_count": _CLAUSES}}
    connection.ask(lambda client: client.cluster.put_settings(body=settings))
    connection.create(describe_indexes(connection.names, shards, replicas))
