"""OpenSearch opened for changes.

Pages are written as they come, under the number of a version that is not whole yet; nobody sees
them. `commit` makes them visible on every copy, and only then marks their documents as whole. What
two writers put at the same time under the same content is the same, down to the ids.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from time import time
from typing import Any

from corpus.frozen import frozen
from engine.document_words import FORM, DocumentWords
from engine.interface import Kept, Stamps
from engine.opensearch.bulk import Action, write_all
from engine.opensearch.connection import Connection, Json
from engine.opensearch.page_documents import list_actions, make_version
from engine.opensearch.register import Entry, Register
from engine.opensearch.wholeness import require_whole
from engine.opensearch.word_lists import WordLists, make_lists

_PAGES_AT_ONCE = 300
"""In one request: about 2 MB."""
_REQUESTS = 2
"""On their way at the same time, so that neither side waits for the other."""


@frozen
class _Coming:
    """A document that was put, and not yet sent."""

    document: int
    stamp: int
    kept: Kept
    words: DocumentWords


@frozen
class _Sent:
    """A document that was sent, and not yet committed: nothing that grows with its length."""

    entry: Entry
    document: int
    holding: Json
    """What its holder says of it."""
    page_count: int
    sheet_count: int


class OpenSearchWriter:
    """A writer as `engine.interface.Writer` says. `holder` names the store whose documents are put:
    others' are left alone."""

    def __init__(self, connection: Connection, holder: str) -> None:
        """Raises CorpusError where the cluster does not answer."""
        self._connection = connection
        self._names = connection.names
        self._holder = holder
        self._register = Register(connection)
        self._register.read()
        self._held = self._register.list_held(holder)
        self.stamps: Stamps = self._register.list_stamps(holder)
        self._waiting: dict[int, _Coming] = {}
        self._waiting_pages = 0
        self._marked: dict[int, _Sent] = {}
        """What `commit` makes whole, by document."""
        self._dropped: dict[int, Entry] = {}
        self._words: set[str] = set()
        self._pool = ThreadPoolExecutor(_REQUESTS)
        self._sent: list[Future[Any]] = []

    def put(
        self, document: int, stamp: int, words: DocumentWords, kept: Kept | None = None
    ) -> None:
        """As `Writer.put`."""
        self.drop(document)
        if kept is None:
            name = sha256(f"{self._holder} {document}".encode("utf-8", "surrogatepass")).hexdigest()
            kept = Kept(name, {}, [], [], {})
        self._waiting[document] = _Coming(document, stamp, kept, words)
        self._waiting_pages += words.page_count
        self.stamps[document] = stamp
        if self._waiting_pages >= _PAGES_AT_ONCE:
            self._send()

    def drop(self, document: int) -> None:
        """As `Writer.drop`."""
        if waiting := self._waiting.pop(document, None):
            self._waiting_pages -= waiting.words.page_count
        self._marked.pop(document, None)
        if document in self._held:
            self._dropped[document] = self._held[document]
        self.stamps.pop(document, None)

    def _send(self) -> None:
        """Register what is waiting, and write its pages."""
        waiting = {make_version(one.words, one.kept): one for one in self._waiting.values()}
        self._waiting, self._waiting_pages = {}, 0
        entries = self._register.announce({id: self._describe(one) for id, one in waiting.items()})
        actions: list[Action] = []
        for id, one in waiting.items():
            self._mark_later(entries[id], one)
            if entries[id].state == "whole":
                continue
            self._words.update(one.words.postings)
            for action in list_actions(self._names, entries[id].number, one.words, one.kept):
                actions.append(action)
                if len(actions) == _PAGES_AT_ONCE:
                    self._write(actions)
                    actions = []
        self._write(actions)

    def _mark_later(self, entry: Entry, one: _Coming) -> None:
        holding = {"document": one.document, "stamp": one.stamp, **one.kept.place}
        counts = one.words.page_count, len(one.kept.sheets)
        self._marked[one.document] = _Sent(entry, one.document, holding, *counts)

    def _describe(self, one: _Coming) -> Json:
        return {
            "name": one.kept.name,
            "page_count": one.words.page_count,
            "form": FORM,
            "holders": {},
            "about": one.kept.about,
            "since": time(),
        }

    def _write(self, actions: list[Action]) -> None:
        """Have something written while the next is made; one request more waits at most."""
        if not actions:
            return
        if len(self._sent) > _REQUESTS:
            self._sent.pop(0).result()
        self._sent.append(self._pool.submit(write_all, self._connection, actions))

    def commit(self) -> None:
        """As `Writer.commit`."""
        self._send()
        self._write_words()
        for sent in self._sent:
            sent.result()
        self._sent = []
        if self._marked:
            written = (self._names.pages, self._names.sheets, self._names.words)
            self._connection.flush(*written)
            self._connection.refresh(*written)
            self._require_whole()
        self._mark()
        marked = {one.entry.id for one in self._marked.values()}
        for document, entry in self._dropped.items():
            if entry.id not in marked:
                self._register.update(entry.id, self._let_go_of(document))
        self._connection.refresh(self._names.documents)
        self._register.read()
        if self._retire_replaced():
            self._connection.refresh(self._names.documents)
            self._register.read()
        self._register.clean()
        self._close()

    def _require_whole(self) -> None:
        require_whole(
            self._connection,
            {
                one.entry.number: (one.page_count, one.sheet_count)
                for one in self._marked.values()
                if one.entry.state == "coming"
            },
        )

    def _write_words(self) -> None:
        if not self._words:
            return
        self._connection.refresh(self._names.words)
        known = WordLists(self._connection).list_beginning("")
        self._write(
            [
                ({"index": {"_index": self._names.words, "_id": id}}, source)
                for id, source in make_lists(self._words, known)
            ]
        )

    def _mark(self) -> None:
        """Mark what was put as whole, and this store as one of the holders: all at once, and those
        that somebody else has changed meanwhile one by one."""
        done = self._register.add_to_all(
            [
                (one.entry, {"state": "whole", "holders": {self._holder: one.holding}})
                for one in self._marked.values()
                if one.entry.state == "coming"
            ]
        )
        for one in self._marked.values():
            if one.entry.id not in done:
                self._register.update(one.entry.id, self._make_whole(one))

    def _make_whole(self, one: _Sent) -> Callable[[Entry], Json]:
        """What becomes of an entry when this store has put it."""

        def make(current: Entry) -> Json:
            return {"state": "whole", "holders": {**current.holders, self._holder: one.holding}}

        return make

    def _let_go_of(self, document: int) -> Callable[[Entry], Json | None]:
        """What becomes of an entry when this store does not hold it as a document any more."""

        def make(current: Entry) -> Json | None:
            own = current.holders.get(self._holder)
            if own is None or own["document"] != document:
                return None
            holders = {name: one for name, one in current.holders.items() if name != self._holder}
            return {"holders": holders, "state": current.state if holders else "gone"}

        return make

    def _retire_replaced(self) -> bool:
        """Of several versions of a content only the newest stays, with the holders of all; returns
        whether there were any."""
        by_name: dict[str, list[Entry]] = {}
        replaced = False
        for entry in self._register.whole:
            by_name.setdefault(entry.name, []).append(entry)
        for name in {one.entry.name for one in self._marked.values()}:
            versions = sorted(by_name.get(name, ()), key=lambda one: (one.form, one.number))
            for old in versions[:-1]:
                self._hand_over(old, versions[-1])
                replaced = True
        return replaced

    def _hand_over(self, old: Entry, new: Entry) -> None:
        def take(current: Entry) -> Json:
            return {"holders": {**old.holders, **current.holders}}

        self._register.update(new.id, take)
        self._register.update(old.id, lambda current: {"holders": {}, "state": "gone"})

    def cancel(self) -> None:
        """As `Writer.cancel`. What was written and never marked is never seen."""
        self._close()

    def _close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
