"""Indexing again touches only what changed, and nothing that happens in between loses anything."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

from corpus.catalogue import Catalogue
from corpus.editing import RecordChanges as EditChanges
from corpus.editing import apply_changes
from corpus.errors import CatalogueError, CorpusBusy, CorpusEmpty, CorpusNotFound
from corpus.items import Item
from corpus.paths import CorpusPaths
from engine.index_place import IndexPlace
from engine.question import AnyOf
from indexer.cleaning.page_text import PageText
from indexer.cleaning.text_map import TextMap
from indexer.inventory import check_corpus
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.opening import open_library
from indexer.page_labels import set_labels
from indexer.pages.document import DocumentReading
from indexer.readers.options import ReadOptions
from indexer.store.lock import hold_lock
from indexer.store.packing import pack_document
from indexer.store.store import Store
from indexer.updating.report import UpdateReport
from indexer.updating.update import update_corpus
from search.answering.excerpts import Excerpt
from search.answering.result import Result
from tests.conftest import MakePdf

T = TypeVar("T")


def index(folder: Path, **options: Any) -> UpdateReport:
    return update_corpus(folder, processes=1, **options)


def words_of(folder: Path, word: str) -> dict[str, list[int]]:
    """By file, the PDF pages that the index finds the word on."""
    library = open_library(CorpusPaths(folder))
    try:
        keys = find_page_keys(library, word)
        return {
            entry.files[0]: [key - pages.start + 1 for key in pages if key in keys]
            for entry, pages in library.list_key_ranges()
            if any(key in keys for key in pages)
        }
    finally:
        library.close()


def find_page_keys(library: Library, word: str) -> list[int]:
    return library.list_page_keys(library.engine.find(AnyOf(frozenset([word]))))


def index_place(folder: Path) -> IndexPlace:
    with closing(open_library(CorpusPaths(folder))) as library:
        place = library.index_place
        assert isinstance(place, IndexPlace)
        return place


def catalogue(folder: Path) -> list[dict[str, Any]]:
    return list(json.loads((folder / "catalogue.json").read_text(encoding="utf-8")))


def age(folder: Path) -> None:
    """Make the corpus one that an older version analysed, and got wrong."""
    store = Store.create_or_open(CorpusPaths(folder).store)
    for document in store.list_documents():
        sheets = tuple(store.read_sheets(document.id))
        pages = [sheet.pdf_page for sheet in sheets]
        labels = tuple(PageLabel(page, "wrong", "printed", "") for page in pages)
        texts = tuple(PageText(page, "wrong", TextMap(), "", TextMap()) for page in pages)
        reading = DocumentReading(document.reader, {}, (), sheets, labels, texts)
        store.replace_derived(document.id, pack_document(reading))
    store.put_meta("analysis", "0")
    store.close()


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf) -> Path:
    """Two documents, indexed."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    make_pdf(folder / "a.pdf", ["apple tree", "apple pie"])
    make_pdf(folder / "b.pdf", ["brown bear"])
    index(folder)
    return folder


def test_the_second_run_changes_nothing(corpus: Path) -> None:
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    report = index(corpus)
    assert (report.read, report.documents, report.pages) == (0, 2, 3)
    assert report.format_lines()[0] == "Files: 2 unchanged."
    after = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    assert after == before


def test_only_what_changed_is_read(corpus: Path, make_pdf: MakePdf) -> None:
    make_pdf(corpus / "a.pdf", ["green pear"])
    make_pdf(corpus / "c.pdf", ["crow"])
    report = index(corpus)
    assert report.format_lines()[0] == "Files: 1 new, 1 changed, 1 unchanged."
    assert report.read == 2
    assert words_of(corpus, "apple") == {}
    assert words_of(corpus, "pear") == {"a.pdf": [1]}
    assert words_of(corpus, "bear") == {"b.pdf": [1]}
    assert words_of(corpus, "crow") == {"c.pdf": [1]}


