"""Items become files of the corpus, and their records say where and when each came from.

A record is written once its file is complete and in its place, and not at all if anything fails. An
existing file is never replaced: if its address now returns another, that is saved beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from corpus.catalogue import Catalogue, set_pincite_fields
from corpus.errors import RequestError
from corpus.fetching.archive import WAYBACK, find_capture_date, is_in_archive, make_copy_address
from corpus.fetching.download import Downloader, Received
from corpus.fetching.fetch_errors import AddressDead, FetchError
from corpus.fetching.filenames import find_free_path, make_safe_name
from corpus.item_files import find_item_file, find_newer_file, format_size, hash_file
from corpus.items import Item
from corpus.paths import CorpusPaths
from corpus.progress import SilentWatcher, Watcher
from corpus.starting_sources import read_starting_items

What = Literal["fetched", "unchanged", "changed", "kept", "held", "no-address", "failed"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch."""

    keys: tuple[str, ...] = ()
    """Items to request even if the corpus has them; none means every item that it does not have."""
    all_sources: bool = False
    """Add the whole starting catalogue."""
    again: bool = False
    """Request what the corpus already has, too."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item, and what became of it."""

    item: str
    what: What
    """`fetched`; `unchanged`: requested again, the same; `changed`: other content than before,
    saved beside it; `kept`: the address is dead by now, the file stays; `held`: already there, not
    requested; `no-address`: the record has no URL; `failed`.
    """
    message: str
    """One line for a person."""
    file: str = ""
    """Relative to the corpus, with "/"."""
    facts: dict[str, Any] | None = None
    """What the record now says of the download: address, date, SHA-256, size, archived or not."""
    notes: tuple[str, ...] = ()
    """What the record says to check before the document is cited."""

    @property
    def failed(self) -> bool:
        """Whether the user has less than was asked for."""
        return self.what == "failed"

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        shown: dict[str, Any] = {"item": self.item, "outcome": self.what, "message": self.message}
        if self.file:
            shown["file"] = self.file
        if self.notes:
            shown["notes"] = list(self.notes)
        return shown | (self.facts or {})


@dataclass(frozen=True, slots=True)
class _Copy:
    """A download, and its address in the archive if it came from there."""

    received: Received
    archive_url: str = ""


