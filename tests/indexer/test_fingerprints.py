"""A file with other words is read again, whatever its size and time say."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.store.fingerprints import Comparison, find_trusted_device, hash_ends
from indexer.updating.files import compare_folder

OLD = b"Due on the tenth of May."
NEW = b"Due on the ninth of May."


def write_over(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(NEW)


def replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(NEW)
    other.replace(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no time of change")
@pytest.mark.parametrize("change", [write_over, replace])
def test_other_words_under_the_same_size_and_time(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(OLD)
    trusted = find_trusted_device(_make_own(tmp_path))
    stored = compare_folder(tmp_path, {}).current
    before = path.stat()
    change(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    changes = compare_folder(tmp_path, stored, Comparison(trusted=trusted))
    assert changes.changed == ["a.pdf"]


def test_where_no_time_of_change_is_kept_both_ends_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    long = b"%PDF" + b"x" * 300_000 + b"the last words"
    path.write_bytes(long)
    ends = hash_ends(path)
    for changed in (long.replace(b"%PDF", b"%PDG"), long.replace(b"last", b"lost")):
        path.write_bytes(changed)
        assert hash_ends(path) != ends


def test_everything_is_read_where_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(OLD)
    stored = compare_folder(tmp_path, {}).current["a.pdf"]
    lied_about = type(stored)(stored.path, stored.size, stored.mtime_ns, "0" * 64, mark=stored.mark,
                              ends=stored.ends)  # fmt: skip
    known = {"a.pdf": lied_about}
    assert compare_folder(tmp_path, known).unchanged == ["a.pdf"]
    assert compare_folder(tmp_path, known, Comparison(everything=True)).changed == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no time of change")
def test_the_disk_of_the_corpus_is_tried(tmp_path: Path) -> None:
    own = _make_own(tmp_path)
    assert find_trusted_device(own) == own.stat().st_dev
    assert find_trusted_device(tmp_path / "missing") is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_among_its_own_files_is_not_followed(tmp_path: Path) -> None:
    of_the_user = _make_own(tmp_path)
    before = of_the_user.stat()
    (tmp_path / "lock").symlink_to(of_the_user)
    find_trusted_device(tmp_path / "lock")
    assert of_the_user.stat() == before


def test_the_time_of_a_comparison_may_be_up(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(OLD)
    with pytest.raises(TimeoutError):
        compare_folder(tmp_path, {}, Comparison(seconds=-1))


def _make_own(folder: Path) -> Path:
    own = folder / ".own"
    own.touch()
    return own
