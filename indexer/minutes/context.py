"""In which minute a passage stands, and whose words it is.

The modules that read minutes are imported only for documents that are minutes: most searches find
none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.frozen import frozen
from indexer.library import Library
from indexer.pages.joins import JoinedPages, join_pages
from indexer.records.entries import DocumentEntry

if TYPE_CHECKING:
    from indexer.minutes.minute import Minute
    from indexer.minutes.speakers import Deputants

_DRAFT = re.compile(
    r"\bdraft\s+minutes\b.{0,300}?\bsubject\s+to\s+(?:adoption|approval|confirmation)\b"
    r"|\bminutes\b[^.]{0,200}?\bsubject\s+to\s+(?:adoption|approval|confirmation)\s+(?:at|by)\b",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNING = 8_000
"""Characters within which minutes say that they are a draft."""

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
        self._voices: dict[Minute, tuple[list[int], list[str]]] = {}

    @cached_property
    def _joined(self) -> JoinedPages:
        return join_pages(self._library.store.read_document_pages(self._entry.document.id))

    @cached_property
    def minutes(self) -> list[Minute]:
        """All of them, in order; none where the document is not minutes."""
        if self._entry.item.kind != "minutes":
            return []
        from indexer.minutes.find import find_meeting_year, find_minutes

        year = find_meeting_year(self._entry.item, self._joined.text)
        return find_minutes(self._joined, year, self._entry.item.issued)

    @cached_property
    def draft(self) -> bool:
        """Whether the minutes call themselves a draft that is yet to be adopted."""
        are_minutes = self._entry.item.kind == "minutes"
        return are_minutes and bool(_DRAFT.search(self._joined.text, 0, _BEGINNING))

    @cached_property
    def _starts(self) -> list[int]:
        return [minute.span[0] for minute in self.minutes]

    @cached_property
    def _deputants(self) -> Deputants:
        from indexer.minutes.speakers import Deputants

        text = self._joined.text
        return Deputants(text, text[: self._starts[0]] if self._starts else "")

    def find_context_over(self, start: tuple[int, int], length: int) -> MinuteContext:
        """What is known about `length` characters of the running text from `start` on.

        `start` is a page's number and an offset on it. The minute is the one in which the
        characters begin; if they have several voices, all are named.
        """
        if self._entry.item.kind != "minutes":
            return NO_MINUTES
        begin = self._find_position(start)
        minute = self._find_minute_at(begin)
        if minute is None:
            return MinuteContext(None, "", self.draft)
        voices = self._find_voices_between(minute, begin, begin + max(1, length))
        return MinuteContext(minute, _describe_voices(voices), self.draft)

    def find_context_on_page(self, number: int) -> MinuteContext:
        """What is known about words apart from the running text of page `number` (1-based)."""
        on_page = [minute for minute in self.minutes if number in minute.pages]
        if len(on_page) != 1:
            return MinuteContext(None, "", self.draft)
        return self.find_context_over(max(on_page[0].start, (number, 0)), 1)

    def _find_position(self, place: tuple[int, int]) -> int:
        page, offset = place
        at = self._joined.pages.index(page)
        return min(self._joined.starts[at] + offset, len(self._joined.text))

    def _find_minute_at(self, position: int) -> Minute | None:
        at = bisect_right(self._starts, position) - 1
        if at < 0 or position >= self.minutes[at].span[1]:
            return None
        return self.minutes[at]

    def _find_voices_between(self, minute: Minute, begin: int, end: int) -> list[str]:
        if minute not in self._voices:
            from indexer.minutes.pieces import split_into_pieces
            from indexer.minutes.voices import find_voices

            text = self._joined.text
            pieces = split_into_pieces(text, minute.span, self._joined.starts)
            voices = find_voices(text, minute.span[1], pieces, self._deputants)
            self._voices[minute] = ([piece.start for piece in pieces], voices)
        starts, voices = self._voices[minute]
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
