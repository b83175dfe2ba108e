"""Downloads from servers that redirect, drop, stall, lie and refuse."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import socket
import time
from dataclasses import replace
from itertools import pairwise

import pytest

from corpus.fetching.download import Downloader
from corpus.fetching.transport import Transport
from tests.corpus_fetch.conftest import HASTY, Corpus, pdf
from tests.corpus_fetch.server import ETAG, Page, Server, Visit, document, in_turn, redirect

BODY = pdf()


def fetched(corpus: Corpus, server: Server, page: Page, body: bytes = BODY) -> None:
    """`page` gives `body` in the end, and the record says so."""
    server.pages["/minutes.pdf"] = page
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    (outcome,) = corpus.fetch("minutes")
    assert (outcome.what, outcome.file) == ("fetched", "minutes.pdf")
    assert (corpus.root / "minutes.pdf").read_bytes() == body
    assert corpus.files == ["minutes.pdf"]
    assert corpus.left == []
    sha256 = hashlib.sha256(body).hexdigest()
    own = corpus.own("minutes")
    assert (own["file"], own["sha256"]) == ("minutes.pdf", sha256)
    assert own["fetched"] == {
        "url": f"{server.url}/minutes.pdf",
        "date": "2026-05-04",
        "sha256": sha256,
        "bytes": len(body),
        "archived": False,
    }


def refused(corpus: Corpus, server: Server, page: Page, said: str) -> None:
    """`page` gives nothing, the message says why, and nothing has changed."""
    server.pages["/minutes.pdf"] = page
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    before = (corpus.root / "catalogue.json").read_bytes()
    (outcome,) = corpus.fetch("minutes")
    assert outcome.what == "failed"
    assert said in outcome.message
    assert "\n" not in outcome.message
    assert corpus.files == []
    assert (corpus.root / "catalogue.json").read_bytes() == before


def cut(at: int, **headers: str) -> Page:
    """A page that breaks off after `at` bytes of `BODY`."""

    def page(visit: Visit) -> None:
        visit.head(200, Content_Length=str(len(BODY)), **headers)
        visit.wfile.write(BODY[:at])

    return page


def ranges(server: Server) -> list[str | None]:
    return [asked.headers.get("range") for asked in server.asked]


def test_plain(corpus: Corpus, server: Server) -> None:
    fetched(corpus, server, document(BODY))
    (asked,) = server.asked
    assert asked.headers["user-agent"].startswith("pincite/")
    assert asked.headers["host"] == server.url.removeprefix("http://")


def test_it_says_how_it_is_called_and_asks_for_the_bytes_as_they_are(
    corpus: Corpus, server: Server
) -> None:
    fetched(corpus, server, document(BODY, Content_Type="text/html"))  # wrong, as often
    assert server.asked[0].headers["accept-encoding"] == "identity"


def test_a_connection_that_drops_is_taken_up_where_it_broke_off(
    corpus: Corpus, server: Server
) -> None:
    fetched(corpus, server, in_turn(cut(70_000, ETag=ETAG), document(BODY)))
    assert ranges(server) == [None, "bytes=70000-"]
    assert server.asked[1].headers["if-range"] == ETAG


def test_the_next_run_takes_up_what_the_last_one_left(corpus: Corpus, server: Server) -> None:
    refused(corpus, server, cut(70_000, ETag=ETAG), "broke off in the middle")
    part, said = sorted(corpus.left, key=lambda path: path.suffix, reverse=True)
    assert part.read_bytes() == BODY[:70_000]
    assert json.loads(said.read_text(encoding="utf-8"))["validator"] == ETAG
    server.asked.clear()
    server.pages["/minutes.pdf"] = document(BODY)
    assert [outcome.what for outcome in corpus.fetch("minutes")] == ["fetched"]
    assert ranges(server) == ["bytes=70000-"]
    assert (corpus.root / "minutes.pdf").read_bytes() == BODY
    assert corpus.left == []


def test_an_impatient_user_loses_nothing(
    corpus: Corpus, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(done: int, total: int | None) -> None:
        if done > 70_000:
            raise KeyboardInterrupt

    server.pages["/minutes.pdf"] = document(BODY)
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    monkeypatch.setattr(corpus, "report_size", interrupt)
    with pytest.raises(KeyboardInterrupt):
        corpus.fetch("minutes")
    assert corpus.files == []
    part = next(path for path in corpus.left if path.suffix == ".part").read_bytes()
    assert len(part) > 70_000
    assert part == BODY[: len(part)]
    monkeypatch.undo()
    assert [outcome.what for outcome in corpus.fetch("minutes")] == ["fetched"]
    assert ranges(server) == [None, f"bytes={len(part)}-"]
    assert (corpus.root / "minutes.pdf").read_bytes() == BODY


def test_a_server_without_ranges_is_asked_for_everything_again(
    corpus: Corpus, server: Server
) -> None:
    whole: Page = lambda visit: visit.answer(200, BODY)  # noqa: E731
    fetched(corpus, server, in_turn(cut(70_000), whole))
    assert ranges(server) == [None, None]


def test_a_rest_that_does_not_fit_is_not_added(corpus: Corpus, server: Server) -> None:
    def wrong(visit: Visit) -> None:
        visit.answer(206, BODY[9:], ETag=ETAG, Content_Range=f"bytes 9-{len(BODY) - 1}/*")

    fetched(corpus, server, in_turn(cut(70_000, ETag=ETAG), wrong, document(BODY)))


def test_the_rest_of_a_changed_document_is_not_added_to_the_old_beginning(
    corpus: Corpus, server: Server
) -> None:
    new = pdf("amended minutes", 150_000)
    fetched(corpus, server, in_turn(cut(70_000, ETag='"older"'), document(new)), new)


def test_a_long_document_over_a_bad_line(corpus: Corpus, server: Server) -> None:
    """More interruptions than tries: each one gains something."""

    def page(visit: Visit) -> None:
        start = int(visit.headers.get("Range", "bytes=0-")[6:-1])
        given = f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"
        length = str(len(BODY) - start)
        status = 206 if start else 200
        visit.head(status, Content_Length=length, Content_Range=given, ETag=ETAG)
        visit.wfile.write(BODY[start : start + 25_000])

    fetched(corpus, server, page)
    assert len(server.asked) == 8


def test_silence_before_the_answer_and_in_its_middle(corpus: Corpus, server: Server) -> None:
    def stops(visit: Visit) -> None:
        cut(70_000, ETag=ETAG)(visit)
        visit.hang()

    fetched(corpus, server, in_turn(Visit.hang, stops, document(BODY)))
    assert ranges(server) == [None, None, "bytes=70000-"]


def test_silence_for_good(corpus: Corpus, server: Server) -> None:
    refused(corpus, server, Visit.hang, "stopped answering")
    assert len(server.asked) == HASTY.tries


def test_a_length_larger_than_the_document(corpus: Corpus, server: Server) -> None:
    refused(
        corpus,
        server,
        lambda visit: visit.answer(200, BODY, Content_Length=str(len(BODY) + 500)),
        "broke off",
    )


def test_a_length_smaller_than_the_document(corpus: Corpus, server: Server) -> None:
    refused(
        corpus,
        server,
        lambda visit: visit.answer(200, BODY, Content_Length="150000"),
        "only the beginning",
    )


def test_an_end_without_a_declared_length(corpus: Corpus, server: Server) -> None:
    def page(visit: Visit) -> None:
        visit.head(200, Connection="close")
        visit.wfile.write(BODY[:-100] if visit.number == 0 else BODY)

    fetched(corpus, server, page)


def test_compressed_although_not_asked_for(corpus: Corpus, server: Server) -> None:
    packed = gzip.compress(BODY)
    fetched(
        corpus, server, lambda visit: visit.answer(200, packed, Content_Encoding="gzip", ETag=ETAG)
    )


def test_compressed_and_cut(corpus: Corpus, server: Server) -> None:
    """Bytes of the compressed form cannot be counted in those of the document."""
    packed = gzip.compress(b"%PDF-1.4\n" + random.Random(1).randbytes(100_000))

    def half(visit: Visit) -> None:
        visit.head(200, Content_Length=str(len(packed)), Content_Encoding="gzip", ETag=ETAG)
        visit.wfile.write(packed[:70_000])

    fetched(corpus, server, in_turn(half, document(BODY)))
    assert ranges(server) == [None, None]


def test_a_web_page_for_a_pdf(corpus: Corpus, server: Server) -> None:
    html = b"\n <!DOCTYPE html><title>Minutes</title>" + b"x" * 5000
    refused(
        corpus,
        server,
        lambda visit: visit.answer(200, html, Content_Type="application/pdf"),
        "web page, not a PDF",
    )
    assert len(server.asked) == 1
    assert corpus.left == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"PK\x03\x04" + b"word/document.xml" * 100, "office document"),
        (b"just words", "not a PDF"),
    ],
)
def test_other_types(corpus: Corpus, server: Server, body: bytes, said: str) -> None:
    refused(corpus, server, lambda visit: visit.answer(200, body), said)
    assert corpus.left == []


def test_a_busy_server_is_left_alone_as_long_as_it_asks(corpus: Corpus, server: Server) -> None:
    busy: Page = lambda visit: visit.answer(503, Retry_After="1")  # noqa: E731
    fetched(corpus, server, in_turn(busy, document(BODY)))
    assert any("Trying again in 1 s" in remark for remark in corpus.remarks)


def test_a_server_that_asks_for_too_long_a_wait(corpus: Corpus, server: Server) -> None:
    refused(corpus, server, lambda visit: visit.answer(429, Retry_After="86400"), "429")
    assert len(server.asked) == 1


@pytest.mark.parametrize(("status", "asked"), [(500, 3), (503, 3), (403, 1), (401, 1)])
def test_refusals(corpus: Corpus, server: Server, status: int, asked: int) -> None:
    refused(corpus, server, lambda visit: visit.answer(status, b"<html>no"), str(status))
    assert len(server.asked) == asked


def test_too_large_by_its_own_word(corpus: Corpus, server: Server) -> None:
    page: Page = lambda visit: visit.head(200, Content_Length="200000001")  # noqa: E731
    refused(corpus, server, page, "larger than 200 MB")
    assert len(server.asked) == 1


@pytest.mark.parametrize("packed", [False, True])
def test_too_large_without_a_word(corpus: Corpus, server: Server, packed: bool) -> None:
    body = gzip.compress(pdf(size=5_000_000)) if packed else pdf(size=5_000_000)
    headers = {"Content_Encoding": "gzip"} if packed else {}

    def page(visit: Visit) -> None:
        visit.head(200, **headers)
        visit.wfile.write(body)

    server.pages["/minutes.pdf"] = page
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    (outcome,) = corpus.fetch("minutes", limits=replace(HASTY, largest=1_000_000))
    assert "larger than 1 MB" in outcome.message
    assert corpus.files == []
    assert corpus.left == []


def test_a_dead_port(corpus: Corpus) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    corpus.add("one", f"http://127.0.0.1:{port}/1.pdf")
    corpus.add("two", f"http://127.0.0.1:{port}/2.pdf")
    outcomes = corpus.fetch()
    assert [outcome.what for outcome in outcomes] == ["failed", "failed"]
    assert all("does not answer" in outcome.message for outcome in outcomes)
    again = [remark for remark in corpus.remarks if "Trying again" in remark]
    assert len(again) == HASTY.tries - 1, "a host that is down is not tried again for each item"


def test_one_failure_does_not_stop_the_others(corpus: Corpus, server: Server) -> None:
    server.pages["/b.pdf"] = document(BODY)
    for name in "abc":
        corpus.add(name, f"{server.url}/{name}.pdf")
    assert [outcome.what for outcome in corpus.fetch()] == ["failed", "fetched", "failed"]
    assert corpus.files == ["b.pdf"]


def test_one_request_for_each_host_in_a_while(corpus: Corpus, server: Server) -> None:
    times: list[float] = []

    def page(visit: Visit) -> None:
        times.append(time.monotonic())
        document(BODY)(visit)

    for name in "abc":
        server.pages[f"/{name}.pdf"] = page
        corpus.add(name, f"{server.url}/{name}.pdf")
    corpus.fetch(limits=replace(HASTY, pace=0.2))
    assert len(times) == 3
    assert all(later - earlier > 0.15 for earlier, later in pairwise(times))


def test_through_a_proxy(corpus: Corpus, server: Server) -> None:
    """Only the proxy knows the host, as in many offices."""
    server.pages["http://documents.invalid/minutes.pdf"] = document(BODY)
    transport = Transport(HASTY, proxies={"http": server.url.replace("//", "//me:secret@")})
    downloader = Downloader(corpus.root / "downloads", HASTY, transport)
    received = downloader.download("http://documents.invalid/minutes.pdf")
    assert received.sha256 == hashlib.sha256(BODY).hexdigest()
    assert server.asked[0].headers["proxy-authorization"] == "Basic bWU6c2VjcmV0"


def test_redirections(corpus: Corpus, server: Server) -> None:
    server.pages["/here.pdf"] = redirect("there/minutes.pdf?version=2#page=4")
    server.pages["/there/minutes.pdf?version=2"] = document(BODY)
    corpus.add("minutes", f"{server.url}/here.pdf")
    (outcome,) = corpus.fetch("minutes")
    assert outcome.what == "fetched"
    final = f"{server.url}/there/minutes.pdf?version=2"
    assert corpus.own("minutes")["fetched"]["url"] == final
    assert corpus.records["minutes"]["URL"] == f"{server.url}/here.pdf"


def test_a_circle(corpus: Corpus, server: Server) -> None:
    refused(corpus, server, redirect("/minutes.pdf"), "more than 10 times")
    assert len(server.asked) == 11


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/minutes.pdf",
        "data:application/pdf,%25PDF-",
        "http://user:secret@127.0.0.1/minutes.pdf",
        "http://[::1/minutes.pdf",
    ],
)
def test_redirections_that_are_not_followed(corpus: Corpus, server: Server, location: str) -> None:
    refused(corpus, server, redirect(location), "redirects to")
    assert len(server.asked) == 1
