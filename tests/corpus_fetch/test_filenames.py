"""File names are the item's key made safe; a server has no say in them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.filenames import make_safe_name
from tests.corpus_fetch.conftest import Corpus, pdf
from tests.corpus_fetch.server import Server, document


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("tpsb-2008-11-20", "tpsb-2008-11-20.pdf"),
        ("doe2019.pdf", "doe2019.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("C:\\Windows\\x", "C-Windows-x.pdf"),
        ("http://zotero.org/users/1/items/ABC", "http-zotero.org-users-1-items-ABC.pdf"),
        ("con", "document-con.pdf"),
        ("NUL.tar", "document-NUL.tar.pdf"),
        ("com¹", "document-com¹.pdf"),
        ("ends. . .", "ends.pdf"),
        (".hidden", "hidden.pdf"),
        ("-rf", "rf.pdf"),
        ("...", "document.pdf"),
        ("", "document.pdf"),
        ("Montre\u0301al", "Montr\u00e9al.pdf"),
        ("a\u202efdp.exe", "a-fdp.exe.pdf"),
    ],
)
def test_examples(key: str, name: str) -> None:
    assert make_safe_name(key) == name


@given(st.text(max_size=300))
def test_any_key_gives_a_name_that_every_system_takes(key: str) -> None:
    name = make_safe_name(key)
    assert name == Path(name).name == PureWindowsPath(name).name
    assert name.endswith(".pdf")
    assert len(name) <= 100
    assert len(name.encode("utf-8")) <= 255
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\s]', name)
    assert name[0] not in ".-"
    assert name.rstrip(". ") == name
    assert unicodedata.normalize("NFC", name) == name
    assert not any(unicodedata.category(letter).startswith("C") for letter in name)
    device = name.split(".")[0].upper()
    assert device not in {"CON", "PRN", "AUX", "NUL"}
    assert not re.fullmatch(r"(COM|LPT)[0-9¹²³]", device)


@pytest.mark.parametrize(
    "path",
    ["/..%2F..%2Fevil.pdf", "/con.pdf", "/a%00b.pdf", "/%2E%2E/%2E%2E/evil", "/" + "x" * 3000],
)
def test_a_server_has_no_say(corpus: Corpus, server: Server, path: str) -> None:
    page = document(pdf(), Content_Disposition='attachment; filename="../../evil.pdf"')
    server.pages[path] = server.pages["/evil"] = page
    corpus.add("minutes", server.url + path)
    (outcome,) = corpus.fetch("minutes")
    assert (outcome.what, outcome.file) == ("fetched", "minutes.pdf")
    assert sorted(found.name for found in corpus.root.rglob("*.pdf")) == ["minutes.pdf"]
    assert not list(corpus.root.parent.glob("*.pdf"))


def test_a_key_that_leads_out_of_the_corpus(corpus: Corpus, server: Server) -> None:
    server.pages["/a.pdf"] = document(pdf())
    corpus.add("../../out", f"{server.url}/a.pdf")
    (outcome,) = corpus.fetch("../../out")
    assert outcome.file == "out.pdf"
    assert corpus.files == ["out.pdf"]
