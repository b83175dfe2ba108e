"""A question is answered: the use case behind `pincite search`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.items import Item
from engine.question import Term as AskedTerm
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.records.entries import DocumentEntry
from search.answering.excerpts import (
    Excerpt,
    find_context,
    find_excerpts,
    find_page_beginning,
    find_paragraphs,
    pinpoint_excerpt,
)
from search.answering.ranking import RankedDocument, measure_closeness, rank_documents
from search.answering.result import Answer, Question, Result
from search.answering.text_hits import list_positive_terms
from search.answering.translating import Translator
from search.asking.parse import parse
from search.asking.query import And, Exact, Filter, Fuzzy, Node, Phrase, Term, Word, format_query
from search.expanding.expansion import Expansion
from search.expanding.lexicon import get_lexicon

if TYPE_CHECKING:
    from engine.interface import FoundPages
    from search.answering.running_hits import RunningResult


class Cite(Protocol):
    """Makes a citation of an item and the labels of the pages that an excerpt stands on."""

    def __call__(self, item: Item, labels: Sequence[PageLabel], /, *, minute: str = "") -> str:
        """`minute` is the number of the minute that the excerpt stands in, "" if none."""


_TRIED_PAGES = 10
"""How many of a document's best pages are searched for its best excerpt."""
_TRIED_DOCUMENTS = 3
"""How many of the best documents are considered for each one shown."""
_SUGGESTIONS = 5
"""At most how many are made."""


def answer_question(library: Library, question: Question, cite: Cite) -> Answer:
    """Answer `question`. Raises RequestError if it contains nothing to look for."""
    parsed = parse(question.text, fuzzy=question.fuzzy)
    root = _add_filters(parsed.root, question.filters)
    if root is None:
        raise RequestError("The query contains no words.", "Type a word or a phrase.")
    expansion = Expansion(get_lexicon(library))
    translator = Translator(library, expansion)
    terms = list_positive_terms(root)
    wanted = None if question.every_hit else question.limit * _TRIED_DOCUMENTS or None
    asked = [translator.translate_term(term) for term in terms]
    found = library.engine.find(translator.translate(root), asked, wanted)
    minutes, paragraphs = (_list_values_asked_for(root, field) for field in ("minute", "para"))
    search = _Search(library, question, expansion, cite, terms, asked, minutes, paragraphs)
    find_results = search.find_every_hit if question.every_hit else search.find_best_hits
    results = find_results(rank_documents(library, found, wanted))
    running = _find_running(library, question, root, dict(zip(terms, asked, strict=True)), found)
    return Answer(
        question,
        format_query(root),
        library.measure_coverage(),
        results,
        found.document_count,
        found.page_count,
        [*parsed.notes, *expansion.notes],
        [] if found.page_count else _find_suggestions(root, translator, library),
        [] if results else _list_textless(library),
        running,
    )


def _find_running(
    library: Library,
    question: Question,
    root: Node,
    asked: Mapping[Term, AskedTerm],
    found: FoundPages,
) -> list[RunningResult]:
    """What running heads and feet answer, where the text of fewer documents than wanted does."""
    left = question.limit - found.document_count if question.limit else 0
    if not asked or left < 0 or (question.limit and not left):
        return []
    from search.answering.running_hits import find_running_results  # here: many searches need none

    return find_running_results(library, root, asked, found.documents.keys(), left)


def _add_filters(root: Node | None, filters: Sequence[Filter]) -> Node | None:
    parts = root.children if isinstance(root, And) else (root,) if root else ()
    parts = (*parts, *filters)
    return And(parts) if len(parts) > 1 else next(iter(parts), None)


def _list_values_asked_for(root: Node, field: str) -> list[str]:
    """The numbers of the minutes or paragraphs that a question is limited to."""
    parts = root.children if isinstance(root, And) else (root,)
    return [str(p.value) for p in parts if isinstance(p, Filter) and p.field == field]