def test_a_removed_file_takes_its_answers_along(corpus: Path) -> None:
    (corpus / "a.pdf").unlink()
    report = index(corpus)
    assert (report.changes.removed, report.read, report.documents) == (["a.pdf"], 0, 1)
    assert words_of(corpus, "apple") == {}
    assert words_of(corpus, "bear") == {"b.pdf": [1]}


def test_a_folder_emptied_of_all_its_files_keeps_what_was_read(corpus: Path) -> None:
    for pdf in corpus.glob("*.pdf"):
        pdf.unlink()
    report = index(corpus)
    assert report.format_lines()[0] == "Files: 2 missing."
    assert report.documents == 2
    assert report.warnings == [
        "None of the 2 files is there any more. Nothing was removed: put them back, or delete the"
        " folder .pincite if they are gone for good."
    ]
    assert words_of(corpus, "bear") == {"b.pdf": [1]}
    library = open_library(CorpusPaths(corpus))
    problems = [(problem.file, problem.problem) for problem in check_corpus(library).problems]
    library.close()
    assert problems == [("a.pdf", "is indexed, but gone."), ("b.pdf", "is indexed, but gone.")]


def test_a_renamed_file_is_not_read_and_keeps_its_item(corpus: Path) -> None:
    (corpus / "sub").mkdir()
    (corpus / "a.pdf").rename(corpus / "sub" / "z ü.pdf")
    report = index(corpus)
    assert (report.read, report.changes.renamed) == (0, [("a.pdf", "sub/z ü.pdf")])
    assert words_of(corpus, "apple") == {"sub/z ü.pdf": [1, 2]}
    own = {record["id"]: record["custom"]["pincite"]["file"] for record in catalogue(corpus)}
    assert own == {"a": "sub/z ü.pdf", "b": "b.pdf"}


def test_a_record_stays_with_its_content_when_another_file_takes_the_name(
    corpus: Path, make_pdf: MakePdf
) -> None:
    (corpus / "a.pdf").rename(corpus / "old.pdf")
    make_pdf(corpus / "a.pdf", ["new words"])
    index(corpus)
    library = open_library(CorpusPaths(corpus))
    assert {entry.files[0]: entry.item.id for entry in library.entries} == {
        "a.pdf": "a-2", "b.pdf": "b", "old.pdf": "a",
    }  # fmt: skip
    library.close()


def test_the_same_file_under_two_names_is_read_once(tmp_path: Path, make_pdf: MakePdf) -> None:
    make_pdf(tmp_path / "a.pdf")
    shutil.copyfile(tmp_path / "a.pdf", tmp_path / "b.pdf")
    report = index(tmp_path)
    assert (report.read, report.documents) == (1, 1)
    assert report.same_content == [("b.pdf", "a.pdf")]
    (tmp_path / "a.pdf").unlink()
    report = index(tmp_path)
    assert (report.read, report.documents) == (0, 1)
    assert words_of(tmp_path, "words") == {"b.pdf": [1]}


def test_every_file_is_a_document_or_a_problem(tmp_path: Path, make_pdf: MakePdf) -> None:
    make_pdf(tmp_path / "good.pdf")
    shutil.copyfile(tmp_path / "good.pdf", tmp_path / "copy.pdf")
    (tmp_path / "page.pdf").write_text("<html>", encoding="utf-8")
    shutil.copyfile(tmp_path / "page.pdf", tmp_path / "page copy.pdf")
    (tmp_path / "empty.pdf").touch()
    make_pdf(tmp_path / "locked.pdf", password="secret")
    for _ in range(2):
        report = index(tmp_path)
        assert len(report.problems) == 4
        assert report.same_content == [("good.pdf", "copy.pdf")]
        library = open_library(CorpusPaths(tmp_path))
        state = check_corpus(library)
        library.close()
        assert state.documents == 1
        assert {problem.file for problem in state.problems} == {
            "good.pdf", "page.pdf", "page copy.pdf", "empty.pdf", "locked.pdf",
        }  # fmt: skip
    report = index(tmp_path, options=ReadOptions(passwords=("secret",)), retry=True)
    assert (report.read, report.documents, len(report.problems)) == (1, 2, 3)


