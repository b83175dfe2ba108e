"""The catalogue is the user's: read strictly, written whole, nothing in it lost."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.catalogue import Catalogue, set_pincite_fields, write_whole
from corpus.errors import (
    CatalogueError,
    CorpusError,
    CorpusFull,
    CorpusReadOnly,
    RequestError,
    convert_write_error,
)
from corpus.items import Item

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('[{"id": "a",}]', "not valid JSON: "),
        ("", "not valid JSON"),
        ('{"id": "a"}', "not an array of items"),
        ('["a"]', "record 1 is not an object"),
        ('[{"id": "a"}, {"title": "b"}]', "record 2 has no “id”"),
        ('[{"id": ""}]', "record 1 has no “id”"),
        ('[{"id": ["a"]}]', "record 1 has no “id”"),
        ('[{"id": "a"}, {"id": "a"}]', "two records have the id “a”"),
        ('[{"id": 1}, {"id": "1"}]', "two records have the id “1”"),
        ("[" * 100_000, "nested too deeply"),
        ('[{"id": "a", "volume": ' + "9" * 5000 + "}]", "a number with too many digits"),
    ],
)
def test_what_is_no_catalogue_is_said_in_one_sentence(
    tmp_path: Path, written: str, said: str
) -> None:
    path = tmp_path / "catalogue.json"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        Catalogue.load(path)
    assert said in caught.value.message
    assert str(path) in caught.value.message
    assert caught.value.remedy
    assert path.read_text(encoding="utf-8") == written


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.json"
    path.write_bytes('[{"id": "é"}]'.encode("latin-1"))
    with pytest.raises(CatalogueError, match="not in UTF-8"):
        Catalogue.load(path)


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalogue.json").mkdir()
    with pytest.raises(CatalogueError, match="cannot be read"):
        Catalogue.load(tmp_path / "catalogue.json")


def test_no_file_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert len(Catalogue.load(tmp_path / "catalogue.json")) == 0


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.json"
    path.write_bytes(b'\xef\xbb\xbf[{"id": "a"}]')
    assert "a" in Catalogue.load(path)


@settings(max_examples=40)
@given(records=st.lists(st.dictionaries(st.text(max_size=5), JSON, max_size=4), max_size=4))
def test_saving_keeps_every_field_and_the_order(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]
) -> None:
    path = tmp_path_factory.mktemp("catalogue") / "catalogue.json"
    numbered = [{**record, "id": f"item-{9 - at}"} for at, record in enumerate(records)]
    path.write_text(json.dumps(numbered), encoding="utf-8")
    Catalogue.load(path).save()
    assert json.loads(path.read_text(encoding="utf-8")) == numbered


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="no item “x”"):
        Catalogue.load(tmp_path / "catalogue.json").get("x")


def test_own_fields_are_set_and_taken_out_beside_others() -> None:
    item = Item({"id": "a", "custom": {"other": 1, "pincite": {"kind": "law", "file": "a.pdf"}}})
    changed = set_pincite_fields(item, file="b.pdf", kind=None)
    assert changed.record["custom"] == {"other": 1, "pincite": {"file": "b.pdf"}}
    assert item.own["kind"] == "law"


def test_own_fields_take_the_place_of_nonsense() -> None:
    assert set_pincite_fields(Item({"id": "a", "custom": "x"}), file="b.pdf").own == {
        "file": "b.pdf"
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_writing_keeps_permissions_and_follows_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o664)
    link = tmp_path / "link.json"
    link.symlink_to(real)
    write_whole(link, "new")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert real.stat().st_mode & 0o777 == 0o664


def test_a_failed_writing_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "catalogue.json"
    target.mkdir()
    (target / "inside").touch()
    with pytest.raises(CorpusError):
        write_whole(target, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["catalogue.json"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, CorpusFull),
        (errno.EACCES, CorpusReadOnly),
        (errno.EROFS, CorpusReadOnly),
        (errno.EPERM, CorpusReadOnly),
        (errno.ENOTDIR, CorpusError),
    ],
)
def test_the_number_of_a_system_error_decides_not_its_language(
    number: int, kind: type[CorpusError]
) -> None:
    error = convert_write_error(OSError(number, "kein Platz"), Path("a"))
    assert type(error) is kind
    assert "a " in error.message


def test_half_a_character_stays_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.json"
    path.write_text('[{"id": "a", "title": "x\\ud800 é"}]', encoding="utf-8")
    catalogue = Catalogue.load(path)
    catalogue.save()
    assert "é" in path.read_text(encoding="utf-8")
    assert [item.record for item in Catalogue.load(path)] == [item.record for item in catalogue]


def test_what_cannot_be_put_in_place_leaves_no_file_behind(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(CorpusError):
        write_whole(tmp_path / "a.txt", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
