"""A server that takes its time, or sends what nobody asked for, keeps nobody else waiting."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

from corpus.paths import CorpusPaths
from indexer.store.lock import hold_lock
from tests.corpus_fetch.conftest import HASTY, Corpus, pdf
from tests.corpus_fetch.server import Server, Visit


def test_headers_that_come_letter_by_letter_have_a_deadline(corpus: Corpus, server: Server) -> None:
    def drip(visit: Visit) -> None:
        visit.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not server.over.wait(0.05):
            visit.wfile.write(b"x")

    server.pages["/minutes.pdf"] = drip
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    begun = time.monotonic()
    (outcome,) = corpus.fetch("minutes", limits=replace(HASTY, tries=1))
    assert time.monotonic() - begun < 5
    assert outcome.what == "failed"
    assert "stopped answering" in outcome.message


def test_a_part_that_nobody_asked_for_is_refused(corpus: Corpus, server: Server) -> None:
    body = pdf()
    span = f"bytes 0-{len(body) - 1}/{len(body)}"
    server.pages["/minutes.pdf"] = lambda visit: visit.answer(206, body, Content_Range=span)
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    (outcome,) = corpus.fetch("minutes")
    assert outcome.what == "failed"
    assert "was not asked for" in outcome.message
    assert corpus.files == []


def test_others_may_write_to_the_corpus_while_a_server_is_waited_for(
    corpus: Corpus, server: Server
) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def wait(visit: Visit) -> None:
        asked.set()
        go_on.wait(20)
        visit.answer(200, pdf())

    server.pages["/minutes.pdf"] = wait
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    codes: list[int] = []

    def fetch() -> None:
        from cli.fetch_command import fetch

        codes.append(fetch(["minutes"], into=corpus.root, allow_private=True, no_archive=True))

    fetching = threading.Thread(target=fetch)
    fetching.start()
    assert asked.wait(20)
    with hold_lock(CorpusPaths(corpus.root).lock):
        go_on.set()
        time.sleep(0.2)
        assert codes == [], "it waits for whoever is writing"
    fetching.join()
    assert codes == [0]
    assert "sha256" in corpus.own("minutes")
