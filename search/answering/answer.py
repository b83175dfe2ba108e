"""A question and its answer: the use case behind `pincite search`, the page and the JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.items import Item
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages, format_count, format_page_list
from indexer.library import Library
from indexer.minutes.context import NO_MINUTES, MinuteContext
from indexer.records.entries import DocumentEntry
from search.answering.evaluate import Evaluator
from search.answering.excerpts import Excerpt, find_excerpts
from search.answering.minute_filter import find_context, find_page_beginning, list_minutes_asked_for
from search.answering.ranking import RankedDocument, rank_documents
from search.answering.text_hits import list_positive_terms
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


@frozen
class Question:
    """What is asked."""

    text: str
    fuzzy: bool = False
    """Every word may be misspelt."""
    filters: tuple[Filter, ...] = ()
    """Conditions given as options; all must be met."""
    context: int = 0
    """How many sentences more on either side of a hit."""
    every_hit: bool = False
    """All excerpts of all pages, in the order of the documents, in place of the best of each."""
    limit: int = 10
    """How many documents, or excerpts with `every_hit`; 0 for all."""


@frozen
class Result:
    """One excerpt with everything needed to quote it."""

    entry: DocumentEntry
    excerpt: Excerpt
    labels: tuple[PageLabel, ...]
    """Of the pages the excerpt stands on, in order."""
    score: float
    citation: str
    also: tuple[PageLabel, ...] = ()
    """The document's other pages with hits."""
    context: MinuteContext = NO_MINUTES
    """In which minute it stands, and whose words it is."""

    @property
    def pinpoint(self) -> str:
        """Where the excerpt stands, in words."""
        where = describe_pages(self.labels)
        return f"{where}, in the notes" if self.excerpt.in_notes else where

    @property
    def also_at(self) -> str:
        """The other pages in short."""
        return format_page_list(self.also)

    def list_caveats(self) -> list[str]:
        """What must be said of this result, one sentence each."""
        said = self.context.list_caveats()
        if self.entry.item.incomplete:
            fields = ", ".join(
                "date" if field == "issued" else field for field in self.entry.item.incomplete
            )
            said.append(f"The record is incomplete ({fields} not confirmed): check before citing.")
        if self.entry.item.changed:
            said.append(
                "The file has changed since its record was made"
                f" ({self.entry.item.changed}): check record and page numbers."
            )
        if "█" in self.excerpt.text:
            said.append("█ stands where something is blacked out on the page.")
        if self.excerpt.cut:
            said.append("The excerpt is part of a longer stretch without sentences.")
        return said

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        item = self.entry.item
        return {
            "item": item.id,
            "file": self.entry.files[0],
            "title": item.title,
            "kind": item.kind,
            "date": str(item.issued) if item.issued else None,
            "pages": [label.label for label in self.labels],
            "pdf_pages": list(self.excerpt.pdf_pages),
            "label_sources": [label.source for label in self.labels],
            "pinpoint": self.pinpoint,
            "excerpt": self.excerpt.text,
            "highlights": [list(span) for span in self.excerpt.highlights],
            "in_notes": self.excerpt.in_notes,
            "cut": self.excerpt.cut,
            "also_at": [
                {"pdf_page": label.pdf_page, "page": label.label, "label_source": label.source}
                for label in self.also
            ],
            "score": round(self.score, 4),
            "citation": self.citation,
            "incomplete": list(item.incomplete),
            "changed": item.changed or None,
            **self.context.as_json(),
        }