def test_a_file_that_could_not_be_read_is_not_tried_again_until_it_changes(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    bad = tmp_path / "a.pdf"
    bad.write_text("<html>", encoding="utf-8")
    index(tmp_path)
    assert words_of(tmp_path, "words") == {}
    make_pdf(bad)
    report = index(tmp_path)
    assert (report.read, report.problems) == (1, [])
    bad.write_text("<html>", encoding="utf-8")
    report = index(tmp_path)
    assert (report.documents, len(report.problems)) == (0, 1)
    assert words_of(tmp_path, "words") == {}


def test_another_reader_on_request_takes_the_place_of_the_first(corpus: Path) -> None:
    report = index(corpus, options=ReadOptions("pdfminer"), retry=True, reread=True)
    assert (report.read, report.documents, report.pages) == (2, 2, 3)
    assert words_of(corpus, "apple") == {"a.pdf": [1, 2]}
    library = open_library(CorpusPaths(corpus))
    assert {entry.document.reader for entry in library.entries} == {"pdfminer"}
    assert len(find_page_keys(library, "apple")) == 2
    library.close()
    assert index(corpus).read == 0


class _Interrupting:
    """Progress whose watcher presses Ctrl-C when so many steps are done."""

    def __init__(self, what: str, at: int) -> None:
        self.what, self.at = what, at

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        for number, thing in enumerate(things):
            if what == self.what and number == self.at:
                raise KeyboardInterrupt
            yield thing
        if what == self.what:
            raise KeyboardInterrupt


@pytest.mark.parametrize(("read_before", "read_later"), [(1, 2), (3, 0)])
def test_an_interrupted_run_goes_on_where_it_stopped(
    tmp_path: Path, make_pdf: MakePdf, read_before: int, read_later: int
) -> None:
    for name in "abc":
        make_pdf(tmp_path / f"{name}.pdf", [f"word {name * 4}"])
    with pytest.raises(KeyboardInterrupt):
        index(tmp_path, progress=_Interrupting("Reading", read_before))
    report = index(tmp_path)
    assert (report.read, report.documents, report.rebuilt) == (read_later, 3, not read_later)
    assert words_of(tmp_path, "word") == {"a.pdf": [1], "b.pdf": [1], "c.pdf": [1]}


def test_an_interrupted_rebuilding_goes_on(tmp_path: Path, make_pdf: MakePdf) -> None:
    for name in "abc":
        make_pdf(tmp_path / f"{name}.pdf", [f"word {name * 4}"])
    index(tmp_path)
    shutil.rmtree(index_place(tmp_path).index)
    with pytest.raises(KeyboardInterrupt):
        index(tmp_path, progress=_Interrupting("Indexing", 1))
    report = index(tmp_path)
    assert (report.read, report.documents, report.rebuilt) == (0, 3, True)
    assert words_of(tmp_path, "word") == {"a.pdf": [1], "b.pdf": [1], "c.pdf": [1]}


def test_a_search_finishes_what_an_interrupted_run_left(tmp_path: Path, make_pdf: MakePdf) -> None:
    for name in "abc":
        make_pdf(tmp_path / f"{name}.pdf", [f"word {name}"])
    with pytest.raises(KeyboardInterrupt):
        index(tmp_path, progress=_Interrupting("Reading", 2))
    library = open_library(CorpusPaths(tmp_path))
    assert library.measure_coverage() == {
        "documents": 2,
        "pages": 2,
        "documents_without_pages": 0,
        "pages_without_text": 0,
    }
    assert len(find_page_keys(library, "word")) == 2
    library.close()


def test_what_is_read_but_not_indexed_is_not_said_to_be_searched(
    corpus: Path, make_pdf: MakePdf
) -> None:
    place = index_place(corpus)
    make_pdf(corpus / "c.pdf", ["crow"])
    with pytest.raises(KeyboardInterrupt):
        index(corpus, progress=_Interrupting("Reading", 1))
    with hold_lock(place.lock):
        library = open_library(CorpusPaths(corpus))
        assert library.measure_coverage()["documents"] == 2
        assert library.remark.startswith("1 document is not searched yet.")
        assert check_corpus(library).documents == 3
        library.close()


@pytest.mark.parametrize("again", ["index", "search"])
def test_after_an_upgrade_everything_is_derived_from_the_store(corpus: Path, again: str) -> None:
    age(corpus)
    for pdf in corpus.glob("*.pdf"):
        pdf.rename(pdf.with_suffix(".away"))
        pdf.mkdir()  # nothing there that could be read
    if again == "index":
        shutil.rmtree(corpus / "a.pdf")
        (corpus / "a.away").rename(corpus / "a.pdf")
        shutil.rmtree(corpus / "b.pdf")
        (corpus / "b.away").rename(corpus / "b.pdf")
        report = index(corpus)
        assert (report.read, report.rebuilt) == (0, True)
    assert words_of(corpus, "apple") == {"a.pdf": [1, 2]}
    assert words_of(corpus, "wrong") == {}


def test_an_older_analysis_that_cannot_be_renewed_answers_nothing(corpus: Path) -> None:
    age(corpus)
    with (
        hold_lock(CorpusPaths(corpus).lock),
        pytest.raises(Exception, match="older pincite") as caught,
    ):
        open_library(CorpusPaths(corpus))
    assert "Another pincite is writing" in str(caught.value)


@pytest.mark.parametrize("again", ["index", "search"])
@pytest.mark.parametrize("damage", ["gone", "emptied", "cut", "file", "words"])
def test_a_lost_index_is_built_again_from_the_store(corpus: Path, again: str, damage: str) -> None:
    folder = index_place(corpus).index
    if damage == "cut":
        postings = next(folder.glob("*.pst"))
        postings.write_bytes(postings.read_bytes()[:100])
    elif damage == "words":
        words = folder / "words"
        words.write_bytes(bytes(byte ^ 1 for byte in words.read_bytes()))
    else:
        shutil.rmtree(folder)
        if damage == "emptied":
            folder.mkdir()
        elif damage == "file":
            folder.write_text("x", encoding="utf-8")
    if again == "index":
        report = index(corpus)
        assert (report.read, report.rebuilt) == (0, True)
        assert report.format_lines()[1] == (
            "Labels, text and index were rebuilt from stored data; no file was read again."
        )
    assert words_of(corpus, "apple") == {"a.pdf": [1, 2]}
    assert words_of(corpus, "bear") == {"b.pdf": [1]}


def test_labels_set_by_hand_survive_indexing_and_renaming(corpus: Path) -> None:
    library = open_library(CorpusPaths(corpus))
    set_labels(library, "a.pdf", ["1=iv"])
    library.close()
    (corpus / "a.pdf").rename(corpus / "renamed.pdf")
    age(corpus)
    index(corpus)
    library = open_library(CorpusPaths(corpus))
    entry = library.get_entry("a")
    assert entry.files == ("renamed.pdf",)
    labels = [(label.label, label.source) for label in library.read_labels(entry)]
    assert labels == [("iv", "catalogue"), ("v", "catalogue")]
    set_labels(library, "a", [], unset=True)
    library.close()
    library = open_library(CorpusPaths(corpus))
    assert "catalogue" not in {
        label.source for label in library.read_labels(library.get_entry("a"))
    }
    library.close()


def test_labels_set_by_hand_are_doubted_when_the_file_changes(
    corpus: Path, make_pdf: MakePdf
) -> None:
    library = open_library(CorpusPaths(corpus))
    set_labels(library, "a", ["1=7"])
    library.close()
    make_pdf(corpus / "a.pdf", ["other", "words", "here"])
    report = index(corpus)
    assert ["check the page labels" in warning for warning in report.warnings] == [True]
    library = open_library(CorpusPaths(corpus))
    assert [label.label for label in library.read_labels(library.get_entry("a"))] == ["7", "8", "9"]
    library.close()


def test_the_users_records_are_kept_and_matched(corpus: Path, make_pdf: MakePdf) -> None:
    records = [
        {"id": "mine", "title": "Mine", "note": "x", "custom": {"pincite": {"file": "./c.pdf"}}},
        {"id": "unrelated", "type": "book"},
        *catalogue(corpus),
    ]
    (corpus / "catalogue.json").write_text(json.dumps(records), encoding="utf-8")
    make_pdf(corpus / "c.pdf", ["crow"])
    report = index(corpus)
    assert report.described == []
    after = catalogue(corpus)
    assert [record["id"] for record in after] == ["mine", "unrelated", "a", "b"]
    assert (after[0]["note"], after[1]) == ("x", {"id": "unrelated", "type": "book"})
    assert after[0]["custom"]["pincite"]["file"] == "c.pdf"


def test_a_broken_catalogue_stops_before_anything_is_done(corpus: Path, make_pdf: MakePdf) -> None:
    (corpus / "catalogue.json").write_text("[", encoding="utf-8")
    make_pdf(corpus / "c.pdf", ["crow"])
    with pytest.raises(CatalogueError, match="not valid JSON"):
        index(corpus)
    (corpus / "catalogue.json").unlink()
    assert index(corpus).documents == 3


def test_a_second_run_at_the_same_time_is_refused(corpus: Path) -> None:
    with hold_lock(CorpusPaths(corpus).lock), pytest.raises(CorpusBusy):
        index(corpus)
    assert index(corpus).documents == 2


def test_folders_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound, match="does not exist"):
        index(tmp_path / "gone")
    (tmp_path / "file").touch()
    with pytest.raises(CorpusNotFound, match="is a file, not a folder"):
        index(tmp_path / "file")
    with pytest.raises(CorpusEmpty, match="holds no document"):
        index(tmp_path)
    assert not (tmp_path / ".pincite").exists()


