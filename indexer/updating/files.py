"""The files of a corpus, and how they have changed since the last run."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from corpus.frozen import replace_fields
from corpus.own_files import is_link
from indexer.readers.signatures import SUFFIXES
from indexer.store.fingerprints import Comparison, has_same_status, hash_ends, make_mark
from indexer.store.stored import StoredFile

_OWN = frozenset({"basket.json", "catalogue.json", "deputation.json"})
"""Files of pincite in the folder of a corpus."""
_DRAFTS = "drafts"
"""The folder of the user's own texts, in any case: they are checked, not quoted."""
_OF_WEB_PAGES = ("_files", "-Dateien", "_fichiers", "_archivos", ".files")
"""How the folders end that browsers save beside a page."""


@dataclass(slots=True)
class FileChanges:
    """What differs between the folder and the store; paths are relative to the corpus, with "/"."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    """Old and new path."""
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    current: dict[str, StoredFile] = field(default_factory=dict)
    """Every file there is now."""
    unlisted: dict[str, str] = field(default_factory=dict)
    """Folders that could not be listed, with the reason; the files known to be there stay."""
    missing: list[str] = field(default_factory=list)
    """All known files if none of them is there any more; they stay known."""
    others: list[str] = field(default_factory=list)
    """Files that are no documents."""
    linked: list[str] = field(default_factory=list)
    """Links to folders, which are not followed."""


@dataclass(slots=True)
class FolderListing:
    """What there is below a folder."""

    documents: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Files of kinds that are not read."""
    unlisted: dict[str, str] = field(default_factory=dict)
    """Folders that could not be listed, with the reason."""
    linked: list[str] = field(default_factory=list)
    """Links to folders, which are not followed."""


def find_documents(root: Path, comparison: Comparison | None = None) -> FolderListing:
    """The documents below `root` in a fixed order, and what else there is.

    Hidden files and folders, links to folders, folders called `drafts`, and those that browsers put
    beside a saved web page for its pictures are left out. Paths are relative to `root`. Raises
    TimeoutError where the time of a `comparison` is up.
    """
    listing = FolderListing()

    def note_unlisted(error: OSError) -> None:
        folder = Path(error.filename or root)
        listing.unlisted[_make_relative(folder, root)] = error.strerror or str(error)

    for folder, folders, names in os.walk(root, onerror=note_unlisted):
        if comparison:
            comparison.check_time()
        beside = {f"{PurePath(name).stem}{end}" for name in names for end in _OF_WEB_PAGES}
        beside.add(_DRAFTS)
        folders[:] = sorted(
            name for name in folders if name[0] != "." and not {name, name.lower()} & beside
        )
        below = _make_relative(Path(folder), root)
        prefix = "" if below == "." else f"{below}/"
        listing.linked += [prefix + name for name in folders if is_link(Path(folder, name))]
        for name in sorted(names):
            if name[0] in ".~" or (not prefix and name in _OWN):
                continue
            documents = name.lower().endswith(SUFFIXES)
            (listing.documents if documents else listing.others).append(prefix + name)
    return listing


def would_read(root: Path, path: Path) -> bool:
    """Whether a file at `path`, which need not be there, is a document of the corpus at `root`."""
    try:
        parts = path.resolve().relative_to(root.resolve()).parts
    except ValueError:
        return False
    hidden = any(part[0] in ".~" for part in parts)
    draft = any(part.lower() == _DRAFTS for part in parts[:-1])
    return not hidden and not draft and path.name.lower().endswith(SUFFIXES)


def count_kinds(paths: Iterable[str]) -> dict[str, int]:
    """How many files of each kind: by suffix, "" where a file has none."""
    return dict(sorted(Counter(PurePath(path).suffix.lower() for path in paths).items()))


def compare_folder(
    root: Path, stored: Mapping[str, StoredFile], comparison: Comparison | None = None
) -> FileChanges:
    """How the folder differs from what is stored.

    A file that is certainly as it was counts as unchanged (`indexer.store.fingerprints`); any other
    is hashed, so that copied, touched and renamed files are recognised. Raises TimeoutError where
    the time of the `comparison` is up.
    """
    comparison = comparison or Comparison()
    listing = find_documents(root, comparison)
    names, unlisted = listing.documents, listing.unlisted
    changes = FileChanges(
        unlisted=unlisted,
        others=[*map(_make_printable, listing.others)],
        linked=[*map(_make_printable, listing.linked)],
    )
    appeared: list[str] = []
    for name in names:
        path = _make_printable(name)
        before = stored.get(path)
        now = inspect_file(root, name, before, comparison)
        changes.current[path] = now
        if before is None:
            appeared.append(path)
        elif before.sha256 == now.sha256:
            changes.unchanged.append(path)
        else:
            changes.changed.append(path)
    gone: list[str] = []
    for path in [path for path in stored if path not in changes.current]:
        if _is_below(path, unlisted):
            changes.current[path] = stored[path]
            changes.unchanged.append(path)
        else:
            gone.append(path)
    if not changes.current and any(stored[path].sha256 for path in gone):
        # more likely an unplugged disk than a corpus that someone has emptied
        changes.missing, gone = gone, []
        changes.current = dict(stored)
    _match_renamed(changes, appeared, gone, stored)
    return changes


