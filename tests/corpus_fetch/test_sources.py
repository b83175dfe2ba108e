"""The starting catalogue, and what a corpus has of it."""

from __future__ import annotations

import re

from corpus.fetching.public_addresses import parse
from corpus.kinds import KINDS
from corpus.paths import CorpusPaths
from corpus.starting_sources import collect_sources, read_starting_items
from tests.corpus_fetch.conftest import Corpus


def test_the_board_minutes_and_the_pages_cited_from_them() -> None:
    cited = {
        source.item.id: source.cited_pages
        for source in collect_sources()
        if source.item.id.startswith("tpsb-")
    }
    assert cited == {
        "tpsb-2005-08-11": ("6", "7-8"),
        "tpsb-2006-05-18": ("4", "4-5", "18", "147"),
        "tpsb-2008-11-20": ("55", "56"),
        "tpsb-2017-03-23": ("223", "224-225", "236", "238", "240"),
        "tpsb-2018-11-22": ("42", "43"),
    }


def test_every_record_is_whole() -> None:
    items = read_starting_items()
    assert len({item.id for item in items}) == len(items) == 21
    for item in items:
        assert item.kind in KINDS
        assert item.title
        assert item.authors or item.type == "legislation"
        if item.get_text("URL"):
            assert parse(item.get_text("URL"))


def test_what_contradicts_itself_in_the_paper_is_said() -> None:
    notes = {source.item.id: " ".join(source.notes) for source in collect_sources()}
    assert re.search("22 November 2018.*18 December", notes["tpsb-2018-11-22"])
    assert re.search("May 2008.*November 2008", notes["ilc-2008-05"])
    assert "2019" in notes["tulloch-2018"]


def test_which_are_in_the_corpus(corpus: Corpus) -> None:
    (corpus.root / "report.pdf").write_bytes(b"%PDF-")
    corpus.add("noii-2015", "", custom={"pincite": {"file": "report.pdf"}})
    corpus.add("fcj-2015", "", custom={"pincite": {"file": "gone.pdf"}})
    corpus.add("oacp-2010", "", custom={"pincite": {"file": "../corpus/report.pdf"}})
    here = {
        source.item.id: source.file
        for source in collect_sources(CorpusPaths(corpus.root))
        if source.file
    }
    assert here == {"noii-2015": "report.pdf"}