class Answer:
    """What was found, and what must be said about it."""

    def __init__(self, question: Question, read_as: str, coverage: dict[str, int]) -> None:
        self.question = question
        self.read_as = read_as
        self.coverage = coverage
        self.notes: list[str] = []
        """One sentence each on how the question was read."""
        self.results: list[Result] = []
        self.documents_found = 0
        self.pages_found = 0
        self.suggestions: list[str] = []
        """Questions with other spellings that would find something."""
        self.textless: list[tuple[str, tuple[PageLabel, ...]]] = []
        """Where nothing was found: files with pages that could not be searched, and those pages."""

    def list_remarks(self) -> list[str]:
        """What to say before the results: how the question was read, what was searched."""
        said = [f"Read as: {self.read_as}", *self.notes]
        if self.results:
            shown = len(self.results)
            pages = format_count(self.pages_found, "page")
            what = f"{pages} in {format_count(self.documents_found, 'document')}"
            cut = "" if self.question.every_hit else f", best excerpt of {shown} shown"
            said.append(f"Found on {what}{cut}; {self._describe_coverage()}.\n")
        return said

    def list_closing_remarks(self) -> list[str]:
        """What to say after the results: where nothing was found, what might help."""
        if self.results:
            return []
        said = [f"Nothing found; {self._describe_coverage()}."]
        if self.textless:
            pages = "; ".join(
                f"{file}: {format_page_list(labels)}" for file, labels in self.textless
            )
            said.append(f"Pages without text, which cannot be searched: {pages}.")
        if self.suggestions:
            said.append(f"Did you mean: {' · '.join(self.suggestions)}")
        elif not self.question.fuzzy:
            said.append("Add --fuzzy to allow for misspellings.")
        return said

    def _describe_coverage(self) -> str:
        covered = self.coverage
        pages = format_count(covered["pages"], "page")
        documents = format_count(covered["documents"], "document")
        without_text = covered["pages_without_text"]
        return f"{pages} of {documents} searched, {without_text} of them without text"

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "query": self.question.text,
            "read_as": self.read_as,
            "notes": self.notes,
            "coverage": self.coverage,
            "documents_found": self.documents_found,
            "pages_found": self.pages_found,
            "suggestions": self.suggestions,
            "results": [result.as_json() for result in self.results],
        }


def answer_question(library: Library, question: Question, cite: Cite) -> Answer:
    """Answer `question`. Raises RequestError when there is nothing in it to look for."""
    parsed = parse(question.text, fuzzy=question.fuzzy)
    root = _add_filters(parsed.root, question.filters)
    if root is None:
        raise RequestError("The query holds no word to look for.", "Write a word or a phrase.")
    expansion = Expansion(get_lexicon(library))
    evaluator = Evaluator(library, expansion)
    pages = evaluator.find_pages(root)
    terms = list_positive_terms(root)
    found = Answer(question, format_query(root), library.measure_coverage())
    found.pages_found = sum(map(len, pages.values()))
    found.documents_found = len(pages)
    tried = question.limit * _TRIED_DOCUMENTS
    some = None if question.every_hit or not tried else tried
    documents = rank_documents(library, evaluator, pages, terms, some)
    minutes = list_minutes_asked_for(root)
    search = _Search(library, question, expansion, evaluator, cite, terms, minutes)
    results = search.find_every_hit if question.every_hit else search.find_best_hits
    found.results = results(documents)
    found.notes = [*parsed.notes, *expansion.notes]
    if not found.results:
        found.textless = _list_textless(library)
    if not pages:
        found.suggestions = _find_suggestions(root, evaluator, expansion, library)
    return found


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
    evaluator: Evaluator
    cite: Cite
    terms: Sequence[Term]
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
        from search.answering.closeness import measure_closeness

        return measure_closeness(self.evaluator, self.terms, tried, _TRIED_PAGES)

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


def _find_suggestions(
    root: Node, evaluator: Evaluator, expansion: Expansion, library: Library
) -> list[str]:
    """Other spellings for each word that is nowhere in the corpus, if they find something."""
    lexicon = get_lexicon(library)
    found: list[str] = []
    for term in list_positive_terms(root):
        for word in _list_plain_words(term):
            if evaluator.count_hits(Word(word)):
                continue
            for near in lexicon.find_corrections(word):
                other = _replace_word(root, word, near)
                if evaluator.count_hits(Word(near)) and evaluator.find_pages(other):
                    found.append(format_query(other))
                    break
    return list(dict.fromkeys(found))[:5]


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
