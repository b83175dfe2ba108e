"""CSL styles through pandoc: its document tree, a real pandoc where there is one, and none."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from citation.cite import cite, find_style
from citation.csl.pandoc import find_pandoc
from citation.csl.pandoc_text import find_first_citation, read_entries
from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.written.bibliography import build_bibliography
from citation.written.citation import CitedPlace, make_citation
from corpus.errors import RequestError
from corpus.items import Item
from tests.citation.marked import mark


def _has_pandoc() -> bool:
    try:
        find_pandoc()
    except RequestError:
        return False
    return True


with_pandoc = pytest.mark.skipif(not _has_pandoc(), reason="no pandoc 3 here")
bundled = pytest.mark.skipif(find_spec("pypandoc") is not None, reason="pandoc as a package")
scripts = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")

_STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{kind}" default-locale="en-GB">
  <info><title>Test</title><id>http://example.org/{kind}</id>
    <updated>2024-01-01T00:00:00+00:00</updated></info>
  <macro name="who"><names variable="author"><name name-as-sort-order="all"/></names></macro>
  <macro name="year"><date variable="issued"><date-part name="year"/></date>
    <text variable="year-suffix"/></macro>
  <citation disambiguate-add-year-suffix="true">
    <layout prefix="{before}" suffix="{after}" delimiter="; ">
      <group delimiter=", ">
        <text macro="who"/>{title}<text macro="year"/>
        <group delimiter=" "><label variable="locator" form="short"/>
          <text variable="locator"/></group>
      </group>
    </layout>
  </citation>
  <bibliography><sort><key macro="who"/><key variable="title"/></sort>
    <layout suffix="."><group delimiter=". ">
      <text macro="who"/><text variable="title" font-style="italic"/><text macro="year"/>
      <text variable="URL"/>
    </group></layout>
  </bibliography>
</style>
"""
_TITLE = '<text variable="title" font-style="italic"/>'


def record(key: str, title: str, year: int, **more: object) -> Item:
    author = [{"literal": "Port Halden Board"}]
    issued = {"date-parts": [[year]]}
    base = {"id": key, "type": "book", "title": title, "author": author, "issued": issued}
    return Item({**base, "language": "en-CA", "custom": {"pincite": {"kind": "report"}}, **more})


ONE = record("board 2012/a{b}@c", "First_report", 2012, URL="https://example.org/a_b")
TWO = record("zwei", "A second one", 2012)


@pytest.fixture
def note_style(tmp_path: Path) -> str:
    path = tmp_path / "a note style.csl"
    path.write_text(
        _STYLE.format(kind="note", title=_TITLE, before="", after="."), encoding="utf-8"
    )
    return str(path)


@pytest.fixture
def text_style(tmp_path: Path) -> str:
    path = tmp_path / "texty.csl"
    path.write_text(
        _STYLE.format(kind="in-text", title="", before="(", after=")"), encoding="utf-8"
    )
    return str(path)


@with_pandoc
@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, "(Port Halden Board, 2012)"),
        (Pinpoint.parse("147"), "(Port Halden Board, 2012, p. 147)"),
        (Pinpoint.parse("147-148"), "(Port Halden Board, 2012, pp. 147–148)"),
        (Pinpoint.parse("147, 149-150"),
         "(Port Halden Board, 2012, pp. 147, 149–150)"),
        (Pinpoint.parse("iv"), "(Port Halden Board, 2012, p. iv)"),
        (Pinpoint.make("page", "1-31"), "(Port Halden Board, 2012, p. 1-31)"),
        (Pinpoint.parse("A-3"), "(Port Halden Board, 2012, p. A-3)"),
        (Pinpoint.parse("12", "paragraph"), "(Port Halden Board, 2012, para. 12)"),
        (Pinpoint.parse("5-6", "paragraph"),
         "(Port Halden Board, 2012, paras 5–6)"),
        (Pinpoint.parse("31", "section"), "(Port Halden Board, 2012, sect. 31)"),
        (Pinpoint.parse("101", minute="P220/12"),
         "(Port Halden Board, 2012, p. 101, Minute No. P220/12)"),
    ],
)  # fmt: skip
def test_pinpoints_in_the_text(text_style: str, place: Pinpoint | None, expected: str) -> None:
    assert mark(cite(ONE, place, style=text_style)) == expected


