"""The register: which documents are on a cluster, and which of them are whole.

A version is one reading of one document. It has a number, which rises with every new one: the
sequence number under which it was registered, in an index of a single shard. Pages carry it, and a
question asks for those up to the highest number known, without versions that are not whole. So a
reader sees the state in which it was opened, and never half a document:

    coming → whole → gone → cleaning → (forgotten)

Whoever puts a document is one of its holders; it is gone when it has none left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from corpus.frozen import frozen
from engine.document_words import FORM
from engine.opensearch.bulk import write_all
from engine.opensearch.connection import Connection, Json

State = Literal["coming", "whole", "gone", "cleaning"]
Holding = dict[str, Any]
"""What a holder says of a document: its own `document` id and `stamp`, and where its files are."""
_KEPT = 300.0
"""Seconds for which the pages of a version that is gone are kept for whoever still asks them."""
_READ_AT_ONCE, _AT_ONCE = 1_000, 500
"""Entries in one answer, and in one request."""


@frozen
class Entry:
    """One version of a document."""

    id: str
    number: int
    name: str
    """By which its other versions are recognised."""
    state: State
    page_count: int
    form: int
    """Of its words."""
    holders: Mapping[str, Holding]
    since: float
    """When its state last changed: seconds since 1970."""
    sequence: int
    term: int
    """Both change with every change of the entry."""


def _parse(hit: Json) -> Entry:
    source = hit["_source"]
    return Entry(
        hit["_id"],
        source.get("number", hit["_seq_no"] + 1),
        source["name"],
        source["state"],
        source["page_count"],
        source["form"],
        source["holders"],
        source["since"],
        hit["_seq_no"],
        hit["_primary_term"],
    )


class Register:
    """The register as last read; `read` brings it up to date."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = connection.names.documents
        self._last = -1
        self.entries: dict[str, Entry] = {}
        """By id."""

    def read(self) -> None:
        """Learn what has changed since the last time, or everything if entries were forgotten
        meanwhile: of these nothing is left that would have changed."""
        if self._read_changes() == len(self.entries):
            return
        self._last, self.entries = -1, {}
        self._read_changes()

    def _read_changes(self) -> int:
        """Take over what has changed; returns how many entries there are in all."""
        body = {
            "query": {"range": {"_seq_no": {"gt": self._last}}},
            "sort": ["_seq_no"],
            "size": _READ_AT_ONCE,
            "seq_no_primary_term": True,
            "_source": {"excludes": ["about"]},
            "track_total_hits": False,
            "aggs": {"all": {"global": {}}},
        }
        while True:
            answer = self._connection.search(self._index, body)
            hits = answer["hits"]["hits"]
            for entry in map(_parse, hits):
                self.entries[entry.id] = entry
                self._last = max(self._last, entry.sequence)
            if len(hits) < _READ_AT_ONCE:
                return int(answer["aggregations"]["all"]["doc_count"])
            body["search_after"] = hits[-1]["sort"]

    def copy(self) -> Register:
        """The same as last read, to be brought up to date by itself."""
        other = Register(self._connection)
        other._last, other.entries = self._last, dict(self.entries)
        return other

    def find_last(self) -> int:
        """The sequence number of the newest change; -1 if there was none."""
        body = {"sort": [{"_seq_no": "desc"}], "size": 1, "_source": False}
        hits = self._connection.search(self._index, body)["hits"]["hits"]
        return int(hits[0]["sort"][0]) if hits else -1

    @property
    def whole(self) -> list[Entry]:
        """The versions that may be asked, by number."""
        whole = (entry for entry in self.entries.values() if entry.state == "whole")
        return sorted(whole, key=lambda entry: entry.number)

    def list_held(self, holder: str) -> dict[int, Entry]:
        """The whole versions that a holder put, by the ids that it gave them."""
        return {
            int(entry.holders[holder]["document"]): entry
            for entry in self.whole
            if holder in entry.holders
        }

    def list_stamps(self, holder: str) -> dict[int, int]:
        """The stamps of what a holder put, by its ids, as far as the words are of this form."""
        return {
            document: int(entry.holders[holder]["stamp"])
            for document, entry in self.list_held(holder).items()
            if entry.form == FORM
        }

    def read_abouts(self, entries: Iterable[Entry]) -> dict[str, Json]:
        """What was put with each of some versions, by id."""
        return {id: source["about"] for id, source in self._read_sources(entries).items()}

    def _read_sources(self, entries: Iterable[Entry]) -> dict[str, Json]:
        """All that is kept of some versions, by id; of those that are there and answer."""
        ids = [entry.id for entry in entries]
        sources: dict[str, Json] = {}
        for at in range(0, len(ids), _AT_ONCE):
            some = ids[at : at + _AT_ONCE]
            body = {"query": {"ids": {"values": some}}, "size": len(some)}
            hits = self._connection.search(self._index, body)["hits"]["hits"]
            sources |= {hit["_id"]: hit["_source"] for hit in hits}
        return sources

    def announce(self, entries: Mapping[str, Json]) -> dict[str, Entry]:
        """Register versions that are coming, by id, unless they are registered; returns all of
        them as they are, whole ones included. One that was gone is coming again."""
        actions = [
            ({"create": {"_index": self._index, "_id": id}}, {**source, "state": "coming"})
            for id, source in entries.items()
        ]
        known: dict[str, Entry] = {}
        for (id, source), result in zip(
            entries.items(), write_all(self._connection, actions), strict=True
        ):
            if result["status"] == 201:
                own = {**source, "state": "coming"}
                known[id] = _parse({**result, "_source": own})
            else:
                known[id] = self._take_up(id, source)
        return known

    def _take_up(self, id: str, source: Json) -> Entry:
        """A version that somebody has registered before."""
        while True:
            hit = self._connection.get(self._index, id)
            if hit is None:
                return self.announce({id: source})[id]
            entry = _parse(hit)
            if entry.state in ("whole", "coming"):
                return entry
            if entry.state == "cleaning":
                self._clean(entry)
                continue
            self.change(entry, hit["_source"], state="coming")

    def change(self, entry: Entry, source: Json, **fields: Any) -> bool:
        """Change an entry, given with its source, unless somebody else just did; returns whether
        it was changed."""
        whole = {**source, "number": entry.number, "since": time.time(), **fields}
        return bool(self._write_unless_changed([(entry, "index", whole)]))

    def add_to_all(self, changes: Sequence[tuple[Entry, Json]]) -> set[str]:
        """Put fields into entries, beside those that they have, to any depth; returns the ids of
        those that nobody else has changed meanwhile."""
        now = time.time()
        done: set[str] = set()
        for at in range(0, len(changes), _AT_ONCE):
            done |= self._write_unless_changed(
                [
                    (entry, "update", {"doc": {"number": entry.number, "since": now, **fields}})
                    for entry, fields in changes[at : at + _AT_ONCE]
                ]
            )
        return done

    def replace_all(self, changes: Sequence[tuple[Entry, Json]]) -> set[str]:
        """Put fields into entries in place of those of the same name; returns the same."""
        done: set[str] = set()
        for at in range(0, len(changes), _AT_ONCE):
            some = changes[at : at + _AT_ONCE]
            sources = self._read_sources([entry for entry, _ in some])
            done |= self._write_unless_changed(
                [
                    (entry, "index", {**sources[entry.id], "number": entry.number, **fields})
                    for entry, fields in some
                    if entry.id in sources
                ]
            )
        return done

    def _write_unless_changed(self, changes: Sequence[tuple[Entry, str, Json]]) -> set[str]:
        lines: list[tuple[Json, Json | None]] = [
            (
                {
                    action: {
                        "_index": self._index,
                        "_id": entry.id,
                        "if_seq_no": entry.sequence,
                        "if_primary_term": entry.term,
                    }
                },
                body,
            )
            for entry, action, body in changes
        ]
        results = write_all(self._connection, lines)
        return {result["_id"] for result in results if result["status"] == 200}

    def update(self, id: str, make: Callable[[Entry], Json | None]) -> None:
        """Change the fields of an entry that `make` returns for it (None to leave it), however many
        others change it at the same time."""
        while hit := self._connection.get(self._index, id):
            entry = _parse(hit)
            fields = make(entry)
            if fields is None or self.change(entry, hit["_source"], **fields):
                return

    def note(self, id: str, holder: str, new: Mapping[str, Any]) -> None:
        """Add to what a holder says of a version."""

        def make(current: Entry) -> Json | None:
            own = current.holders.get(holder)
            if own is None:
                return None
            return {"holders": {**current.holders, holder: {**own, **new}}}

        self.update(id, make)

    def clean(self) -> None:
        """Forget versions that have been gone for a while, and their pages."""
        now = time.time()
        for entry in list(self.entries.values()):
            if entry.state in ("gone", "cleaning") and now - entry.since > _KEPT:
                self._clean(entry)

    def _clean(self, entry: Entry) -> None:
        """Whoever begins with it tells the others first, so that nobody takes it up meanwhile."""
        hit = self._connection.get(self._index, entry.id)
        if hit is None or _parse(hit).state not in ("gone", "cleaning"):
            return
        current = _parse(hit)
        if current.state == "gone" and not self.change(current, hit["_source"], state="cleaning"):
            return
        names = self._connection.names
        for index in (names.pages, names.sheets):
            self._delete_all(index, current.number)
        write_all(self._connection, [({"delete": {"_index": self._index, "_id": entry.id}}, None)])
        self.entries.pop(entry.id, None)

    def _delete_all(self, index: str, number: int) -> None:
        """Delete every page or sheet of a version."""
        self._connection.ask(
            lambda client: client.delete_by_query(
                index=index,
                body={"query": {"term": {"d": number}}},
                params={"conflicts": "proceed", "refresh": "false"},
            )
        )
