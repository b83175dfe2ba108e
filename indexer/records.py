"""Which record of the catalogue describes which document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from unicodedata import normalize

from corpus.catalogue import Catalogue, with_own
from corpus.items import Item
from indexer.describe import describe, key_from
from indexer.store import Store, StoredDocument, StoredFile


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, its record, and the files that hold it."""

    item: Item
    document: StoredDocument
    files: tuple[str, ...]
    """Relative paths; the first is the one shown."""


def entries(
    catalogue: Catalogue, documents: Iterable[StoredDocument], files: Mapping[str, StoredFile]
) -> tuple[list[Entry], list[tuple[StoredDocument, tuple[str, ...]]]]:
    """Every document with its record, and the documents (with files) that have none.

    A record names its document by content (`custom.pincite.sha256`) or else by path
    (`custom.pincite.file`). Content goes first: where a file was renamed and another one took its
    name, the record stays with its document.
    """
    paths: dict[str, list[str]] = {}
    for path, file in files.items():
        paths.setdefault(file.sha256, []).append(path)
    present = [document for document in documents if document.sha256 in paths]
    by_sha = {str(item.own["sha256"]): item for item in catalogue if item.own.get("sha256")}
    taken = {by_sha[one.sha256].id for one in present if one.sha256 in by_sha}
    by_path = {
        _plain(str(item.own["file"])): item
        for item in catalogue
        if item.own.get("file") and item.id not in taken
    }
    known: list[Entry] = []
    unknown: list[tuple[StoredDocument, tuple[str, ...]]] = []
    for document in present:
        names = tuple(sorted(paths[document.sha256]))
        item = by_sha.get(document.sha256) or next(
            (by_path[plain] for name in names if (plain := _plain(name)) in by_path), None
        )
        if item is None:
            unknown.append((document, names))
        else:
            known.append(Entry(item, document, names))
    return known, unknown


def _plain(path: str) -> str:
    """A path as it may be compared, whichever system it was written on."""
    return normalize("NFC", PurePosixPath(path.replace("\\", "/")).as_posix())


def describe_all(
    catalogue: Catalogue, store: Store, unknown: Iterable[tuple[StoredDocument, tuple[str, ...]]]
) -> list[Entry]:
    """Entries for documents without a record, each with one made from its file, not yet put."""
    made: list[Entry] = []
    taken = {item.id for item in catalogue}
    for document, files in unknown:
        wanted = key_from(files[0])
        key, number = wanted, 1
        while key in taken:
            number += 1
            key = f"{wanted}-{number}"
        taken.add(key)
        sheets = [sheet for sheet, _ in zip(store.sheets_of(document.id), range(3), strict=False)]
        item = describe(files[0], document.sha256, document.information, sheets, key)
        made.append(Entry(item, document, files))
    return made


def bring_up_to_date(catalogue: Catalogue, known: Iterable[Entry]) -> bool:
    """Write into the records where their files are now and what they hold; True if any changed."""
    changed = False
    for entry in known:
        own = entry.item.own
        path = str(own.get("file", ""))
        path = path if path in entry.files else entry.files[0]
        if own.get("file") != path or own.get("sha256") != entry.document.sha256:
            catalogue.put(with_own(entry.item, file=path, sha256=entry.document.sha256))
            changed = True
    return changed