@frozen
class _Search:
    library: Library
    question: Question
    expansion: Expansion
    cite: Cite
    terms: Sequence[Term]
    asked: Sequence[AskedTerm]
    """The terms as the engine was asked for them."""
    minutes: Sequence[str]
    """The numbers of the minutes that every excerpt must be from; empty if any will do."""
    paragraphs: Sequence[str]
    """The same for paragraphs."""

    def find_best_hits(self, documents: Sequence[RankedDocument]) -> list[Result]:
        """The best excerpt of each document, and where else it has hits.

        The best page is the one where most of the terms stand close together, then the one with
        the highest score.
        """
        limit = self.question.limit or len(documents)
        close = self._measure_closeness(documents)
        best = [
            (max((close.get((document.entry.document.id, page), 0), score, -page)
                 for page, score in document.pages[:_TRIED_PAGES]), document)
            for document in documents
        ]  # fmt: skip
        best.sort(key=lambda pair: (-pair[0][0], -pair[0][1], pair[1].entry.files[0]))
        results: list[Result] = []
        for (_, score, page), document in best[:limit]:
            # The best page may show nothing: it is blank, or has its hits in another minute.
            pages = (-page, *(other for other, _ in document.pages))
            of_pages = (self._find_excerpts(document.entry, tried) for tried in pages)
            excerpts = next(filter(None, of_pages), [])
            results += [self._make_result(document, excerpt, score) for excerpt in excerpts[:1]]
        return results

    def _measure_closeness(self, documents: Sequence[RankedDocument]) -> dict[tuple[int, int], int]:
        if len(self.terms) < 2:
            return {}
        return measure_closeness(self.library, self.asked, documents, _TRIED_PAGES)

    def find_every_hit(self, documents: Sequence[RankedDocument]) -> list[Result]:
        """All excerpts, documents in order of their best page, pages in their order."""
        results: list[Result] = []
        for document in documents:
            for page, score in sorted(document.pages):
                excerpts = self._find_excerpts(document.entry, page)
                in_order = sorted(excerpts, key=lambda excerpt: excerpt.in_notes)
                results += [self._make_result(document, excerpt, score) for excerpt in in_order]
                if self.question.limit and len(results) >= self.question.limit:
                    return results[: self.question.limit]
        return results

    def _find_excerpts(self, entry: DocumentEntry, number: int) -> list[Excerpt]:
        excerpts = find_excerpts(
            self.library, entry, number, self.terms, self.expansion, self.question.context
        )
        if not excerpts and not self.terms:
            excerpts = find_page_beginning(
                self.library, entry, number, self.minutes, self.paragraphs
            )
        return [excerpt for excerpt in excerpts if self._is_asked_for(entry, excerpt)]

    def _is_asked_for(self, entry: DocumentEntry, excerpt: Excerpt) -> bool:
        minute = find_context(self.library, entry, excerpt).minute if self.minutes else None
        numbers = find_paragraphs(self.library, entry, excerpt) if self.paragraphs else ()
        return set(self.paragraphs) <= set(numbers) and all(
            minute is not None and minute.is_named(wanted) for wanted in self.minutes
        )

    def _make_result(self, document: RankedDocument, excerpt: Excerpt, score: float) -> Result:
        entry = document.entry
        here = pinpoint_excerpt(self.library, entry, excerpt)
        also: list[PageLabel] = []
        if not self.question.every_hit:
            others = sorted(page for page, _ in document.pages if page not in excerpt.numbers)
            also = self.library.read_labels_of_pages(entry, others)
        context = find_context(self.library, entry, excerpt)
        minute = context.minute.citable if context.minute else ""
        citation = self.cite(entry.item, here, minute=minute)
        read_from = self.library.read_origins(entry, excerpt.numbers)
        paragraphs = find_paragraphs(self.library, entry, excerpt)
        return Result(
            entry,
            excerpt,
            tuple(here),
            score,
            citation,
            tuple(also),
            context,
            read_from,
            paragraphs,
        )


def _list_textless(library: Library) -> list[tuple[str, list[PageLabel]]]:
    textless = ((entry, library.textless.get(entry.document.id)) for entry in library.entries)
    return [
        (entry.files[0], library.read_labels_of_pages(entry, pages))
        for entry, pages in textless
        if pages
    ]


def _find_suggestions(root: Node, translator: Translator, library: Library) -> list[str]:
    """The question with another spelling for a word that the corpus does not hold, if that finds
    something."""

    def is_found(node: Node) -> bool:
        return library.engine.find(translator.translate(node), limit=1).page_count > 0

    lexicon = get_lexicon(library)
    suggestions: dict[str, None] = {}
    words = (word for term in list_positive_terms(root) for word in _list_plain_words(term))
    for word in words:
        if is_found(Word(word)):
            continue
        for near in lexicon.find_corrections(word):
            corrected = _replace_word(root, word, near)
            if is_found(Word(near)) and is_found(corrected):
                suggestions[format_query(corrected)] = None
                break
    return list(suggestions)[:_SUGGESTIONS]


def _list_plain_words(term: Term) -> list[str]:
    match term:
        case Word(word) | Fuzzy(word):
            return [word]
        case Phrase(words):
            return [word.word for word in words if isinstance(word, Exact)]
        case _:
            return []


def _replace_word(node: Node, word: str, by: str) -> Node:
    """`node` with one word replaced by another."""
    match node:
        case Word(old) if old == word:
            return Word(by)
        case Fuzzy(old, typos) if old == word:
            return Fuzzy(by, typos)
        case Phrase(words):
            return Phrase(tuple(Exact(by) if old == Exact(word) else old for old in words))
        case And(children):
            return And(tuple(_replace_word(child, word, by) for child in children))
        case _:
            return node
