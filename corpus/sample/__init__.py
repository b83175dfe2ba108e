"""Invented documents of an invented city: a corpus to try pincite with, and to test it on."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.errors import RequestError

FOLDER = Path(__file__).parent
"""Where the sample's PDFs and its catalogue are; `more` holds a Word file and a web page."""


def copy_to(folder: Path, *, more: bool = False) -> None:
    """Copy the sample's PDFs, their catalogue and the draft that quotes them to `folder`; with
    `more`, a Word file and a saved web page, too, which the catalogue does not know.

    The folder is created if it does not exist. Raises RequestError if it has its own catalogue.
    """
    catalogue = folder / "catalogue.json"
    ours = (FOLDER / catalogue.name).read_bytes()
    if catalogue.exists() and b"phpsb-2012-08-15" not in catalogue.read_bytes():
        raise RequestError(f"{folder} already has another catalogue.", "Name an empty folder.")
    folder.mkdir(parents=True, exist_ok=True)
    if not catalogue.exists():
        catalogue.write_bytes(ours)
    drafts = folder / "drafts"
    drafts.mkdir(exist_ok=True)
    for draft in FOLDER.glob("deputation.*"):
        shutil.copyfile(draft, drafts / draft.name)
    documents = [*FOLDER.glob("*.pdf"), *((FOLDER / "more").iterdir() if more else ())]
    for document in documents:
        shutil.copyfile(document, folder / document.name)
