"""What a question finds in running heads and feet, which are no part of the text.

The distinct running lines of a corpus are few, so that they are looked through one by one, and only
where the text answers with fewer documents than are wanted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from corpus.frozen import frozen
from engine.interface import FoundPages
from engine.question import AnyOf
from engine.question import Question as AskedQuestion
from indexer.library import Library
from indexer.records.entries import DocumentEntry
from indexer.running_places import RunningPlace, make_running_place
from indexer.store.running import NUMBER, RunningBlock
from search.answering.running_heads import make_running_expansion
from search.answering.text_hits import SearchedText, find_hits
from search.answering.translating import Translator
from search.asking.query import (
    And,
    AtLeast,
    Filter,
    Hyphened,
    InNotes,
    Most,
    Node,
    Not,
    Or,
    Term,
    list_words,
)

_InText: TypeAlias = Mapping[Term, Mapping[int, Collection[int]] | None]
"""By term: the documents and 0-based pages whose text holds it; None for any page."""
_NO_TERMS = (And, Or, Not, Filter, Most, AtLeast, InNotes)


@frozen
class RunningResult:
    """Running lines that answer a question, on some pages of a document."""

    found: RunningPlace
    highlights: tuple[tuple[int, int], ...]
    """0-based start and end in the text of every hit, in order."""

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {**self.found.as_json(), "highlights": [list(span) for span in self.highlights]}


def find_running_results(
    library: Library,
    root: Node,
    asked: Mapping[Term, AskedQuestion],
    answered: Collection[int],
    limit: int,
) -> list[RunningResult]:
    """The running lines of documents other than those `answered` (by id) that meet the question, of
    at most `limit` documents (0: all), those with the most different terms first.

    If nothing answers it at all, those count too that do so together with the text of their page;
    and then those that hold every term which the text nowhere holds. `asked` has the question's
    terms, as the engine is asked for them in the text.
    """
    search = _RunningSearch(library, root, tuple(asked), answered)
    results = search.find({})
    if not results and not answered and len(asked) > 1:
        anywhere: _InText = {term: None for term in asked if _stands_in_text(library, asked[term])}
        if search.list_candidates(anywhere):
            find = library.engine.find
            results = search.find({term: _list_pages(find(asked[term])) for term in anywhere})
            if not results and len(anywhere) < len(asked):
                results = search.find(anywhere)
    results.sort(key=lambda pair: (-pair[0], pair[1].found.entry.files[0]))
    documents = dict.fromkeys(result.found.entry.document.id for _, result in results)
    wanted = set(list(documents)[: limit or None])
    return [result for _, result in results if result.found.entry.document.id in wanted]


def _stands_in_text(library: Library, term: AskedQuestion) -> bool:
    if isinstance(term, AnyOf):  # counting needs no postings
        return any(library.engine.count_pages_of_each(term.words).values())
    return bool(library.engine.count_answers(term))


class _RunningSearch:
    def __init__(
        self, library: Library, root: Node, terms: Sequence[Term], answered: Collection[int]
    ) -> None:
        self._library, self._root, self._terms = library, root, terms
        self._answered = answered
        self._expansion = make_running_expansion(library)
        translator = Translator(library, self._expansion)
        self._allowed = {
            node: translator.apply_filter(node)
            for node in _list_nodes(root)
            if isinstance(node, Filter)
        }
        self._known_terms = tuple(
            dict.fromkeys(one for one in _list_nodes(root) if not isinstance(one, _NO_TERMS))
        )
        """Those too that must not be there."""
        parts = [part for term in self._known_terms for part in list_words(term)]
        wanted = set().union(*map(self._expansion.expand, parts))
        self._figures = {figure for word in wanted for figure in NUMBER.findall(word)}
        """Those of the question: in figures alone the texts of a block differ."""

    def find(self, in_text: _InText) -> list[tuple[int, RunningResult]]:
        """The results, with how many different terms each holds; terms that are `in_text` need not
        be in running lines."""
        return [
            result
            for entry in self.list_candidates(in_text)
            for result in self._find_in_document(entry, in_text)
        ]

    def list_candidates(self, in_text: _InText) -> list[DocumentEntry]:
        """The documents with running lines whose words may answer."""
        candidates: list[DocumentEntry] = []
        for entry, _ in self._library.list_key_ranges():
            document = entry.document.id
            words = self._library.running_words.get(document)
            if document in self._answered or not words:
                continue
            elsewhere = frozenset(
                term for term, places in in_text.items() if places is None or document in places
            )
            if self._may_meet(self._root, words, elsewhere) and any(
                self._may_meet(term, words, frozenset()) for term in self._terms
            ):
                candidates.append(entry)
        return candidates

    def _may_meet(self, node: Node, words: frozenset[str], passed_over: frozenset[Term]) -> bool:
        """Whether a text of some of these words may meet a part of the question."""
        match node:
            case And(children):
                return all(self._may_meet(child, words, passed_over) for child in children)
            case Or(children):
                return any(self._may_meet(child, words, passed_over) for child in children)
            case Not() | Filter():
                return True
            case Most() | AtLeast() | InNotes():  # asked of the text alone
                return False
            case _:
                if isinstance(node, Hyphened) and not words.isdisjoint(
                    self._expansion.expand_joined(node)
                ):
                    return True
                wanted = self._expansion.expand_each(node)
                return node in passed_over or not any(map(words.isdisjoint, wanted))

    def _find_in_document(
        self, entry: DocumentEntry, in_text: _InText
    ) -> Iterator[tuple[int, RunningResult]]:
        blocks = self._library.read_running(entry)
        held = [self._find_terms(block) for block in blocks]
        on_page: defaultdict[int, frozenset[Term]] = defaultdict(frozenset)
        for of_block in held:
            for page, terms in of_block.items():
                on_page[page] |= terms
        document = entry.document.id
        for block, of_block in zip(blocks, held, strict=True):
            pages = [
                page
                for page, terms in of_block.items()
                if not terms.isdisjoint(self._terms)
                and self._meets(
                    self._root,
                    (document, page - 1),
                    on_page[page] | _list_terms_on_page(in_text, document, page - 1),
                    on_page[page],
                )
            ]
            if pages:
                text = block.texts[block.pages.index(pages[0])]
                hits = find_hits(text, self._terms, self._expansion)
                marks = tuple(sorted({(hit.start, hit.end) for hit in hits}))
                place = make_running_place(self._library, entry, block.place, text, pages)
                yield len({hit.term for hit in hits}), RunningResult(place, marks)

    def _find_terms(self, block: RunningBlock) -> dict[int, frozenset[Term]]:
        """The terms that a running text holds, by page (1-based)."""
        # where words answer, numbers of pages and lines are no answer
        if self._answered and not any(map(str.isalpha, block.pattern)):
            return {}
        known: dict[str, frozenset[Term]] = {}
        held: dict[int, frozenset[Term]] = {}
        for page, text in zip(block.pages, block.texts, strict=True):
            alike = text if any(figure in text for figure in self._figures) else block.pattern
            if alike not in known:
                searched = SearchedText(text, self._expansion)
                known[alike] = frozenset(filter(searched.find_spans, self._known_terms))
            held[page] = known[alike]
        return held

    def _meets(
        self,
        node: Node,
        place: tuple[int, int],
        held: frozenset[Term],
        running: frozenset[Term],
    ) -> bool:
        """Whether a page (document and 0-based page) on which these terms are held meets a part of
        the question; what must not be there is looked for in its `running` lines only."""
        match node:
            case And(children):
                return all(self._meets(one, place, held, running) for one in children)
            case Or(children):
                return any(self._meets(one, place, held, running) for one in children)
            case Not(child):
                return not self._meets(child, place, running, running)
            case Filter():
                return place[1] in self._allowed[node].get(place[0], ())
            case Most() | AtLeast() | InNotes():
                return False
            case _:
                return node in held


def _list_pages(found: FoundPages) -> dict[int, set[int]]:
    return {document: {page for page, _ in pages} for document, pages in found.documents.items()}


def _list_terms_on_page(in_text: _InText, document: int, page: int) -> frozenset[Term]:
    return frozenset(
        term
        for term, places in in_text.items()
        if places is None or page in places.get(document, ())
    )


def _list_nodes(node: Node) -> Iterator[Node]:
    """`node` and all parts of it."""
    yield node
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _list_nodes(child)
        case Not(child):
            yield from _list_nodes(child)
        case _:
            return
