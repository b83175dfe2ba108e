"""Nodes are killed, as a power cut would: nothing is lost, and what is not whole says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from corpus.errors import CorpusError, CorpusIncomplete
from engine.document_words import DocumentWords, count_document_words
from engine.opensearch.reading import OpenSearchEngine
from engine.opensearch.tending import create_corpus
from engine.opensearch.writing import OpenSearchWriter
from engine.question import AnyOf, Phrase
from tests.cluster.corpora import connect, forget_all
from tests.cluster.nodes import Cluster, Node
from tests.cluster.running import get_cluster

DOCUMENTS, PAGES, SEARCHES, SECONDS = 60, 12, 60, 60
pytestmark = pytest.mark.cluster
HOLDER = "store"


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Three nodes, all of which are back and whole at the end."""
    cluster = get_cluster()
    forget_all(cluster.addresses)  # what is there would have to be made whole, too
    yield cluster
    start_missing(cluster)
    cluster.wait(3)
    forget_all(cluster.addresses)
    cluster.wait(3, "green")


def start_missing(cluster: Cluster) -> None:
    for node in cluster.nodes:
        if node.process is None:
            node.start()


def make_words(id: int) -> DocumentWords:
    pages = [f"all of document{id} on page{page} again".split() for page in range(PAGES)]
    return count_document_words(pages, [[] for _ in pages])


def make_corpus(cluster: Cluster, name: str) -> str:
    address = f"opensearch://{cluster.addresses}/{name}"
    with closing(connect(address)) as connection:
        create_corpus(connection, shards=3, replicas=1)
    return address


def write(address: str, ids: range) -> None:
    writer = OpenSearchWriter(connect(address), HOLDER)
    for id in ids:
        writer.put(id, id, make_words(id))
    writer.commit()


def search(address: str, id: int) -> tuple[int, int, int]:
    """Pages with everything, pages of one document, and how many were not asked."""
    with closing(OpenSearchEngine(connect(address), HOLDER)) as engine:
        everything = engine.find(AnyOf(frozenset({"all"})), limit=1).page_count
        words = (AnyOf(frozenset({word})) for word in ("of", f"document{id}", "on"))
        return everything, engine.find(Phrase(tuple(words))).page_count, engine.count_unasked()


def search_until_whole(address: str, id: int) -> tuple[int, int, int]:
    """The same, once everything answers; a node that has just come back may take a while."""
    end = time.monotonic() + SECONDS
    while (found := search(address, id))[2] and time.monotonic() < end:
        time.sleep(0.2)
    return found


def search_while_killing(cluster: Cluster, address: str, node: Node) -> tuple[int, int]:
    """Many searches, during which a node is killed: how many were whole, and how many said that
    they were not."""
    whole = partial = 0
    for at in range(SEARCHES):
        if at == SEARCHES // 5:
            node.kill()
        try:
            everything, some, unasked = search(address, at % DOCUMENTS)
        except CorpusIncomplete:
            partial += 1
            continue
        if unasked:
            partial += 1
        else:
            assert (everything, some) == (DOCUMENTS * PAGES, PAGES)
            whole += 1
    return whole, partial


def list_others(cluster: Cluster) -> list[Node]:
    """The nodes that run and are not the manager."""
    manager = cluster.find_manager()
    return [node for node in cluster.nodes if node.process and node is not manager]


def test_a_node_lost_while_indexing_loses_nothing(cluster: Cluster) -> None:
    address = make_corpus(cluster, "indexing")
    node = list_others(cluster)[0]
    killing = threading.Timer(0.3, node.kill)
    killing.start()
    for first in range(0, DOCUMENTS, 6):
        write(address, range(first, first + 6))
    killing.join()
    assert [search(address, id) for id in range(5)] == [(DOCUMENTS * PAGES, PAGES, 0)] * 5
    node.start()
    cluster.wait(3, "green")
    assert [search(address, id) for id in range(5)] == [(DOCUMENTS * PAGES, PAGES, 0)] * 5


def test_the_manager_lost_and_then_another_node(cluster: Cluster) -> None:
    address = make_corpus(cluster, "losing")
    write(address, range(DOCUMENTS))
    whole, partial = search_while_killing(cluster, address, cluster.find_manager())
    assert whole + partial == SEARCHES
    assert whole > SEARCHES // 2
    list_others(cluster)[0].kill()
    try:
        everything, _, unasked = search(address, 1)
        missing = DOCUMENTS * PAGES - everything
        assert unasked >= missing  # none, where the node that is left holds a copy of every page
    except CorpusIncomplete as error:
        assert "missing" in error.message
    with pytest.raises(CorpusError) as raised:
        write(address, range(DOCUMENTS, DOCUMENTS + 3))
    assert raised.value.remedy
    start_missing(cluster)
    # OpenSearch 3.8 may leave a copy in recovery until the node that was left starts anew
    cluster.wait(3, "yellow")
    assert search_until_whole(address, 1) == (DOCUMENTS * PAGES, PAGES, 0)
