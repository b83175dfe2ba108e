"""Records from what a page states about itself; a small server plays the web."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.apart.pool import Pool
from corpus.errors import GivenUp
from corpus.fetching.fetch_errors import AddressDead, AddressRefused, NotADocument, ServerRefused
from corpus.fetching.limits import Limits
from corpus.fetching.transport import Transport
from corpus.fetching.web_page import describe_url, read_description
from tests.conftest import Pincite
from tests.corpus_fetch.server import Server

Describe = Callable[..., dict[str, Any]]
LIMITS = Limits(allow_private=True, pace=0.0, connecting=5, silence=5, redirections=2)
ARTICLE = """<html lang="en"><head><title>Walls: Doors</title>
<meta name="citation_title" content="Doors"><meta name="citation_author" content="Roe, Ann B.">
<meta name="citation_author" content="Poe, Ben"><meta name="citation_journal_title" content="Walls">
<meta name="citation_volume" content="3"><meta name="citation_issue" content="2">
<meta name="citation_firstpage" content="10"><meta name="citation_lastpage" content="19">
<meta name="citation_publication_date" content="2001/05/04">
<meta name="citation_doi" content="10.1000/x"><meta property="og:title" content="Doors | Walls">
</head><body><p>By Carl Doe, 3 June 1999</p></body></html>"""
POST = """<html lang="fr"><head><title>Les portes – Le Site</title>
<meta property="og:title" content="Les portes"><meta property="og:site_name" content="Le Site">
<meta name="author" content="Société des portes">
<meta property="article:published_time" content="2019-03-04T10:00:00Z"></head>
<body>é</body></html>"""


@pytest.fixture(scope="module")
def apart() -> Iterator[Pool]:
    with Pool(memory=150_000_000, may_fork=True) as pool:
        yield pool


@pytest.fixture
def describe(server: Server, apart: Pool) -> Describe:
    def describe(path: str, limits: Limits = LIMITS) -> dict[str, Any]:
        transport, today = Transport(limits, proxies={}), date(2026, 5, 4)
        url = server.url + path
        return describe_url(url, apart, limits=limits, transport=transport, today=today)

    return describe


def give(
    server: Server, path: str, page: str | bytes, encoding: str = "utf-8", **headers: str
) -> None:
    body = page if isinstance(page, bytes) else page.encode(encoding)
    sent = {"Content_Type": "text/html", **headers}
    server.pages[path] = lambda visit: visit.answer(200, body, **sent)


def test_an_article(server: Server, describe: Describe) -> None:
    give(server, "/a", ARTICLE)
    assert describe("/a") == {
        "type": "article-journal", "title": "Doors", "container-title": "Walls", "volume": "3",
        "issue": "2", "page": "10-19", "issued": {"date-parts": [[2001, 5, 4]]},
        "author": [{"family": "Roe", "given": "Ann B."}, {"family": "Poe", "given": "Ben"}],
        "DOI": "10.1000/x", "language": "en", "URL": f"{server.url}/a",
        "accessed": {"date-parts": [[2026, 5, 4]]},
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-15"])
def test_a_page_with_open_graph_tags(server: Server, describe: Describe, encoding: str) -> None:
    """An author who may be a body is not taken apart, and is marked as guessed."""
    markup = POST.replace("–", "-")
    give(server, "/p", markup, encoding, Content_Type=f"text/html; charset={encoding}")
    assert describe("/p") == {
        "type": "webpage", "title": "Les portes", "container-title": "Le Site", "language": "fr",
        "author": [{"literal": "Société des portes"}], "issued": {"date-parts": [[2019, 3, 4]]},
        "custom": {"pincite": {"incomplete": ["author"]}}, "URL": f"{server.url}/p",
        "accessed": {"date-parts": [[2026, 5, 4]]},
    }  # fmt: skip


def test_a_page_that_states_little() -> None:
    plain = (
        "<html><head><title> Doors\n of stone </title></head><body>By Ann Roe, 2001</body></html>"
    )
    assert read_description(plain) == {"type": "webpage", "title": "Doors of stone"}
    assert read_description("") == {"type": "webpage"}
    assert read_description("<!-- nothing -->") == {"type": "webpage"}
    assert read_description('<?xml version="1.0" encoding="utf-8"?><title>A</title>') == {
        "type": "webpage", "title": "A",
    }  # fmt: skip


def test_redirections_are_followed_and_counted(server: Server, describe: Describe) -> None:
    give(server, "/a", ARTICLE)
    server.pages["/old"] = lambda visit: visit.answer(301, Location="/a")
    server.pages["/round"] = lambda visit: visit.answer(302, Location="/round")
    found = describe("/old")
    assert (found["title"], found["URL"]) == ("Doors", f"{server.url}/old")
    with pytest.raises(AddressRefused, match="redirects more than 2 times"):
        describe("/round")


def test_a_private_address_is_refused_before_it_is_asked(
    server: Server, describe: Describe
) -> None:
    with pytest.raises(AddressRefused, match="private address"):
        describe("/a", Limits(pace=0.0))
    assert server.asked == []


@pytest.mark.parametrize("url", ["ftp://example.org/a", "doors", "https://me:pw@example.org/"])
def test_what_is_no_address_of_a_page(url: str, apart: Pool) -> None:
    with pytest.raises(AddressRefused):
        describe_url(url, apart)


def test_answers_that_are_no_page(server: Server, describe: Describe) -> None:
    server.pages["/pdf"] = lambda visit: visit.answer(
        200, b"%PDF-1.4", Content_Type="application/pdf"
    )
    server.pages["/busy"] = lambda visit: visit.answer(503, b"<html>")
    with pytest.raises(NotADocument, match="no web page"):
        describe("/pdf")
    with pytest.raises(ServerRefused, match="503"):
        describe("/busy")
    with pytest.raises(AddressDead, match="no page at"):
        describe("/gone")


def test_a_page_made_to_take_all_memory_is_given_up(server: Server, describe: Describe) -> None:
    packed = gzip.compress(b"<hr>" * 5_000_000, 5)
    give(server, "/bomb", packed, Content_Encoding="gzip")
    with pytest.raises(GivenUp, match=r"^The page of 127\.0\.0\.1 (crashed|needs).*--title"):
        describe("/bomb")
    give(server, "/a", ARTICLE)
    assert describe("/a")["title"] == "Doors"


@pytest.mark.parametrize("charset", ["undefined", "idna", "unicode_escape", "zip", "no-such"])
def test_a_page_that_declares_an_odd_encoding(
    server: Server, describe: Describe, charset: str
) -> None:
    give(server, "/a", ARTICLE, Content_Type=f"text/html; charset={charset}")
    assert describe("/a")["title"] == "Doors"


def test_what_is_too_long_describes_nothing(server: Server, describe: Describe) -> None:
    give(server, "/a", f"<title>{'A' * 3000}</title><meta name='dc.publisher' content='Press'>")
    assert "title" not in describe("/a")
    assert describe("/a")["publisher"] == "Press"


def test_the_command(server: Server, tmp_path: Path, pincite: Pincite) -> None:
    give(server, "/p", POST)
    address = f"{server.url}/p"
    refused = pincite("add", "--url", address, cwd=tmp_path)
    assert refused.code == 2 and "--allow-private allows it" in refused.stderr
    assert not (tmp_path / "catalogue.json").exists()
    added = pincite("add", "--url", address, "--allow-private", "--date", "2020", cwd=tmp_path)
    assert added.code == 0 and "only guessed: author" in added.stderr
    (record,) = json.loads((tmp_path / "catalogue.json").read_text("utf-8"))
    assert (record["title"], record["URL"]) == ("Les portes", address)
    assert record["issued"] == {"date-parts": [[2020]]}
    both = pincite("add", "--url", address, "--doi", "10.1000/x", cwd=tmp_path)
    assert both.code == 2 and "one by one" in both.stderr