def _match_renamed(
    changes: FileChanges, appeared: list[str], gone: list[str], stored: Mapping[str, StoredFile]
) -> None:
    """Sort the paths that appeared and those that are gone into renamed, new and removed."""
    gone_by_content: dict[str, list[str]] = {}
    for path in reversed(gone):
        gone_by_content.setdefault(stored[path].sha256, []).append(path)
    for path in appeared:
        sha256 = changes.current[path].sha256
        if sha256 and gone_by_content.get(sha256):
            changes.renamed.append((gone_by_content[sha256].pop(), path))
        else:
            changes.new.append(path)
    renamed = {old for old, _ in changes.renamed}
    changes.removed = [path for path in gone if path not in renamed]


def inspect_file(
    root: Path,
    path: str,
    before: StoredFile | None = None,
    comparison: Comparison | None = None,
) -> StoredFile:
    """The file at `path` as it is now, with the problem if it cannot be opened."""
    printable = _make_printable(path)
    if printable != path:
        problem = "has a name that is not in this system’s encoding."
        return StoredFile(printable, 0, 0, "", problem, "Rename the file.")
    comparison = comparison or Comparison()
    place = root / path
    try:
        status = place.stat()
        if not stat.S_ISREG(status.st_mode):
            return StoredFile(path, 0, 0, "", "is not a regular file.", "Remove it.")
        within_reach = before if before and not is_out_of_reach(before) else None
        if within_reach and comparison.is_same(place, status, within_reach):
            return within_reach
        sha256, ends = comparison.hash_whole(place), hash_ends(place)
    except TimeoutError:
        raise
    except OSError as error:
        problem = f"cannot be opened: {error.strerror or error}."
        sha256 = before.sha256 if before else ""
        kept = "The text read earlier is kept; check" if sha256 else "Check"
        return StoredFile(path, 0, 0, sha256, problem, f"{kept} the file and its permissions.")
    now = StoredFile(
        path,
        status.st_size,
        status.st_mtime_ns,
        sha256,
        mark=make_mark(status),
        ends=ends,
    )
    if within_reach and within_reach.sha256 == sha256:
        return replace_fields(now, problem=within_reach.problem, advice=within_reach.advice)
    return now


def is_out_of_reach(file: StoredFile) -> bool:
    """Whether the file could not be opened last time, but its content was known before."""
    return bool(file.sha256 and file.problem) and (file.size, file.mtime_ns) == (0, 0)


def is_unchanged(root: Path, file: StoredFile) -> bool:
    """Whether the file still has the size, time and mark with which it was hashed."""
    try:
        return has_same_status((root / file.path).stat(), file)
    except OSError:
        return False


def list_unreadable_folders(changes: FileChanges) -> list[StoredFile]:
    """The folders that could not be listed, as files with a problem."""
    advice = "Check its permissions."
    return [
        StoredFile(folder, 0, 0, "", f"is a folder that cannot be listed: {reason}.", advice)
        for folder, reason in changes.unlisted.items()
    ]


def describe_missing(files: int) -> str:
    """The warning that none of the known files, so many, is there any more."""
    lost = f"None of the {files} files is" if files > 1 else "The only file of the corpus is not"
    them, are = ("them", "they are") if files > 1 else ("it", "it is")
    return (
        f"{lost} there any more. Nothing was removed: put {them} back, or delete the folder"
        f" .pincite if {are} gone for good."
    )


def describe_links(linked: Sequence[str]) -> str:
    """The warning that these links to folders, at least one, were not followed."""
    named = ", ".join(linked[:5]) + ", …" * (len(linked) > 5)
    if len(linked) == 1:
        return f"{named} is a link to a folder and was not followed: copy the folder here instead."
    return f"Links to folders were not followed: {named}. Copy the folders here instead."


def _is_below(path: str, folders: Mapping[str, str]) -> bool:
    return any(folder == "." or path.startswith(f"{folder}/") for folder in folders)


def _make_relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _make_printable(path: str) -> str:
    """`path` as it can be stored and shown: a name may contain bytes that are not characters."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
