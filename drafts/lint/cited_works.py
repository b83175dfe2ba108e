"""The works that a draft's citations are compared with: its own list, or the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citation.record.disambiguation import Context
from citation.record.source import Source
from corpus.items import Item
from drafts.citations.citation_dates import may_be_same_day
from drafts.claims.naming import (
    Mention,
    Naming,
    count_leading_authors,
    is_author_count,
    keep_by_author_count,
)
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
    """As it is or would be written, with its letter if it has one; "n.d." without a date, "" if it
    could not be read."""
    lettered: str
    """The year with the letter that distinguishes the work from others with the same label."""


class CitedWorks:
    """All of them, found by what citations say."""

    def __init__(self, works: Sequence[CitedWork], *, from_list: bool) -> None:
        self.all = tuple(works)
        self.from_list = from_list
        """Whether they are the draft's own list."""
        self._naming = Naming([work.item for work in works])

    @classmethod
    def build_from_list(cls, entries: Sequence[ReferenceEntry]) -> CitedWorks:
        """The entries of a draft's list."""
        context = Context(entry.item for entry in entries)
        works = []
        for entry in entries:
            lettered = _add_letter(entry.year, context.get_letter(Source(entry.item)))
            works.append(CitedWork(entry.item, entry.place, entry.year, lettered))
        return cls(works, from_list=True)

    @classmethod
    def build_from_catalogue(cls, items: Sequence[Item]) -> CitedWorks:
        """The items of a catalogue."""
        context = Context(items)
        works = []
        for item in items:
            source = Source(item)
            year = source.year or "n.d."
            own = item.get_text("year-suffix")
            letter = own or context.get_letter(source)
            works.append(CitedWork(item, item.id, f"{year}{own}", f"{year}{letter}"))
        return cls(works, from_list=False)

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

    def names_all_authors(self, label: AuthorDateLabel) -> bool:
        """Whether the label names all authors of each work that it may mean, or "et al." for those
        it does not name: "Pratt" does not mean what Pratt wrote with Thompson."""
        named = count_leading_authors(
            [mention for mention in self.find_mentions(label.name) if mention.by == "author"]
        )
        has = {at: self._count_authors(at) for at in named}
        return any(is_author_count(label.name, has[at], named[at]) for at in named)

    def find_mentions(self, text: str) -> list[Mention]:
        """The names of works in a text."""
        return self._naming.find_mentions(text)

    def find_named(self, label: AuthorDateLabel) -> list[CitedWork]:
        """The works whose first author the label names, with those of its other authors that it
        names; of any year."""
        mentions = self.find_mentions(label.name)
        authors = [m for m in mentions if m.by == "author"]
        if not authors:
            titled = dict.fromkeys(m.item for m in mentions if m.by == "title" and m.start == 0)
            return [self.all[at] for at in titled]
        named = count_leading_authors(authors)
        has = {at: self._count_authors(at) for at in named}
        return [self.all[at] for at in keep_by_author_count(label.name, has, named)]

    def find_fitting(self, label: AuthorDateLabel) -> list[CitedWork]:
        """The named works that have the label's year, letter and date."""
        return [work for work in self.find_named(label) if _fits(work, label)]

    def _count_authors(self, at: int) -> int:
        """How many authors a work has; an acronym in brackets behind a body is not another one."""
        names = [name.short for name in self.all[at].item.authors]
        return sum(not name.isupper() for name in names) or len(names)


def _add_letter(year: str, letter: str) -> str:
    return year if year[4:] or not year[:1].isdigit() else year + letter


def _fits(work: CitedWork, label: AuthorDateLabel) -> bool:
    if not any(_has_year(work, year) for year in label.years):
        return False
    issued = work.item.issued
    if issued is None or not label.dates:
        return True
    return any(may_be_same_day(date, issued) for date in label.dates)


def _has_year(work: CitedWork, year: str) -> bool:
    if not work.year:
        return True
    if not year[:1].isdigit():
        return not work.year[:1].isdigit()
    if work.year[:4] != year[:4]:
        return False
    letter, own = year[4:], work.year[4:]
    return not letter or letter == (own or work.lettered[4:])