def test_long_and_strange_names(tmp_path: Path, make_pdf: MakePdf) -> None:
    names = ["x" * 180 + ".pdf", "Ünïcødé 議事録 🦉.pdf", "a 'quoted' %s $x; name.pdf", "UPPER.PDF"]
    for number, name in enumerate(names):
        make_pdf(tmp_path / name, [f"word number{number}"])
    report = index(tmp_path)
    assert (report.documents, report.problems) == (4, [])
    for number, name in enumerate(names):
        assert words_of(tmp_path, f"number{number}") == {name: [1]}


def question(folder: Path, item: str) -> Item:
    """The record of an item as answers show it."""
    library = open_library(CorpusPaths(folder))
    record = library.get_entry(item).item
    library.close()
    return record


@pytest.mark.parametrize("between", ["at once", "removed first"])
def test_a_record_of_another_content_says_so_until_it_is_confirmed(
    corpus: Path, make_pdf: MakePdf, between: str
) -> None:
    (corpus / "a.pdf").unlink()
    if between == "removed first":
        index(corpus)
    make_pdf(corpus / "a.pdf", ["another document"])
    index(corpus)
    index(corpus)
    assert catalogue(corpus)[0]["custom"]["pincite"]["changed"] == date.today().isoformat()
    assert question(corpus, "a").changed == date.today().isoformat()
    assert question(corpus, "b").changed == ""
    library = open_library(CorpusPaths(corpus))
    report = check_corpus(library)
    library.close()
    assert report.changed == ["a"]
    assert any("pincite edit ITEM --confirm`: a." in line for line in report.format_lines())
    known = Catalogue.load(corpus / "catalogue.json")
    known.put(apply_changes(known.get("a"), EditChanges(confirm=True)))
    known.save()
    index(corpus)
    assert question(corpus, "a").changed == ""


