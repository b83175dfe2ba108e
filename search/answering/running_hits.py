"""What a question finds in running heads and feet, which are no part of the text.

The distinct running lines of a corpus are few, so that they are looked through one by one, and only
where the text answers with fewer documents than are wanted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from corpus.frozen import frozen
from engine.question import Term as AskedTerm
from indexer.library import Library
from indexer.records.entries import DocumentEntry
from indexer.running_places import RunningPlace, make_running_place
from indexer.store.running import NUMBER, RunningBlock
from search.answering.text_hits import SearchedText, find_hits
from search.answering.translating import Translator
from search.asking.query import And, Filter, Near, Node, Not, Or, Phrase, PhraseWord, Term, Word
from search.expanding.expansion import Expansion
from search.expanding.lexicon import Lexicon

_NO_TERMS = (And, Or, Not, Filter)


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
    asked: Mapping[Term, AskedTerm],
    answered: Collection[int],
    limit: int,
) -> list[RunningResult]:
    """The running lines of documents other than those `answered` (by id) that meet the question, of
    at most `limit` documents (0: all), those with the most different terms first.

    If nothing answers it at all, lines count that hold every term which the text nowhere holds;
    `asked` has the question's terms, as the engine is asked for them in the text.
    """
    search = _RunningSearch(library, root, tuple(asked), answered)
    results = search.find(frozenset())
    if not results and not answered and len(asked) > 1:
        find = library.engine.find
        in_text = frozenset(term for term in asked if find(asked[term], limit=1).page_count)
        results = search.find(in_text) if len(in_text) < len(asked) else []
    results.sort(key=lambda pair: (-pair[0], pair[1].found.entry.files[0]))
    documents = dict.fromkeys(result.found.entry.document.id for _, result in results)
    wanted = set(list(documents)[: limit or None])
    return [result for _, result in results if result.found.entry.document.id in wanted]


class _RunningSearch:
    def __init__(
        self, library: Library, root: Node, terms: Sequence[Term], answered: Collection[int]
    ) -> None:
        self._library, self._root, self._terms = library, root, terms
        self._answered = answered
        words = sorted(set().union(*library.running_words.values()))
        self._expansion = Expansion(Lexicon(lambda beginning: _list_words(words, beginning)))
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
        parts = [part for term in self._known_terms for part in _list_parts(term)]
        wanted = set().union(*map(self._expansion.expand, parts))
        self._figures = {figure for word in wanted for figure in NUMBER.findall(word)}
        """Those of the question: in figures alone the texts of a block differ."""

    def find(self, passed_over: frozenset[Term]) -> list[tuple[int, RunningResult]]:
        """The results, with how many different terms each holds; the terms `passed_over` need not
        be there."""
        return [
            result
            for entry, _ in self._library.list_key_ranges()
            if entry.document.id not in self._answered
            and (words := self._library.running_words.get(entry.document.id))
            and self._may_meet(self._root, words, passed_over)
            and any(self._may_meet(term, words, frozenset()) for term in self._terms)
            for result in self._find_in_document(entry, passed_over)
        ]

    def _may_meet(self, node: Node, words: frozenset[str], passed_over: frozenset[Term]) -> bool:
        """Whether a text of some of these words may meet a part of the question."""
        match node:
            case And(children):
                return all(self._may_meet(child, words, passed_over) for child in children)
            case Or(children):
                return any(self._may_meet(child, words, passed_over) for child in children)
            case Not() | Filter():
                return True
            case _:
                wanted = map(self._expansion.expand, _list_parts(node))
                return node in passed_over or not any(map(words.isdisjoint, wanted))

    def _find_in_document(
        self, entry: DocumentEntry, passed_over: frozenset[Term]
    ) -> Iterator[tuple[int, RunningResult]]:
        for block in self._library.read_running(entry):
            pages = self._find_pages(entry, block, passed_over)
            if pages:
                text = block.texts[block.pdf_pages.index(pages[0])]
                hits = find_hits(text, self._terms, self._expansion)
                marks = tuple(sorted({(hit.start, hit.end) for hit in hits}))
                place = make_running_place(self._library, entry, block.place, text, pages)
                yield len({hit.term for hit in hits}), RunningResult(place, marks)

    def _find_pages(
        self, entry: DocumentEntry, block: RunningBlock, passed_over: frozenset[Term]
    ) -> list[int]:
        """The pages (1-based) on which a running text answers."""
        # where words answer, numbers of pages and lines are no answer
        if self._answered and not any(map(str.isalpha, block.pattern)):
            return []
        held: dict[str, frozenset[Term]] = {}
        pages: list[int] = []
        for page, text in zip(block.pdf_pages, block.texts, strict=True):
            alike = text if any(figure in text for figure in self._figures) else block.pattern
            if alike not in held:
                searched = SearchedText(text, self._expansion)
                held[alike] = frozenset(filter(searched.find_spans, self._known_terms))
            terms = held[alike]
            if not terms.isdisjoint(self._terms) and self._meets(
                self._root, entry, page, terms | passed_over, terms
            ):
                pages.append(page)
        return pages

    def _meets(
        self,
        node: Node,
        entry: DocumentEntry,
        page: int,
        held: frozenset[Term],
        really: frozenset[Term],
    ) -> bool:
        """Whether a page (1-based) whose running text holds these terms meets a part of the
        question; what must not be there counts only where it `really` is."""
        match node:
            case And(children):
                return all(self._meets(one, entry, page, held, really) for one in children)
            case Or(children):
                return any(self._meets(one, entry, page, held, really) for one in children)
            case Not(child):
                return not self._meets(child, entry, page, really, really)
            case Filter():
                return page - 1 in self._allowed[node].get(entry.document.id, ())
            case _:
                return node in held


def _list_parts(term: Term) -> tuple[Word | PhraseWord, ...]:
    return term.words if isinstance(term, Phrase | Near) else (term,)


def _list_words(words: Sequence[str], beginning: str) -> list[str]:
    """Those of the sorted `words` with this beginning."""
    first = bisect_left(words, beginning)
    last = bisect_left(words, beginning + chr(0x10FFFF))
    return list(words[first:last])


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
