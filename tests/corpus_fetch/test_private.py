"""pincite goes nowhere in the user's own network unless it is asked to."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.fetch_errors import AddressRefused
from corpus.fetching.public_addresses import is_public, parse
from tests.corpus_fetch.conftest import HASTY, Corpus, pdf
from tests.corpus_fetch.server import Server, document, redirect

WARY = replace(HASTY, allow_private=False)
OUTSIDE = "93.184.215.14"


def names(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str]]) -> list[str]:
    """Let the system's resolver know some names; returns those it is asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *args: Any, **options: Any) -> Any:
        if host not in answers:
            return real(host, port, *args, **options)
        asked.append(host)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in answers[host]
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "127.1", "0x7f000001"])
def test_loopback_in_all_its_spellings(corpus: Corpus, server: Server, host: str) -> None:
    corpus.add("minutes", f"http://{host}:{server.server_port}/minutes.pdf")
    (outcome,) = corpus.fetch("minutes", limits=WARY)
    assert outcome.what == "failed"
    assert "private address" in outcome.message
    assert server.asked == []


def test_a_redirection_to_a_private_address(
    corpus: Corpus, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host may be asked because its number is taken for a public one."""
    monkeypatch.setattr(
        "corpus.fetching.public_addresses.is_public", lambda number: number == "127.0.0.1"
    )
    server.pages["/minutes.pdf"] = redirect("http://169.254.169.254/latest/meta-data")
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    (outcome,) = corpus.fetch("minutes", limits=WARY, archive=server.url)
    assert "169.254.169.254 is a private address" in outcome.message
    assert len(server.asked) == 1, "and no archive is asked instead"


def test_one_private_number_among_others_is_enough(
    corpus: Corpus, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, {"documents.example": [OUTSIDE, "127.0.0.1"]})
    corpus.add("minutes", f"http://documents.example:{server.server_port}/minutes.pdf")
    (outcome,) = corpus.fetch("minutes", limits=WARY)
    assert "private address (127.0.0.1)" in outcome.message
    assert server.asked == []


def test_the_number_that_was_checked_is_the_one_connected_to(
    corpus: Corpus, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = names(monkeypatch, {"documents.example": ["127.0.0.1"]})
    server.pages["/minutes.pdf"] = document(pdf())
    host = f"documents.example:{server.server_port}"
    corpus.add("minutes", f"http://{host}/minutes.pdf")
    (outcome,) = corpus.fetch("minutes")
    assert outcome.what == "fetched"
    assert asked == ["documents.example"], "one look-up: there is no second answer to be had"
    assert server.asked[0].headers["host"] == host


def test_a_second_number_is_tried_where_the_first_does_not_answer(
    corpus: Corpus, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    names(monkeypatch, {"documents.example": ["127.9.9.9", "127.0.0.1"]})
    server.pages["/minutes.pdf"] = document(pdf())
    corpus.add("minutes", f"http://documents.example:{server.server_port}/minutes.pdf")
    assert [outcome.what for outcome in corpus.fetch("minutes")] == ["fetched"]


@pytest.mark.parametrize(
    "number",
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.168.1.1 192.0.2.1"
    " 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fe80::1%1 fc00::1 ff02::1 2001:db8::1"
    " ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a9fe:a9fe 2002:7f00:1:: ::127.0.0.1".split(),
)
def test_numbers_that_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", "8.8.8.8 93.184.215.14 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808".split()
)
def test_numbers_that_are(number: str) -> None:
    assert is_public(number)


@given(st.ip_addresses(v=4))
def test_wrapping_a_number_changes_nothing(number: Any) -> None:
    assert is_public(f"::ffff:{number}") == is_public(str(number))
    assert is_public(f"64:ff9b::{int(number) >> 16:x}:{int(number) & 0xFFFF:x}") == is_public(
        str(number)
    )


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a b.pdf#page=3", "https://example.org/a%20b.pdf"),
        ("http://example.org/a?b=c d&e=é", "http://example.org/a?b=c%20d&e=%C3%A9"),
        ("http://ville.montréal.example/é.pdf", "http://ville.xn--montral-fya.example/%C3%A9.pdf"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
    ],
)
def test_addresses_are_written_in_one_way(text: str, meant: str) -> None:
    assert str(parse(text)) == meant


@pytest.mark.parametrize(
    "text",
    ["", "minutes.pdf", "file:///etc/passwd", "javascript:alert(1)", "http:///a", "http://a:b:c/",
     "http://example.org:99999/", "http://me@example.org/", "gopher://example.org/"],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(AddressRefused):
        parse(text)


@given(st.text(), st.sampled_from(["", "http://", "https://example.org"]))
def test_any_text_is_an_address_or_refused(text: str, before: str) -> None:
    try:
        found = parse(before + text)
    except AddressRefused:
        return
    assert found.scheme in ("http", "https")
    assert str(found).isascii()
    assert parse(str(found)) == found


@pytest.mark.parametrize(
    "number",
    "fec0::1 feff::1 fe80::1 fc00::1 fd00::1 ::1 :: ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:0:127.0.0.1"
    " 64:ff9b::7f00:1 64:ff9b:1::7f00:1 100::1 2001:db8::1 2001:2::1 2001:20::1 3fff::1 5f00::1"
    " 2002:7f00:1:: 2001:0:7f00:1:: ff02::1 4000::1 e000::1 100.64.0.1 192.0.0.8 192.0.0.170"
    " 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 240.0.0.1 255.255.255.255 0.1.2.3"
    " 10.1.1.1 172.31.0.1 192.168.1.1 169.254.169.254 127.9.9.9 224.0.0.1".split(),
)
def test_every_kind_of_number_that_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_numbers(number: str) -> None:
    assert is_public(number)