def test_an_answer_from_a_changed_file_says_so(corpus: Path, make_pdf: MakePdf) -> None:
    make_pdf(corpus / "a.pdf", ["another document"])
    index(corpus)
    item = question(corpus, "a")
    library = open_library(CorpusPaths(corpus))
    label = library.read_labels(library.get_entry("a"))[0]
    excerpt = Excerpt("another document", (), (1,), False, False)
    result = Result(library.get_entry("a"), excerpt, (label,), 1.0, "")
    library.close()
    assert result.as_json()["changed"] == item.changed
    assert (
        "The file has changed since its record was made"
        f" ({item.changed}): check record and page numbers."
    ) in result.list_caveats()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
@pytest.mark.parametrize("retry", [False, True])
def test_a_file_out_of_reach_keeps_its_answers(
    tmp_path: Path, make_pdf: MakePdf, retry: bool
) -> None:
    disk = tmp_path / "disk"
    folder = tmp_path / "corpus"
    disk.mkdir()
    folder.mkdir()
    make_pdf(folder / "b.pdf", ["brown bear"])
    (folder / "a.pdf").symlink_to(make_pdf(disk / "real.pdf", ["apple"]))
    index(folder)
    disk.rename(tmp_path / "unplugged")
    for _ in range(2):
        report = index(folder, retry=retry)
        assert [file.path for file in report.problems] == ["a.pdf"]
        assert words_of(folder, "apple") == {"a.pdf": [1]}
    (tmp_path / "unplugged").rename(disk)
    assert index(folder).problems == []
    assert words_of(folder, "apple") == {"a.pdf": [1]}


