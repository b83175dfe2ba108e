"""Small files of the kinds that lost or invented something; each is beside this one, in `cases`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from corpus.errors import RequestError
from corpus.formats.importing import Importer
from corpus.formats.interface import FormatReading
from corpus.formats.registry import get_format, guess_format
from tests.conftest import Pincite

CASES = Path(__file__).parent / "cases"


def read(name: str) -> FormatReading:
    text = (CASES / name).read_text("utf-8")
    return guess_format(CASES / name, text).read(text)


def records(name: str) -> dict[str, dict[str, Any]]:
    return {entry.record["id"]: entry.record for entry in read(name).entries}


def test_an_entry_without_a_key_gives_nothing_to_others() -> None:
    assert list(records("bib-one-keyless-pollutes-all.bib").values()) == [
        {
            "id": "keyless-1999-keyless",
            "type": "book",
            "issued": {"date-parts": [[1999]]},
            "author": [{"family": "Keyless", "given": "Ann"}],
            "title": "The keyless book",
            "publisher": "Wrong Press",
            "ISBN": "978-0-00-000000-2",
            "publisher-place": "Wrongtown",
        },
        {
            "id": "roe",
            "type": "article-journal",
            "issued": {"date-parts": [[2002]]},
            "author": [{"family": "Roe", "given": "Bo"}],
            "title": "Gates",
            "container-title": "Walls",
        },
        {"id": "min", "type": "document", "title": "Minutes of the board"},
    ]


def test_entries_without_keys_get_keys() -> None:
    assert list(records("bib-no-keys.bib")) == [
        "roe-2001-doors",
        "poe-2002-gates",
        "coe-2003-roofs",
    ]


def test_a_second_work_with_the_same_key_is_kept_under_another() -> None:
    reading = read("bib-same-key-other-work.bib")
    assert [entry.record["id"] for entry in reading.entries] == [
        "noauthor_notitle",
        "noauthor_notitle-2",
    ]
    assert not reading.unread
    assert reading.notes == [
        "line 2: an earlier entry of the file has the key “noauthor_notitle”; this one was read as"
        " “noauthor_notitle-2”."
    ]


def test_the_same_entry_twice_is_one() -> None:
    entry = "@book{a, title={Doors}, year=2001}\n"
    reading = get_format("bibtex").read(entry * 2)
    assert [entry.record["title"] for entry in reading.entries] == ["Doors"]
    assert reading.notes == ["line 2: “a” is in the file twice; it was read once."]


def test_signs_and_unknown_macros_keep_their_text() -> None:
    found = records("bib-letters-lost.bib")
    assert found["sect"]["title"] == (
        "Privacy under §8 and §15: £5 fines, the <em>Charter</em> and A/B"
    )
    assert found["fr"]["title"] == "La notion de «\u00a0dignité\u00a0» en droit"
    assert found["th"]["container-title"] == (
        "Proceedings of the 5<sup>th</sup> Workshop on Public Law"
    )
    assert found["amp"]["title"] == "Law & Order"
    reading = get_format("bibtex").read(r"@book{a, note={On \shout{doors} and gates}}")
    assert reading.entries[0].record["note"] == "On doors and gates"
    assert reading.notes == [
        r"line 1: “a” uses \shout, which pincite does not know; the words inside were kept."
    ]


def test_a_link_keeps_its_words() -> None:
    assert records("bib-href-lost-entry.bib")["href"]["note"] == "See the page"


def test_accents_of_every_author() -> None:
    found = records("bib-second-author-accent.bib")
    assert [name["family"] for name in found["acc"]["author"]] == ["Roe", "Émond", "Šebek", "Özel"]
    assert [name["family"] for name in found["spc"]["author"]] == ["Møller", "Åberg"]


def test_names_between_which_no_and_stands() -> None:
    reading = read("bib-authors-split-wrong.bib")
    names = {entry.record["id"]: entry.record["author"] for entry in reading.entries}
    assert names == {
        "semi": [
            {"family": "Roe", "given": "Ann"},
            {"family": "Poe", "given": "Bo"},
            {"family": "Coe", "given": "Cy"},
        ],
        "comma": [{"literal": "Roe, A., Poe, B."}],
        "amp": [{"literal": "Roe, Ann & Poe, Bo"}],
        "jr": [{"family": "Roe", "given": "Ann", "suffix": "Jr."}],
    }
    assert len([note for note in reading.notes if "seems to hold several names" in note]) == 2


def test_dates_as_people_write_them() -> None:
    reading = read("bib-dates.bib")
    dates = {entry.record["id"]: entry.record["issued"] for entry in reading.entries}
    assert dates == {
        "d1": {"date-parts": [[2000]]},
        "d2": {"date-parts": [[2001]], "season": 3},
        "d3": {"date-parts": [[1990, 3, 1]]},
        "d4": {"date-parts": [[1991], [1996]]},
        "d5": {"date-parts": [[1850]], "circa": True},
    }
    assert reading.entries[0].record["custom"] == {"bibtex": {"date": "07/01/2000"}}
    assert reading.notes == [
        "line 1: nothing says which number of “07/01/2000” in “d1” is the month; only 2000 was"
        " read."
    ]


def test_numbers_and_dois_in_ris() -> None:
    found = records("ris-sn-lists-and-doi-in-m3.ris")
    assert found["roe-2001-gates"]["ISBN"] == "978-1-4129-0039-3, 1-4129-0039-5"
    report = found["ministry-of-dreams-2001-doors"]
    assert (report["DOI"], report["ISSN"]) == ("10.1000/182", "0961-463X, 1461-7463")
    assert "genre" not in report
    assert "number" not in report


def test_dates_in_ris() -> None:
    assert records("header-blank.ris")["smith-2015-testing"]["issued"] == {
        "date-parts": [[2015, 10]]
    }
    found = records("y1-da.ris")["quill-2013-custody"]
    assert found["issued"] == {"date-parts": [[2013, 5, 28]]}
    written = get_format("ris").write([_make_item(found)], {})
    assert [line for line in written.split("\n") if line[:2] in ("PY", "DA", "Y1")] == [
        "PY  - 2013",
        "DA  - 2013/05/28/",
        "DA  - 2014/04/01",
    ]


def _make_item(record: dict[str, Any]) -> Any:
    from corpus.items import Item

    return Item(record)


def test_made_keys_never_hide_another_work(tmp_path: Path) -> None:
    """Two files whose entries have no keys, and get the same one."""
    catalogue = Catalogue(tmp_path / "catalogue.json")
    for name in ("ris-generated-key-collision-first.ris", "ris-sn-lists-and-doi-in-m3.ris") * 2:
        importer = Importer(catalogue, tmp_path, tmp_path, {})
        catalogue = importer.import_entries(read(name))
    gates = {item.id: item.type for item in catalogue if item.title == "On gates"}
    assert gates == {"roe-2001-gates": "article-journal", "roe-2001-gates-2": "book"}
    assert len(list(catalogue)) == 9


def test_endnotes_tagged_lines() -> None:
    reading = read("export.enw")
    found = {entry.record["id"]: entry.record for entry in reading.entries}
    assert found["gates"] == {
        "id": "gates",
        "type": "article-journal",
        "author": [{"family": "Roe", "given": "Ann"}, {"family": "Poe", "given": "Bo"}],
        "title": "On gates",
        "container-title": "Walls Quarterly",
        "issued": {"date-parts": [[2001, 5]]},
        "volume": "3",
        "issue": "2",
        "page": "5-9",
        "ISSN": "0961-463X",
        "DOI": "10.1000/182",
    }
    report = found["board-of-harbours-2010-doors"]
    assert report["author"] == [{"literal": "Board of Harbours"}]
    assert report["abstract"] == "Two lines\nof an abstract."
    assert any("“Mural” is not an RIS type" in note for note in reading.notes)


def test_endnotes_xml() -> None:
    reading = read("export-endnote.xml")
    report, article = (entry.record for entry in reading.entries)
    assert report == {
        "id": "roe-2010-gates",
        "type": "report",
        "author": [{"family": "Roe", "given": "Ann"}, {"literal": "Board of Harbours"}],
        "issued": {"date-parts": [[2010, 11, 20]]},
        "page": "12-19",
        "title": "On gates",
        "publisher": "Press",
        "publisher-place": "Halden",
        "URL": "https://example.org/gates",
    }
    assert reading.entries[0].attachments == ("internal-pdf://123/gates.pdf",)
    assert (article["type"], article["container-title"]) == ("article-journal", "Walls")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<xml><records><record>", "this is not XML that can be read"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xml><records></records></xml>', "it declares entities"),
    ],
)
def test_xml_that_cannot_be_read(text: str, problem: str) -> None:
    (unread,) = get_format("endnote-xml").read(text).unread
    assert unread.problem.startswith(problem)


def test_pubmeds_format() -> None:
    article, other = (entry.record for entry in read("export.nbib").entries)
    assert article == {
        "id": "roe-2001-gates",
        "type": "article-journal",
        "author": [
            {"family": "Roe", "given": "Ann"},
            {"family": "Poe", "given": "Bo"},
            {"literal": "Board of Harbours, Halden"},
        ],
        "container-title": "Walls quarterly",
        "container-title-short": "Walls Q",
        "issued": {"date-parts": [[2001, 5, 4]]},
        "page": "5-9",
        "ISSN": "0961-463X, 1461-7463",
        "title": "On gates and on the people who keep them closed.",
        "volume": "3",
        "issue": "2",
        "archive": "PubMed",
        "archive_location": "10000001",
        "language": "eng",
        "DOI": "10.1000/182",
        "abstract": "An abstract.",
        "keyword": "gates, doors",
    }
    assert other["author"] == [{"family": "Coe", "given": "CD"}]
    assert other["issued"] == {"date-parts": [[2003]], "season": 2}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("wos-tagged-named.ris", "line 1: entry: there is no record in the file."),
        ("empty-object.json", "line 1: entry: it is empty."),
    ],
)
def test_a_file_without_a_record_is_an_error(
    name: str, problem: str, tmp_path: Path, pincite: Pincite
) -> None:
    (tmp_path / "catalogue.json").write_text("[]", "utf-8")
    done = pincite("import", CASES / name, cwd=tmp_path)
    assert done.code == 1
    assert problem in done.stderr
    assert (tmp_path / "catalogue.json").read_text("utf-8") == "[]"


def test_formats_that_are_only_read_are_not_written() -> None:
    with pytest.raises(RequestError, match="does not write it"):
        get_format("pubmed").write([], {})


def test_a_catalogue_needs_no_documents(tmp_path: Path, pincite: Pincite) -> None:
    """Records are added, imported, listed, cited and exported in a folder without a file."""
    refused = pincite("add", cwd=tmp_path)
    assert (refused.code, "needs a title" in refused.stderr) == (2, True)
    added = pincite(
        "add", "--title", "Doors", "--author", "Roe, Ann", "--type", "book", "--date", "2001",
        cwd=tmp_path,
    )  # fmt: skip
    assert added.stdout == "roe-2001-doors: added: Doors\n"
    assert pincite("import", CASES / "bib-no-keys.bib", cwd=tmp_path).code == 0
    assert [item.id for item in Catalogue.load(tmp_path / "catalogue.json")] == [
        "roe-2001-doors",
        "roe-2001-doors-2",
        "poe-2002-gates",
        "coe-2003-roofs",
    ]
    cited = pincite("cite", "roe-2001-doors", "--style", "apa", cwd=tmp_path)
    assert cited.stdout == "(Roe, 2001a)\n"
    assert "Gates" in pincite("bibliography", "--style", "apa", cwd=tmp_path).stdout
    assert "TY  - BOOK" in pincite("export", "--format", "ris", cwd=tmp_path).stdout
    assert pincite("remove", "poe-2002-gates", cwd=tmp_path).code == 0
    other = pincite("cite", "poe-2002-gates", cwd=tmp_path)
    assert (other.code, "There is no item" in other.stderr) == (2, True)
