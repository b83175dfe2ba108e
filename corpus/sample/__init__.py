"""Invented documents of an invented city: a corpus to try pincite with, and to test it on."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.errors import RequestError

FOLDER = Path(__file__).parent
"""Where the sample's PDFs and its catalogue are."""


def copy_to(folder: Path) -> None:
    """Copy the sample's documents, their catalogue and the draft that quotes them to `folder`.

    The folder is created if it does not exist. Raises RequestError if it has its own catalogue.
    """
    catalogue = folder / "catalogue.json"
    ours = (FOLDER / catalogue.name).read_bytes()
    if catalogue.exists() and b"phpsb-2012-08-15" not in catalogue.read_bytes():
        raise RequestError(f"{folder} already has another catalogue.", "Name an empty folder.")
    folder.mkdir(parents=True, exist_ok=True)
    if not catalogue.exists():
        catalogue.write_bytes(ours)
    for document in sorted([*FOLDER.glob("*.pdf"), *FOLDER.glob("deputation.*")]):
        shutil.copyfile(document, folder / document.name)
