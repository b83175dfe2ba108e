"""What other programs get to read."""

from __future__ import annotations

import json

import pytest

from corpus.formats.interface import format_pinpoint
from corpus.formats.registry import get_format
from corpus.items import Item
from tests.corpus_formats.records import real_items

ITEMS = {item.id: item for item in real_items()}
PINPOINTS = {
    "tpsb-2006-05-18": [
        ("page", "147", "The Board asked the Chief; write to a@b {now}."),
        ("paragraph", "5-6", "Two paragraphs."),
    ]
}


def written(name: str, key: str, *, pinned: bool = False) -> str:
    return get_format(name).write([ITEMS[key]], PINPOINTS if pinned else {})


def test_minutes_in_biblatex() -> None:
    text = written("biblatex", "tpsb-2006-05-18", pinned=True)
    assert text.startswith(
        "% \\autocite[147]{tpsb-2006-05-18}\n"
        "% \\autocite[paras. 5--6]{tpsb-2006-05-18}\n"
        "@misc{tpsb-2006-05-18,\n"
        "  author = {{Toronto Police Services Board}},\n"
        "  title = {Minutes of the public meeting},\n"
        "  shorttitle = {Minutes of 18 May 2006},\n"
        "  date = {2006-05-18},\n"
        "  url = {http://www.tpsb.ca/component/jdownloads/send/19-2006/300-06may18pmm},\n"
        "  langid = {canadian},\n"
        "  csljson = {{"
    )
    assert (
        "pinpoints = {p. 147: “The Board asked the Chief; write to a@b \\textbraceleft{}now" in text
    )
    back = get_format("biblatex").read(text).entries[0].record
    assert back["custom"]["pincite"]["pinpoints"][0] == {
        "label": "page",
        "locator": "147",
        "quote": "The Board asked the Chief; write to a@b {now}.",
    }


def test_a_minute_is_what_the_style_prints_after_the_title() -> None:
    text = written("biblatex", "tpsb-2012-08-15-P220")
    assert "  titleaddon = {Minute No. P220/12},\n" in text
    assert "  howpublished = {Minute No. P220/12},\n" in written("bibtex", "tpsb-2012-08-15-P220")


def test_a_working_paper_in_bibtex() -> None:
    text = written("bibtex", "rcis-2019-3")
    assert text.splitlines()[:-2] == [
        "@techreport{rcis-2019-3,",
        "  author = {Hershkowitz, Mia and Hudson, Graham and Bauder, Harald},",
        "  title = {Rescaling the sanctuary city: Police and non-status migrants in Ontario,"
        " Canada},",
        "  shorttitle = {Rescaling the sanctuary city},",
        "  type = {RCIS Working Paper},",
        "  number = {No. 2019/3},",
        "  institution = {Ryerson Centre for Immigration \\& Settlement},",
        "  address = {Toronto},",
        "  issn = {1929-9915},",
        "  year = {2019},",
        "  month = may,",
        "  language = {en-CA},",
    ]


def test_what_is_not_recased_stands_in_braces_and_marks_stay_utf_8() -> None:
    text = written("biblatex", "ilc-2008-05")
    assert "for a complete {“Don’t Ask, Don’t Tell”} policy}," in text
    assert "titleaddon = {Brief submitted to the Toronto Police Services Board}," in text


def test_an_article_in_biblatex() -> None:
    text = written("biblatex", "deshman-2009")
    assert "  journaltitle = {Journal of Law and Social Policy},\n" in text
    assert "  pages = {209--235},\n" in text
    news = written("biblatex", "globe-2017")
    assert "@article{globe-2017,\n" in news
    assert "  entrysubtype = {newspaper},\n" in news


def test_minutes_in_ris() -> None:
    assert written("ris", "tpsb-2006-05-18", pinned=True) == (
        "TY  - GEN\n"
        "ID  - tpsb-2006-05-18\n"
        "AU  - Toronto Police Services Board\n"
        "TI  - Minutes of the public meeting\n"
        "ST  - Minutes of 18 May 2006\n"
        "LA  - en-CA\n"
        "UR  - http://www.tpsb.ca/component/jdownloads/send/19-2006/300-06may18pmm\n"
        "PY  - 2006\n"
        "DA  - 2006/05/18/\n"
        "N1  - p. 147: The Board asked the Chief; write to a@b {now}.\n"
        "N1  - paras. 5-6: Two paragraphs.\n"
        "ER  - \n"
    )


def test_a_staff_report_in_ris_has_a_body_with_a_comma() -> None:
    text = written("ris", "toronto-staff-2012-15467")
    assert "AU  - Social Development,, Finance & Administration\n" in text
    assert "M1  - AFS No. 15467\nCY  - Toronto\nPB  - City of Toronto\nM3  - Staff report\n" in text


def test_pinpoints_in_csl() -> None:
    for name in ("csl-json", "csl-yaml"):
        text = written(name, "tpsb-2006-05-18", pinned=True)
        record = get_format(name).read(text).entries[0].record
        assert record["custom"]["pincite"]["pinpoints"][1] == {
            "label": "paragraph",
            "locator": "5-6",
            "quote": "Two paragraphs.",
        }
    assert json.loads(written("csl-json", "psa-1990")) == [ITEMS["psa-1990"].record]


def test_a_file_of_the_corpus_goes_along() -> None:
    item = Item({"id": "a", "type": "report", "custom": {"pincite": {"file": "x/a:b;c_d.pdf"}}})
    text = get_format("biblatex").write([item], {})
    assert get_format("biblatex").read(text).entries[0].attachments == ("x/a:b;c_d.pdf",)
    assert "L1  - x/a:b;c_d.pdf\n" in get_format("ris").write([item], {})


def test_keys_that_bibtex_cannot_have_are_changed_and_given_back() -> None:
    items = [Item({"id": key, "type": "report"}) for key in ("a b", "a,b", "http://x.org/1")]
    text = get_format("biblatex").write(items, {})
    assert [line for line in text.splitlines() if line.startswith("@")] == [
        "@report{a-b,",
        "@report{a-b-2,",
        "@report{http://x.org/1,",
    ]
    back = get_format("biblatex").read(text).entries
    assert [entry.record["id"] for entry in back] == ["a b", "a,b", "http://x.org/1"]


@pytest.mark.parametrize(
    ("label", "locator", "said"),
    [
        ("page", "147", "p. 147"),
        ("page", "147-148", "pp. 147-148"),
        ("page", "147, 149", "pp. 147, 149"),
        ("section", "31", "s. 31"),
        ("verse", "3", "verse 3"),
    ],
)
def test_a_pinpoint_for_a_person(label: str, locator: str, said: str) -> None:
    assert format_pinpoint(label, locator) == said
