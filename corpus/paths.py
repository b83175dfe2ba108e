"""Where a corpus is, and where things are in it."""

from __future__ import annotations

import os
from collections.abc import Callable
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
    def engine(self) -> Path:
        """Names the cluster that the corpus is on, if it is on one."""
        return self.own / "engine"

    @property
    def lock(self) -> Path:
        """Held while a corpus is written to."""
        return self.own / "lock.db"

    @property
    def damage(self) -> Path:
        """There while damage of the store that was met is not mended; an empty file."""
        return self.own / "damaged"

    @property
    def fetch_lock(self) -> Path:
        """Held by the one command that downloads into the corpus."""
        return self.own / "fetch-lock.db"

    @property
    def catalogue(self) -> Path:
        """The user's records, in CSL-JSON."""
        return self.root / "catalogue.json"

    @property
    def basket(self) -> Path:
        """The passages that the user has put aside."""
        return self.root / "basket.json"

    @property
    def deputation(self) -> Path:
        """The text that the user is writing to be read out."""
        return self.root / "deputation.json"

    @property
    def work_lock(self) -> Path:
        """Held for a moment while the basket or the deputation is written."""
        return self.own / "work-lock.db"


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
    if nearest := _find_upwards(here, _has_store):
        return nearest
    raise CorpusNotFound(
        f"No corpus in {here} or above it.",
        "Make one with `pincite index FOLDER`, or name one with --corpus.",
    )


def find_corpus_or_folder(given: Path | None = None) -> CorpusPaths:
    """As `find_corpus`, but the folder given, or else the working folder, where there is none.

    Raises CorpusNotFound if there is no such folder.
    """
    if given is not None and not given.is_dir():
        raise CorpusNotFound(f"There is no folder {given}.", "Check the path.")
    try:
        return find_corpus(given)
    except CorpusNotFound:
        return CorpusPaths((given or Path.cwd()).resolve())


def find_catalogue(given: Path | None = None, start: Path | None = None) -> CorpusPaths:
    """Where the catalogue is that a command is about, whether or not documents lie beside it.

    It is found as `find_corpus` finds a corpus; a folder with a `catalogue.json` will do. Raises
    CorpusNotFound.
    """
    named = given or (Path(os.environ["PINCITE_CORPUS"]) if os.getenv("PINCITE_CORPUS") else None)
    if named is not None:
        if has_catalogue(named):
            return CorpusPaths(named.resolve())
        return find_corpus(given, start)
    here = (start or Path.cwd()).resolve()
    if nearest := _find_upwards(here, has_catalogue):
        return nearest
    raise CorpusNotFound(
        f"No catalogue in {here} or above it.",
        "Make one with `pincite add --title TITLE`, or index a folder with `pincite index FOLDER`.",
    )


def find_catalogue_to_fill(given: Path | None = None) -> CorpusPaths:
    """As `find_catalogue`, but the folder given, or else the working folder, where there is none.

    Raises CorpusNotFound if there is no such folder.
    """
    if given is not None and not given.is_dir():
        raise CorpusNotFound(f"There is no folder {given}.", "Check the path.")
    try:
        return find_catalogue(given)
    except CorpusNotFound:
        return CorpusPaths((given or Path.cwd()).resolve())


def has_catalogue(folder: Path) -> bool:
    """Whether there are records in the folder: a catalogue, or an indexed corpus."""
    return CorpusPaths(folder).catalogue.is_file() or _has_store(folder)


def _has_store(folder: Path) -> bool:
    """Whether there is a corpus: its store, or a note where its store is."""
    paths = CorpusPaths(folder)
    return paths.store.is_file() or paths.engine.is_file()


def _find_upwards(here: Path, is_wanted: Callable[[Path], bool]) -> CorpusPaths | None:
    """The nearest folder that is wanted, from `here` (resolved) upwards."""
    folders = (here, *here.parents)
    return next((CorpusPaths(folder) for folder in folders if is_wanted(folder)), None)


def _require_corpus(folder: Path, origin: str) -> CorpusPaths:
    if not folder.is_dir():
        raise CorpusNotFound(f"There is no folder {folder}{origin}.", "Check the path.")
    if not _has_store(folder):
        raise CorpusNotFound(
            f"{folder}{origin} has not been indexed.", f"Run `pincite index {folder}` first."
        )
    return CorpusPaths(folder.resolve())
