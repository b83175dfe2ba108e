"""A server to ask, and a corpus to fetch into."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as with_default
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.fetching.download import Downloader
from corpus.fetching.fetch import Fetcher, Outcome, Wanted
from corpus.fetching.limits import Limits
from corpus.fetching.transport import Transport
from corpus.paths import CorpusPaths
from tests.corpus_fetch.server import Server

HASTY = Limits(connecting=0.5, silence=0.3, tries=3, back_off=0.01, pace=0.0, allow_private=True)
TODAY = date(2026, 5, 4)


def pdf(words: str = "minutes of a meeting", size: int = 200_000) -> bytes:
    """Something with the beginning and the end of a PDF, `size` bytes long."""
    start, end = b"%PDF-1.4\n", b"\n%%EOF\n"
    filling = (words.encode() + b" ") * (size // len(words))
    return start + filling[: size - len(start) - len(end)] + end


@dataclass
class Corpus:
    """A folder with a catalogue, and fetching into it with little patience."""

    root: Path
    remarks: list[str] = with_default(default_factory=list)

    @property
    def records(self) -> dict[str, Any]:
        """The catalogue as it is on the disk, by key."""
        path = self.root / "catalogue.json"
        return {one["id"]: one for one in json.loads(path.read_text(encoding="utf-8"))}

    @property
    def files(self) -> list[str]:
        """The names of the files in the corpus, the catalogue left out."""
        names = (path.name for path in self.root.iterdir() if path.is_file())
        return sorted(name for name in names if name != "catalogue.json")

    @property
    def left(self) -> list[Path]:
        """What lies in the folder of downloads."""
        return sorted((self.root / ".pincite" / "downloads").glob("*"))

    def own(self, key: str) -> dict[str, Any]:
        """What pincite keeps in a record."""
        found: dict[str, Any] = self.records[key]["custom"]["pincite"]
        return found

    def add(self, key: str, url: str, **fields: Any) -> None:
        """Put a record into the catalogue."""
        path = self.root / "catalogue.json"
        old = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
        record = {"id": key, "type": "document", "title": "Minutes", "URL": url, **fields}
        path.write_text(json.dumps([*old, record]), encoding="utf-8")

    def fetch(
        self,
        *keys: str,
        limits: Limits = HASTY,
        archive: str | None = None,
        today: date = TODAY,
        **wanted: Any,
    ) -> list[Outcome]:
        """Fetch, and say what became of each item."""
        downloader = Downloader(
            self.root / ".pincite" / "downloads",
            limits,
            Transport(limits, proxies={}),
            self,
        )
        fetcher = Fetcher(
            CorpusPaths(self.root), downloader, archive=archive, watcher=self, today=today
        )
        return list(fetcher.fetch(Wanted(keys, **wanted)))

    def begin(self, name: str) -> None:
        self.remarks.append(name)

    def report_size(self, done: int, total: int | None) -> None:
        assert total is None or done <= total

    def remark(self, text: str) -> None:
        self.remarks.append(text)

    def end(self) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.over.set()
        running.shutdown()
        thread.join()


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    root = tmp_path / "corpus"
    root.mkdir()
    return Corpus(root)
