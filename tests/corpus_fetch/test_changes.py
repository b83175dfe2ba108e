"""What is in the corpus stays as it is, whatever its address gives later."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from corpus.errors import CatalogueError, RequestError
from tests.corpus_fetch.conftest import Corpus, pdf
from tests.corpus_fetch.server import Server, document

OLD, NEW = pdf("adopted minutes"), pdf("amended minutes")


@pytest.fixture
def held(corpus: Corpus, server: Server) -> Corpus:
    """A corpus with OLD fetched into it."""
    server.pages["/minutes.pdf"] = document(OLD)
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    corpus.fetch()
    server.asked.clear()
    return corpus


def test_what_is_held_is_not_asked_for(held: Corpus, server: Server) -> None:
    assert [outcome.what for outcome in held.fetch()] == ["held"]
    assert server.asked == []


@pytest.mark.parametrize("again", [True, False], ids=["--again", "named"])
def test_unchanged(held: Corpus, server: Server, again: bool) -> None:
    before = (held.root / "catalogue.json").read_bytes()
    outcomes = held.fetch(again=True) if again else held.fetch("minutes")
    assert [outcome.what for outcome in outcomes] == ["unchanged"]
    assert (held.root / "catalogue.json").read_bytes() == before
    assert held.files == ["minutes.pdf"]
    assert held.left == []


def test_changed(held: Corpus, server: Server) -> None:
    server.pages["/minutes.pdf"] = document(NEW)
    before = held.own("minutes")
    (outcome,) = held.fetch("minutes", today=date(2027, 1, 2))
    assert outcome.what == "changed"
    assert "the source has changed: minutes.pdf is kept" in outcome.message
    assert held.files == ["minutes-2027-01-02.pdf", "minutes.pdf"]
    assert (held.root / "minutes.pdf").read_bytes() == OLD
    assert (held.root / "minutes-2027-01-02.pdf").read_bytes() == NEW
    after = held.own("minutes")
    newer = after.pop("newer")
    assert after == before
    assert newer["sha256"] == hashlib.sha256(NEW).hexdigest()
    assert (newer["file"], newer["date"]) == ("minutes-2027-01-02.pdf", "2027-01-02")


def test_the_same_change_is_not_saved_twice(held: Corpus, server: Server) -> None:
    server.pages["/minutes.pdf"] = document(NEW)
    held.fetch("minutes", today=date(2027, 1, 2))
    (outcome,) = held.fetch("minutes", today=date(2027, 3, 4))
    assert outcome.what == "changed"
    assert held.files == ["minutes-2027-01-02.pdf", "minutes.pdf"]
    assert held.left == []


def test_an_address_that_dies_later(held: Corpus, server: Server) -> None:
    del server.pages["/minutes.pdf"]
    (outcome,) = held.fetch("minutes", archive=server.url)
    assert outcome.what == "kept"
    assert "minutes.pdf is kept" in outcome.message
    assert (held.root / "minutes.pdf").read_bytes() == OLD


def test_a_file_that_was_lost_comes_back(held: Corpus, server: Server) -> None:
    (held.root / "minutes.pdf").unlink()
    assert [outcome.what for outcome in held.fetch()] == ["fetched"]
    (held.root / "minutes.pdf").unlink()
    server.pages["/minutes.pdf"] = document(NEW)
    (outcome,) = held.fetch()
    assert outcome.what == "changed"
    assert "differs from the file that the record knew" in outcome.message


@pytest.mark.parametrize("name", ["Minutes.pdf", "minutes.pdf", "MINUTES.PDF"])
def test_a_file_of_that_name_is_not_overwritten(corpus: Corpus, server: Server, name: str) -> None:
    (corpus.root / name).write_bytes(b"somebody's own")
    server.pages["/minutes.pdf"] = document(OLD)
    corpus.add("Minutes", f"{server.url}/minutes.pdf")
    (outcome,) = corpus.fetch("Minutes")
    assert outcome.file == "Minutes-2.pdf"
    assert (corpus.root / name).read_bytes() == b"somebody's own"


def test_the_same_file_put_there_by_hand_is_adopted(corpus: Corpus, server: Server) -> None:
    (corpus.root / "minutes.pdf").write_bytes(OLD)
    server.pages["/minutes.pdf"] = document(OLD)
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    (outcome,) = corpus.fetch("minutes")
    assert outcome.file == "minutes.pdf"
    assert corpus.files == ["minutes.pdf"]
    assert corpus.left == []


def test_the_record_keeps_all_else_even_what_was_edited_meanwhile(
    corpus: Corpus, server: Server
) -> None:
    custom = {"pincite": {"kind": "minutes", "page_labels": "1-3"}, "zotero": 7}
    corpus.add("minutes", f"{server.url}/minutes.pdf", custom=custom, annote="mine")

    def page(visit: object) -> None:
        path = corpus.root / "catalogue.json"
        path.write_text(path.read_text("utf-8").replace('"Minutes"', '"Edited"'), "utf-8")
        document(OLD)(visit)  # type: ignore[arg-type]

    server.pages["/minutes.pdf"] = page
    corpus.fetch("minutes")
    record = corpus.records["minutes"]
    assert (record["annote"], record["title"]) == ("mine", "Edited")
    assert record["custom"]["zotero"] == 7
    assert record["custom"]["pincite"]["page_labels"] == "1-3"


def test_a_source_is_not_added_to_the_catalogue_when_it_cannot_be_had(corpus: Corpus) -> None:
    (corpus.root / "catalogue.json").write_text("[]", encoding="utf-8")
    with pytest.raises(RequestError, match="URL"):
        corpus.fetch()
    (outcome,) = corpus.fetch("tulloch-2018")
    assert (outcome.what, outcome.message) == ("failed", "The record has no URL.")
    assert json.loads((corpus.root / "catalogue.json").read_text(encoding="utf-8")) == []


def test_an_unknown_item_is_said_before_anything_is_downloaded(
    corpus: Corpus, server: Server
) -> None:
    corpus.add("minutes", f"{server.url}/minutes.pdf")
    with pytest.raises(RequestError, match="“minuets”"):
        corpus.fetch("minutes", "minuets")
    assert server.asked == []


def test_a_damaged_catalogue_is_said_before_anything_is_downloaded(corpus: Corpus) -> None:
    (corpus.root / "catalogue.json").write_text("[{", encoding="utf-8")
    with pytest.raises(CatalogueError):
        corpus.fetch("minutes")
