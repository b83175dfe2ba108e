"""OpenSearch opened for changes.

Pages are written as they come, under the number of a version that is not whole yet; nobody sees
them. `commit` makes them visible on every copy, and only then marks their documents as whole. What
two writers put at the same time under the same content is the same, down to the ids.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from time import time
from typing import Any

from corpus.errors import CorpusError
from corpus.frozen import frozen
from engine.document_words import FORM, DocumentWords
from engine.interface import Kept, Stamps
from engine.opensearch.asking import make_id
from engine.opensearch.connection import Connection, Json
from engine.opensearch.register import Entry, Register
from engine.opensearch.schema import BREAK, REACH, SAME_PLACE
from engine.opensearch.word_lists import WordLists, make_lists
from engine.postings import unpack_posting

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
        waiting = {_make_version(one): one for one in self._waiting.values()}
        self._waiting, self._waiting_pages = {}, 0
        entries = self._register.announce({id: self._describe(one) for id, one in waiting.items()})
        lines: list[tuple[Json, Json | None]] = []
        for id, one in waiting.items():
            self._mark_later(entries[id], one)
            if entries[id].state == "whole":
                continue
            self._words.update(one.words.postings)
            for line in self._list_lines(entries[id].number, one):
                lines.append(line)
                if len(lines) == _PAGES_AT_ONCE:
                    self._write(lines)
                    lines = []
        self._write(lines)

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

    def _write(self, lines: list[tuple[Json, Json | None]]) -> None:
        """Have lines written while others are made; one request more waits at most."""
        if not lines:
            return
        if len(self._sent) > _REQUESTS:
            self._sent.pop(0).result()
        self._sent.append(self._pool.submit(self._connection.write, lines))

    def _list_lines(self, number: int, one: _Coming) -> Iterator[tuple[Json, Json]]:
        """The pages and sheets of a document, as they are written."""
        routing = one.kept.name
        for page, source in enumerate(_list_pages(one.words, one.kept)):
            line = {"_index": self._names.pages, "_id": make_id(number, page), "routing": routing}
            yield {"index": line}, {"d": number, "p": page, **source}
        for at, data in enumerate(one.kept.sheets):
            line = {"_index": self._names.sheets, "_id": make_id(number, at), "routing": routing}
            yield {"index": line}, {"d": number, "at": at, "data": data}

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
        """Raises CorpusError where the cluster lacks a page or a sheet of what was sent: a node may
        have lost what it had taken, if all that held a copy died before the disk had it."""
        coming = [one for one in self._marked.values() if one.entry.state == "coming"]
        numbers = [one.entry.number for one in coming]
        pages, sheets = (
            self._connection.count_by_number(index, numbers)
            for index in (self._names.pages, self._names.sheets)
        )
        for one in coming:
            held = pages.get(one.entry.number, 0), sheets.get(one.entry.number, 0)
            if held != (one.page_count, one.sheet_count):
                raise CorpusError(
                    f"Nodes of {self._connection.address} have lost some of what was written.",
                    "Run the command again: what is missing is written anew.",
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

    def _make_whole(self, one: _Sent) -> Callable[[Entry, Json], Json]:
        """What becomes of an entry when this store has put it."""

        def make(current: Entry, source: Json) -> Json:
            return {"state": "whole", "holders": {**current.holders, self._holder: one.holding}}

        return make

    def _let_go_of(self, document: int) -> Callable[[Entry, Json], Json | None]:
        """What becomes of an entry when this store does not hold it as a document any more."""

        def make(current: Entry, source: Json) -> Json | None:
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
        def take(current: Entry, source: Json) -> Json:
            return {"holders": {**old.holders, **current.holders}}

        self._register.update(new.id, take)
        self._register.update(old.id, lambda current, source: {"holders": {}, "state": "gone"})

    def cancel(self) -> None:
        """As `Writer.cancel`. What was written and never marked is never seen."""
        self._close()

    def _close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _make_version(one: _Coming) -> str:
    """A name for exactly these words and texts of this content."""
    digest = sha256(one.words.starts)
    for word in sorted(one.words.postings):
        digest.update(word.encode("utf-8"))
        digest.update(one.words.postings[word])
    digest.update(repr((one.kept.rows, one.kept.about)).encode("utf-8", "surrogatepass"))
    return f"{one.kept.name[:40]}-{digest.hexdigest()[:24]}"


def _list_pages(words: DocumentWords, kept: Kept) -> Iterator[Json]:
    """The pages of a document with their words, and what is kept with each."""
    texts, starts = _spell_texts(words)
    count = words.page_count
    bodies = [texts[starts[at] : starts[at + 1]] for at in range(count)]
    notes = [texts[starts[count + 1 + at] : _find_end(starts, count, at)] for at in range(count)]
    for at, body in enumerate(bodies):
        following = bodies[at + 1] if at + 1 < count else []
        yield {
            "b": starts[at],
            "n": starts[count + 1 + at],
            "w": [" ".join(body), " ".join(notes[at])],
            "over": " ".join((*body[-REACH:], BREAK, *following[:REACH])),
            "row": kept.rows[at] if at < len(kept.rows) else [],
        }


def _find_end(starts: Sequence[int], count: int, page: int) -> int:
    """The position after the notes of a page: a gap of one before those of the next."""
    end = starts[count + 2 + page]
    return end - 1


def _spell_texts(words: DocumentWords) -> tuple[list[str], Sequence[int]]:
    """Every word at its position in the document, and where texts begin."""
    starts = array("I")
    starts.frombytes(words.starts)
    texts = [""] * (starts[-1] + 1)
    for word, posting in words.postings.items():
        for position in unpack_posting(posting).positions:
            texts[position] = f"{texts[position]}{SAME_PLACE}{word}" if texts[position] else word
    return texts, starts
