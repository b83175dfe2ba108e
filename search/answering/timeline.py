"""When something was said: the pages that answer a question, by the year of their document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.library import Library
from search.answering.translating import Translator
from search.asking.parse import parse
from search.asking.query import And, Filter, format_query, require_all_words
from search.expanding.expansion import Expansion
from search.expanding.lexicon import get_lexicon

_MOST_EMPTY = 20
"""Years without a page that are listed one by one, so that a gap is seen."""


@frozen
class TimelineYear:
    """One year, or what has no date."""

    year: int | None
    kinds: tuple[tuple[str, int], ...]
    """How many pages of documents of each kind, most first."""
    documents: int

    @property
    def pages(self) -> int:
        """How many pages in all."""
        return sum(count for _, count in self.kinds)


@frozen
class Timeline:
    """The years in order; at the end, if there are any, the documents without a date."""

    query: str
    read_as: str
    notes: tuple[str, ...]
    years: tuple[TimelineYear, ...]

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "query": self.query,
            "read_as": self.read_as,
            "notes": list(self.notes),
            "years": [
                {
                    "year": each.year,
                    "pages": each.pages,
                    "documents": each.documents,
                    "kinds": dict(each.kinds),
                }
                for each in self.years
            ],
        }


def make_timeline(library: Library, text: str, filters: Sequence[Filter] = ()) -> Timeline:
    """The timeline of a question, of which every word is required. Raises RequestError if it
    contains nothing to look for."""
    parsed = parse(text)
    if parsed.root is None:
        raise RequestError("The query contains no words.", "Type a word or a phrase.")
    root = require_all_words(parsed.root)
    if filters:
        root = And((*(root.children if isinstance(root, And) else (root,)), *filters))
    translator = Translator(library, Expansion(get_lexicon(library)))
    held = library.engine.count_answers(translator.translate(root))
    kinds: dict[int | None, Counter[str]] = {}
    documents: Counter[int | None] = Counter()
    for entry, _ in library.list_key_ranges():
        if pages := held.get(entry.document.id, 0):
            year = entry.item.issued.year if entry.item.issued else None
            kinds.setdefault(year, Counter())[entry.item.kind] += pages
            documents[year] += 1
    years = [
        TimelineYear(year, _sort(kinds.get(year, Counter())), documents[year])
        for year in _list_years(kinds)
    ]
    return Timeline(text, format_query(root), parsed.notes, tuple(years))


def _list_years(kinds: dict[int | None, Counter[str]]) -> list[int | None]:
    known = sorted(year for year in kinds if year is not None)
    years: list[int | None] = []
    for year in known:
        last = years[-1] if years else None
        if last is not None and year - last <= _MOST_EMPTY:
            years += range(last + 1, year)
        years.append(year)
    return [*years, None] if None in kinds else years


def _sort(kinds: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0])))
