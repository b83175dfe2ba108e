"""Files that are sent: their names, kinds and sizes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from starlette.datastructures import UploadFile

from corpus.errors import RequestError
from web.workroom import Workroom, save_upload


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("factum.docx", "factum.docx"),
        ("My Factum (2).DOCX", "My-Factum-2.docx"),
        ("../../etc/passwd.docx", "passwd.docx"),
        ("C:\\Windows\\evil.docx", "evil.docx"),
        ("CON.docx", "document-CON.docx"),
        (".docx.docx", "docx.docx"),
        ("\u202excod.docx", "xcod.docx"),
        ("é" * 300 + ".docx", "é" * 95 + ".docx"),
    ],
)
def test_a_file_gets_a_safe_name_like_its_own(tmp_path: Path, name: str, saved: str) -> None:
    path = save_upload(UploadFile(io.BytesIO(b"words"), filename=name), tmp_path, {".docx"}, 100)
    assert path == tmp_path / saved
    assert path.read_bytes() == b"words"
    again = save_upload(UploadFile(io.BytesIO(b"more"), filename=name), tmp_path, {".docx"}, 100)
    assert again.parent == tmp_path
    assert (again != path, path.read_bytes()) == (True, b"words")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"x", "is of a kind that is not read here"),
        ("docx", b"x", "is of a kind that is not read here"),
        ("", b"x", "is of a kind that is not read here"),
        ("a.docx", b"", "is empty"),
        ("a.docx", b"x" * 2_000_001, "has more than 2 MB"),
    ],
)
def test_other_kinds_and_sizes_are_refused_and_leave_nothing(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    upload = UploadFile(io.BytesIO(content), filename=name)
    with pytest.raises(RequestError, match=said):
        save_upload(upload, tmp_path, {".docx"}, 2_000_000)
    assert not list(tmp_path.iterdir())


def test_old_work_is_deleted_and_all_of_it_in_the_end() -> None:
    room = Workroom()
    folders: list[Path] = []
    for _ in range(25):
        with room.lend_folder(kept=True) as folder:
            folders.append(folder)
    room.name_folder(folders[0], "old")
    room.name_folder(folders[-1], "new")
    assert room.find_folder("new") == folders[-1]
    with pytest.raises(RequestError):
        room.find_folder("old")
    assert sum(folder.is_dir() for folder in folders) == 20
    room.close()
    assert not any(folder.exists() for folder in folders)
    assert not folders[0].parent.exists()
