"""The works that a draft's citations are held against: its own list, else the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citation.record.disambiguation import Context
from citation.record.source import Source
from corpus.items import Item
from drafts.claims.naming import Mention, Naming
from drafts.lint.author_date_labels import AuthorDateLabel
from drafts.lint.reference_list import ReferenceEntry
from indexer.words.tokens import split_words


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One entry or item."""

    item: Item
    place: str
    """`reference 7`, or the citation key."""
    year: str
    """As it is or would be written, with its letter if it has one; "n.d." without a date, "" where
    it could not be read."""
    lettered: str
    """The year with the letter that tells it from others of the same label, if there are any."""


class CitedWorks:
    """All of them, asked by what citations say."""

    def __init__(self, works: Sequence[CitedWork], *, from_list: bool) -> None:
        self.all = tuple(works)
        self.from_list = from_list
        """Whether they are the draft's own list."""
        self._naming = Naming([work.item for work in works])

    @classmethod
    def build_from_list(cls, entries: Sequence[ReferenceEntry]) -> CitedWorks:
        """The entries of a draft's list."""
        context = Context(entry.item for entry in entries)
        made = [
            CitedWork(
                e.item, e.place, e.year, _add_letter(e.year, context.get_letter(Source(e.item)))
            )
            for e in entries
        ]
        return cls(made, from_list=True)

    @classmethod
    def build_from_catalogue(cls, items: Sequence[Item]) -> CitedWorks:
        """The items of a catalogue."""
        context = Context(items)
        made = []
        for item in items:
            source = Source(item)
            year = source.year or "n.d."
            letter = context.get_letter(source)
            own = item.get_text("year-suffix")
            made.append(CitedWork(item, item.id, f"{year}{own}", f"{year}{own or letter}"))
        return cls(made, from_list=False)

    def knows_author(self, label: AuthorDateLabel) -> bool:
        """Whether the label names an author of any of them, and not just a title."""
        return any(mention.by == "author" for mention in self.find_mentions(label.name))

    def matches_only_authors(self, label: AuthorDateLabel) -> bool:
        """Whether the label names authors and nothing else."""
        covered = {
            at
            for mention in self.find_mentions(label.name)
            if mention.by == "author"
            for at in range(mention.start, mention.end)
        }
        others = (word for at, word in enumerate(split_words(label.name)) if at not in covered)
        return set(others) <= {"the", "and", "et", "al"}

    def find_mentions(self, text: str) -> list[Mention]:
        """The names of works in a text."""
        return self._naming.find_mentions(text)

    def find_named(self, label: AuthorDateLabel) -> list[CitedWork]:
        """The works whose first author the label names, with those of its other authors that it
        names; of any year."""
        found = self.find_mentions(label.name)
        authored = [m for m in found if m.by == "author"]
        if not authored:
            titled = dict.fromkeys(m.item for m in found if m.by == "title" and m.start == 0)
            return [self.all[at] for at in titled]
        start = min(m.start for m in authored)
        first = {m.item for m in authored if m.start == start and m.rank == 0}
        first = first or {m.item for m in authored if m.start == start}
        counts = {at: len({m.start for m in authored if m.item == at}) for at in first}
        kept = [at for at in sorted(first) if counts[at] == max(counts.values())]
        return [
            self.all[at] for at in self._keep_by_author_count(kept, label, max(counts.values()))
        ]

    def find_fitting(self, label: AuthorDateLabel) -> list[CitedWork]:
        """Those of `named` that have the year, letter and date of the label."""
        return [work for work in self.find_named(label) if _fits(work, label)]

    def _keep_by_author_count(
        self, kept: list[int], label: AuthorDateLabel, named: int
    ) -> list[int]:
        several = re.search(r"\bet al\b", label.name)
        exact = [
            at
            for at in kept
            if (
                len(self._list_authors(at)) > 2 if several else len(self._list_authors(at)) == named
            )
        ]
        return exact or kept

    def _list_authors(self, at: int) -> list[str]:
        """The authors; what a list puts in brackets behind a body is only its acronym."""
        named = [name.short for name in self.all[at].item.authors]
        return [name for name in named if not name.isupper()] or named


def _add_letter(year: str, letter: str) -> str:
    return year if year[4:] or not year[:1].isdigit() else year + letter


def _fits(work: CitedWork, label: AuthorDateLabel) -> bool:
    if not any(_has_year(work, year) for year in label.years):
        return False
    issued = work.item.issued
    if issued is None or not label.dates:
        return True
    return any(
        (not d.month or not issued.month or d.month == issued.month)
        and (not d.day or not issued.day or d.day == issued.day)
        for d in label.dates
    )


def _has_year(work: CitedWork, year: str) -> bool:
    if not work.year:
        return True
    if not year[:1].isdigit():
        return not work.year[:1].isdigit()
    if work.year[:4] != year[:4]:
        return False
    letter, own = year[4:], work.year[4:]
    return not letter or letter == (own or work.lettered[4:])
