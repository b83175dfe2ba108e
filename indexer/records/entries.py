"""Which record of the catalogue describes which document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from unicodedata import normalize

from corpus.catalogue import Catalogue, set_pincite_fields
from corpus.frozen import frozen
from corpus.items import Item
from indexer.records.making import make_item, make_key
from indexer.store.store import Store
from indexer.store.stored import StoredDocument, StoredFile

if TYPE_CHECKING:
    from indexer.records.making import Guess


@frozen
class DocumentEntry:
    """A document, its record, and the files that hold it."""

    item: Item
    document: StoredDocument
    files: tuple[str, ...]
    """Relative paths; the first one is shown."""
    rivals: tuple[str, ...] = ()
    """Keys of other records that describe the same document and are not used."""
    told_by: str = ""
    """Where another document of the corpus has the same title: what tells this one from it, such as
    the file's name."""

    @property
    def full_title(self) -> str:
        """The title, with what tells it from others that are the same."""
        return f"{self.item.title} ({self.told_by})" if self.told_by else self.item.title


def match_records(
    catalogue: Catalogue, documents: Iterable[StoredDocument], files: Mapping[str, StoredFile]
) -> tuple[list[DocumentEntry], list[tuple[StoredDocument, tuple[str, ...]]]]:
    """Every document with its record, and the documents without one, with their files.

    A record names its document by content (`custom.pincite.sha256`) or by path
    (`custom.pincite.file`). Content goes first: where a file was renamed and another one took its
    name, the record stays with its document. Of several records, the first is used; if it was made
    for other content, it is marked (`custom.pincite.changed`).
    """
    paths: dict[str, list[str]] = {}
    for path, file in files.items():
        paths.setdefault(file.sha256, []).append(path)
    present = [document for document in documents if document.sha256 in paths]
    by_content = _group_records(catalogue, "sha256", str.lower)
    by_path = _group_records(catalogue, "file", _normalise_path)
    taken = {item.id for document in present for item in by_content.get(document.sha256, ())}
    known: list[DocumentEntry] = []
    unknown: list[tuple[StoredDocument, tuple[str, ...]]] = []
    for document in present:
        names = tuple(sorted(paths[document.sha256]))
        same = by_content.get(document.sha256, [])
        named = [item for name in names for item in by_path.get(_normalise_path(name), ())]
        if len(same) == 1 and named == same:  # nearly always, and there may be thousands
            known.append(DocumentEntry(_mark_changed(same[0], document.sha256), document, names))
            continue
        records = same + [
            item
            for item in named
            # beside a record of this content, one of other content that had the name is no rival
            if item.id not in taken and not (same and item.own.get("sha256"))
        ]
        if records:
            _, *rivals = dict.fromkeys(item.id for item in records)
            item = _mark_changed(records[0], document.sha256)
            known.append(DocumentEntry(item, document, names, tuple(rivals)))
        else:
            unknown.append((document, names))
    return known, unknown


def _group_records(
    catalogue: Catalogue, field: str, normalise: Callable[[str], str]
) -> dict[str, list[Item]]:
    """The records by the value of a `custom.pincite` field; those that lack it are left out."""
    groups: dict[str, list[Item]] = {}
    for item in catalogue:
        if value := item.own.get(field):
            groups.setdefault(normalise(str(value)), []).append(item)
    return groups


def _mark_changed(item: Item, sha256: str) -> Item:
    """The record, marked with today's date if it was made for other content."""
    made_for = str(item.own.get("sha256") or sha256)
    if made_for.lower() == sha256:
        return item
    return set_pincite_fields(item, changed=date.today().isoformat())


def describe_rivals(known: Iterable[DocumentEntry]) -> list[str]:
    """One sentence for each document that several records describe."""
    return [
        f"Records {', '.join((entry.item.id, *entry.rivals[:-1]))} and {entry.rivals[-1]}"
        f" {'both' if len(entry.rivals) == 1 else 'all'} describe {entry.files[0]}:"
        f" {entry.item.id} is used."
        for entry in known
        if entry.rivals
    ]


def _normalise_path(path: str) -> str:
    """A path in the form for comparison, whichever system it was written on."""
    path = path.replace("\\", "/")
    # few have these, and making a PurePosixPath is slow
    if path in ("", ".") or ("/" in path and not {"", "."}.isdisjoint(path.split("/"))):
        path = PurePosixPath(path).as_posix()
    return path if path.isascii() else normalize("NFC", path)


def make_missing_entries(
    catalogue: Catalogue,
    store: Store,
    unknown: Iterable[tuple[StoredDocument, tuple[str, ...]]],
    guesses: Mapping[str, Guess] | None = None,
) -> list[DocumentEntry]:
    """Entries for documents without a record, each with one made from its file.

    The records are not put into the catalogue. `guesses` are those already made, by path; for other
    files the sheets in the store are examined.
    """
    unknown = list(unknown)
    if not unknown:
        return []
    entries: list[DocumentEntry] = []
    taken = {item.id for item in catalogue}
    numbers: Counter[str] = Counter()
    for document, files in unknown:
        key = wanted = make_key(files[0])
        while key in taken:
            numbers[wanted] += 1
            key = f"{wanted}-{numbers[wanted] + 1}"
        taken.add(key)
        guess = (guesses or {}).get(files[0])
        if guess is None:
            from indexer.records.guessing import guess_record  # rare: reading guesses already

            guess = guess_record(files[0], document.information, store.read_sheets(document.id))
        item = make_item(files[0], document.sha256, guess, key)
        entries.append(DocumentEntry(item, document, files))
    return entries


def bring_up_to_date(catalogue: Catalogue, known: Iterable[DocumentEntry]) -> bool:
    """Write the present path and content of files into their records; True if any changed."""
    changed = False
    for entry in known:
        own = entry.item.own
        path = str(own.get("file", ""))
        path = path if path in entry.files else entry.files[0]
        if own.get("file") != path or own.get("sha256") != entry.document.sha256:
            catalogue.put(set_pincite_fields(entry.item, file=path, sha256=entry.document.sha256))
            changed = True
    return changed
