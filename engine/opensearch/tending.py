"""What a cluster needs besides questions and changes: indexes made, watched, saved and restored."""

from __future__ import annotations

import math
from typing import Any

from corpus.errors import CorpusError, RequestError
from corpus.frozen import frozen
from engine.opensearch.connection import Connection
from engine.opensearch.register import Register
from engine.opensearch.schema import describe_indexes

_CLAUSES = 65_536
"""A wildcard may stand for a thousand words, and a phrase may hold several."""
_SHARDS = 3
"""Enough for some million pages."""
_PAGES_IN_SHARD = 2_000_000
"""About 20 GB with all that is kept of them; OpenSearch advises 10 to 50 GB."""
_REPOSITORY = "pincite"


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


def choose_shards(pages: int) -> int:
    """How many shards so many pages need."""
    return max(_SHARDS, math.ceil(pages / _PAGES_IN_SHARD))


@frozen
class ClusterStatus:
    """How a corpus on a cluster is."""

    health: str
    """What OpenSearch says of its indexes: green, yellow or red; "absent" if there are none."""
    nodes: tuple[str, ...]
    shards: int
    """Copies of shards that are there."""
    missing_shards: int
    """Copies that are not."""
    documents: int
    pages: int
    missing_pages: int
    """Pages that no node has, of those that there should be."""
    coming: int
    """Documents that somebody has begun to put and not finished."""
    bytes: int
    """On all disks together."""


def read_status(connection: Connection) -> ClusterStatus:
    """How the corpus is. Raises CorpusError where nothing answers."""
    nodes: list[dict[str, Any]] = connection.ask(lambda client: client.cat.nodes(format="json"))
    names = tuple(sorted(str(node["name"]) for node in nodes))
    if not connection.exists():
        return ClusterStatus("absent", names, 0, 0, 0, 0, 0, 0, 0)
    indexes = ",".join(connection.names.all)
    health = connection.ask(lambda client: client.cluster.health(index=indexes))
    sizes = connection.ask(lambda client: client.indices.stats(index=indexes, metric="store"))
    register = Register(connection)
    register.read()
    whole = register.whole
    pages = sum(entry.page_count for entry in whole)
    return ClusterStatus(
        health["status"],
        names,
        health["active_shards"],
        health["unassigned_shards"] + health["initializing_shards"],
        len(whole),
        pages,
        pages - _count_pages(connection, [entry.number for entry in whole]),
        sum(entry.state == "coming" for entry in register.entries.values()),
        sizes["_all"]["total"]["store"]["size_in_bytes"],
    )


def _count_pages(connection: Connection, numbers: list[int]) -> int:
    query = {"terms": {"d": numbers}}
    body = {"query": query, "size": 0, "track_total_hits": True}
    return int(connection.search(connection.names.pages, body)["hits"]["total"]["value"])


def save_snapshot(connection: Connection, name: str, folder: str) -> None:
    """Save the corpus under a name in a folder that every node sees (`path.repo` must list it)."""
    repository = {"type": "fs", "settings": {"location": folder}}
    connection.ask(
        lambda client: client.snapshot.create_repository(repository=_REPOSITORY, body=repository)
    )
    body = {"indices": f"pincite-{connection.address.name}-*", "include_global_state": False}
    answer = connection.ask(
        lambda client: client.snapshot.create(
            repository=_REPOSITORY,
            snapshot=name,
            body=body,
            params={"wait_for_completion": "true"},
        )
    )
    _require_whole(answer["snapshot"]["shards"], f"The snapshot {name}")


def restore_snapshot(connection: Connection, name: str, folder: str) -> None:
    """Bring back what was saved under a name, as the corpus that the address names, which must not
    be there."""
    if connection.exists():
        raise RequestError(
            f"{connection.address} is there already.",
            "Restore it under another name, with --engine.",
        )
    repository = {"type": "fs", "settings": {"location": folder, "readonly": True}}
    connection.ask(
        lambda client: client.snapshot.create_repository(repository=_REPOSITORY, body=repository)
    )
    body = {
        "indices": "pincite-*",
        "include_global_state": False,
        "rename_pattern": r"pincite-.+-(\w+)",
        "rename_replacement": f"pincite-{connection.address.name}-$1",
    }
    answer = connection.ask(
        lambda client: client.snapshot.restore(
            repository=_REPOSITORY,
            snapshot=name,
            body=body,
            params={"wait_for_completion": "true"},
        )
    )
    _require_whole(answer["snapshot"]["shards"], f"What was restored from {name}")


def _require_whole(shards: dict[str, int], what: str) -> None:
    if shards["successful"] < shards["total"]:
        raise CorpusError(
            f"{what} is not whole: {shards['successful']} of {shards['total']} shards.",
            "Run it again when all nodes of the cluster answer.",
        )
