"""The register, read again: what was put, and what was forgotten, since the last time."""

from __future__ import annotations

from contextlib import closing

import pytest

from engine.document_words import count_document_words
from engine.opensearch.reading import OpenSearchEngine
from engine.opensearch.register import Register
from engine.opensearch.tending import create_corpus
from engine.opensearch.writing import OpenSearchWriter
from engine.question import AnyOf
from tests.cluster.corpora import connect, make_address

pytestmark = pytest.mark.cluster
HOLDER = "store"


def change(address: str, put: tuple[int, ...] = (), drop: tuple[int, ...] = ()) -> None:
    writer = OpenSearchWriter(connect(address), HOLDER)
    for id in drop:
        writer.drop(id)
    for id in put:
        writer.put(id, id, count_document_words([["all", f"document{id}"]], [[]]))
    writer.commit()


def test_an_old_register_learns_what_is_new_and_what_is_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = make_address("register")
    with closing(connect(address)) as connection:
        create_corpus(connection, shards=1, replicas=0)
        change(address, put=(1, 2))
        register = Register(connection)
        register.read()
        monkeypatch.setattr("engine.opensearch.register._KEPT", 0.0)
        change(address, put=(3, 4), drop=(1,))
        change(address, put=(5,))  # forgets the first,
        change(address, put=(6,))  # and makes that visible
        engine = OpenSearchEngine(connect(address), HOLDER, register=register)
        with closing(engine):
            assert sorted(engine.stamps) == [2, 3, 4, 5, 6]
            assert engine.find(AnyOf(frozenset({"all"}))).page_count == 5
            assert engine.count_unasked() == 0
        assert len(register.entries) == 2
        register.read()
        assert sorted(register.list_held(HOLDER)) == [2, 3, 4, 5, 6]
