"""What is wrong with a corpus, and mended: behind `pincite doctor`.

Store, index, catalogue and files are each looked at whole, and held against each other. Whatever
is derived is derived again from what is intact; what is the user's is only told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any, Literal

from corpus.catalogue import Catalogue
from corpus.catalogue_versions import list_versions
from corpus.errors import CatalogueError, CorpusError, StoreDamaged
from corpus.frozen import frozen
from corpus.item_files import find_item_file
from corpus.paths import CorpusPaths
from corpus.progress import Progress, SilentProgress
from corpus.writing import list_leftovers
from engine.index_place import Place, place_index
from indexer.labels.pinpoint_wording import format_count
from indexer.records.entries import describe_rivals, match_records
from indexer.store.fingerprints import Comparison
from indexer.store.mending import Damage, find_damage
from indexer.store.store import Store
from indexer.updating.files import FileChanges, compare_folder, describe_missing
from indexer.updating.update import update_corpus
from indexer.updating.upkeep import upgrade_store

Part = Literal["store", "index", "catalogue", "files"]


@frozen
class Finding:
    """Something that is wrong."""

    part: Part
    what: str
    """One sentence."""
    mended: bool
    remedy: str = ""
    """What to do about it, where it could not be mended, or was not to be."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "part": self.part,
            "what": self.what,
            "mended": self.mended,
            "remedy": self.remedy,
        }

    def __str__(self) -> str:
        """For a person."""
        done = "Mended." if self.mended else self.remedy
        return f"{self.part}: {self.what} {done}".rstrip()


def check_up(
    paths: CorpusPaths, *, mend: bool = True, progress: Progress | None = None
) -> list[Finding]:
    """What is wrong with a corpus; nothing where all is well. With `mend`, what can be mended is.

    Every file is read to see whether it is the one that was indexed. Raises CatalogueError only
    where there is something to mend and the catalogue is not valid, and the errors of
    `update_corpus` where mending is refused.
    """
    progress = progress or SilentProgress()
    if mend:
        with suppress(StoreDamaged):
            upgrade_store(paths)
    damage = find_damage(paths.store)
    place = _find_index(paths)
    index_is_damaged = place is not None and place.is_damaged()
    wrong = [*_describe_damage(damage), *_describe_index(index_is_damaged)]
    catalogue = [*_examine_catalogue(paths)]
    if not damage:
        wrong += _examine_files(paths)
        catalogue += _examine_records(paths)
    wrong += _describe_leftovers(paths)
    if not mend or not wrong:
        told = [Finding(part, what, False, "Run `pincite doctor`.") for part, what in wrong]
        return told + catalogue
    if index_is_damaged and place is not None:
        place.forget()
    report = update_corpus(paths.root, verify=True, progress=progress)
    unread = [
        Finding("files", f"{file.path} {file.problem}", False, file.advice)
        for file in report.problems
    ]
    return [Finding(part, what, True) for part, what in wrong] + unread + catalogue


def _find_index(paths: CorpusPaths) -> Place | None:
    """This user's index; None where the store does not even say its name."""
    try:
        with closing(Store.open(paths.store)) as store:
            return place_index(paths.root, store.identity)
    except CorpusError:
        return None


def _describe_damage(damage: Damage) -> Iterator[tuple[Part, str]]:
    for file in damage.files:
        yield "store", f"What is stored of {file} is damaged; the file is to be read again."
    if damage.pictures:
        pages = format_count(damage.pictures, "page")
        yield "store", f"What was read of the pictures of {pages} is damaged."
    if damage.whole or (damage.documents and not damage.files):
        kept = format_count(damage.kept, "document")
        yield "store", f"It is damaged; {kept} in it can be kept."


def _describe_index(is_damaged: bool) -> Iterator[tuple[Part, str]]:
    if is_damaged:
        yield "index", "It is damaged; it is to be built again from the stored text."


def _examine_files(paths: CorpusPaths) -> Iterator[tuple[Part, str]]:
    """How the files differ from what is stored of them."""
    with closing(Store.open(paths.store)) as store:
        stored = store.list_files()
    changes = compare_folder(paths.root, stored, Comparison(everything=True))
    for path in changes.changed:
        as_before = _has_old_looks(changes, path, stored[path].size, stored[path].mtime_ns)
        looks = ", although its size and time are as before" if as_before else ""
        yield "files", f"{path} has changed since it was indexed{looks}."
    for path in changes.new:
        yield "files", f"{path} is not indexed yet."
    for path in changes.removed:
        yield "files", f"{path} is indexed, but gone."
    for old, new in changes.renamed:
        yield "files", f"{new} was renamed from {old}."
    if changes.missing:
        yield "files", describe_missing(len(changes.missing))


def _has_old_looks(changes: FileChanges, path: str, size: int, mtime_ns: int) -> bool:
    now = changes.current[path]
    return (now.size, now.mtime_ns) == (size, mtime_ns)


def _examine_catalogue(paths: CorpusPaths) -> Iterator[Finding]:
    try:
        catalogue = Catalogue.load(paths.catalogue)
    except CatalogueError as error:
        remedy = error.remedy
        if list_versions(paths.catalogue):
            remedy += " Or bring back an earlier version: `pincite undo --list`."
        yield Finding("catalogue", error.message, False, remedy)
        return
    for item in catalogue:
        file = item.own.get("file")
        if file and find_item_file(item, paths.root) is None:
            yield Finding(
                "catalogue",
                f"The file of {item.id}, {file}, is not there.",
                False,
                "Put it back, or take the record out: `pincite remove`.",
            )


def _examine_records(paths: CorpusPaths) -> Iterator[Finding]:
    """Records that contradict each other about documents."""
    try:
        catalogue = Catalogue.load(paths.catalogue)
        with closing(Store.open(paths.store)) as store:
            known, _ = match_records(catalogue, store.list_documents(), store.list_files())
    except (CatalogueError, StoreDamaged):
        return
    for sentence in describe_rivals(known):
        yield Finding("catalogue", sentence, False, "Remove those that are not needed.")


def _describe_leftovers(paths: CorpusPaths) -> Iterator[tuple[Part, str]]:
    if left := list_leftovers(paths.catalogue):
        files = format_count(len(left), "file")
        yield "catalogue", f"A killed command left {files} beside it."
