"""A copy from the web archive stands in for a dead address, and is said to be one."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.fetching.archive import find_capture_date, make_copy_address
from corpus.items import Item
from tests.corpus_fetch.conftest import Corpus, pdf
from tests.corpus_fetch.server import Page, Server, Visit, document, redirect

BODY = pdf()


def archived(server: Server, url: str, body: bytes = BODY) -> str:
    """Let the archive have a copy of `url`; returns the copy's own address."""
    final = f"/web/20090131235959id_/{url}"
    server.pages[f"/web/20081120id_/{url}"] = redirect(server.url + final)
    server.pages[final] = document(body)
    return server.url + final


def date(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


@pytest.mark.parametrize(
    "dead",
    [
        lambda visit: visit.answer(404, b"<html>gone"),
        lambda visit: visit.answer(410),
        lambda visit: visit.answer(200, b"<html>Welcome to our new site!"),
        redirect("/"),
        Visit.hang,
    ],
    ids=["not found", "gone", "web page", "redirected to nowhere", "silent"],
)
def test_a_copy_for_a_dead_address(corpus: Corpus, server: Server, dead: Page) -> None:
    url = f"{server.url}/minutes.pdf"
    server.pages["/minutes.pdf"] = dead
    copy = archived(server, url)
    corpus.add("minutes", url, issued=date(2008, 11, 20))
    (outcome,) = corpus.fetch("minutes", archive=server.url)
    assert outcome.what == "fetched"
    assert "a copy from the web archive, captured 2009-01-31" in outcome.message
    facts = corpus.own("minutes")["fetched"]
    assert (facts["archived"], facts["url"], facts["archive_url"]) == (True, url, copy)
    assert corpus.own("minutes")["archived_url"] == copy
    assert (corpus.root / "minutes.pdf").read_bytes() == BODY


def test_a_host_without_a_name_has_a_copy_too(corpus: Corpus, server: Server) -> None:
    url = "http://no-such-host.invalid/minutes.pdf"
    archived(server, url)
    corpus.add("minutes", url, issued=date(2008, 11, 20))
    (outcome,) = corpus.fetch("minutes", archive=server.url)
    assert outcome.what == "fetched"
    assert outcome.facts is not None
    assert outcome.facts["archived"] is True


def test_without_the_archive(corpus: Corpus, server: Server) -> None:
    url = f"{server.url}/minutes.pdf"
    archived(server, url)
    corpus.add("minutes", url, issued=date(2008, 11, 20))
    (outcome,) = corpus.fetch("minutes", archive=None)
    assert outcome.what == "failed"
    assert [asked.path for asked in server.asked] == ["/minutes.pdf"]


def test_no_copy_either(corpus: Corpus, server: Server) -> None:
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    (outcome,) = corpus.fetch("minutes", archive=server.url)
    assert outcome.what == "failed"
    assert "gone from 127.0.0.1 (404" in outcome.message
    assert "No copy in the web archive" in outcome.message
    assert corpus.files == []
    assert "custom" not in corpus.records["minutes"]


def test_a_server_that_refuses_is_no_dead_one(corpus: Corpus, server: Server) -> None:
    server.pages["/minutes.pdf"] = lambda visit: visit.answer(403)
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    corpus.fetch("minutes", archive=server.url)
    assert [asked.path for asked in server.asked] == ["/minutes.pdf"]


def test_a_copy_is_not_looked_for_a_copy(corpus: Corpus, server: Server) -> None:
    corpus.add("minutes", f"{server.url}/web/2008id_/http://example.org/minutes.pdf")
    corpus.fetch("minutes", archive=server.url)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("record", "stamp"),
    [
        ({"issued": date(2008, 11, 20)}, "20081120"),
        ({"issued": date(2015), "accessed": date(2018, 11, 9)}, "20181109"),
        ({"issued": date(2008, 2)}, "20080229"),
        ({"issued": date(2015)}, "20151231"),
    ],
)
def test_which_copy_is_asked_for(record: dict[str, Any], stamp: str) -> None:
    item = Item({"id": "a", **record})
    wanted = make_copy_address("http://example.org/a.pdf#page=3", item)
    assert wanted == f"https://web.archive.org/web/{stamp}id_/http://example.org/a.pdf"
    assert find_capture_date(wanted).replace("-", "") == stamp
