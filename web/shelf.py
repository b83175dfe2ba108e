"""The corpus kept open between requests, and opened anew when it has changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import LifoQueue

from corpus.apart.pool import Pool
from corpus.errors import CorpusError
from corpus.paths import CorpusPaths
from indexer.freshness import CorpusState, observe_corpus
from indexer.library import Library
from indexer.opening import open_library
from indexer.store.store_errors import tell_damage

_MOST = 2
"""Libraries open at once: a slow question does not keep the others waiting, and two of them fit
into the memory that a server may take."""


class _Place:
    """Room for one open library."""

    def __init__(self) -> None:
        self.library: Library | None = None
        self.state: CorpusState | None = None

    def empty(self) -> None:
        library, self.library = self.library, None
        if library is not None:
            library.close()


class Shelf:
    """Lends out the library of a corpus, to one thread at a time."""

    def __init__(self, paths: CorpusPaths, apart: Pool) -> None:
        """`apart` is where the libraries have files read."""
        self.paths = paths
        self._apart = apart
        self._opening = threading.Lock()
        # the one last used is the warmest
        self._places: LifoQueue[_Place] = LifoQueue()
        for _ in range(_MOST):
            self._places.put(_Place())

    @contextmanager
    def lend(self) -> Iterator[Library]:
        """A library that shows the corpus as it is now, for the time of the `with` block.

        Waits while all of them are lent out. Raises CorpusError where it cannot be opened, or its
        store cannot be read within the block.
        """
        place = self._places.get()
        try:
            with tell_damage(self.paths):
                yield self._make_current(place)
        except CorpusError:
            place.empty()
            raise
        finally:
            if place.library is not None:
                place.library.store.release()
            self._places.put(place)

    def _make_current(self, place: _Place) -> Library:
        library = place.library
        if library is not None:
            library.store.hold()
        if library is not None and observe_corpus(library) == place.state:
            return library
        place.empty()
        with self._opening:  # two at once would both derive what is missing
            library = open_library(self.paths, apart=self._apart, searching=True)
        place.library, place.state = library, observe_corpus(library)
        return library

    def close(self) -> None:
        """Close all libraries, waiting for those that are lent out."""
        for _ in range(_MOST):
            self._places.get().empty()