class Fetcher:
    """Fetches into one corpus."""

    def __init__(
        self,
        paths: CorpusPaths,
        downloader: Downloader,
        *,
        archive: str | None = WAYBACK,
        watcher: Watcher | None = None,
        today: date | None = None,
        hold: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """`hold` gives the lock of the corpus, which is held for as long as a file and its record
        are put into their places, not while servers are waited for."""
        self._paths = paths
        self._hold = hold
        self._downloader = downloader
        self._archive = archive
        self._watcher = watcher or SilentWatcher()
        self._today = (today or date.today()).isoformat()

    def fetch(self, wanted: Wanted) -> Iterator[Outcome]:
        """What became of each item, one after the other; one failure does not stop the others.

        Raises RequestError, before anything is downloaded, if an item is unknown.
        """
        for item in _choose_items(wanted, self._paths):
            named = item.id in wanted.keys
            held = find_item_file(item, self._paths.root)
            if held is not None and not (named or wanted.again):
                yield Outcome(item.id, "held", "already in the corpus.", self._format_path(held))
            elif not item.get_text("URL"):
                what: What = "failed" if named else "no-address"
                yield Outcome(item.id, what, "The record has no URL.")
            else:
                self._watcher.begin(item.id)
                try:
                    outcome = self._fetch_one(item, held)
                finally:
                    self._watcher.end()
                yield outcome

    def _fetch_one(self, item: Item, held: Path | None) -> Outcome:
        try:
            if held is not None:
                return self._check_for_changes(item, held)
            return self._add_file(item, self._download(item))
        except FetchError as error:
            return Outcome(item.id, "failed", str(error))

    def _download(self, item: Item) -> _Copy:
        """The document from its address, or from the archive if that is dead."""
        url = item.get_text("URL")
        try:
            return _Copy(self._downloader.download(url))
        except AddressDead as dead:
            if self._archive is None or is_in_archive(url, self._archive):
                raise
            self._watcher.remark(f"{dead.message} Asking the web archive.")
            try:
                received = self._downloader.download(make_copy_address(url, item, self._archive))
            except FetchError as error:
                message = f"{dead.message} No copy in the web archive: {error.message}"
                raise type(dead)(message, dead.remedy) from error
            return _Copy(received, received.url)

    def _add_file(self, item: Item, copy: _Copy) -> Outcome:
        """Add a document that the corpus does not have."""
        before = str(item.own.get("sha256") or "")
        file = self._format_path(self._move_into_place(copy.received, make_safe_name(item.id)))
        facts = self._make_facts(item, copy)
        self._write_record(
            item,
            file=file,
            sha256=copy.received.sha256,
            fetched=facts,
            archived_url=copy.archive_url or item.own.get("archived_url"),
        )
        message = f"{file}, {format_size(copy.received.size)}{_describe_origin(copy)}"
        if before and before != copy.received.sha256:
            message += "; it differs from the file that the record knew, which is missing"
            return Outcome(item.id, "changed", message, file, facts)
        notes = item.list_own_texts("notes")
        return Outcome(item.id, "fetched", message, file, facts, notes)

    def _check_for_changes(self, item: Item, held: Path) -> Outcome:
        """See whether the address still returns the file that the corpus has."""
        file = self._format_path(held)
        try:
            copy = _Copy(self._downloader.download(item.get_text("URL")))
        except AddressDead as dead:
            return Outcome(item.id, "kept", f"{dead.message} {file} is kept.", file)
        if copy.received.sha256 == hash_file(held):
            copy.received.part.discard()
            if not item.own.get("fetched"):
                self._write_record(item, fetched=self._make_facts(item, copy))
            return Outcome(item.id, "unchanged", f"the same as {file}", file)
        return self._save_beside(item, held, copy)

    def _save_beside(self, item: Item, held: Path, copy: _Copy) -> Outcome:
        """Save a changed document beside the file that the corpus has; the record keeps that."""
        newer = item.own.get("newer")
        known = newer if isinstance(newer, dict) else {}
        saved = find_newer_file(item, self._paths.root)
        if saved is not None and known.get("sha256") == copy.received.sha256:
            copy.received.part.discard()
            path = saved
        else:
            stem = make_safe_name(item.id).removesuffix(".pdf")
            path = self._move_into_place(copy.received, f"{stem}-{self._today}.pdf")
        facts = self._make_facts(item, copy) | {"file": self._format_path(path)}
        if path != saved:
            self._write_record(item, newer=facts)
        message = (
            f"the source has changed: {self._format_path(held)} is kept,"
            f" the new version is {self._format_path(path)}"
        )
        return Outcome(item.id, "changed", message, self._format_path(path), facts)

    def _make_facts(self, item: Item, copy: _Copy) -> dict[str, Any]:
        archived = {"archive_url": copy.archive_url} if copy.archive_url else {}
        return {
            "url": item.get_text("URL") if archived else copy.received.url,
            "date": self._today,
            "sha256": copy.received.sha256,
            "bytes": copy.received.size,
            "archived": bool(archived),
            **archived,
        }

    def _move_into_place(self, received: Received, name: str) -> Path:
        with self._hold():
            path = find_free_path(self._paths.root, name, received.sha256)
            if not path.exists():
                received.part.path.replace(path)
            received.part.discard()
        return path

    def _write_record(self, item: Item, **facts: Any) -> None:
        """Write to the catalogue as it is now: it may have been edited during the download."""
        with self._hold():
            catalogue = Catalogue.load(self._paths.catalogue)
            now = catalogue.get(item.id) if item.id in catalogue else item
            catalogue.put(set_pincite_fields(now, **facts))
            remarks = catalogue.save()
        for remark in remarks:
            self._watcher.remark(remark)

    def _format_path(self, path: Path) -> str:
        return path.relative_to(self._paths.root).as_posix()


def _describe_origin(copy: _Copy) -> str:
    if not copy.archive_url:
        return ""
    day = find_capture_date(copy.archive_url)
    return f"; a copy from the web archive{f', captured {day}' if day else ''}: {copy.archive_url}"


def _choose_items(wanted: Wanted, paths: CorpusPaths) -> list[Item]:
    """The items to fetch; the corpus's own records go before the starting catalogue's.

    Raises RequestError for a key that neither has, and if there is nothing to choose from.
    """
    own = {item.id: item for item in Catalogue.load(paths.catalogue)}
    sources = {item.id: item for item in read_starting_items()}
    known = sources | own
    unknown = [key for key in wanted.keys if key not in known]
    if unknown:
        raise RequestError(
            f"There is no item “{unknown[0]}” in the catalogue or among the sources.",
            "`pincite list` and `pincite sources` show what there is.",
        )
    keys = list(wanted.keys)
    if wanted.all_sources:
        keys += sources
    elif not keys:
        keys += [key for key, item in own.items() if item.get_text("URL")]
    if not keys:
        raise RequestError(
            f"No item in {paths.catalogue} has a URL.",
            "Name items of `pincite sources`, or fetch them all with --all-sources.",
        )
    return [known[key] for key in dict.fromkeys(keys)]
