"""Items become files of the corpus, and their records say where and when each came from.

A record is written when its file lies whole in its place, and not at all when anything failed. A
file that is there is never replaced: what its address gives now is saved beside it, if it differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue, set_pincite_fields
from corpus.fetching.archive import WAYBACK, find_capture_date, is_in_archive, make_copy_address
from corpus.fetching.download import Downloader, Received
from corpus.fetching.download_progress import Unwatched, Watcher
from corpus.fetching.fetch_errors import AddressDead, FetchError
from corpus.fetching.filenames import find_free_path, hash_file, make_safe_name
from corpus.fetching.outcome import Outcome, What
from corpus.fetching.wanted_items import Wanted, choose_items
from corpus.item_files import find_item_file, get_notes
from corpus.items import Item
from corpus.paths import CorpusPaths


@dataclass(frozen=True, slots=True)
class _Copy:
    """A download, and the archive's address where the archive gave it."""

    received: Received
    archive_url: str = ""


class Fetcher:
    """Fetches into one corpus."""

    def __init__(
        self,
        places: CorpusPaths,
        downloader: Downloader,
        *,
        archive: str | None = WAYBACK,
        watcher: Watcher | None = None,
        today: date | None = None,
    ) -> None:
        self._places = places
        self._downloader = downloader
        self._archive = archive
        self._watcher = watcher or Unwatched()
        self._today = (today or date.today()).isoformat()

    def fetch(self, wanted: Wanted) -> Iterator[Outcome]:
        """What became of each item, one after the other; one failure does not stop the others.

        Raises RequestError before anything is downloaded when an item is not known.
        """
        for item in choose_items(wanted, self._places):
            named = item.id in wanted.keys
            held = find_item_file(item, self._places.root)
            if held is not None and not (named or wanted.again):
                yield Outcome(item.id, "held", "in the corpus already.", self._format_path(held))
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
                return self._ask_again(item, held)
            return self._settle(item, self._obtain(item))
        except FetchError as error:
            return Outcome(item.id, "failed", str(error))

    def _obtain(self, item: Item) -> _Copy:
        """The document, from its address or else from the archive."""
        url = item.get_text("URL")
        try:
            return _Copy(self._downloader.download(url))
        except AddressDead as dead:
            if self._archive is None or is_in_archive(url, self._archive):
                raise
            self._watcher.remark(f"{dead.message} Asking the web archive.")
            try:
                received = self._downloader.download(make_copy_address(url, item, self._archive))
            except FetchError as also:
                said = f"{dead.message} No copy in the web archive: {also.message}"
                raise type(dead)(said, dead.remedy) from also
            return _Copy(received, received.url)

    def _settle(self, item: Item, copy: _Copy) -> Outcome:
        """Put a document that the corpus does not have into its place."""
        before = str(item.own.get("sha256") or "")
        path = self._move_into_place(copy.received, make_safe_name(item.id))
        facts = self._make_facts(item, copy)
        self._write_record(
            item,
            file=self._format_path(path),
            sha256=copy.received.sha256,
            fetched=facts,
            archived_url=copy.archive_url or item.own.get("archived_url"),
        )
        message = (
            f"{self._format_path(path)}, {_format_size(copy.received.size)}{_describe_origin(copy)}"
        )
        if before and before != copy.received.sha256:
            message += "; it differs from the file that the record knew, which is not here"
            return Outcome(item.id, "changed", message, self._format_path(path), facts)
        return Outcome(item.id, "fetched", message, self._format_path(path), facts, get_notes(item))

    def _ask_again(self, item: Item, held: Path) -> Outcome:
        """See whether the address still gives the file that the corpus has."""
        try:
            copy = _Copy(self._downloader.download(item.get_text("URL")))
        except AddressDead as dead:
            said = f"{dead.message} {self._format_path(held)} is kept."
            return Outcome(item.id, "kept", said, self._format_path(held))
        if copy.received.sha256 == hash_file(held):
            copy.received.part.discard()
            if not item.own.get("fetched"):
                self._write_record(item, fetched=self._make_facts(item, copy))
            return Outcome(
                item.id,
                "unchanged",
                f"the same as {self._format_path(held)}",
                self._format_path(held),
            )
        return self._save_beside(item, held, copy)

    def _save_beside(self, item: Item, held: Path, copy: _Copy) -> Outcome:
        """Save what differs from the file that the corpus has beside it; the record keeps to it."""
        newer = item.own.get("newer")
        known = newer if isinstance(newer, dict) else {}
        there = self._places.root / str(known.get("file") or "")
        if known.get("sha256") == copy.received.sha256 and there.is_file():
            copy.received.part.discard()
            path = there
        else:
            stem = make_safe_name(item.id).removesuffix(".pdf")
            path = self._move_into_place(copy.received, f"{stem}-{self._today}.pdf")
        facts = self._make_facts(item, copy) | {"file": self._format_path(path)}
        if path != there:
            self._write_record(item, newer=facts)
        message = (
            f"the source has changed: {self._format_path(held)} is kept,"
            f" what is there now is {self._format_path(path)}"
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
        path = find_free_path(self._places.root, name, received.sha256)
        if not path.exists():
            received.part.path.replace(path)
        received.part.discard()
        return path

    def _write_record(self, item: Item, **facts: Any) -> None:
        """Write into the catalogue as it is now: it may have been edited during the download."""
        catalogue = Catalogue.load(self._places.catalogue)
        now = catalogue.get(item.id) if item.id in catalogue else item
        catalogue.put(set_pincite_fields(now, **facts))
        catalogue.save()

    def _format_path(self, path: Path) -> str:
        return path.relative_to(self._places.root).as_posix()


def _format_size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.1f} kB"


def _describe_origin(copy: _Copy) -> str:
    if not copy.archive_url:
        return ""
    day = find_capture_date(copy.archive_url)
    return f"; a copy from the web archive{f', captured {day}' if day else ''}: {copy.archive_url}"