def test_two_records_of_one_document_are_told(corpus: Path) -> None:
    records = catalogue(corpus)
    twin = records[0] | {"id": "twin"}
    third = {"id": "third", "custom": {"pincite": {"file": "a.pdf"}}}
    (corpus / "catalogue.json").write_text(json.dumps([*records, twin, third]), encoding="utf-8")
    warning = "Records a, twin and third all describe a.pdf: a is used."
    assert index(corpus).warnings == [warning]
    library = open_library(CorpusPaths(corpus))
    assert library.get_entry("a.pdf").item.id == "a"
    assert warning in check_corpus(library).warnings
    library.close()


class _Changing:
    """Progress during which somebody writes another file in the place of the one just read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def track_steps(self, things: Iterable[T], what: str, total: int) -> Iterator[T]:
        for thing in things:
            if what == "Reading" and self.path.read_bytes() != b"%PDF other":
                self.path.write_bytes(b"%PDF other")
            yield thing


def test_the_largest_file_is_read_first(tmp_path: Path, make_pdf: MakePdf) -> None:
    for name, pages in (("a", 1), ("b", 30), ("c", 9)):
        make_pdf(tmp_path / f"{name}.pdf", [f"{name} {page}" for page in range(pages)])
    index(tmp_path)
    store = Store.open(CorpusPaths(tmp_path).store)
    assert [len(store.get_page_keys(document.id)) for document in store.list_documents()] == [
        30,
        9,
        1,
    ]
    store.close()


def test_when_a_file_changes_while_it_is_read_its_copy_is_read(
    tmp_path: Path, make_pdf: MakePdf
) -> None:
    make_pdf(tmp_path / "a.pdf", ["apple"])
    shutil.copyfile(tmp_path / "a.pdf", tmp_path / "b.pdf")
    report = index(tmp_path, progress=_Changing(tmp_path / "a.pdf"))
    assert [(file.path, file.problem) for file in report.problems] == [
        ("a.pdf", "changed while it was being read.")
    ]
    assert words_of(tmp_path, "apple") == {"b.pdf": [1]}
    make_pdf(tmp_path / "a.pdf", ["apple"])
    assert index(tmp_path).problems == []


def test_a_file_that_changes_while_it_is_read_again_keeps_its_text(corpus: Path) -> None:
    options = ReadOptions("pdfminer")
    report = index(corpus, options=options, reread=True, progress=_Changing(corpus / "a.pdf"))
    assert report.warnings == [
        "a.pdf: changed while it was being read; the text read earlier is kept."
    ]
    assert (report.problems, words_of(corpus, "apple")) == ([], {"a.pdf": [1, 2]})


def test_pages_without_text_and_records_made_are_reported() -> None:
    one = UpdateReport(textless=1, described=["a"]).format_lines()
    assert one[1] == "1 incomplete record was made from the files themselves (see catalogue.json)."
    assert one[3:] == ["1 page has no text and cannot be searched; `pincite status` lists it."]
    several = UpdateReport(textless=3, described=["a", "b"]).format_lines()
    assert several[1].startswith("2 incomplete records were made from")
    assert several[3:] == [
        "3 pages have no text and cannot be searched; `pincite status` lists them."
    ]
