"""`pincite import`, `export`, `add`, `edit`, `remove`, as they are typed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.program import build_program
from corpus.catalogue import Catalogue
from corpus.errors import CatalogueError, CorpusBusy, RequestError
from indexer.store.lock import hold_lock
from indexer.updating.update import update_corpus
from tests.conftest import MakePdf
from tests.corpus_formats.records import SAMPLES


def run(*words: str | Path) -> Any:
    given = [str(word) for word in words]
    return build_program(given)(given, standalone_mode=False)


@pytest.fixture
def corpus(tmp_path: Path, make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "corpus"
    root.mkdir()
    make_pdf(root / "often_asking.pdf", ["Often asking, always telling."])
    update_corpus(root, processes=1)
    for name in ("PINCITE_CORPUS", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(root)
    return root


def records(root: Path) -> dict[str, Any]:
    return {item.id: item for item in Catalogue.load(root / "catalogue.json")}


def test_import_and_export(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", SAMPLES / "jabref.bib") == 0
    out, err = capsys.readouterr()
    assert out == (
        "Records: 3 added.\nNOII2015 is often_asking.pdf, by its name.\n"
        "2 without a file of the corpus: Smith2010, Handbook."
        " `pincite edit KEY --set custom.pincite.file=FILE` joins one.\n"
    )
    assert "often-asking was only a guess from often_asking.pdf" in err
    assert set(records(corpus)) == {"NOII2015", "Smith2010", "Handbook"}

    assert run("export", "NOII2015", "--format", "ris", "--output", "out.ris") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 records written to out.ris." in err
    assert "ris cannot carry all of “title”: NOII2015." in err
    assert (corpus / "out.ris").read_text("utf-8").startswith("TY  - RPRT\nID  - NOII2015\n")

    assert run("export", "--format", "csl-json") == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == list(records(corpus))


def test_import_goes_on_and_says_what_it_could_not_read(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", SAMPLES / "zotero.json", "--json") == 1
    out, err = capsys.readouterr()
    shown = json.loads(out)
    assert [(one["key"], one["line"]) for one in shown["not_read"]] == [
        ("broken", 4),
        ("undated", 5),
    ]
    assert "line 5: entry “undated”: “author” must be a list of names" in err
    assert set(records(corpus)) == {"often-asking", *shown["added"]}
    before = (corpus / "catalogue.json").read_bytes()
    assert run("import", SAMPLES / "zotero.json") == 1
    assert (corpus / "catalogue.json").read_bytes() == before


def test_import_refuses_what_makes_no_sense(corpus: Path) -> None:
    for words in (
        ("import", "none.bib"),
        ("import", SAMPLES / "README.md"),
        ("import", SAMPLES / "zotero.bib", "--on-conflict", "merge"),
        ("import", SAMPLES / "zotero.bib", "--format", "word"),
        ("export", "none"),
    ):
        with pytest.raises(RequestError):
            run(*words)


def test_edit_with_options(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = (
        "edit",
        "often-asking",
        "--title",
        "Often asking",
        "--author-body",
        "No One Is Illegal",
    )
    assert run(*asked, "--id", "noii-2015") == 0
    out, err = capsys.readouterr()
    assert out == "noii-2015: saved.\n"
    assert err == "note: noii-2015: only guessed: issued.\n"
    item = records(corpus)["noii-2015"]
    assert item.record["author"] == [{"literal": "No One Is Illegal"}]
    assert run("edit", "noii-2015", "--confirm") == 0
    assert records(corpus)["noii-2015"].incomplete == ()
    capsys.readouterr()
    assert run("edit", "noii-2015", "--confirm") == 0
    assert capsys.readouterr().out == "noii-2015: unchanged.\n"


def editor(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    script = folder / "editor.py"
    script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n{code}", "utf-8")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"'.replace("\\", "/"))


def test_edit_in_an_editor(
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(RequestError, match="No editor is set"):
        run("edit", "often-asking")
    change = "text = path.read_text('utf-8').replace('document', 'report')\n"
    editor(tmp_path, change + "path.write_text(text, 'utf-8')", monkeypatch)
    assert run("edit", "often-asking") == 0
    assert records(corpus)["often-asking"].type == "report"

    before = (corpus / "catalogue.json").read_bytes()
    editor(tmp_path, "path.write_text('{', 'utf-8')", monkeypatch)
    with pytest.raises(CatalogueError, match="Nothing was saved; your text is in") as caught:
        run("edit", "often-asking")
    kept = Path(caught.value.message.rpartition(" in ")[2].rstrip("."))
    assert kept.read_text("utf-8") == "{"
    kept.unlink()
    assert (corpus / "catalogue.json").read_bytes() == before

    meanwhile = f"other = pathlib.Path({str(corpus / 'catalogue.json')!r})\n"
    meanwhile += "other.write_text(other.read_text('utf-8').replace('report', 'book'), 'utf-8')\n"
    editor(tmp_path, change.replace("document", "report").replace("'report')", "'map')")
           + "path.write_text(text, 'utf-8')\n" + meanwhile, monkeypatch)  # fmt: skip
    with pytest.raises(CatalogueError, match="changed by somebody else meanwhile"):
        run("edit", "often-asking")
    assert records(corpus)["often-asking"].type == "book"


def test_remove_and_add(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("remove", "often-asking") == 0
    assert "often_asking.pdf stays where it is" in capsys.readouterr().out
    assert records(corpus) == {}
    assert (corpus / "often_asking.pdf").exists()
    assert run("add", "often_asking.pdf", "--date", "2015", "--id", "noii", "--kind", "report") == 0
    out, err = capsys.readouterr()
    assert out.startswith("noii: added: ")
    assert err == "note: noii: only guessed: title, author.\n"
    assert records(corpus)["noii"].own["file"] == "often_asking.pdf"
    assert run("add", corpus / "often_asking.pdf") == 0
    assert "noii: already there" in capsys.readouterr().out
    with pytest.raises(RequestError):
        run("add", "none.pdf")


def test_nothing_is_written_while_another_pincite_writes(corpus: Path) -> None:
    before = (corpus / "catalogue.json").read_bytes()
    with hold_lock(corpus / ".pincite" / "lock.db"):
        for words in (
            ("import", SAMPLES / "zotero.bib"),
            ("edit", "often-asking", "--title", "X"),
            ("remove", "often-asking"),
            ("add", "often_asking.pdf", "--title", "X"),
        ):
            with pytest.raises(CorpusBusy):
                run(*words)
    assert (corpus / "catalogue.json").read_bytes() == before
