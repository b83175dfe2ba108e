"""Opening a corpus for questions, having derived first what is missing."""

from __future__ import annotations

from corpus.paths import CorpusPaths
from corpus.progress import Progress, SilentProgress
from indexer.library import Library


def open_library(paths: CorpusPaths, progress: Progress | None = None) -> Library:
    """The library of a corpus, with everything derived that an interrupted run or an older version
    left undone, and with this user's index in step.

    Raises CorpusDamaged, CorpusNewer, or CorpusError when what there is cannot be used.
    """
    library = Library(paths)
    if not _is_behind(library):
        return library
    library.close()
    from indexer.updating.upkeep import keep_up  # here: most openings find nothing to do

    return Library(paths, keep_up(paths, progress or SilentProgress()))


def _is_behind(library: Library) -> bool:
    held = library.index_place.read_stamps()
    return (
        library.store.outdated
        or held is None
        or any(held.get(id) != stamp for id, stamp in library.store.list_stamps().items())
    )
