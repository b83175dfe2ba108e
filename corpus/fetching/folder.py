"""The folder to fetch into: it needs a catalogue at most, and need not have been indexed."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.errors import CorpusNotFound, CorpusReadOnly, RequestError
from corpus.paths import CorpusPaths, find_corpus


def choose_folder(corpus: Path | None, into: Path | None) -> CorpusPaths:
    """The folder to fetch into; `into` is created if it does not exist.

    Raises RequestError if both are given, CorpusNotFound, and CorpusReadOnly.
    """
    if into is None:
        return _find_folder(corpus)
    if corpus is not None:
        raise RequestError("--corpus and --into cannot be combined.", "Give one of them.")
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusReadOnly(
            f"The folder {into} cannot be created ({error.strerror}).", "Choose another one."
        ) from error
    return CorpusPaths(into.resolve())


def _find_folder(corpus: Path | None) -> CorpusPaths:
    """The corpus by --corpus, PINCITE_CORPUS or the working folder. Raises CorpusNotFound."""
    wanted = os.environ.get("PINCITE_CORPUS")
    named = corpus or (Path(wanted) if wanted else None)
    if named is not None:
        if not named.is_dir():
            raise CorpusNotFound(f"There is no folder {named}.", "--into DIR creates one.")
        return CorpusPaths(named.resolve())
    here = CorpusPaths(Path.cwd())
    if here.catalogue.is_file():
        return here
    try:
        return find_corpus()
    except CorpusNotFound as error:
        raise CorpusNotFound(error.message, "--into DIR creates a folder for one.") from error


def find_folder_if_any(corpus: Path | None) -> CorpusPaths | None:
    """The corpus to compare with, None if none was named and there is none here.

    Raises CorpusNotFound if `corpus` does not exist.
    """
    try:
        return _find_folder(corpus)
    except CorpusNotFound:
        if corpus is not None:
            raise
        return None
