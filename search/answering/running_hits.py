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
from search.answering.text_hits import Hit, SearchedText, find_hits
from search.answering.translating import Translator
from search.asking.query import And, Filter, Near, Node, Not, Or, Phrase, PhraseWord, Term, Word
from search.expanding.expansion import Expansion
from search.expanding.lexicon import Lexicon


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
        self._allowed = {node: translator.apply_filter(node) for node in _list_filters(root)}

    def find(self, passed_over: frozenset[Term]) -> list[tuple[int, RunningResult]]:
        """The results, with how many different terms each holds; the terms `passed_over` need not
        be there."""
        return [
            result
            for entry, _ in self._library.list_key_ranges()
            if entry.document.id not in self._answered
            and self._may_answer(self._library.running_words.get(entry.document.id, frozenset()))
            for result in self._find_in_document(entry, passed_over)
        ]

    def _may_answer(self, words: frozenset[str]) -> bool:
        """Whether any term has all its words among these."""
        return any(
            all(not words.isdisjoint(self._expansion.expand(word)) for word in _list_parts(term))
            for term in self._terms
        )

    def _find_in_document(
        self, entry: DocumentEntry, passed_over: frozenset[Term]
    ) -> Iterator[tuple[int, RunningResult]]:
        for block in self._library.read_running(entry):
            hits = {text: self._find_hits(text) for text in dict.fromkeys(block.texts)}
            pages = [
                page
                for page, text in zip(block.pdf_pages, block.texts, strict=True)
                if hits[text] and self._meets(self._root, entry, page, text, passed_over)
            ]
            if pages:
                text = block.texts[block.pdf_pages.index(pages[0])]
                place = make_running_place(self._library, entry, block.place, text, pages)
                marks = tuple(sorted({(hit.start, hit.end) for hit in hits[text]}))
                yield len({hit.term for hit in hits[text]}), RunningResult(place, marks)

    def _find_hits(self, text: str) -> list[Hit]:
        # where words answer, numbers of pages and lines are no answer
        if self._answered and not any(map(str.isalpha, text)):
            return []
        return find_hits(text, self._terms, self._expansion)

    def _meets(
        self, node: Node, entry: DocumentEntry, page: int, text: str, passed_over: frozenset[Term]
    ) -> bool:
        """Whether this `text` of a page (1-based) meets a part of the question."""
        match node:
            case And(children):
                return all(self._meets(one, entry, page, text, passed_over) for one in children)
            case Or(children):
                return any(self._meets(one, entry, page, text, passed_over) for one in children)
            case Not(child):
                return not self._meets(child, entry, page, text, frozenset())
            case Filter():
                return page - 1 in self._allowed[node].get(entry.document.id, ())
            case _:
                held = SearchedText(text, self._expansion).find_spans(node)
                return node in passed_over or bool(held)


def _list_parts(term: Term) -> tuple[Word | PhraseWord, ...]:
    return term.words if isinstance(term, Phrase | Near) else (term,)


def _list_words(words: Sequence[str], beginning: str) -> list[str]:
    """Those of the sorted `words` with this beginning."""
    first = bisect_left(words, beginning)
    last = bisect_left(words, beginning + chr(0x10FFFF))
    return list(words[first:last])


def _list_filters(node: Node) -> Iterator[Filter]:
    match node:
        case And(children) | Or(children):
            for child in children:
                yield from _list_filters(child)
        case Not(child):
            yield from _list_filters(child)
        case Filter():
            yield node
