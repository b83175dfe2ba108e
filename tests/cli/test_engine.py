"""`--engine`: where a corpus is, said by its user and by nobody else."""

from __future__ import annotations

import shutil
import socket
import sys
from pathlib import Path

import pytest

from corpus.errors import RequestError
from engine.opensearch.address import parse_address
from tests.conftest import Pincite


@pytest.fixture
def nowhere() -> str:
    """An address at which nothing answers."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return f"opensearch://127.0.0.1:{unused.getsockname()[1]}/minutes"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("opensearch://one/a", "opensearch://one:9200/a"),
        ("opensearch://one:1,two:2/city-minutes_2/", "opensearch://one:1,two:2/city-minutes_2"),
        ("opensearch+https://[::1]:9/a", "opensearch+https://[::1]:9/a"),
    ],
)
def test_an_address_is_read(typed: str, read: str) -> None:
    assert str(parse_address(typed)) == read


@pytest.mark.parametrize(
    "typed",
    [
        "lucene", "http://one/a", "opensearch://one", "opensearch://one/A", "opensearch://one/a/b",
        "opensearch:///a", "opensearch://one,,two/a", "opensearch://one:99999/a",
        "opensearch://one:0/a", "opensearch://me:secret@one/a", "opensearch://one/*",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(RequestError) as raised:
        parse_address(typed)
    assert raised.value.remedy
    assert "secret" not in str(raised.value)


def test_no_server_is_one_sentence_and_the_way_back(
    pincite: Pincite, sample_corpus: Path, tmp_path: Path, nowhere: str
) -> None:
    corpus = shutil.copytree(sample_corpus, tmp_path / "corpus")
    failed = pincite("index", corpus, "--engine", nowhere)
    assert failed.code == 2
    assert "No OpenSearch answers at 127.0.0.1" in failed.stderr
    assert pincite("search", "bridge", "--corpus", corpus).code == 2
    assert pincite("index", corpus, "--engine", "whoosh").code == 0
    assert not (corpus / ".pincite" / "engine").exists()
    assert pincite("search", "bridge", "--corpus", corpus).code in (0, 1)


def test_an_address_that_a_stranger_left_is_not_asked(
    pincite: Pincite, sample_corpus: Path, tmp_path: Path
) -> None:
    theirs = shutil.copytree(sample_corpus, tmp_path / "theirs")
    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.settimeout(0.1)
        address = f"opensearch://127.0.0.1:{trap.getsockname()[1]}/a"
        (theirs / ".pincite" / "engine").write_text(address)
        refused = [
            pincite("search", "bridge", "--corpus", theirs),
            pincite("status", "--corpus", theirs),
            pincite("index", theirs),
        ]
        with pytest.raises(TimeoutError):
            trap.accept()
    for run in refused:
        assert run.code == 2
        assert f"{address}, which you have never named" in run.stderr


def test_a_missing_client_names_what_to_install(
    pincite: Pincite,
    sample_corpus: Path,
    tmp_path: Path,
    nowhere: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    corpus = shutil.copytree(sample_corpus, tmp_path / "corpus")
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    failed = pincite("index", corpus, "--engine", nowhere)
    assert failed.code == 2
    assert "pip install 'pincite[cluster]'" in " ".join(failed.stderr.split())
