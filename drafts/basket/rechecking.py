"""Before a passage is used: are its words and its page what the files say now?

A passage is looked for where it stood and, where it no longer stands there, in the whole document.
A thorough check also hashes the file, so that a change since it was indexed is seen, and has the
words read a second time from the file itself by another program, as `check` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from corpus.errors import PinciteError
from corpus.frozen import frozen, replace_fields
from drafts.basket.contents import Basket, KeptPassage
from drafts.basket.work_files import clean_text
from drafts.match_places import place_match
from drafts.verdicts.second_readings import read_second_time
from indexer.library import Library
from indexer.minute_context import get_minutes
from indexer.records.entries import DocumentEntry
from indexer.store.stored import StoredFile
from indexer.updating.files import inspect_file
from search.answering.excerpts import find_end
from search.answering.making import Cite
from search.answering.placed import read_placed_result
from search.answering.result import Result
from search.answering.result_place import ResultPlace
from search.locating.locate import Locator
from search.locating.match import Match
from search.locating.word_text import WordText

State = Literal["same", "moved", "changed", "gone", "unsure"]
"""`same`: words and page are as kept; `moved`: the words are, page or paragraph is not; `changed`:
the document says something else there; `gone`: it is no longer in the corpus, or holds nothing like
these words; `unsure`: the file has changed since it was indexed, cannot be read, or a second reader
does not see the words."""

STATES: dict[State, str] = {
    "same": "words and place as kept",
    "moved": "the words as kept, at another place",
    "changed": "the words are not what they were",
    "gone": "not found any more",
    "unsure": "not certain",
}


@frozen
class Rechecked:
    """A passage, and what has become of it."""

    passage: KeptPassage
    state: State
    notes: tuple[str, ...] = ()
    """What changed, one sentence each."""
    now: Result | None = None
    """The same words where they stand now; None where they are nowhere."""

    @property
    def is_certain(self) -> bool:
        """Whether the words stand in the file, at the place of `now`."""
        return self.state in ("same", "moved")

    def list_caveats(self) -> list[str]:
        """What a reader must know of the passage, whatever has changed: one sentence each."""
        return self.now.list_caveats() if self.now else []

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            **self.passage.as_json(),
            "state": self.state,
            "notes": list(self.notes),
            "now": self.now.as_json() if self.now else None,
        }


def recheck_basket(
    library: Library, basket: Basket, cite: Cite, *, thorough: bool
) -> list[Rechecked]:
    """What has become of each passage, in order; `thorough` as the module says, without it only
    size and time of the files are looked at."""
    rechecker = _Rechecker(library, cite, thorough)
    checked = [rechecker.check(passage) for passage in basket.passages]
    return list(_add_second_readings(library, checked)) if thorough else checked


class _Rechecker:
    def __init__(self, library: Library, cite: Cite, thorough: bool) -> None:
        self._library = library
        self._cite = cite
        self._thorough = thorough
        self._problems: dict[int, str] = {}
        self._by_content = {entry.document.sha256: entry for entry in library.entries}
        self._by_key = {entry.item.id: entry for entry in library.entries}

    def check(self, passage: KeptPassage) -> Rechecked:
        """What has become of one passage."""
        same = self._by_content.get(passage.sha256)
        entry = same or self._by_key.get(passage.place.item)
        if entry is None:
            said = f"The corpus no longer holds {passage.title or passage.place.item}."
            return Rechecked(passage, "gone", (said,))
        notes: list[str] = []
        if entry.item.id != passage.place.item:
            notes.append(f"The key of {passage.place.item} is {entry.item.id} now.")
        if same is None:
            notes.append(f"The file {entry.files[0]} is another version than the one kept from.")
        found = self._find(passage, entry)
        checked = replace_fields(found, notes=(*notes, *found.notes))
        problem = self._inspect(entry)
        if problem and checked.state != "gone":
            return replace_fields(checked, state="unsure", notes=(problem, *checked.notes))
        return checked

    def _find(self, passage: KeptPassage, entry: DocumentEntry) -> Rechecked:
        here = replace_fields(passage.place, item=entry.item.id)
        now = self._read(here)
        if now is None or _strip(now.excerpt.text) != _strip(passage.words):
            now = self._find_elsewhere(passage, entry)
        if now is None:
            return self._describe_change(passage, entry)
        if passage.is_cited_by(now.labels):
            return Rechecked(passage, "same", (), now)
        was, is_now = passage.pinpoint, now.pinpoint
        said = (
            f"The page was given otherwise when it was kept: {was}; now {is_now}."
            if was != is_now
            else f"It stands on another sheet of the file than when it was kept: now {is_now}."
        )
        return Rechecked(passage, "moved", (said,), now)

    def _read(self, place: ResultPlace) -> Result | None:
        """The words at a place; None if the document has none there."""
        try:
            return read_placed_result(self._library, place, self._cite)
        except PinciteError:
            return None

    def _find_elsewhere(self, passage: KeptPassage, entry: DocumentEntry) -> Result | None:
        """The very same words at another place of the document, the nearest to the old one."""
        needle = WordText(passage.words)
        if not needle.words or entry.document.id not in self._library.first_keys:
            return None
        matches = self._locator.find_exact(needle, entry)
        matches.sort(key=lambda match: abs(match.position[0] - passage.place.number))
        for match in matches:
            now = self._read_around(match, needle)
            if now is not None and _strip(now.excerpt.text) == _strip(passage.words):
                return now
        return None

    def _read_around(self, match: Match, needle: WordText) -> Result | None:
        """The words of `match` with the marks that stand before and after those of `needle`."""
        first, last = needle.get_span(0, len(needle.words))
        number, start = match.position
        end = start + len(match.text) + len(needle.text) - last
        start = max(0, start - first)
        return self._read(
            ResultPlace(match.entry.item.id, number, match.in_notes, start, end)
        ) or self._read(place_match(match))

    def _describe_change(self, passage: KeptPassage, entry: DocumentEntry) -> Rechecked:
        """What the document says in place of the words, which stand nowhere in it."""
        matches: Sequence[Match] = ()
        if entry.document.id in self._library.first_keys:
            matches = self._locator.locate(passage.words, limit=1, entry=entry).matches
        if not matches:
            said = f"Nothing like these words stands in {entry.files[0]} now."
            return Rechecked(passage, "gone", (said,))
        (match,) = matches
        differences = [difference.describe() for difference in match.differences]
        said = f"In {entry.files[0]} the words are others now, {match.pinpoint}"
        how = "; ".join(differences) or "they differ in capitals, accents or punctuation"
        now = self._read_around(match, WordText(passage.words))
        return Rechecked(passage, "changed", (f"{said}: {how}.",), now)

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self._library)

    @cached_property
    def _files(self) -> Mapping[str, StoredFile]:
        return self._library.store.list_files()

    def _inspect(self, entry: DocumentEntry) -> str:
        """One sentence if no file of the document is as it was indexed, else ""."""
        document = entry.document
        if document.id not in self._problems:
            found = [self._inspect_file(file, document.sha256) for file in entry.files]
            self._problems[document.id] = "" if "" in found else found[0]
        return self._problems[document.id]

    def _inspect_file(self, file: str, sha256: str) -> str:
        before = None if self._thorough else self._files.get(file)
        now = inspect_file(self._library.paths.root, file, before)
        if now.problem and (now.sha256 != sha256 or not now.size):
            return f"{file} {now.problem}"
        if now.sha256 != sha256:
            return f"{file} has changed since it was indexed: run `pincite index`."
        return ""


def _strip(text: str) -> str:
    """`text` with every stretch of white space as one space: line breaks are no words."""
    return " ".join(clean_text(text).split())


def _add_second_readings(library: Library, checked: Sequence[Rechecked]) -> Iterator[Rechecked]:
    """The same, with what the second reader makes of the words that stand where they should."""
    certain = [one for one in checked if one.is_certain and one.now]
    matches = [_make_match(library, one.now) for one in certain if one.now]
    disagreements = dict(
        zip((one.passage.id for one in certain), read_second_time(library, matches), strict=True)
    )
    for one in checked:
        said = disagreements.get(one.passage.id, "")
        yield replace_fields(one, state="unsure", notes=(*one.notes, said)) if said else one


def _make_match(library: Library, result: Result) -> Match:
    """A result in the form that the second reader compares."""
    excerpt, entry, place = result.excerpt, result.entry, result.place
    return Match(
        entry,
        result.labels,
        1.0,
        excerpt.text,
        excerpt.in_notes,
        (place.number, place.start),
        find_end(library, entry, excerpt),
        WordText(excerpt.text),
        get_minutes(library, entry),
        result.read_from,
    )
