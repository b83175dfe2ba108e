"""Corpora on the cluster of the tests: one set of indexes, where each folder is a holder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.opensearch.address import parse_address
from engine.opensearch.connection import Connection
from engine.opensearch.reading import OpenSearchEngine
from engine.opensearch.tending import create_corpus
from engine.opensearch.writing import OpenSearchWriter
from tests.cluster.running import get_addresses

_CORPUS = "contract"


def make_address(name: str) -> str:
    """The address of a corpus on the cluster of the tests, where there is none of this name."""
    address = f"opensearch://{get_addresses()}/{name}"
    connection = connect(address)
    connection.ask(lambda client: client.indices.delete(index=f"pincite-{name}-*"))
    connection.close()
    return address


def forget_all(nodes: str) -> None:
    """Delete every corpus of a test that is over."""
    connection = connect(f"opensearch://{nodes}/any")
    kept = f"-pincite-{_CORPUS}-*"
    connection.ask(lambda client: client.indices.delete(index=f"pincite-*,{kept}"))
    connection.close()


@cache
def _create() -> str:
    address = make_address(_CORPUS)
    connection = connect(address)
    create_corpus(connection, shards=2, replicas=0)
    connection.close()
    return address


def connect(address: str) -> Connection:
    """A connection to what is at an address."""
    return Connection(parse_address(address))


def open_engine(folder: Path) -> OpenSearchEngine:
    """What the index holds of a folder, open for questions."""
    return OpenSearchEngine(connect(_create()), str(folder))


def open_writer(folder: Path) -> OpenSearchWriter:
    """The same, open for changes."""
    return OpenSearchWriter(connect(_create()), str(folder))


def forget_words(name: str) -> None:
    """Begin with no words, which all folders share, where the engine called `name` is on the
    cluster; those of the pages that are there are still counted."""
    if name != "opensearch":
        return
    connection = connect(_create())
    everything: dict[str, dict[str, object]] = {"query": {"match_all": {}}}
    connection.ask(
        lambda client: client.delete_by_query(
            index=connection.names.words, body=everything, refresh=True
        )
    )
    connection.close()
