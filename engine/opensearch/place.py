"""A corpus on a cluster, as one of those who put documents there sees it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from engine.interface import Engine, Kept, Stamps, Writer
from engine.opensearch.address import Address
from engine.opensearch.connection import Connection
from engine.opensearch.register import Entry, Register


class ClusterPlace:
    """Where the index of a corpus is; as `engine.index_place.Place`."""

    shared = True

    def __init__(self, folder: Path, corpus: Path, address: Address, holder: str) -> None:
        """`folder` is this user's own, for the lock; `holder` names the store that documents come
        from. Raises RequestError where the client is not installed; nothing is sent yet."""
        self.folder, self.corpus, self.address, self.holder = folder, corpus, address, holder
        self._connection = Connection(address)

    @property
    def lock(self) -> Path:
        """Held while the index is written to, by this user on this machine."""
        return self.folder / "lock.db"

    @cached_property
    def register(self) -> Register:
        """Which documents are there, as it was when first asked. Raises CorpusError."""
        register = Register(self._connection)
        register.read()
        return register

    @property
    def _known(self) -> Register | None:
        """The register, if it was asked: then only what has changed is read."""
        known: Register | None = self.__dict__.get("register")
        return known

    def read_stamps(self) -> Stamps | None:
        """The documents that the index holds of this store, with their stamps, None where the
        corpus is not on the cluster. Raises CorpusError where that does not answer."""
        if not self._connection.exists():
            return None
        return self.register.list_stamps(self.holder)

    def is_damaged(self) -> bool:
        """As `Place.is_damaged`; never, as far as can be told from here.

        Lucene's files end with checksums, which the nodes verify whenever they open, move, copy or
        merge one. A part that fails is given up for a copy of it, or does not answer, and what is
        not asked is said (`Engine.count_unasked`). Reading all of a cluster from each of the
        machines that use it would find nothing more.
        """
        return False

    def forget(self) -> bool:
        """As `Place.forget`, which is not for one of several users to do.

        What others put there is nowhere else for this machine to build it from. A failure while
        writing is told, and what was not put there waits for the next run.
        """
        return False

    def open(self) -> Engine:
        """The engine, for questions about what this store holds. Raises CorpusError."""
        from engine.opensearch.reading import OpenSearchEngine

        connection = Connection(self.address)
        return OpenSearchEngine(connection, self.holder, register=self._known)

    def open_documents(self, ids: Mapping[str, int], stamps: Stamps) -> Engine:
        """The engine, for questions about the versions in `ids`, which has the id that each is to
        have; `stamps` are theirs."""
        from engine.opensearch.reading import OpenSearchEngine

        connection = Connection(self.address)
        return OpenSearchEngine(connection, ids=ids, stamps=stamps, register=self._known)

    def read_kept(self, entry: Entry) -> Kept:
        """What was kept with a version. Raises CorpusIncomplete where a part does not answer."""
        from engine.opensearch.contents import read_kept

        return read_kept(self._connection, self.register, entry)

    def read_identity(self) -> str:
        """A name of what is on the cluster that no other corpus has. Raises CorpusError."""
        return self._connection.read_identity()

    def describe(self, holdings: Mapping[int, Mapping[str, Any]]) -> None:
        """Note what holds for the documents of this store beside their words: where their files
        are, and their records."""
        register = Register(self._connection)
        register.read()
        new = {
            entry.id: (entry, {**entry.holders[self.holder], **holdings[document]})
            for document, entry in register.list_held(self.holder).items()
            if document in holdings
        }
        changes = [
            (entry, {"holders": {**entry.holders, self.holder: own}})
            for entry, own in new.values()
            if own != entry.holders[self.holder]
        ]
        done = register.replace_all(changes)
        for entry, _ in changes:
            if entry.id not in done:  # somebody else has changed it meanwhile
                register.note(entry.id, self.holder, new[entry.id][1])
        self._connection.refresh(self._connection.names.documents)

    def observe(self) -> tuple[int, ...]:
        """As `Place.observe`."""
        return (Register(self._connection).find_last(),)

    def open_for_writing(self) -> Writer:
        """The engine, for changes; what is missing of its indexes is made. Raises CorpusError."""
        from engine.opensearch.tending import create_corpus
        from engine.opensearch.writing import OpenSearchWriter

        if not self._connection.exists():
            create_corpus(self._connection)
        self.__dict__.pop("register", None)
        return OpenSearchWriter(Connection(self.address), self.holder)
