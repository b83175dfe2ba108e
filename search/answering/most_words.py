"""A question of which not every word must be there: the passages with most of what it asks for.

The engine says which pages are likely; their text is then taken apart into passages, which are
ranked by themselves. How, and why so, is in `docs/ranking.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.frozen import frozen, replace_fields
from engine import question as asked
from engine.interface import FoundPages
from indexer.library import Library
from indexer.records.entries import DocumentEntry
from indexer.store.stored import StoredPage
from search.answering.all_words import PER_DOCUMENT
from search.answering.comparing import Comparison
from search.answering.making import Maker
from search.answering.passages import Passage, PassageFinder, Wanted
from search.answering.rarity import measure_rarity
from search.answering.repeats import keep_first_of_repeats
from search.answering.result import Question, Result
from search.answering.translating import Translator
from search.asking.carriers import is_in_plain_words
from search.asking.figures import asks_for_figure
from search.asking.query import (
    Hyphened,
    Most,
    Near,
    Node,
    Phrase,
    Term,
    Within,
    list_words,
)
from search.expanding.expansion import Expansion

_TRIED_PAGES = 7
"""How many of the likeliest pages are taken apart for each word of the question."""
BOTH = 2
"""So many words must be on one page, if there is any such page: it is a search for both."""
_TRIED_OF_ALL = 300
"""The same where every passage is wanted."""


_COMPARED, _COMPARED_FOR_WORD = 50, 20
"""How many of the best passages are compared with the question by their meaning and wording, at
most and for each of its words."""


@frozen
class PlacedPassage:
    """A passage and where it stands."""

    entry: DocumentEntry
    passage: Passage
    page: StoredPage

    def compare(self, comparison: Comparison) -> PlacedPassage:
        """The same, worth more for what it has in common with a question."""
        text = self.page.notes if self.passage.in_notes else self.page.body
        return replace_fields(self, passage=comparison.compare(self.passage, text))


@frozen
class FoundPassages:
    """The passages that answer a question of which not every word must be there: first those with
    all, then the best."""

    passages: list[PlacedPassage]
    words: tuple[Term, ...]
    """Those of which not every one must be there."""
    complete: Mapping[int, int]
    """By document: how many pages have all of them."""
    partial: FoundPages
    """The likeliest of those that have any."""
    most: int
    """The most words that a passage has."""


def find_most(
    library: Library,
    translator: Translator,
    expansion: Expansion,
    most: Most,
    others: Sequence[Node],
    *,
    text: str = "",
    every: bool = False,
) -> FoundPassages:
    """The passages with all or most words of `most` on pages that meet `others`; those in tables
    too where `text`, the question as typed, asks for figures."""
    engine = library.engine
    strict = tuple(map(translator.translate, others))
    terms = [translator.translate(term) for term in most.words]
    counted = [each for term in most.words for each in translator.list_asked(term)]
    complete = engine.count_answers(asked.And((*strict, *terms)))
    wide = [_widen(translator, expansion, term) for term in most.words]
    listed = not is_in_plain_words(text)
    both = listed and len(terms) == BOTH and bool(complete)
    any_of = asked.And(tuple(terms)) if both else asked.Or(tuple(terms))
    pool = asked.And((*strict, any_of)) if strict else any_of
    pages = _TRIED_OF_ALL if every else _TRIED_PAGES * len(terms)
    partial = engine.find(pool, [*counted, *wide], pages)
    wanted = _measure_wanted(library, expansion, most.words)
    finder = PassageFinder(wanted, figures=asks_for_figure(text))
    entries = {entry.document.id: entry for entry, _ in library.list_key_ranges()}
    best = _list_best_pages(partial, pages)
    first_keys = library.first_keys
    texts = library.store.read_pages([first_keys[id] + page - 1 for id, page, _ in best])
    placed: list[PlacedPassage] = []
    for id, page, score in best:
        stored = texts[first_keys[id] + page - 1]
        passages = finder.find(page, stored.body, stored.notes, score)
        placed += [PlacedPassage(entries[id], passage, stored) for passage in passages]
    placed.sort(key=_order)
    comparison = Comparison(library, text, most.words, wanted)
    compared = min(_COMPARED, _COMPARED_FOR_WORD * len(terms))
    placed[:compared] = [each.compare(comparison) for each in placed[:compared]]
    ranked = _halve_repeated_pages(placed)
    held = max((len(each.passage.held) for each in ranked), default=0)
    few = len(terms) if listed else 0
    ranked.sort(key=lambda each: (len(each.passage.held) < few, *_order(each)))
    return FoundPassages(ranked, most.words, complete, partial, held)


def _halve_repeated_pages(placed: Sequence[PlacedPassage]) -> list[PlacedPassage]:
    """`placed`, where a second passage of a page says less that is new: its score is halved, that
    of a third is divided by three, and so on."""
    numbers: dict[tuple[str, int], int] = {}
    kept: list[PlacedPassage] = []
    for each in sorted(placed, key=_order):
        page = each.entry.files[0], each.passage.number
        numbers[page] = number = numbers.get(page, 0) + 1
        own = replace_fields(each.passage, score=round(each.passage.score / number, 3))
        kept.append(replace_fields(each, passage=own))
    return kept


def _order(each: PlacedPassage) -> tuple[float, str, int, bool, int]:
    passage = each.passage
    file = each.entry.files[0]
    return -passage.score, file, passage.number, passage.in_notes, passage.start


def _widen(translator: Translator, expansion: Expansion, term: Term) -> asked.Term:
    if isinstance(term, Phrase | Hyphened | Near | Within):
        return translator.translate_term(term)
    return asked.AnyOf(expansion.expand_widely(term))


def _list_best_pages(found: FoundPages, count: int) -> list[tuple[int, int, float]]:
    """Document, PDF page (1-based) and score of the best pages."""
    ranked = [
        (-score, document, page + 1)
        for document, pages in found.documents.items()
        for page, score in pages[:count]
    ]
    return [(document, page, -score) for score, document, page in sorted(ranked)[:count]]


def _measure_wanted(library: Library, expansion: Expansion, terms: Sequence[Term]) -> list[Wanted]:
    """Each word with how rare it is, as the engine counts: by the pages that hold it."""
    pages = library.measure_coverage()["pages"]
    wanted: list[Wanted] = []
    expanded = (any_of for term in terms for any_of in expansion.expand_each(term))
    library.engine.count_pages_of_each(frozenset().union(*expanded))  # all at once, and kept
    for term in terms:
        words = list_words(term)
        options = expansion.expand_each(term)
        joined = expansion.expand_joined(term) if isinstance(term, Hyphened) else frozenset()
        family = frozenset() if len(words) > 1 else expansion.expand_widely(words[0])
        held = min(_count_pages(library, any_of) for any_of in options)
        held = min(pages, held + _count_pages(library, joined))
        forms = (options, (joined,)) if joined else (options,)
        wanted.append(Wanted(forms, family, measure_rarity(held, pages)))
    return wanted


def _count_pages(library: Library, words: frozenset[str]) -> int:
    return sum(library.engine.count_pages_of_each(sorted(words)).values())


def choose_passages(found: FoundPassages, question: Question, maker: Maker) -> list[Result]:
    """The results: the best passages; none with less than half of the words that the best ones
    have, and of one document no more than `_count_per_document` says."""
    least = max(1, found.most // 2)
    limit = question.limit or len(found.passages)
    per_document = _count_per_document(found, question)
    shown: dict[str, int] = {}
    results: list[Result] = []
    for each in found.passages:
        file = each.entry.files[0]
        if len(each.passage.held) < least or shown.get(file, 0) == per_document:
            continue
        excerpt = maker.find_passage_excerpt(each.entry, each.passage, each.page)
        if excerpt is None:
            continue
        missing = maker.list_missing(excerpt, found.words)
        result = maker.make_result(each.entry, excerpt, each.passage.score, missing=missing)
        kept = keep_first_of_repeats([*results, result])
        shown[file] = shown.get(file, 0) + len(kept) - len(results)
        results = kept
        if len(results) == limit:
            break
    if question.by_page:
        order = {file: at for at, file in enumerate(shown)}
        results.sort(key=lambda each: (order[each.entry.files[0]], each.excerpt.numbers))
    return results


def _count_per_document(found: FoundPassages, question: Question) -> int | None:
    """How many passages of one document are shown at most: three where there is only one, otherwise
    no more than two thirds of the list, so that others are seen; None for any number."""
    if question.every_hit or question.in_one_document or not question.limit:
        return None
    if found.partial.document_count == 1:
        return PER_DOCUMENT
    return max(PER_DOCUMENT, question.limit - question.limit // 3)
