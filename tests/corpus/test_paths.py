"""A corpus is found as git finds its repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import CorpusNotFound
from corpus.paths import CorpusPaths, find_corpus


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PINCITE_CORPUS", raising=False)


def corpus(folder: Path) -> Path:
    CorpusPaths(folder).own.mkdir(parents=True)
    CorpusPaths(folder).store.touch()
    return folder


def test_the_nearest_corpus_upwards(tmp_path: Path) -> None:
    corpus(tmp_path)
    inner = corpus(tmp_path / "inner")
    deep = inner / "a" / "b"
    deep.mkdir(parents=True)
    beside = tmp_path / "beside"
    beside.mkdir()
    assert find_corpus(start=deep).root == inner.resolve()
    assert find_corpus(start=beside).root == tmp_path.resolve()


def test_the_option_before_the_environment_before_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (corpus(tmp_path / name) for name in ("one", "two", "three"))
    assert find_corpus(start=one).root == one.resolve()
    monkeypatch.setenv("PINCITE_CORPUS", str(two))
    assert find_corpus(start=one).root == two.resolve()
    assert find_corpus(three, start=one).root == three.resolve()


def test_an_empty_environment_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_CORPUS", "")
    assert find_corpus(start=corpus(tmp_path / "one")).root == (tmp_path / "one").resolve()


def test_nowhere_is_said_with_the_place_it_was_named_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CorpusNotFound, match="No corpus in"):
        find_corpus(start=tmp_path)
    with pytest.raises(CorpusNotFound, match="has not been indexed"):
        find_corpus(tmp_path)
    monkeypatch.setenv("PINCITE_CORPUS", str(tmp_path / "gone"))
    with pytest.raises(CorpusNotFound, match=r"no folder .*gone \(from PINCITE_CORPUS\)"):
        find_corpus()
