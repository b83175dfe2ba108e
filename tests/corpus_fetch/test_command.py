"""`pincite fetch` and `pincite sources`, as they are typed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.program import build_program
from corpus.errors import PinciteError
from tests.corpus_fetch.conftest import Corpus, pdf
from tests.corpus_fetch.server import Server, document


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "PINCITE_CORPUS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def run(*words: str | Path) -> Any:
    given = [str(word) for word in words]
    return build_program(given)(given, standalone_mode=False)


@pytest.fixture
def served(corpus: Corpus, server: Server) -> Corpus:
    server.pages["/a.pdf"] = document(pdf())
    corpus.add("a", f"{server.url}/a.pdf")
    corpus.add("b", f"{server.url}/b.pdf")
    return corpus


def test_fetch(served: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("fetch", "--corpus", served.root, "--allow-private", "--no-archive", "a")
    assert run(*asked) == 0
    out, err = capsys.readouterr()
    assert out == "fetched: a: a.pdf, 0.2 MB\nRun `pincite index` to read what is new.\n"
    assert err == "asking for a\n"
    assert served.files == ["a.pdf"]


def test_a_failure_is_one_line_and_exit_code_1(
    served: Corpus, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("fetch", "--corpus", served.root, "--allow-private", "--no-archive", "--json")
    assert run(*asked) == 1
    shown = {one["item"]: one for one in json.loads(capsys.readouterr().out)}
    assert shown["a"]["outcome"] == "fetched"
    assert re.fullmatch("[0-9a-f]{64}", shown["a"]["sha256"])
    assert (shown["a"]["bytes"], shown["a"]["archived"]) == (200_000, False)
    assert shown["b"]["outcome"] == "failed"
    assert "404" in shown["b"]["message"]


def test_private_addresses_need_permission(served: Corpus) -> None:
    assert run("fetch", "--corpus", served.root, "--no-archive", "a") == 1
    assert served.files == []


def test_a_copy_is_said_to_be_one(
    served: Corpus, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    served.add("c", f"{server.url}/c.pdf", issued={"date-parts": [[2008, 11, 20]]})
    server.pages[f"/web/20081120id_/{server.url}/c.pdf"] = document(pdf("copy"))
    asked = ("fetch", "--corpus", served.root, "--allow-private", "--archive", server.url, "c")
    assert run(*asked) == 0
    assert "a copy from the web archive, captured 2008-11-20" in capsys.readouterr().out


def test_a_folder_is_made_and_a_source_becomes_an_item(
    tmp_path: Path,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The source's own host is not asked: the resolver does not know it here."""
    import socket

    real = socket.getaddrinfo

    def look_up(host: str, *args: Any, **options: Any) -> Any:
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return real(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    url = "http://www.tpsb.ca/component/jdownloads/send/21-2008/338-minutes-nov-20-public"
    server.pages[f"/web/20081120id_/{url}"] = document(pdf())
    new = tmp_path / "new" / "folder"
    asked = ("--into", new, "--allow-private", "--archive", server.url)
    assert run("fetch", *asked, "tpsb-2008-11-20") == 0
    corpus = Corpus(new)
    assert corpus.files == ["tpsb-2008-11-20.pdf"]
    own = corpus.own("tpsb-2008-11-20")
    assert own["cited_pages"] == ["55", "56"]
    assert own["fetched"]["url"] == url
    assert own["fetched"]["archived"] is True
    assert "note: The paper's text cites these minutes both as" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["a"],
        ["--corpus", "nowhere", "a"],
        ["--corpus", "corpus", "--into", "corpus", "a"],
        ["--corpus", "corpus", "zzz"],
    ],
    ids=["no corpus", "no folder", "two folders", "no such item"],
)
def test_what_makes_no_sense_is_an_error(served: Corpus, words: list[str]) -> None:
    with pytest.raises(PinciteError) as raised:
        run("fetch", *words)
    assert raised.value.remedy


def test_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("sources") == 0
    out = capsys.readouterr().out
    assert "tpsb-2006-05-18  minutes, 2006-05-18\n" in out
    assert "    cited at: 4, 4-5, 18, 147\n" in out
    assert "21 sources, 0 in the corpus." in out


def test_sources_as_json(corpus: Corpus, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus.root / "report.pdf").write_bytes(b"%PDF-")
    corpus.add("noii-2015", "", custom={"pincite": {"file": "report.pdf"}})
    assert run("sources", "--json", "--corpus", corpus.root) == 0
    shown = {one["item"]: one for one in json.loads(capsys.readouterr().out)}
    assert shown["noii-2015"]["cited_pages"] == ["21", "22"]
    assert (shown["noii-2015"]["in_corpus"], shown["noii-2015"]["file"]) == (True, "report.pdf")
    assert shown["tulloch-2018"]["url"] is None
