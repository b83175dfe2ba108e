"""Opening a corpus for questions, once whatever is missing has been derived."""

from __future__ import annotations

from corpus.paths import CorpusPaths
from corpus.progress import Progress, SilentProgress
from indexer.library import Library


def open_library(paths: CorpusPaths, progress: Progress | None = None) -> Library:
    """The library of a corpus, once everything has been derived that an interrupted run or an older
    version left undone, and this user's index is up to date.

    Raises CorpusDamaged, CorpusNewer, CorpusOlder, or CorpusError if what there is cannot be used.
    """
    library = Library(paths)
    held = library.index_place.read_stamps()
    if held is not None and not library.store.outdated and not library.store.find_waiting(held):
        return library
    library.close()
    from indexer.updating.upkeep import keep_up  # here: most openings find nothing to do

    return Library(paths, keep_up(paths, progress or SilentProgress()))
