"""Where a corpus is, and where things are in it."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.errors import CorpusNotFound
from corpus.frozen import frozen

OWN_FOLDER = ".pincite"


@frozen
class CorpusPaths:
    """The paths of one corpus."""

    root: Path
    """The folder with the documents."""

    @property
    def own(self) -> Path:
        """The folder for what pincite derives; deleting it costs only time."""
        return self.root / OWN_FOLDER

    @property
    def store(self) -> Path:
        """The SQLite store."""
        return self.own / "store.db"

    @property
    def lock(self) -> Path:
        """Held while a corpus is written to."""
        return self.own / "lock.db"

    @property
    def catalogue(self) -> Path:
        """The user's records, in CSL-JSON."""
        return self.root / "catalogue.json"


def find_corpus(given: Path | None = None, start: Path | None = None) -> CorpusPaths:
    """The corpus that a command is about, found as git finds its repository.

    It is `given` (the option --corpus), else the environment's PINCITE_CORPUS, else the nearest
    folder with a store, from `start` (by default the working folder) upwards. Raises
    CorpusNotFound.
    """
    if given is not None:
        return _require_corpus(given, "")
    named = os.environ.get("PINCITE_CORPUS")
    if named:
        return _require_corpus(Path(named), " (from PINCITE_CORPUS)")
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if CorpusPaths(folder).store.is_file():
            return CorpusPaths(folder)
    raise CorpusNotFound(
        f"No corpus in {here} or above it.",
        "Make one with `pincite index FOLDER`, or name one with --corpus.",
    )


def _require_corpus(folder: Path, origin: str) -> CorpusPaths:
    if not folder.is_dir():
        raise CorpusNotFound(f"There is no folder {folder}{origin}.", "Check the path.")
    if not CorpusPaths(folder).store.is_file():
        raise CorpusNotFound(
            f"{folder}{origin} has not been indexed.", f"Run `pincite index {folder}` first."
        )
    return CorpusPaths(folder.resolve())
