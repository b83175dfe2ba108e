"""Each rule about a catalogue, once broken and once kept."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.items import Item
from drafts.lint.lint import check_references
from tests.conftest import ROOT
from tests.drafts.reference_check.making import BOARD, brief, minutes, record


def test_the_sample_catalogue_is_clean() -> None:
    text = Path(ROOT, "corpus", "sample", "catalogue.json").read_text(encoding="utf-8")
    assert check_references([Item(one) for one in json.loads(text)]) == []


def test_a_date_that_is_not_the_one_in_the_address() -> None:
    item = minutes("m", 2018, 11, 22, URL="https://b.example/603-december-18")
    (found,) = check_references([item])
    assert (found.rule, found.place, found.field, found.severity) == (
        "date-differs",
        "m",
        "URL",
        "error",
    )
    assert found.wrong == "The address says “december-18”, the date is 22 November 2018."


def test_the_hint_of_an_upload_is_a_warning() -> None:
    url = "https://h.example/uploads/2016/02/a.pdf"
    (found,) = check_references([record("a", "An audit", "Harbour Centre", 2015, URL=url)])
    assert (found.rule, found.severity) == ("date-differs", "warning")


def test_dates_within_one_record_that_differ() -> None:
    wrong = minutes(
        "m", 2012, 8, 15, number="P208/13", **{"title-short": "Minutes of 16 August 2012"}
    )
    assert brief(*check_references([wrong])) == [
        ("date-differs", "m, title-short"),
        ("date-differs", "m, number"),
    ]
    right = minutes(
        "m", 2012, 8, 15, number="P208/12", **{"title-short": "Minutes of 15 August 2012"}
    )
    assert check_references([right]) == []


def test_two_items_with_one_label() -> None:
    items = [
        record("november", "Safe at the door", "Newcomers Legal Committee", 2008, 11),
        record("may", "Safe at the counter", "Newcomers Legal Committee", 2008, 5),
        record("later", "Safe at the desk", "Newcomers Legal Committee", 2009),
    ]
    (found,) = check_references(items)
    assert (found.rule, found.where) == ("one-label", "may, issued (also november)")
    assert "2008a (may) and 2008b (november)" in found.remedy


def test_one_document_recorded_twice() -> None:
    twice = [record(key, "Bridges and tolls", ("Tarn", "A."), 2001) for key in ("a", "b")]
    assert brief(*check_references(twice)) == [("same-record", "a, title (also b)")]
    minute = [
        minutes(key, 2012, 8, 15, genre="Minute", number=number)
        for key, number in (("a", "P208/12"), ("b", "P209/12"))
    ]
    assert not [one for one in check_references(minute) if one.rule == "same-record"]


def test_one_body_under_several_names() -> None:
    items = [
        minutes("m", 2012, 8, 15),
        record("a", "First", "Newcomers Legal Committee", 2008),
        record("b", "Second", "Newcomers Legal Committee", 2009),
        record("c", "Third", "The Newcomers Legal Committee", 2010),
        record("d", "Fourth", "No One Is Illegal", 2011),
        record("e", "Fifth", "No-One is Illegal", 2012),
        record("f", "Sixth", "Port Halden Police Service Board", 2013),
    ]
    assert {one.place: one.rule for one in check_references(items)} == dict.fromkeys(
        "cef", "several-names"
    )


def test_bodies_whose_names_are_only_near_each_other() -> None:
    names = (
        "Toronto Police Service",
        "Toronto Police Services Board",
        "York Regional Police Services Board",
        "Cork Regional Police Services Board",
        "Local School Board 1",
        "Local School Board 2",
        "City Council",
        "City Councils",
    )
    items = [record(f"i{at}", f"Title {at}", name, 2000) for at, name in enumerate(names)]
    assert check_references(items) == []


def test_an_address_through_a_library() -> None:
    urls = {
        "http://www-jstor-org.ezproxy.lib.halden.example/stable/1": "https://www.jstor.org/stable/1",
        "https://link.springer.com.proxy.lib.halden.example/a": "https://link.springer.com/a",
        "https://login.proxy.halden.example/login?url=https://a.example/b": "https://a.example/b",
        "https://muse-jhu-edu.halden.idm.oclc.org/x": None,
    }
    for url, own in urls.items():
        (found,) = check_references([record("a", "Title", "Body", 2001, URL=url)])
        assert (found.rule, found.field) == ("proxy-address", "URL")
        assert own is None or own in found.remedy
    plain = record("a", "Title", "Body", 2001, URL="https://www.jstor.org/stable/1?origin=proxy")
    assert check_references([plain]) == []


def test_fields_that_a_citation_needs() -> None:
    bare = Item({"id": "j", "type": "article-journal", "title": "Roads"})
    assert brief(*check_references([bare])) == [
        ("missing-field", "j, author"),
        ("missing-field", "j, container-title"),
        ("missing-field", "j, volume"),
        ("missing-field", "j, issued"),
    ]
    undated = record("n", "Lights", BOARD, accessed={"date-parts": [[2018, 11, 9]]})
    assert check_references([undated]) == []


def test_an_incomplete_and_an_invalid_record() -> None:
    own = {"custom": {"pincite": {"incomplete": ["title", "author", "issued"]}}}
    guessed = Item({"id": "g", "type": "document", "title": "scan"} | own)
    assert brief(*check_references([guessed])) == [("incomplete-record", "g, title")]
    broken = Item({"id": "x", "type": "reprot", "title": "Roads"})
    (found,) = check_references([broken])
    assert (found.rule, found.where, found.severity) == ("invalid-record", "x, type", "error")
