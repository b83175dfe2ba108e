"""This machine's copy of what is on a cluster: a store like any other, in this user's cache.

It is brought up to date at each opening: documents that are new on the cluster, or have been read
anew, are fetched whole. So a second machine needs nothing but the address, shows pages with their
labels and positions as the first does, and reads no file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue, write_whole
from corpus.items import Item
from corpus.paths import CorpusPaths
from corpus.progress import Progress
from engine.index_place import find_cache_folder, place_index
from engine.interface import Engine, Stamps, Writer
from engine.opensearch.place import ClusterPlace
from engine.opensearch.register import Entry
from indexer.sharing.sending import read_kept
from indexer.store.exporting import write_picture_rows
from indexer.store.lock import hold_lock
from indexer.store.store import Store
from indexer.store.store_errors import translate_errors
from indexer.store.stored import StoredFile

_WAIT = 600.0
"""Seconds for another pincite of this user that is fetching the same."""


class Mirror:
    """The copy of one corpus. It is itself the place of its index."""

    shared = True

    def __init__(self, place: ClusterPlace, own: Mapping[str, StoredFile]) -> None:
        """`own` are the files that lie on this machine, by path."""
        self._place = place
        self._own = own
        self.folder = find_cache_folder() / "mirrors" / place.read_identity()
        self.corpus = place.corpus
        self.lock = self.folder / "lock.db"
        self.store_path = self.folder / "store.db"
        self._versions: dict[str, str] = {}
        """The version that is held of each content."""
        self.entries: list[Entry] = []

    def fetch(self, progress: Progress) -> None:
        """Bring the copy up to date. Raises CorpusError."""
        self.entries = self._place.register.whole
        with (
            hold_lock(self.lock, _WAIT),
            translate_errors(self.store_path),
            closing(Store.create_or_open(self.store_path)) as store,
        ):
            self._versions = self._read_versions()
            wanted = {entry.name: entry for entry in self.entries}
            new = [one for one in wanted.values() if self._versions.get(one.name) != one.id]
            for entry in progress.track_steps(new, "Fetching", len(new)) if new else ():
                self._put(store, entry)
            self._name_files(store, wanted)
            if new or self._versions.keys() - wanted.keys():
                self._versions = {name: entry.id for name, entry in wanted.items()}
                write_whole(self.folder / "versions.json", json.dumps(self._versions))

    def _read_versions(self) -> dict[str, str]:
        try:
            versions = json.loads((self.folder / "versions.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return dict(versions)

    def _put(self, store: Store, entry: Entry) -> None:
        packed, pictures = read_kept(self._place.read_kept(entry))
        store.put_document(entry.name, packed, StoredFile(f"{entry.name}.", 0, 0, entry.name))
        write_picture_rows(store, entry.name, pictures)

    def _name_files(self, store: Store, wanted: Mapping[str, Entry]) -> None:
        """Name the files of every document as they are named where they are, those of this machine
        first; where two contents have one name, the machine or the content is named besides."""
        files = {path: file for path, file in self._own.items() if file.sha256 in wanted}
        here = {file.sha256 for file in files.values()}
        for name, entry in wanted.items():
            for path in () if name in here else _list_names(entry):
                if files.setdefault(path, StoredFile(path, 0, 0, name)).sha256 == name:
                    break
        known = store.list_files()
        if gone := known.keys() - files.keys():
            store.remove_files(gone)
        if changed := [file for path, file in files.items() if known.get(path) != file]:
            store.put_files(changed)
        store.remove_orphans()

    def add_records(self, catalogue: Catalogue) -> None:
        """Add the records of those who put documents, where the user has none; nothing is saved."""
        described = {item.own.get("sha256") for item in catalogue}
        for entry in self.entries:
            record = next((one["item"] for one in _list_holdings(entry) if "item" in one), None)
            if record and entry.name not in described and record["id"] not in catalogue:
                catalogue.put(Item(record))

    def describe_whereabouts(self, sha256: str) -> str:
        """Where the file of a document is, as far as anybody has said."""
        for entry in self.entries:
            if entry.name == sha256:
                for one in _list_holdings(entry):
                    if one.get("files"):
                        return f"{Path(one['folder']) / one['files'][0]} on {one['machine']}"
        return ""

    # as engine.index_place.Place

    def read_stamps(self) -> Stamps | None:
        """As `Place.read_stamps`."""
        with closing(Store.open(self.store_path)) as store:
            return store.list_stamps()

    def is_damaged(self) -> bool:
        """As `Place.is_damaged`."""
        return self._place.is_damaged()

    def forget(self) -> bool:
        """As `Place.forget`."""
        return self._place.forget()

    def open(self) -> Engine:
        """As `Place.open`."""
        with closing(Store.open(self.store_path)) as store:
            stamps = store.list_stamps()
            ids = {row.sha256: id for id, row in store.documents.items() if id in stamps}
        by_version = {version: ids[name] for name, version in self._versions.items() if name in ids}
        return self._place.open_documents(by_version, stamps)

    def open_for_writing(self) -> Writer:
        """As `Place.open_for_writing`."""
        return self._place.open_for_writing()

    def describe(self, holdings: Mapping[int, Mapping[str, Any]]) -> None:
        """As `Place.describe`."""
        raise AssertionError("a copy is only read")

    def observe(self) -> tuple[int, ...]:
        """As `Place.observe`."""
        return self._place.observe()


def _list_holdings(entry: Entry) -> list[dict[str, Any]]:
    return [entry.holders[holder] for holder in sorted(entry.holders)]


def _list_names(entry: Entry) -> Iterable[str]:
    """The names that the file of a document may have, best first."""
    holdings = _list_holdings(entry)
    names = [(one.get("machine", ""), path) for one in holdings for path in one.get("files", ())]
    yield from (path for _, path in names)
    yield from (f"{machine}/{path}" for machine, path in names)
    yield f"{entry.name[:12]}.document"


def fetch_mirror(paths: CorpusPaths, store: Store | None, progress: Progress) -> Mirror | None:
    """The copy of what is on the cluster of a corpus, up to date; None where the `store` on this
    machine has all of it. Raises CorpusError."""
    place = place_index(paths.root, store.identity if store else "")
    if not isinstance(place, ClusterPlace):
        return None
    if store and all(place.holder in entry.holders for entry in place.register.whole):
        return None
    mirror = Mirror(place, store.list_files() if store else {})
    mirror.fetch(progress)
    return mirror
