"""A question is answered: the use case behind `pincite search`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.items import Item
from engine.question import Term as AskedTerm
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.records.entries import DocumentEntry
from search.answering.excerpts import Excerpt, find_excerpts
from search.answering.minute_filter import find_context, find_page_beginning, list_minutes_asked_for
from search.answering.ranking import RankedDocument, measure_closeness, rank_documents
from search.answering.result import Answer, Question, Result
from search.answering.text_hits import list_positive_terms
from search.answering.translating import Translator
from search.asking.parse import parse
from search.asking.query import And, Exact, Filter, Fuzzy, Node, Phrase, Term, Word, format_query
from search.expanding.expansion import Expansion
from search.expanding.lexicon import get_lexicon


class Cite(Protocol):
    """Makes a citation of an item and the labels of the pages that an excerpt stands on."""

    def __call__(self, item: Item, labels: Sequence[PageLabel], /, *, minute: str = "") -> str:
        """`minute` is the number of the minute that it stands in, "" where there is none."""


_TRIED_PAGES = 10
"""Of each document, how many of the best pages are looked at for its best excerpt."""
_TRIED_DOCUMENTS = 3
"""For each document shown, how many of the best are looked at."""


def answer_question(library: Library, question: Question, cite: Cite) -> Answer:
    """Answer `question`. Raises RequestError when there is nothing in it to look for."""
    parsed = parse(question.text, fuzzy=question.fuzzy)
    root = _add_filters(parsed.root, question.filters)
    if root is None:
        raise RequestError("The query holds no word to look for.", "Write a word or a phrase.")
    expansion = Expansion(get_lexicon(library))
    translator = Translator(library, expansion)
    terms = list_positive_terms(root)
    tried = question.limit * _TRIED_DOCUMENTS
    wanted = None if question.every_hit or not tried else tried
    scored_by = [translator.translate_term(term) for term in terms]
    found = library.engine.find(translator.translate(root), scored_by, wanted)
    answer = Answer(question, format_query(root), library.measure_coverage())
    answer.pages_found, answer.documents_found = found.page_count, found.document_count
    minutes = list_minutes_asked_for(root)
    search = _Search(library, question, expansion, cite, terms, scored_by, minutes)
    find_results = search.find_every_hit if question.every_hit else search.find_best_hits
    answer.results = find_results(rank_documents(library, found, wanted))
    answer.notes = [*parsed.notes, *expansion.notes]
    if not answer.results:
        answer.textless = _list_textless(library)
    if not found.page_count:
        answer.suggestions = _find_suggestions(root, translator, library)
    return answer


def _add_filters(root: Node | None, filters: Sequence[Filter]) -> Node | None:
    if not filters:
        return root
    parts = root.children if isinstance(root, And) else (root,) if root is not None else ()
    together = (*parts, *filters)
    return And(together) if len(together) > 1 else together[0]


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
    """The numbers of minutes that every excerpt must be from; none where any will do."""

    def find_best_hits(self, tried: Sequence[RankedDocument]) -> list[Result]:
        """The best excerpt of each document, and where else it has hits.

        Best is where most of the terms stand close together, then what scores highest.
        """
        limit = self.question.limit or len(tried)
        close = self._measure_closeness(tried)
        best = [
            (max((close.get((document.entry.document.id, page), 0), score, -page)
                 for page, score in document.pages[:_TRIED_PAGES]), document)
            for document in tried
        ]  # fmt: skip
        best.sort(key=lambda pair: (-pair[0][0], -pair[0][1], pair[1].entry.files[0]))
        results: list[Result] = []
        for (_, score, page), document in best[:limit]:
            excerpts = self._find_excerpts(document.entry, -page) or self._find_elsewhere(document)
            if excerpts:
                results.append(self._make_result(document, excerpts[0], score))
        return results

    def _measure_closeness(self, tried: Sequence[RankedDocument]) -> dict[tuple[int, int], int]:
        if len(self.terms) < 2:
            return {}
        return measure_closeness(self.library, self.asked, tried, _TRIED_PAGES)

    def _find_elsewhere(self, document: RankedDocument) -> list[Excerpt]:
        """Of a document whose best page shows nothing (it is blank, or has its hits in another
        minute): those of the next best."""
        found = (self._find_excerpts(document.entry, page) for page, _ in document.pages)
        return next((excerpts for excerpts in found if excerpts), [])

    def find_every_hit(self, documents: Sequence[RankedDocument]) -> list[Result]:
        """All excerpts, documents in order of their best page, pages in the order of the file."""
        results: list[Result] = []
        for document in documents:
            for page, score in sorted(document.pages):
                excerpts = self._find_excerpts(document.entry, page)
                in_order = sorted(excerpts, key=lambda excerpt: excerpt.in_notes)
                results += [self._make_result(document, excerpt, score, ()) for excerpt in in_order]
                if self.question.limit and len(results) >= self.question.limit:
                    return results[: self.question.limit]
        return results

    def _find_excerpts(self, entry: DocumentEntry, pdf_page: int) -> list[Excerpt]:
        found = find_excerpts(
            self.library, entry, pdf_page, self.terms, self.expansion, self.question.context
        )
        if not found and not self.terms:
            found = find_page_beginning(self.library, entry, pdf_page, self.minutes)
        return [one for one in found if self._is_asked_for(entry, one)]

    def _is_asked_for(self, entry: DocumentEntry, excerpt: Excerpt) -> bool:
        minute = find_context(self.library, entry, excerpt).minute if self.minutes else None
        return all(minute is not None and minute.is_named(wanted) for wanted in self.minutes)

    def _make_result(
        self,
        document: RankedDocument,
        excerpt: Excerpt,
        score: float,
        also: tuple[PageLabel, ...] | None = None,
    ) -> Result:
        here = tuple(self.library.read_labels_of_pages(document.entry, excerpt.pdf_pages))
        if also is None:
            others = sorted(page for page, _ in document.pages if page not in excerpt.pdf_pages)
            also = tuple(self.library.read_labels_of_pages(document.entry, others))
        context = find_context(self.library, document.entry, excerpt)
        minute = context.minute.citable if context.minute else ""
        citation = self.cite(document.entry.item, here, minute=minute)
        return Result(document.entry, excerpt, here, score, citation, also, context)


def _list_textless(library: Library) -> list[tuple[str, tuple[PageLabel, ...]]]:
    found: list[tuple[str, tuple[PageLabel, ...]]] = []
    for entry in library.entries:
        pages = library.textless.get(entry.document.id)
        if pages:
            labels = library.read_labels(entry)
            found.append((entry.files[0], tuple(labels[page - 1] for page in pages)))
    return found


def _find_suggestions(root: Node, translator: Translator, library: Library) -> list[str]:
    """Other spellings for each word that is nowhere in the corpus, if they find something."""

    def is_found(node: Node) -> bool:
        return library.engine.find(translator.translate(node), limit=1).page_count > 0

    lexicon = get_lexicon(library)
    suggestions: list[str] = []
    for term in list_positive_terms(root):
        for word in _list_plain_words(term):
            if is_found(Word(word)):
                continue
            for near in lexicon.find_corrections(word):
                other = _replace_word(root, word, near)
                if is_found(Word(near)) and is_found(other):
                    suggestions.append(format_query(other))
                    break
    return list(dict.fromkeys(suggestions))[:5]


def _list_plain_words(term: Term) -> list[str]:
    match term:
        case Word(word) | Fuzzy(word):
            return [word]
        case Phrase(words):
            return [word.word for word in words if isinstance(word, Exact | Fuzzy)]
        case _:
            return []


def _replace_word(node: Node, word: str, by: str) -> Node:
    """`node` with one word put in the place of another."""
    match node:
        case Word(old) if old == word:
            return Word(by)
        case Fuzzy(old, typos) if old == word:
            return Fuzzy(by, typos)
        case Phrase(words):
            return Phrase(
                tuple(Exact(by) if isinstance(w, Exact) and w.word == word else w for w in words)
            )
        case And(children):
            return And(tuple(_replace_word(child, word, by) for child in children))
        case _:
            return node
