"""Records from public catalogues, which a small server plays here."""

from __future__ import annotations

import json
from typing import Any

import pytest

from corpus.errors import RequestError
from corpus.fetching.described import describe_doi, describe_isbn
from corpus.fetching.fetch_errors import AddressDead, ServerRefused
from corpus.fetching.limits import Limits
from corpus.fetching.transport import Transport
from tests.corpus_fetch.server import Server

ANSWER = {
    "type": "journal-article", "title": "Doors", "container-title": ["Walls"], "volume": "3",
    "author": [{"family": "Roe", "given": "Ann", "sequence": "first", "affiliation": []},
               {"name": "The Board"}],
    "issued": {"date-parts": [[2001, 5]]}, "ISSN": ["1234-5678", "8765-4321"], "DOI": "10.1000/x",
    "reference-count": 12, "published-print": {"date-parts": [[2001]]}, "score": 1,
}  # fmt: skip
DOI_PATH = "/works/10.1000%2Fx/transform/application/vnd.citationstyles.csl+json"
ISBN_PATH = "/api/books?bibkeys=ISBN%3A9780306406157&format=json&jscmd=data"


@pytest.fixture
def transport() -> Transport:
    return Transport(Limits(allow_private=True, pace=0.0, connecting=5, silence=5), proxies={})


def give(server: Server, path: str, answer: Any, status: int = 200) -> None:
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    server.pages[path] = lambda visit: visit.answer(status, body)


def test_a_doi(server: Server, transport: Transport) -> None:
    give(server, DOI_PATH, ANSWER)
    found = describe_doi("https://doi.org/10.1000/x", service=server.url, transport=transport)
    assert found == {
        "type": "article-journal", "title": "Doors", "container-title": "Walls", "volume": "3",
        "author": [{"family": "Roe", "given": "Ann"}, {"literal": "The Board"}],
        "issued": {"date-parts": [[2001, 5]]}, "ISSN": "1234-5678, 8765-4321", "DOI": "10.1000/x",
    }  # fmt: skip


def test_an_isbn(server: Server, transport: Transport) -> None:
    book = {
        "title": "Doors", "subtitle": "A history", "authors": [{"name": "Ann B. Roe"}],
        "publishers": [{"name": "Press"}], "publish_places": [{"name": "Toronto"}],
        "publish_date": "May 2001", "number_of_pages": 300,
    }  # fmt: skip
    give(server, ISBN_PATH, {"ISBN:9780306406157": book})
    found = describe_isbn("978-0-306-40615-7", service=server.url, transport=transport)
    assert found == {
        "type": "book", "title": "Doors: A history", "publisher": "Press", "ISBN": "9780306406157",
        "author": [{"family": "Roe", "given": "Ann B."}], "publisher-place": "Toronto",
        "issued": {"date-parts": [[2001, 5]]},
    }  # fmt: skip


def test_what_the_catalogues_do_not_have(server: Server, transport: Transport) -> None:
    give(server, ISBN_PATH, {})
    with pytest.raises(AddressDead, match="has no book"):
        describe_isbn("9780306406157", service=server.url, transport=transport)
    with pytest.raises(AddressDead, match="Nobody has registered"):
        describe_doi("10.1000/y", service=server.url, transport=transport)


@pytest.mark.parametrize(
    ("answer", "status"), [(b"<html>", 200), (b"[" * 99_999, 200), ([], 200), ({}, 500)]
)
def test_answers_that_are_none(
    server: Server, transport: Transport, answer: Any, status: int
) -> None:
    give(server, DOI_PATH, answer, status)
    with pytest.raises(ServerRefused):
        describe_doi("10.1000/x", service=server.url, transport=transport)


@pytest.mark.parametrize("isbn", ["9780306406158", "12", "030640615X"])
def test_an_impossible_isbn_is_never_asked_for(isbn: str) -> None:
    with pytest.raises(RequestError, match="is not an ISBN"):
        describe_isbn(isbn)


def test_what_is_no_doi_is_never_asked_for() -> None:
    with pytest.raises(RequestError, match="is not a DOI"):
        describe_doi("doors")
