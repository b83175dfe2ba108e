"""`pincite index`, `status`, `list` and `pages`: what a corpus holds, and changing it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest

from corpus.paths import CorpusPaths
from tests.conftest import MakePdf, Pincite, Ran

TEXTS = (
    "A report on apples.",
    "The apple was brought by sea.\nNobody knows when.",
    "Later it was grown in gardens\nand sold in the streets.",
    "Pies were made of the apple\nin every house of the town.",
    "Nothing more is known.\nWe end here.",
)


@pytest.fixture
def folder(tmp_path: Path, make_pdf: MakePdf) -> Path:
    """A folder with spaces and an umlaut in its name: a good file, its copy and three bad ones."""
    made = tmp_path / "my dössier"
    made.mkdir()
    make_pdf(made / "a.pdf", TEXTS, feet=["", "1", "2", "3", "4"])
    shutil.copyfile(made / "a.pdf", made / "copy.pdf")
    (made / "page.pdf").write_text("<html>not found</html>", encoding="utf-8")
    (made / "empty.pdf").touch()
    make_pdf(made / "locked.pdf", ["secret cherry"], password="secret")
    return made


def test_from_bad_files_to_good_ones(pincite: Pincite, folder: Path) -> None:
    ran = pincite("index", folder)
    assert ran.code == 1
    assert "Files: 5 new." in ran.stdout
    said = [line.split(":")[1].strip() for line in ran.stderr.splitlines() if ":" in line]
    assert said == ["empty.pdf", "locked.pdf", "page.pdf"]
    status = pincite("status", "--json", cwd=folder).json
    assert status["documents"] + len(status["problems"]) == 5
    assert all(set(one) == {"file", "problem", "advice"} for one in status["problems"])
    assert _find_wide_lines(pincite("status", cwd=folder)) == []

    again = pincite("index", folder, "--json")
    assert (again.code, again.json["read"], again.json["unchanged"]) == (1, 0, 5)
    opened = pincite("index", folder, "--password", "secret", "--json")
    assert opened.json["read"] == 1
    assert pincite("search", "cherry", cwd=folder).code == 0
    (folder / "page.pdf").unlink()
    (folder / "empty.pdf").unlink()
    done = pincite("index", folder)
    assert (done.code, done.stderr) == (0, "")
    assert "2 removed" in done.stdout


def test_labels_set_by_hand_are_used_at_once(pincite: Pincite, folder: Path) -> None:
    pincite("index", folder)
    before = pincite("pages", "a", "--json", cwd=folder).json
    assert (before["item"], before["file"]) == ("a", "a.pdf")
    assert [page["pdf_page"] for page in before["pages"]] == [1, 2, 3, 4, 5]
    fields = {"pdf_page", "part", "label", "source", "evidence", "label_unique"}
    assert set(before["pages"][0]) == fields
    assert [page["label"] for page in before["pages"][1:]] == ["1", "2", "3", "4"]

    set_by_hand = ("--set", "1-2=i", "--set", "3=41", "--set", "5=none")
    after = pincite("pages", "a", *set_by_hand, "--json", cwd=folder).json["pages"]
    assert [page["label"] for page in after] == ["i", "ii", "41", "42", None]
    assert [page["source"] for page in after] == ["catalogue"] * 4 + ["none"]
    found = pincite("search", '"pies were made"', "--json", cwd=folder).json["results"][0]
    assert (found["pages"], found["pdf_pages"]) == (["42"], [4])
    assert found["label_sources"] == ["catalogue"]

    for line in pincite("pages", "a", cwd=folder).stdout.splitlines():
        assert len(line) <= 80
    restored = pincite("pages", "a", "--unset", "--json", cwd=folder).json
    assert restored == before


def test_all_pages_are_json_lines(pincite: Pincite, sample_corpus: Path) -> None:
    ran = pincite("pages", "--json", cwd=sample_corpus)
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    held = pincite("list", "--json", cwd=sample_corpus).json
    assert [one["item"] for one in found] == [one["item"] for one in held]
    assert [len(one["pages"]) for one in found] == [one["pages"] for one in held]


def test_lists_are_readable_in_80_columns(pincite: Pincite, sample_corpus: Path) -> None:
    for command in ("list", "status", "pages"):
        ran = pincite(command, cwd=sample_corpus)
        assert ran.code == 0
        assert _find_wide_lines(ran) == []


def test_status_says_where_the_index_is_and_how_large(
    pincite: Pincite, sample_corpus: Path, cache: Path
) -> None:
    state = pincite("status", "--json", cwd=sample_corpus).json
    index = Path(state["index_folder"])
    assert index.parent == cache / "indexes"
    files = [path for path in index.rglob("*") if path.is_file()]
    assert state["index_bytes"] == sum(path.stat().st_size for path in files) > 0
    shown = " ".join(pincite("status", cwd=sample_corpus).stdout.split())
    assert f"Your index: {index} (" in shown


def test_an_unchanged_folder_gives_the_same_answers(pincite: Pincite, folder: Path) -> None:
    pincite("index", folder)
    first = pincite("search", "apple", "--json", cwd=folder).stdout
    pincite("index", folder)
    assert pincite("search", "apple", "--json", cwd=folder).stdout == first


def test_the_demonstration_runs(process: Pincite, tmp_path: Path) -> None:
    ran = process("demo", tmp_path / "demo")
    assert ran.code == 0
    assert "All documents of this demonstration are invented." in ran.stdout
    assert "1. " in ran.stdout


def test_a_file_that_takes_too_long_is_given_up(pincite: Pincite, tmp_path: Path) -> None:
    _write_endless_pdf(tmp_path / "endless.pdf")
    ran = pincite("index", tmp_path, "--time-limit", "0.3")
    assert ran.code == 1
    assert "endless.pdf" in ran.stderr
    assert "0.3 s" in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="another kind of interrupt")
def test_an_interrupted_run_says_so_and_goes_on(
    program: tuple[list[str], dict[str, str]], pincite: Pincite, tmp_path: Path, make_pdf: MakePdf
) -> None:
    for number in range(3):
        make_pdf(tmp_path / f"{number}.pdf", [f"word {number}"])
    _write_endless_pdf(tmp_path / "endless.pdf")
    command, environment = program
    running = subprocess.Popen(
        [*command, "index", str(tmp_path), "--jobs", "2"], env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        # a run in the background of a script would pass its deafness to interrupts on
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    while running.poll() is None and _count_documents(CorpusPaths(tmp_path).store) < 3:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers as well
    stdout, stderr = running.communicate(timeout=60)
    assert (running.returncode, stdout) == (130, "")
    assert stderr == "pincite: interrupted; what was done so far is kept.\n"
    assert _is_gone(running.pid, seconds=60)
    make_pdf(tmp_path / "endless.pdf", ["the last word"])
    again = pincite("index", tmp_path, "--json").json
    assert (again["read"], again["documents"]) == (1, 4)
    found = pincite("search", "word", "--json", "--limit", "0", cwd=tmp_path).json["results"]
    assert len(found) == 4


def _find_wide_lines(ran: Ran) -> list[str]:
    """The lines of more than 80 columns, unless they are one word: a path is not broken."""
    return [line for line in ran.stdout.splitlines() if len(line) > 80 and " " in line.strip()]


def _write_endless_pdf(path: Path) -> None:
    """A PDF that takes far longer to read than a test: the same page, very many times."""
    text = "BT /F 9 Tf 40 700 Td " + "(words and words) Tj 0 -9 Td " * 60 + "ET"
    many = 60_000
    path.write_text(
        "%PDF-1.4\n"
        "1 0 obj <</Type/Catalog /Pages 2 0 R>> endobj\n"
        f"2 0 obj <</Type/Pages /Count {many} /Kids [{'3 0 R ' * many}]>> endobj\n"
        "3 0 obj <</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources <</Font <</F 5 0 R>>>>>> endobj\n"
        f"4 0 obj <</Length {len(text)}>> stream\n{text}\nendstream endobj\n"
        "5 0 obj <</Type/Font /Subtype/Type1 /BaseFont/Times-Roman>> endobj\n"
        "trailer <</Root 1 0 R>>\n%%EOF\n"
    )


def _count_documents(store: Path) -> int:
    """How many documents the store holds so far; it may be in the making."""
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as db,
    ):
        return int(db.execute("SELECT count(*) FROM documents").fetchone()[0])
    return 0


def _is_gone(group: int, seconds: float) -> bool:
    """Whether no process of the group is left after at most that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
