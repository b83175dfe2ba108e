"""Files in the forms that other programs write; what each is, is in samples/README.md."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.decoding import decode_file
from corpus.errors import RequestError
from corpus.formats.interface import FormatReading
from corpus.formats.registry import get_format, guess_format
from corpus.validation import check_record
from tests.corpus_formats.records import SAMPLES


def reading_of(name: str) -> FormatReading:
    text, note = decode_file(SAMPLES / name)
    assert note == ""
    return guess_format(SAMPLES / name, text).read(text)


def records_of(name: str) -> dict[str, dict[str, Any]]:
    return {entry.record["id"]: entry.record for entry in reading_of(name).entries}


BOARD = [{"literal": "Toronto Police Services Board"}]


def test_better_bibtex() -> None:
    found = records_of("better_biblatex.bib")
    assert found["tullochReportIndependentStreet2018"] == {
        "id": "tullochReportIndependentStreet2018",
        "type": "report",
        "title": 'Report of the <span class="nocase">Independent Street Checks Review</span>',
        "author": [{"family": "Tulloch", "given": "Michael H."}],
        "issued": {"date-parts": [[2018]]},
        "accessed": {"date-parts": [[2018, 11, 9]]},
        "publisher": "Queen’s Printer for Ontario",
        "publisher-place": "Toronto",
        "language": "en-CA",
        "keyword": "carding,street checks",
    }
    minutes = found["torontopoliceservicesboardMinutesPublicMeeting2006"]
    assert minutes["author"] == BOARD
    assert minutes["issued"] == {"date-parts": [[2006, 5, 18]]}
    assert minutes["note"] == "Draft & unadopted; costs $5, 100% of it"
    opinion = found["hudsonSanctuaryCitiesCan2017"]
    assert opinion["type"] == "article-newspaper"
    assert opinion["issued"] == {"date-parts": [[2017, 3]], "circa": True}
    assert opinion["page"] == "A1-A3, A7"
    assert opinion["author"] == [
        {"family": "Berg", "given": "Ana", "non-dropping-particle": "van den"},
        {"family": "Hudson", "given": "Graham"},
    ]
    assert found["PoliceServicesAct1990"]["type"] == "legislation"


def test_zoteros_own_bibtex() -> None:
    found = reading_of("zotero.bib").entries
    paper = found[0].record
    assert found[0].line == 2
    assert found[0].attachments[0] == (
        "files/12/Hershkowitz et al. - 2019 - Rescaling the sanctuary city.pdf"
    )
    assert (paper["type"], paper["genre"], paper["number"]) == (
        "report",
        "RCIS Working Paper",
        "No. 2019/3",
    )
    assert paper["publisher"] == "Ryerson Centre for Immigration & Settlement"
    assert paper["issued"] == {"date-parts": [[2019, 5]]}
    assert found[1].record["author"] == BOARD


def test_jabref() -> None:
    found = records_of("jabref.bib")
    report, chapter = found["NOII2015"], found["Smith2010"]
    assert report["title"] == (
        'Often asking, always telling: The <span class="nocase">Toronto Police Service</span>'
        " and the sanctuary city policy"
    )
    assert report["custom"]["bibtex"]["groups"] == "Sanctuary\\, cities"
    assert chapter["container-title"] == "Handbook of Policing"
    assert chapter["issued"] == {"date-parts": [[2009], [2010]]}
    assert chapter["author"] == [{"family": "Smith", "given": "John", "suffix": "Jr."}]
    assert reading_of("jabref.bib").entries[0].attachments == ("noii/often_asking.pdf",)


def test_mendeley() -> None:
    found = reading_of("mendeley.bib").entries[0]
    assert found.attachments == ("C:/Users/ana/Documents/deshman_2009.pdf",)
    assert found.record["author"][1] == {"family": "Côté", "given": "René"}
    assert found.record["URL"] == "http://digitalcommons.osgoode.yorku.ca/jlsp/vol22_iss1/8"
    assert found.record["abstract"] == "Victims & witnesses; 50% of them."
    assert "nocase" not in found.record["title"]
    older = reading_of("mendeley.ris").entries[0]
    assert older.record["title"] == "To serve some and protect fewer"
    assert older.record["container-title"] == "Journal of Law and Social Policy"
    assert older.record["container-title-short"] == "JL & Soc Pol’y"
    assert older.record["issued"] == {"date-parts": [[2009, 1]]}
    assert older.record["page"] == "209-235"
    assert older.record["custom"] == {"ris": {"U7": ["C7 - 8"]}}


def test_bibtex_by_hand_with_broken_entries() -> None:
    reading = reading_of("by_hand.bib")
    minutes = reading.entries[0].record
    assert minutes["title"].startswith("Minutes of the Toronto Police Services Board for ")
    assert minutes["issued"] == {"date-parts": [[2005, 8, 11]]}
    assert minutes["URL"] == "http://www.tpsb.ca/05aug11_pmm"
    assert [(one.key, one.line) for one in reading.unread] == [
        ("broken", 10),
        ("unfinished", 18),
    ]
    sound = reading.entries[1].record
    assert sound["issued"] == {"literal": "n.d."}
    assert sound["author"][0] == {
        "family": "Beethoven",
        "given": "Ludwig",
        "non-dropping-particle": "van",
    }
    assert [entry.record["title"] for entry in reading.entries[2:]] == [
        "The same key again",
        "First",
    ]
    assert reading.entries[2].record["id"] == "sound-2"
    assert any("“twice” has title twice" in note for note in reading.notes)


def test_zoteros_csl_json() -> None:
    reading = reading_of("zotero.json")
    found = {entry.record["id"]: entry.record for entry in reading.entries}
    assert found["noii2015"]["issued"] == {"date-parts": [[2015, 12, 1]]}
    assert found["noii2015"]["title-short"] == "Often asking"
    assert found["hudson-2017-sanctuary"]["custom"] == {
        "imported-id": "http://zotero.org/groups/99/items/EFGH6789"
    }
    assert found["season"]["issued"] == {"date-parts": [[2008]], "season": 3}
    assert found["season"]["container-title-short"] == "JL"
    assert [(one.key, one.line) for one in reading.unread] == [("broken", 4)]
    assert [str(one) for one in check_record(found["undated"])] == [
        "undated: “author” must be a list of names, not a string"
    ]


def test_pandoc() -> None:
    found = records_of("pandoc.json")
    assert found["tpsb2006"]["type"] == "document"
    assert "note" not in found["tpsb2006"]
    metadata = records_of("pandoc.yaml")
    assert metadata["tpsb2006"]["issued"] == {"date-parts": [[2006, 5, 18]]}
    assert metadata["tpsb2006"]["language"] == "no"
    assert metadata["tpsb2006"]["number"] == "010"
    assert metadata["tulloch"]["page"] == "1:30"
    assert metadata["tulloch"]["issued"] == {"date-parts": [[2018, 12]]}
    assert metadata["tulloch"]["title"] == found["tulloch"]["title"]


def test_endnote() -> None:
    reading = reading_of("endnote.ris")
    minutes, book, unknown = (entry.record for entry in reading.entries)
    assert minutes["id"] == "toronto-police-services-board-2008-minutes"
    assert minutes["author"] == [*BOARD, {"family": "Tulloch", "given": "Michael H."}]
    assert minutes["issued"] == {"date-parts": [[2008, 11, 20]]}
    assert minutes["note"] == "First line of a note\nsecond line of it"
    assert minutes["title-short"] == "Minutes of the public meeting"
    assert minutes["number"] == "AFS 15467"
    assert minutes["URL"] == "http://www.tpsb.ca/minutes.pdf"
    assert minutes["custom"] == {"ris": {"UR": ["http://www.tpsb.ca/other.pdf"]}}
    assert book["editor"] == [{"family": "Smith", "given": "John", "suffix": "Jr."}]
    assert book["number-of-pages"] == "312"
    assert book["ISBN"] == "978-0-13-604259-4"
    assert unknown["title"] == "Without an end before it"
    assert [entry.line for entry in reading.entries] == [1, 23, 32]
    assert len(reading.notes) == 2


def test_zoteros_ris() -> None:
    report, news, conference = (entry.record for entry in reading_of("zotero.ris").entries)
    assert report["number"] == "AFS No. 15467"
    assert report["accessed"] == {"date-parts": [[2018, 11, 9]]}
    assert report["keyword"] == "sanctuary, services"
    assert report["genre"] == "Staff report"
    assert (news["container-title"], news["page"]) == ("The Globe and Mail", "A1-A3")
    assert conference["container-title"] == "Proceedings of the conference"
    assert conference["event-title"] == "Conference on sanctuary"
    assert conference["issued"] == {"date-parts": [[2010, 6]], "season": 1}


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ('[{"id": "a", "type": "report"}, {"id": "b" "type": "x"}, {"id": "c"}]', "b", 1),
        ('[{"id": "a"},\n {"id": "c"},\n 5]', "", 3),
        ('{"items": [{"id": "a"},\n {"id": "c"}\n', "", 3),
    ],
)
def test_json_goes_on_after_what_is_broken(text: str, key: str, line: int) -> None:
    reading = get_format("csl-json").read(text)
    assert [entry.record["id"] for entry in reading.entries] == ["a", "c"]
    assert [(one.key, one.line) for one in reading.unread] == [(key, line)]


def test_yaml_goes_on_after_what_is_broken() -> None:
    text = "references:\n- id: a\n- id: b\n  title: x: y: z\n- id: c\n"
    reading = get_format("csl-yaml").read(text)
    assert [(entry.record["id"], entry.line) for entry in reading.entries] == [("a", 2), ("c", 5)]
    assert [(one.key, one.line) for one in reading.unread] == [("b", 3)]


@pytest.mark.parametrize("name", ["csl-json", "csl-yaml", "bibtex", "ris"])
@pytest.mark.parametrize(
    "text", ["", "\0", "]", "{", "[", "@", "@misc{", "TY  - ", "a: b: c", "- - -\n", "[" * 50_000]
)
def test_nothing_that_a_file_holds_raises(name: str, text: str) -> None:
    reading = get_format(name).read(text)
    assert all(one.problem and one.line >= 1 for one in reading.unread)


def test_encodings(tmp_path: Any) -> None:
    path = tmp_path / "a.ris"
    for data, note in (
        ("\ufeffTI  - Café".encode(), False),
        ("TI  - Café".encode("latin-1"), True),
        ("TI  - Café".encode("utf-16"), False),
        ("TI  - Café".encode(), False),
    ):
        path.write_bytes(data)
        text, said = decode_file(path)
        assert text.lstrip("\ufeff") == "TI  - Café"
        assert bool(said) is note
    with pytest.raises(RequestError):
        decode_file(tmp_path / "none.ris")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\n[{", "csl-json"),
        ("Exported by somebody\n\n@article{a,\n", "biblatex"),
        ("\ufeffbanner\nTY  - JOUR\n", "ris"),
        ("---\nreferences:\n", "csl-yaml"),
    ],
)
def test_a_format_is_known_by_its_text(tmp_path: Any, text: str, name: str) -> None:
    assert guess_format(tmp_path / "export.txt", text).name == name
    with pytest.raises(RequestError):
        guess_format(tmp_path / "export.txt", "Dear Board,")
