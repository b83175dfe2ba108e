"""How the pages that answer a question are distributed: over kinds, years and documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from corpus.frozen import frozen
from engine.question import And as AskedAnd
from indexer.library import Library
from indexer.records.entries import DocumentEntry
from search.answering.result import Answer
from search.answering.translating import Translator
from search.asking.parse import parse
from search.asking.query import And, Most, Node
from search.expanding.expansion import Expansion
from search.expanding.lexicon import get_lexicon

_MOST_EMPTY = 20
"""Years without a page that are listed one by one, so that a gap is seen."""


@frozen
class ItemCount:
    """How many pages of one document answer."""

    entry: DocumentEntry
    pages: int


@frozen
class Distribution:
    """The pages that answer, counted in three ways."""

    kinds: tuple[tuple[str, int], ...]
    """Most pages first."""
    years: tuple[tuple[int, int], ...]
    """Ascending; years without a page between two others are there, too, unless they are many."""
    undated: int
    """Pages of documents without a date."""
    items: tuple[ItemCount, ...]
    """Most pages first."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "kinds": dict(self.kinds),
            "years": {str(year): pages for year, pages in self.years},
            "undated": self.undated,
            "items": {each.entry.item.id: each.pages for each in self.items},
        }


def distribute(library: Library, answer: Answer) -> Distribution:
    """Where the pages are that have what `answer` found: where no page has all words of the
    question, those that have as many as the best passage shown."""
    root = parse(answer.read_as).root
    if root is None:
        return Distribution((), (), 0, ())
    translator = Translator(library, Expansion(get_lexicon(library)))
    counts = _count_pages(library, translator, root, answer)
    kinds: Counter[str] = Counter()
    years: Counter[int] = Counter()
    items: list[ItemCount] = []
    undated = 0
    for entry, _ in library.list_key_ranges():
        pages = counts.get(entry.document.id, 0)
        if not pages:
            continue
        kinds[entry.item.kind] += pages
        items.append(ItemCount(entry, pages))
        if entry.item.issued:
            years[entry.item.issued.year] += pages
        else:
            undated += pages
    by_count = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    items.sort(key=lambda each: (-each.pages, each.entry.item.id))
    return Distribution(tuple(by_count), tuple(_fill_gaps(years)), undated, tuple(items))


def _count_pages(
    library: Library, translator: Translator, root: Node, answer: Answer
) -> dict[int, int]:
    """By document: how many of its pages have enough of what is asked for."""
    parts = root.children if isinstance(root, And) else (root,)
    most = next((part for part in parts if isinstance(part, Most)), None)
    held, asked = answer.words or (0, 0)
    if most is None or held == asked:
        return dict(library.engine.count_answers(translator.translate(root)))
    others = [translator.translate(part) for part in parts if part is not most]
    words: Counter[tuple[int, int]] = Counter()
    for word in most.words:
        question = AskedAnd((*others, translator.translate_term(word)))
        for id, pages in library.engine.find(question).documents.items():
            words.update((id, page) for page, _ in pages)
    enough = Counter(id for (id, _), count in words.items() if count >= held)
    return dict(enough)


def _fill_gaps(years: Counter[int]) -> Sequence[tuple[int, int]]:
    filled: list[tuple[int, int]] = []
    for year, pages in sorted(years.items()):
        if filled and year - filled[-1][0] <= _MOST_EMPTY:
            filled += [(empty, 0) for empty in range(filled[-1][0] + 1, year)]
        filled.append((year, pages))
    return filled
