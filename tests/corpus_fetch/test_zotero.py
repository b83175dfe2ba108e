"""Zotero's library, read from a small server that answers as Zotero documents it."""

from __future__ import annotations

import json

import pytest

from corpus.fetching.fetch_errors import AddressDead, ServerRefused
from corpus.fetching.zotero import read_zotero_library
from corpus.formats.csl_json import read
from tests.corpus_fetch.server import Server

PATH = "/api/users/0/items/top?format=csljson&limit=100&start={}&sort=dateAdded&direction=asc"


def give(server: Server, start: int, records: list[dict[str, object]], total: int) -> None:
    body = json.dumps({"items": records}).encode()
    server.pages[PATH.format(start)] = lambda visit: visit.answer(
        200, body, Total_Results=str(total)
    )


def test_a_library_of_several_pages(server: Server) -> None:
    records = [
        {"id": f"http://zotero.org/users/1/items/K{at}", "type": "book", "title": f"Doors {at}"}
        for at in range(101)
    ]
    records[0]["citation-key"] = "roe2001"
    give(server, 0, [dict(record) for record in records[:100]], 101)
    give(server, 100, [dict(record) for record in records[100:]], 101)
    reading = read(read_zotero_library(server.url))
    titles = [entry.record["title"] for entry in reading.entries]
    assert titles == [record["title"] for record in records]
    keys = [entry.record["id"] for entry in reading.entries]
    assert keys[0] == "roe2001"
    assert len(set(keys)) == 101
    assert not any("zotero.org" in key for key in keys)
    assert reading.unread == []


def test_a_zotero_that_lets_nobody_in(server: Server) -> None:
    server.pages[PATH.format(0)] = lambda visit: visit.answer(403, b"")
    with pytest.raises(ServerRefused, match="does not let other programs in"):
        read_zotero_library(server.url)


def test_no_zotero() -> None:
    with pytest.raises(AddressDead, match="No Zotero answers"):
        read_zotero_library("http://127.0.0.1:9")
