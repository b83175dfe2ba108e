"""Files are added to the folder of a corpus, where the next indexing finds them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from corpus.errors import CorpusError, convert_write_error
from corpus.fetching.filenames import find_free_path
from corpus.item_files import hash_file
from corpus.paths import CorpusPaths
from indexer.store.store import Store


def add_files(paths: CorpusPaths, files: Iterable[Path]) -> tuple[list[str], list[str]]:
    """Move files into the corpus's folder, each under its own name or, where that is taken, with a
    number; returns the names of those added, and of those whose content the corpus has already.

    Nothing is overwritten. Raises CorpusReadOnly, CorpusFull or CorpusError.
    """
    store = Store.open(paths.store)
    known = {file.sha256 for file in store.list_files().values()}
    store.close()
    added: list[str] = []
    held: list[str] = []
    for file in files:
        sha256 = hash_file(file)
        target = find_free_path(paths.root, file.name, sha256)
        if sha256 in known or target.exists():
            held.append(file.name)
            continue
        known.add(sha256)
        _move(file, target)
        added.append(target.name)
    return added, held


def _move(file: Path, target: Path) -> None:
    """Move a file, so that it is there whole or not at all."""
    half = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(file, half)
        if target.exists():
            raise CorpusError(f"There is a file {target.name} already.", "Send it again.")
        half.rename(target)
    except OSError as error:
        raise convert_write_error(error, target) from error
    finally:
        half.unlink(missing_ok=True)
        file.unlink(missing_ok=True)