@with_pandoc
def test_notes(note_style: str) -> None:
    place = Pinpoint.parse("147")
    written = make_citation(ONE, CitedPlace(place), note_style)
    assert (written.form, written.remarks) == ("note", ())
    found = cite(ONE, place, style=note_style)
    assert mark(found) == "Port Halden Board, *First_report*, 2012, p. 147."
    entry = cite(ONE, place, form="bibliography", style=note_style)
    assert entry.write_as("text") == (
        "Port Halden Board. First_report. 2012. https://example.org/a_b."
    )
    assert "<https://example.org/a_b>" in entry.write_as("markdown")
    unplaced = make_citation(ONE, CitedPlace(place), note_style, form="bibliography")
    assert unplaced.remarks == ("this form of the style does not print a page or other pinpoint",)
    with pytest.raises(RequestError, match=r"has no form “supra”; its forms are note, bib"):
        cite(ONE, form="supra", style=note_style)


@with_pandoc
def test_works_of_one_year_are_told_apart(text_style: str) -> None:
    found = cite(TWO, context=Context([ONE, TWO]), style=text_style)
    assert str(found) == "(Port Halden Board, 2012a)"
    listed = build_bibliography([ONE, TWO], text_style)
    assert [(one.item.id, str(one.text)) for one in listed] == [
        (TWO.id, "Port Halden Board. A second one. 2012a."),
        (ONE.id, "Port Halden Board. First_report. 2012b. https://example.org/a_b."),
    ]


@with_pandoc
def test_a_style_is_found_by_its_name(
    text_style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("texty", "texty.csl", text_style):
        assert find_style(name).name == text_style
    for name, said in (("absent", "not a built-in style"), ("absent.csl", "no style file")):
        with pytest.raises(RequestError, match=said):
            find_style(name)


@with_pandoc
def test_a_file_that_is_no_style(tmp_path: Path) -> None:
    path = tmp_path / "x.csl"
    path.write_text("<html></html>", encoding="utf-8")
    with pytest.raises(RequestError, match="is not a CSL style"):
        cite(ONE, style=str(path))
    path.write_text("<style class='note'><layout></style>", encoding="utf-8")
    with pytest.raises(RequestError, match="pandoc cannot use the style x"):
        cite(ONE, style=str(path))


@bundled
def test_without_pandoc_it_is_said_how_to_get_it(
    text_style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    for style, said in ((text_style, "^Styles that are not"), ("oscola", "^“oscola” is not")):
        with pytest.raises(RequestError, match=said) as raised:
            cite(ONE, style=style)
        assert "pandoc 3 or newer; none is installed" in str(raised.value)
        assert "pip install pypandoc-binary" in str(raised.value)


@bundled
@scripts
def test_an_older_pandoc_is_not_used(
    text_style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho 'pandoc 2.17.1.1'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RequestError, match=r"need pandoc 3 or newer; version 2\.17\.1\.1"):
        cite(ONE, style=text_style)


def test_the_document_tree_as_rich_text() -> None:
    words = [
        {"t": "Str", "c": "A"},
        {"t": "Space"},
        {"t": "Emph", "c": [{"t": "Str", "c": "b"}, {"t": "Emph", "c": [{"t": "Str", "c": "c"}]}]},
        {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [{"t": "Str", "c": "q"}]]},
        {"t": "SmallCaps", "c": [{"t": "Str", "c": "d"}]},
        {"t": "Strong", "c": [{"t": "Str", "c": "e"}]},
        {"t": "Superscript", "c": [{"t": "Str", "c": "12"}]},
        {"t": "Superscript", "c": [{"t": "Str", "c": "th"}]},
        {"t": "Span", "c": [["", [], []], [{"t": "Str", "c": "f"}]]},
        {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "doc"}], ["https://x.org", ""]]},
    ]
    expected = "A *b*c*“q”^d^e¹²thfdoc".replace("*“", "“")
    cited = [{"t": "Para", "c": [{"t": "Cite", "c": [[], words]}]}]
    assert mark(find_first_citation(cited)) == expected
    noted = [{"t": "Note", "c": [{"t": "Para", "c": words}]}]
    cited = [{"t": "Para", "c": [{"t": "Cite", "c": [[], noted]}]}]
    assert mark(find_first_citation(cited)) == expected
    entry = {"t": "Div", "c": [["ref-i7", [], []], [{"t": "Para", "c": words}]]}
    assert [
        (key, mark(text))
        for key, text in read_entries([{"t": "Div", "c": [["refs", [], []], [entry]]}])
    ] == [("i7", expected)]
    assert read_entries([]) == []
    assert not find_first_citation([])
