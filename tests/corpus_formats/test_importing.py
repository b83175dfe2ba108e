"""Records brought into a catalogue, and their attachments matched to its PDFs."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from corpus.attachments import Ambiguous, AttachmentFinder, FileMatch
from corpus.catalogue import Catalogue
from corpus.formats.importing import Importer, ImportReport, OnConflict
from corpus.formats.interface import FormatReading, ReadEntry
from corpus.items import Item


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, data in {
        "a.pdf": b"A",
        "2008/b.pdf": b"B",
        "2009/b.pdf": b"C",
        "Été 1.pdf": b"E",
    }.items():
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "corpus"


FILES = {
    "a.pdf": sha(b"A"),
    "2008/b.pdf": sha(b"B"),
    "2009/b.pdf": sha(b"C"),
    "Été 1.pdf": sha(b"E"),
}


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("a.pdf", FileMatch("a.pdf", "path")),
        ("storage:a.pdf", FileMatch("a.pdf", "path")),
        ("C:\\Users\\ana\\A.PDF", FileMatch("a.pdf", "name")),
        ("file:///C:/Users/ana/%C3%89t%C3%A9%201.pdf", FileMatch("Été 1.pdf", "name")),
        ("E\u0301te\u0301 1.pdf", FileMatch("Été 1.pdf", "name")),
        ("internal-pdf://123/a.pdf", FileMatch("a.pdf", "name")),
        ("/elsewhere/2009/b.pdf", FileMatch("2009/b.pdf", "name")),
        ("/elsewhere/b.pdf", Ambiguous("b.pdf", ("2008/b.pdf", "2009/b.pdf"))),
        ("other.pdf", None),
        ("http://x.org/none", None),
        ("", None),
    ],
)
def test_attachments_by_path_and_name(root: Path, named: str, found: Any) -> None:
    assert AttachmentFinder(root.parent, root, FILES).find(named) == found


def test_attachments_by_content(root: Path) -> None:
    export = root.parent / "export"
    (export / "files" / "12").mkdir(parents=True)
    (export / "files" / "12" / "Author - 2008.pdf").write_bytes(b"C")
    (export / "files" / "12" / "a.pdf").write_bytes(b"something else")
    assert AttachmentFinder(export, root, FILES).find("files/12/Author - 2008.pdf") == FileMatch(
        "2009/b.pdf", "hash"
    )
    assert AttachmentFinder(export, root, FILES).find("files/12/a.pdf") == FileMatch(
        "a.pdf", "name", True
    )
    assert AttachmentFinder(export, root, FILES).find(str(root / "2008" / "b.pdf")) == FileMatch(
        "2008/b.pdf", "path"
    )
    twins = FILES | {"2010/b.pdf": FILES["2009/b.pdf"], "2008/b.pdf": FILES["2009/b.pdf"]}
    assert AttachmentFinder(export, root, twins).find("x/b.pdf") == FileMatch("2008/b.pdf", "name")


def item(key: str, title: str = "T", **own: Any) -> Item:
    record: dict[str, Any] = {"id": key, "type": "report", "title": title}
    return Item(record | ({"custom": {"pincite": own}} if own else {}))


def bring(
    root: Path, before: list[Item], entries: list[ReadEntry], rule: OnConflict = "keep"
) -> tuple[Catalogue, ImportReport]:
    importer = Importer(Catalogue(root / "catalogue.json", before), root, root, FILES, rule)
    return importer.import_entries(FormatReading(entries)), importer.report


def entry(key: str, *attachments: str, title: str = "New") -> ReadEntry:
    return ReadEntry(dict(item(key, title).record), 1, attachments)


def test_new_records_are_added_with_their_files(root: Path) -> None:
    after, report = bring(root, [item("old")], [entry("new", "page.html", "a.pdf")])
    assert [one.id for one in after] == ["old", "new"]
    assert after.get("new").own == {"file": "a.pdf", "sha256": FILES["a.pdf"]}
    assert report.added == ["new"]
    assert report.as_json()["attached"] == [{"item": "new", "file": "a.pdf", "how": "path"}]
    again, report = bring(root, list(after), [entry("new", "page.html", "a.pdf")])
    assert (report.unchanged, report.changed) == (["new"], False)
    assert list(again) == list(after)


def test_what_pincite_made_from_the_file_gives_way(root: Path) -> None:
    guess = item(
        "a",
        file="a.pdf",
        sha256=FILES["a.pdf"],
        incomplete=["title"],
        page_labels=["5=1"],
        kind="other",
    )
    after, report = bring(root, [guess], [entry("hudson2017", "a.pdf")])
    assert [one.id for one in after] == ["hudson2017"]
    assert after.get("hudson2017").own == {
        "file": "a.pdf",
        "sha256": FILES["a.pdf"],
        "page_labels": ["5=1"],
    }
    assert any("replaces it" in note for note in report.notes)


def test_a_file_that_has_a_record_of_the_users_keeps_it(root: Path) -> None:
    mine = item("mine", file="a.pdf", sha256=FILES["a.pdf"])
    after, report = bring(root, [mine], [entry("other", "a.pdf")])
    assert after.get("mine") == mine
    assert "file" not in after.get("other").own
    assert any("already belongs to mine" in note for note in report.notes)


def test_conflicts(root: Path) -> None:
    mine = item("x", "Mine", file="a.pdf", sha256=FILES["a.pdf"], page_labels=["5=1"])
    after, report = bring(root, [mine], [entry("x")])
    assert (list(after), report.kept, report.changed) == ([mine], ["x"], False)
    after, report = bring(root, [mine], [entry("x")], "replace")
    assert (after.get("x").title, after.get("x").own) == ("New", mine.own)
    assert report.replaced == ["x"]
    after, report = bring(root, [mine], [entry("x")], "rename")
    assert [one.id for one in after] == ["x", "x-2"]
    assert report.renamed == [("x", "x-2")]
    assert after.get("x") == mine


def test_ambiguous_and_differing_files_are_said(root: Path) -> None:
    _, report = bring(root, [], [entry("n", "elsewhere/b.pdf")])
    assert "several files are called b.pdf (2008/b.pdf, 2009/b.pdf)" in report.notes[0]
    (root / "export").mkdir()
    (root / "export" / "a.pdf").write_bytes(b"not A")
    after, report = bring(root, [], [entry("n", "export/a.pdf")])
    assert after.get("n").own["file"] == "a.pdf"
    assert "other content" in report.notes[0]


def test_an_invalid_record_is_reported_and_the_others_go_on(root: Path) -> None:
    broken = ReadEntry({"id": "b", "type": "report", "issued": "?"}, 7)
    body = ReadEntry(
        {"id": "c", "type": "report", "author": [{"family": "Board", "given": "Police"}]}, 9
    )
    after, report = bring(root, [], [broken, body])
    assert [one.id for one in after] == ["c"]
    assert [str(one) for one in report.unread] == [
        "line 7: entry “b”: “issued” must be an object with date-parts, not a string."
    ]
    assert "“Board, Police” was read as a person" in report.notes[0]


def test_records_are_joined_to_files_by_key_or_by_title_and_year(root: Path) -> None:
    """Zotero's export names the files of its own storage; what they are called here tells more."""
    made = {"title": "Often asking, always telling", "issued": {"date-parts": [[2015]]}}
    guess = Item(
        dict(item("a", file="2008/b.pdf", sha256=FILES["2008/b.pdf"], incomplete=["title"]).record)
        | made
    )
    titled = ReadEntry(
        {"id": "noii", "type": "report", **made, "title": "Often asking: always telling"}, 1
    )
    other_year = ReadEntry({**titled.record, "id": "later", "issued": {"date-parts": [[2016]]}}, 2)
    after, report = bring(root, [guess], [entry("A"), other_year, titled])
    assert [(one.item, one.file, one.how) for one in report.attached] == [
        ("A", "a.pdf", "key"),
        ("noii", "2008/b.pdf", "title"),
    ]
    assert report.without_file == ["later"]
    assert [one.id for one in after] == ["A", "later", "noii"]
    assert "1 without a file of the corpus: later." in report.format_lines()[-1]
