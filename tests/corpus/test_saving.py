"""A catalogue that somebody saves in an editor while a command runs: nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from corpus.catalogue_versions import MOST, list_versions
from corpus.errors import CatalogueError
from corpus.items import Item
from corpus.saving import format_catalogue
from corpus.writing import remove_leftovers
from tests.conftest import Pincite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.json"
    write(path, [{"id": "a", "type": "book", "title": "A"}])
    return path


def write(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text(json.dumps(records), encoding="utf-8")


def read(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8")))


def test_what_was_saved_meanwhile_stays_and_is_told(path: Path) -> None:
    catalogue = Catalogue.load(path)
    write(path, [{"id": "a", "type": "book", "title": "My careful title"}])
    catalogue.put(Item({"id": "b", "type": "book"}))
    assert catalogue.save() == [
        "catalogue.json was saved by another program meanwhile; what both changed is in it now."
    ]
    assert [record.get("title") for record in read(path)] == ["My careful title", None]
    catalogue.put(Item({"id": "c", "type": "book"}))
    assert catalogue.save() == []
    assert [record["id"] for record in read(path)] == ["a", "b", "c"]


def test_where_both_changed_a_field_the_other_is_in_an_earlier_version(path: Path) -> None:
    catalogue = Catalogue.load(path)
    write(path, [{"id": "a", "type": "book", "title": "Theirs"}])
    catalogue.put(Item({"id": "a", "type": "book", "title": "Ours"}))
    _, conflict = catalogue.save()
    assert "title of a was changed here and there" in conflict
    assert read(path)[0]["title"] == "Theirs"
    assert "Ours" in {read(version.path)[0]["title"] for version in list_versions(path)}


def test_a_file_that_is_only_half_there_is_waited_for(path: Path) -> None:
    catalogue = Catalogue.load(path)
    catalogue.put(Item({"id": "b", "type": "book"}))
    path.write_text('[{"id": "a", "type": "bo', encoding="utf-8")
    whole = [{"id": "a", "type": "book", "title": "Whole"}]
    editor = threading.Timer(0.3, write, (path, whole))
    editor.start()
    catalogue.save()
    editor.join()
    assert [record["id"] for record in read(path)] == ["a", "b"]
    assert read(path)[0]["title"] == "Whole"


def test_what_is_not_valid_is_never_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.saving._PAUSE", 0.0)
    catalogue = Catalogue.load(path)
    catalogue.put(Item({"id": "b", "type": "book"}))
    path.write_text("[{", encoding="utf-8")
    with pytest.raises(CatalogueError, match="nothing was written over it"):
        catalogue.save()
    assert path.read_text(encoding="utf-8") == "[{"
    assert [record["id"] for record in read(list_versions(path)[0].path)] == ["a", "b"]


EDITOR = """
import json, sys, time
from pathlib import Path
path, number = Path(sys.argv[1]), 0
while True:
    before = path.stat().st_ino
    records = json.loads(path.read_text(encoding="utf-8"))
    next(one for one in records if one["id"] == "a")["title"] = f"title {number}"
    other = path.with_name("editor.tmp")
    other.write_text(json.dumps(records), encoding="utf-8")
    if path.stat().st_ino == before:  # an editor asks before it writes over another's changes
        other.replace(path)
        print(f"title {number}", flush=True)
        number += 1
    time.sleep(0.03)
"""
"""As an editor does: reads, changes one title, replaces the file, and prints the title."""


def test_saves_beside_an_editor(path: Path) -> None:
    command = [sys.executable, "-c", EDITOR, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as editor:
        assert editor.stdout is not None
        titles = [editor.stdout.readline()]
        for number in range(40):
            catalogue = Catalogue.load(path)
            catalogue.put(Item({"id": f"new-{number}", "type": "book"}))
            catalogue.save()
        editor.kill()
        titles += editor.stdout.readlines()
    titles = [title.strip() for title in titles if title.endswith("\n")]
    last = int(titles[-1].split()[1])
    found = next(record["title"] for record in read(path) if record["id"] == "a")
    # the editor may have been killed after it saved and before it said so
    assert found in (f"title {last}", f"title {last + 1}")
    assert titles


def test_ten_versions_are_kept(path: Path) -> None:
    for number in range(15):
        catalogue = Catalogue.load(path)
        catalogue.put(Item({"id": f"b{number}", "type": "book"}))
        catalogue.save()
    assert len(list_versions(path)) == MOST
    assert len(read(list_versions(path)[0].path)) == 15


def test_what_a_killed_writer_left_is_removed(path: Path) -> None:
    left = [path.with_name(f".catalogue.json-{end}") for end in ("0123456789ab", "x7f3")]
    kept = [path.with_name(name) for name in (".catalogue.json", "catalogue.json-1234")]
    for each in (*left, *kept):
        each.touch()
    assert remove_leftovers(path) == 2
    assert not any(each.exists() for each in left)
    assert all(each.exists() for each in kept)


def test_half_a_pair_of_surrogates_is_kept() -> None:
    assert b"\\ud800" in format_catalogue([Item({"id": "a", "title": "\ud800"})])


def test_undo(path: Path, pincite: Pincite) -> None:
    folder = path.parent

    def titles() -> list[str]:
        return [record["title"] for record in read(path)]

    for title in ("B", "C"):
        assert pincite("edit", "a", "--title", title, cwd=folder).code == 0
    assert pincite("add", "--title", "New", cwd=folder).code == 0
    ran = pincite("undo", cwd=folder)
    assert titles() == ["C"]
    assert ran.stdout.startswith("The catalogue is as it was until ")
    assert ran.stdout.endswith("gone: new\n")
    again = pincite("undo", "--json", cwd=folder).json
    assert (titles(), again["changed"]) == (["B"], ["a"])
    assert pincite("undo", cwd=folder).code == 0
    assert titles() == ["A"]
    ran = pincite("undo", cwd=folder)
    assert (ran.code, ran.stderr.count("\n")) == (2, 1)
    assert "no earlier version" in ran.stderr
    listed = pincite("undo", "--list", "--json", cwd=folder).json
    assert [version["records"] for version in listed] == [2, 1, 1, 1]
    assert pincite("undo", "--to", str(listed[0]["number"]), cwd=folder).code == 0
    assert titles() == ["C", "New"]
    assert pincite("edit", "a", "--title", "D", cwd=folder).code == 0
    assert pincite("undo", cwd=folder).code == 0
    assert titles()[0] == "C"
