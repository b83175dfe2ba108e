"""Corpora to measure on, in temporary folders so that nothing of the user's is touched."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.paths import CorpusPaths
from indexer.library import Library
from indexer.opening import open_library
from indexer.readers.options import ReadOptions
from indexer.updating.update import update_corpus


def copy_pdfs(folder: Path, root: Path) -> Path:
    """Copy the PDFs in `folder` and below to the same places in `root`, and return `root`."""
    for path in sorted(folder.rglob("*.pdf")):
        copy = root / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return root


@contextmanager
def open_temporary_corpus(folder: Path, *, recognise: bool = True) -> Iterator[Library]:
    """The PDFs of `folder`, copied and indexed; pictures are read if they are to be recognised."""
    with tempfile.TemporaryDirectory(prefix="pincite-bench-") as temporary:
        root = copy_pdfs(folder, Path(temporary))
        update_corpus(root, ReadOptions(recognise=recognise))
        with closing(open_library(CorpusPaths(root))) as library:
            yield library
