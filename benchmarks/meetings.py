"""A corpus of nothing but minutes: those of the sample, again and again as files of their own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.filling import ReadFile, fill
from corpus.sample import FOLDER
from indexer.pages.document import read_document
from indexer.records.making import make_item
from indexer.store.stored import StoredFile
from indexer.updating.read_result import build_result


def make_meetings(root: Path, pages: int) -> int:
    """Fill the folder `root` with so many pages of minutes, or a few more; returns how many."""
    documents = list(_repeat_minutes(pages))
    fill(root, documents)
    items = [
        dict(make_item(file.path, file.sha256, read.guess, Path(file.path).stem).record)
        for file, read in documents
    ]
    (root / "catalogue.json").write_text(json.dumps(items), "utf-8")
    return sum(len(read.document.pages) for _, read in documents)


def _repeat_minutes(pages: int) -> Iterator[ReadFile]:
    paths = sorted(FOLDER.glob("*minutes.pdf"))
    results = [build_result(read_document(path), path.name) for path in paths]
    for number in count(1):
        for path, result in zip(paths, results, strict=True):
            if pages <= 0:
                return
            name = f"{path.stem}-{number}"
            content = hashlib.sha256(name.encode()).hexdigest()
            yield StoredFile(f"{name}.pdf", 1, 1, content), result
            pages -= len(result.document.pages)
