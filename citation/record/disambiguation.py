"""The works an item is cited among: letters after a year, namesakes, and works by the same authors.

Letters go to the items of the whole catalogue that share their authors and year, in the order of
their dates (those without a month first), then of their titles (APA 7, 9.46–9.47; Chicago 15.20).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeAlias

from citation.record.source import Source
from citation.text.names import Person, list_family_names
from corpus.items import Item

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_Families: TypeAlias = tuple[str, ...]


class Context:
    """The items of a catalogue, and which of them a document cites."""

    def __init__(self, items: Iterable[Item] = (), cited: Sequence[str] = ()) -> None:
        self.sources = tuple(Source(item) for item in items)
        self._cited = frozenset(cited)
        self._tallies: dict[str, Counter[str]] = {}

    def get_letter(self, source: Source) -> str:
        """`a`, `b` … where other items share the authors and the year, else ""."""
        return self._letters.get(source.item.id, "")

    def count_by_key(self, name: str, key: Callable[[Source], str]) -> Counter[str]:
        """How many items have each `key`; counted once, and remembered under `name`."""
        if name not in self._tallies:
            self._tallies[name] = Counter(map(key, self.sources))
        return self._tallies[name]

    def is_cited_alike(self, source: Source, key: Callable[[Source], str]) -> bool:
        """Whether the document cites another item with the same `key`."""
        others = (other for other in self.sources if other.item.id in self._cited)
        return any(
            other.item.id != source.item.id and key(other) == key(source) for other in others
        )

    def has_namesake(self, person: Person) -> bool:
        """Whether another first author has this family name and a different first initial."""
        initials = self._first_initials.get(person.family, set())
        return not person.body and bool(initials - {person.given[:1].upper()})

    def count_needed_names(self, source: Source, most: int) -> int:
        """How many authors stand before "et al." where more than `most` are cut to the first one.

        As many as tell the source from others of its year (APA 7, 8.18; Chicago 17, 15.29), and all
        of them where "et al." would stand for a single name.
        """
        families = _list_families(source)
        rivals = [
            rival
            for rival in self._groups.get((families[:1], source.year), ())
            if rival != families and len(rival) > most
        ]
        needed = 1
        while needed < len(families) and any(r[:needed] == families[:needed] for r in rivals):
            needed += 1
        return len(families) if 1 < needed >= len(families) - 1 else needed

    @cached_property
    def _letters(self) -> dict[str, str]:
        groups: defaultdict[tuple[object, ...], list[Source]] = defaultdict(list)
        for source in self.sources:
            if not source.is_legal:
                groups[_make_author_key(source)].append(source)
        letters: dict[str, str] = {}
        for group in groups.values():
            distinct = {source.item.id: source for source in group}
            if len(distinct) > 1:
                ordered = sorted(distinct.values(), key=_make_sort_key)
                letters.update((s.item.id, _make_letter(i)) for i, s in enumerate(ordered))
        return letters

    @cached_property
    def _first_initials(self) -> dict[str, set[str]]:
        initials: defaultdict[str, set[str]] = defaultdict(set)
        for source in self.sources:
            for person in source.authors[:1] if not source.is_legal else ():
                if person.given:
                    initials[person.family].add(person.given[:1].upper())
        return initials

    @cached_property
    def _groups(self) -> dict[tuple[_Families, str], list[_Families]]:
        """The authors of all works, by the first one and the year."""
        groups: defaultdict[tuple[_Families, str], list[_Families]] = defaultdict(list)
        for source in self.sources:
            families = _list_families(source)
            groups[families[:1], source.year].append(families)
        return groups


def _list_families(source: Source) -> _Families:
    return tuple(list_family_names(source.authors))


def _make_author_key(source: Source) -> tuple[object, ...]:
    names = tuple((person.family, person.given[:1].upper()) for person in source.people)
    return (names or source.title.text.casefold(), source.year)


def _make_sort_key(source: Source) -> tuple[int, int, str, str]:
    date = source.date
    month, day = (date.month, date.day) if date else (0, 0)
    return month, day, source.title.shorten().text.casefold() + source.title.text, source.item.id


def _make_letter(index: int) -> str:
    """a … z, aa, ab …"""
    rest, last = divmod(index, 26)
    return (_make_letter(rest - 1) if rest else "") + _LETTERS[last]
