"""Nodes are killed, as a power cut would: nothing is lost, and what is not whole says so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

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

DOCUMENTS, PAGES, SEARCHES = 60, 12, 60
pytestmark = pytest.mark.cluster
HOLDER = "store"


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Three nodes, all of which are back and whole at the end."""
    cluster = get_cluster()
    forget_all(cluster.addresses)  # what is there would have to be made whole, too
    yield cluster
    for node in cluster.nodes:
        if node.process is None:
            node.start()
    cluster.wait(3, "green")


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


def test_a_node_lost_while_indexing_loses_nothing(cluster: Cluster) -> None:
    address = make_corpus(cluster, "indexing")
    manager = cluster.find_manager()
    other = next(node for node in cluster.nodes if node is not manager)
    killing = threading.Timer(0.3, other.kill)
    killing.start()
    for first in range(0, DOCUMENTS, 6):
        write(address, range(first, first + 6))
    killing.join()
    assert search(address, 7) == (DOCUMENTS * PAGES, PAGES, 0)
    other.start()
    cluster.wait(3, "green")
    assert [search(address, id) for id in range(5)] == [(DOCUMENTS * PAGES, PAGES, 0)] * 5


@pytest.mark.parametrize("which", ["a node", "the manager"])
def test_searches_are_right_or_say_what_they_lack(cluster: Cluster, which: str) -> None:
    address = make_corpus(cluster, "searching")
    write(address, range(DOCUMENTS))
    manager = cluster.find_manager()
    others = [node for node in cluster.nodes if node is not manager]
    whole, partial = search_while_killing(
        cluster, address, manager if which == "the manager" else others[0]
    )
    assert whole + partial == SEARCHES
    assert whole > SEARCHES // 2


def test_two_of_three_lost_is_said(cluster: Cluster, tmp_path: Path) -> None:
    address = make_corpus(cluster, "losing")
    write(address, range(DOCUMENTS))
    for node in cluster.nodes[1:]:
        node.kill()
    try:
        everything, _, unasked = search(address, 1)
        missing = DOCUMENTS * PAGES - everything
        assert unasked >= missing  # none, where the node that is left holds a copy of every page
    except CorpusIncomplete as error:
        assert "missing" in error.message
    with pytest.raises(CorpusError) as raised:
        write(address, range(DOCUMENTS, DOCUMENTS + 3))
    assert raised.value.remedy
    for node in cluster.nodes[1:]:
        node.start()
    cluster.wait(3, "green")
    assert search(address, 1) == (DOCUMENTS * PAGES, PAGES, 0)
