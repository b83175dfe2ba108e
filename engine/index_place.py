"""The engine of a corpus: where its index lies, and what it holds.

The index never lies in the corpus. A corpus may come from somebody else, and Whoosh unpickles what
it opens; it may also lie where nothing may be written. So every user has an index of their own, in
the cache folder of their system, for each corpus by the identity of its store and by its path: a
stranger who copies an identity gets no further than another path's folder.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.frozen import frozen
from corpus.user_folders import find_user_folder
from engine.chosen import read_chosen
from engine.document_words import FORM
from engine.whoosh.state import forget_state, read_state

if TYPE_CHECKING:
    from engine.interface import Engine, Stamps, Writer

_FORM = f"whoosh-{FORM}-blocks"
"""Of the index: of its words, and of how they are stored. One of another form is left where it is,
and built anew."""
_CORPUS = "corpus.txt"
_UNUSED = 30 * 24 * 3600
"""Seconds after which the index of a corpus that is gone is removed: it may be on a drive that is
not plugged in."""


def find_cache_folder() -> Path:
    """Where indexes lie: in `PINCITE_CACHE`, else in the cache folder of this user's system."""
    given = os.environ.get("PINCITE_CACHE")
    return Path(given).resolve() if given else find_user_folder("cache")


class Place(Protocol):
    """Where the index of one corpus is, whatever its engine."""

    @property
    def shared(self) -> bool:
        """Whether others may put documents there, too, and ask for what is kept with them."""

    @property
    def folder(self) -> Path:
        """This user's own folder for it."""

    @property
    def corpus(self) -> Path:
        """The folder of the corpus."""

    @property
    def lock(self) -> Path:
        """Held while the index is written to."""

    def read_stamps(self) -> Stamps | None:
        """The documents that the index holds with their stamps, None where it is not whole."""

    def is_damaged(self) -> bool:
        """Whether anything in the index is not what was written; all of it is read."""

    def forget(self) -> bool:
        """Make the index one that is not whole, which is built anew; False where that is not for
        this program to do."""

    def open(self) -> Engine:
        """The engine, for questions. Raises CorpusDamaged or CorpusError."""

    def open_for_writing(self) -> Writer:
        """The engine, for changes; the lock must be held."""

    def describe(self, holdings: Mapping[int, Mapping[str, Any]]) -> None:
        """Note where the files of documents are, and their records, for whoever shares them."""

    def observe(self) -> tuple[int, ...]:
        """Something that is another after every change of the index."""


@frozen
class IndexPlace:
    """Where the index of one corpus lies on this machine."""

    folder: Path
    corpus: Path
    """The folder of the corpus."""

    @property
    def shared(self) -> bool:
        """As `Place.shared`."""
        return False

    @property
    def lock(self) -> Path:
        """Held while the index is written to."""
        return self.folder / "lock.db"

    @property
    def index(self) -> Path:
        """The folder of the index itself."""
        return self.folder / _FORM

    def read_stamps(self) -> Stamps | None:
        """The documents that the index holds with their stamps, None where it is not whole."""
        state = read_state(self.index)
        return state.stamps if state else None

    def is_damaged(self) -> bool:
        """As `Place.is_damaged`."""
        from engine.whoosh.state import is_damaged

        return is_damaged(self.index)

    def forget(self) -> bool:
        """As `Place.forget`."""
        with suppress(OSError):
            forget_state(self.index)
            return True
        return False

    def open(self) -> Engine:
        """The engine, for questions. Raises CorpusDamaged or CorpusError."""
        from engine.whoosh.putting_off import UNUSED_MODULES, modules_put_off

        with modules_put_off(UNUSED_MODULES):
            from engine.whoosh.reading import WhooshEngine  # 20 ms that only searches need

            return WhooshEngine(self.index)

    def open_for_writing(self) -> Writer:
        """The engine, for changes; the lock must be held. An index that is not whole is begun
        afresh. Raises CorpusReadOnly and CorpusFull."""
        from engine.whoosh.writing import WhooshWriter

        _remove_old_indexes(self)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / _CORPUS).write_text(f"{self.corpus}\n", encoding="utf-8", errors="replace")
        return WhooshWriter(self.index)

    def describe(self, holdings: Mapping[int, Mapping[str, Any]]) -> None:
        """As `Place.describe`: nobody shares it."""

    def observe(self) -> tuple[int, ...]:
        """As `Place.observe`: modification time in nanoseconds, size and inode of its state."""
        try:
            found = (self.index / "state.json").stat()
        except OSError:
            return (0, 0, 0)
        return found.st_mtime_ns, found.st_size, found.st_ino


def place_index(corpus: Path, identity: str) -> Place:
    """Where the index of the corpus in a folder is, the store of which has an `identity`.

    Raises CorpusError where the corpus names a cluster that its user never did, RequestError where
    its client is not installed.
    """
    name = sha256(f"{identity}\n{corpus}".encode("utf-8", "surrogateescape")).hexdigest()[:24]
    folder = find_cache_folder() / "indexes" / name
    address = read_chosen(corpus)
    if address is None:
        return IndexPlace(folder, corpus)
    from engine.opensearch.place import ClusterPlace  # here: most corpora are on no cluster

    return ClusterPlace(folder, corpus, address, identity)


def _remove_old_indexes(kept: IndexPlace) -> None:
    """Remove the indexes of corpora that are gone, and other ones of the corpus of `kept`."""
    import shutil  # here: no search needs it

    for note in find_cache_folder().glob(f"indexes/*/{_CORPUS}"):
        corpus = Path(note.read_text("utf-8", errors="replace").rstrip("\n"))
        unused = time.time() - note.stat().st_mtime > _UNUSED
        replaced = corpus == kept.corpus and note.parent != kept.folder
        if replaced or (unused and not corpus.is_dir()):
            shutil.rmtree(note.parent, ignore_errors=True)
