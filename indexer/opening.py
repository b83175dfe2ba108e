"""Opens a corpus for questions: first whatever a run or an older version left undone is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import CorpusNotFound, CorpusOlder
from corpus.paths import CorpusPaths
from corpus.progress import Progress, SilentProgress
from indexer.library import Library

if TYPE_CHECKING:
    from corpus.apart.pool import Pool


def open_library(
    paths: CorpusPaths,
    progress: Progress | None = None,
    *,
    apart: Pool | None = None,
    memory: int = 0,
    searching: bool = False,
) -> Library:
    """The library of a corpus, once everything has been derived that an interrupted run or an older
    version left undone, and this user's index is up to date.

    `apart` and `memory` are as `Library` takes them. It closes no pool that it was given. For
    `searching`, the index is opened, too, so that everything is read in one state.

    Raises CorpusDamaged, CorpusNewer, CorpusOlder, or CorpusError if what there is cannot be used.
    """
    library = _open_up_to_date(paths, progress or SilentProgress(), apart, memory)
    if paths.engine.is_file():
        from indexer.sharing.mirror import fetch_mirror  # here: most corpora are on no cluster

        store = library.store if library else None
        if mirror := fetch_mirror(paths, store, progress or SilentProgress()):
            if library:
                library.close()
            library = Library(paths, apart=apart, memory=memory, mirror=mirror)
    if library is None:
        raise CorpusNotFound(f"{paths.root} has not been indexed.", "Run `pincite index` there.")
    if searching:
        try:
            library.engine  # noqa: B018
        except BaseException:
            library.close()
            raise
    return library


def _open_up_to_date(
    paths: CorpusPaths, progress: Progress, apart: Pool | None, memory: int
) -> Library | None:
    """The library of the corpus's own store; None where it has none, being on a cluster only."""
    if paths.engine.is_file() and not paths.store.is_file():
        return None
    try:
        library = Library(paths, apart=apart, memory=memory)
    except CorpusOlder:
        from indexer.updating.upkeep import upgrade_store

        upgrade_store(paths)
        library = Library(paths, apart=apart, memory=memory)
    held = library.index_place.read_stamps()
    if held is None or library.store.outdated or library.store.find_waiting(held):
        library.close()
        from indexer.updating.upkeep import keep_up  # here: most openings find nothing to do

        remark = keep_up(paths, progress)
        library = Library(paths, remark, apart=apart, memory=memory)
    return library
