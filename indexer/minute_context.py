"""In which minute a passage stands, and whose words it is.

Minutes are found when a document is indexed. Where its record has since been given another kind or
another date, they are found in its text, until the next `pincite index`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.frozen import frozen
from indexer.library import Library
from indexer.minutes.meeting import find_year, is_up_to_date
from indexer.minutes.minute import Minute, unpack_minute
from indexer.pages.joins import JoinedPages, join_pages
from indexer.records.entries import DocumentEntry

if TYPE_CHECKING:
    from indexer.store.minutes import FoundMinutes, MinutePlaces, MinuteRow, VoiceChanges

DRAFT_CAVEAT = "These are draft minutes, subject to adoption."


@frozen
class MinuteContext:
    """What is known about a place in minutes."""

    minute: Minute | None
    """None before the first one, and where the document has none."""
    voice: str
    """ "in a report from …"; "" where the words are the body's own, as far as can be told."""
    draft: bool
    """Whether the minutes call themselves a draft that is yet to be adopted."""

    def list_caveats(self) -> list[str]:
        """The caveats for a quotation from here, one sentence each."""
        caveats = [f"These words stand {self.voice}."] if self.voice else []
        if self.minute and self.minute.note:
            caveats.append(self.minute.note)
        return caveats + [DRAFT_CAVEAT] * self.draft

    def as_json(self) -> dict[str, object]:
        """The documented, stable form."""
        return {
            "minute": self.minute.written if self.minute else None,
            "minute_title": self.minute.title if self.minute else None,
            "voice": self.voice,
            "draft_minutes": self.draft,
        }


NO_MINUTES = MinuteContext(None, "", False)
"""For a document that is not minutes."""


class DocumentMinutes:
    """The minutes in one document; nothing is read before it is needed."""

    def __init__(self, library: Library, entry: DocumentEntry) -> None:
        """The library must stay open."""
        self._library = library
        self._entry = entry

    @cached_property
    def _found(self) -> FoundMinutes | None:
        """What was found when the document was indexed, if that is still of use."""
        found = self._library.store.minutes.read_found(self._entry.document.id)
        return found if found and is_up_to_date(found, self._entry.item) else None

    @cached_property
    def _joined(self) -> JoinedPages:
        return join_pages(self._library.store.read_document_pages(self._entry.document.id))

    @cached_property
    def minutes(self) -> list[Minute]:
        """All of them, in order; none where the document is not minutes."""
        item = self._entry.item
        if item.kind != "minutes":
            return []
        if self._found:
            year = find_year(item, self._found.held)
            rows = self._library.store.minutes.read_rows(self._entry.document.id)
            return [unpack_minute(row, year) for row in rows]
        from indexer.minutes.find import find_held_year, find_minutes

        year = find_year(item, find_held_year(self._joined.text))
        return find_minutes(self._joined, year, item.issued)

    @cached_property
    def draft(self) -> bool:
        """Whether the minutes call themselves a draft that is yet to be adopted."""
        if self._entry.item.kind != "minutes":
            return False
        if self._found:
            return self._found.draft
        from indexer.minutes.packing import is_draft

        return is_draft(self._joined.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [minute.span[0] for minute in self.minutes]

    @cached_property
    def _places(self) -> MinutePlaces:
        if self._found:
            return self._library.store.minutes.read_places(self._entry.document.id)
        from indexer.minutes.packing import find_places

        return find_places(self._joined, self.minutes)

    def find_context_over(self, start: tuple[int, int], length: int) -> MinuteContext:
        """What is known about `length` characters of the running text from `start` on.

        `start` is a page's number and an offset on it. The minute is the one in which the
        characters begin; if they have several voices, all are named.
        """
        if self._entry.item.kind != "minutes":
            return NO_MINUTES
        page, offset = start
        begin = min(self._places.page_starts[page - 1] + offset, self._places.length)
        at = self._find_index_at(begin)
        if at is None:
            return MinuteContext(None, "", self.draft)
        voices = _find_voices_between(self._places.voices[at], begin, begin + max(1, length))
        return MinuteContext(self.minutes[at], _describe_voices(voices), self.draft)

    def find_context_on_page(self, number: int) -> MinuteContext:
        """What is known about words apart from the running text of page `number` (1-based)."""
        on_page = [minute for minute in self.minutes if number in minute.pages]
        if len(on_page) != 1:
            return MinuteContext(None, "", self.draft)
        return self.find_context_over(max(on_page[0].start, (number, 0)), 1)

    def _find_index_at(self, position: int) -> int | None:
        """The index in `minutes` of the one that the character at `position` is in."""
        at = bisect_right(self._starts, position) - 1
        if at < 0 or position >= self.minutes[at].span[1]:
            return None
        return at


def _find_voices_between(changes: VoiceChanges, begin: int, end: int) -> list[str]:
    starts, voices = changes
    first = max(0, bisect_right(starts, begin) - 1)
    return voices[first : max(first + 1, bisect_right(starts, end - 1))]


def _describe_voices(voices: list[str]) -> str:
    """The voices of a passage's pieces as one."""
    distinct = list(dict.fromkeys(filter(None, voices)))
    partly = "partly " if distinct and len(set(voices)) > 1 else ""
    return partly + " and ".join(distinct)


def _make_cache(library: Library) -> dict[int, DocumentMinutes]:
    """An empty cache for the minutes of the library's documents, by their ids."""
    return {}


def get_minutes(library: Library, entry: DocumentEntry) -> DocumentMinutes:
    """The minutes in a document, kept with the library."""
    cache = library.make_once(_make_cache)
    if entry.document.id not in cache:
        cache[entry.document.id] = DocumentMinutes(library, entry)
    return cache[entry.document.id]


def find_minute_pages(library: Library, wanted: str) -> dict[int, Collection[int]]:
    """By document id: the 0-based pages of the minutes that `wanted`, the result of
    `normalise_minute_number`, names."""
    table = library.store.minutes
    found = table.list_found()
    rows: dict[int, list[MinuteRow]] = {}
    for document, row in table.find_rows(wanted.partition("/")[0]):
        rows.setdefault(document, []).append(row)
    pages: dict[int, Collection[int]] = {}
    for entry, _ in library.list_key_ranges():
        document = entry.document.id
        own = found.get(document)
        is_known = own is not None and is_up_to_date(own, entry.item)
        # which kind it is takes longer to tell
        if (is_known and document not in rows) or entry.item.kind != "minutes":
            continue
        if own is not None and is_known:
            year = find_year(entry.item, own.held)
            minutes = [unpack_minute(row, year) for row in rows[document]]
        else:
            minutes = get_minutes(library, entry).minutes
        named = [minute.pages for minute in minutes if minute.is_named(wanted)]
        if named:
            pages[document] = frozenset(page - 1 for own_pages in named for page in own_pages)
    return pages
