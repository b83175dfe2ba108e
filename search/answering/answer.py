"""A question is answered: the use case behind `pincite search`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.cited_files import ChangedFiles, find_changed_files
from indexer.library import Library
from search.answering.all_words import StrictSearch
from search.answering.making import Cite, Maker
from search.answering.result import Answer, Question, Result
from search.answering.text_hits import list_positive_terms
from search.answering.translating import Translator
from search.asking.carriers import is_in_plain_words
from search.asking.parse import parse
from search.asking.query import And, Filter, Most, Node, format_query, require_all_words
from search.expanding.expansion import Expansion
from search.expanding.lexicon import get_lexicon
from search.expanding.prefixes import join_prefixes

if TYPE_CHECKING:
    from search.answering.running_hits import RunningResult


def answer_question(
    library: Library, question: Question, cite: Cite, *, as_made: bool = False
) -> Answer:
    """Answer `question`. Raises RequestError if it contains nothing to look for.

    With `as_made`, every hit is made when it is looked at: the library has to be open until then.
    """
    parsed = parse(question.text, fuzzy=question.fuzzy)
    root = _add_filters(parsed.root, question.filters)
    if root is None:
        raise RequestError("The query contains no words.", "Type a word or a phrase.")
    lexicon = get_lexicon(library)
    root = join_prefixes(root, lexicon)
    if question.every_word:
        root = require_all_words(root)
    expansion = Expansion(lexicon)
    translator = Translator(library, expansion)
    search = _Search(library, question, expansion, translator, cite)
    found = search.find(root)
    corrected: dict[str, str] = {}
    suggestions: list[str] = []
    running = _find_running(library, question, root, translator, found)
    if not (found.complete or running or question.fuzzy or question.every_word):
        from search.answering.spelling import correct_unknown_words, find_suggestions

        other, corrected = correct_unknown_words(
            root, translator, library, relatives=not found.results
        )
        again = search.find(other) if corrected else found
        if again.results and corrected:
            root, found = other, again
        else:
            corrected = {}
        if not found.results:
            suggestions = list(find_suggestions(root, translator, library))
    results = found.results if as_made else list(found.results)
    find_changed = partial(_find_changed, library, results)
    changed = None if as_made else find_changed()
    return Answer(
        question,
        format_query(root),
        library.measure_coverage(),
        results,
        found.documents,
        found.pages,
        [*parsed.notes, *expansion.notes],
        suggestions,
        0 if found.results else sum(map(len, library.textless.values())),
        running,
        corrected,
        found.words,
        found.complete,
        find_changed if changed is None else lambda: changed,
    )


def _find_changed(library: Library, results: Sequence[Result]) -> ChangedFiles:
    return find_changed_files(library, [result.entry for result in results])


def _find_running(
    library: Library, question: Question, root: Node, translator: Translator, found: _Found
) -> list[RunningResult]:
    """What running heads and feet answer, where the text of fewer documents than wanted does."""
    left = question.limit - len(found.answered) if question.limit else 0
    terms = list_positive_terms(root)
    if not terms or left < 0 or (question.limit and not left):
        return []
    from search.answering.running_hits import find_running_results  # here: many searches need none

    asked = {term: translator.translate(term) for term in terms}
    return find_running_results(library, require_all_words(root), asked, found.answered, left)


def _add_filters(root: Node | None, filters: Sequence[Filter]) -> Node | None:
    parts = root.children if isinstance(root, And) else (root,) if root else ()
    parts = (*parts, *filters)
    return And(parts) if len(parts) > 1 else next(iter(parts), None)


_BOTH = 2


@frozen
class _Found:
    """The results of one reading of a question."""

    results: Sequence[Result]
    documents: int
    pages: int
    complete: bool
    """Whether some page has everything that was asked for."""
    answered: Collection[int]
    """The ids of the documents whose text has all that was asked for."""
    words: tuple[int, int] | None = None
    """The most words of the question that a result has, and how many there are; None where all
    were required."""


@frozen
class _Search:
    """Finds the results of a question for whatever tree it is read as."""

    library: Library
    question: Question
    expansion: Expansion
    translator: Translator
    cite: Cite

    def find(self, root: Node) -> _Found:
        """The results for one tree."""
        parts = root.children if isinstance(root, And) else (root,)
        loose = next((part for part in parts if isinstance(part, Most)), None)
        maker = Maker(self.library, self.question, self.expansion, self.cite, root)
        listed = self.question.every_hit and not is_in_plain_words(self.question.text)
        if loose is not None and (len(loose.words) > _BOTH or not listed):
            return self._find_most(loose, parts, maker)
        strict = StrictSearch(self.library, self.question, self.translator, maker)
        results, pages = strict.find(root, list_positive_terms(root))
        if loose is not None and not pages.page_count:
            return self._find_most(loose, parts, maker)
        complete = bool(pages.page_count)
        answered = pages.documents.keys()
        return _Found(results, pages.document_count, pages.page_count, complete, answered)

    def _find_most(self, most: Most, parts: Sequence[Node], maker: Maker) -> _Found:
        from search.answering.most_words import choose_passages, find_most

        others = [part for part in parts if part is not most]
        # One document has few pages: they are all looked at.
        of_one = any(isinstance(part, Filter) and part.field == "item" for part in others)
        every = self.question.every_hit or of_one
        found = find_most(
            self.library,
            self.translator,
            self.expansion,
            most,
            others,
            text=self.question.text,
            every=every,
        )
        results = choose_passages(found, self.question, maker)
        complete = found.complete
        documents = len(complete) or found.partial.document_count
        pages = sum(complete.values()) or found.partial.page_count
        of = len(most.words)
        held = max((of - len(result.missing) for result in results), default=0)
        words = (held, of)
        return _Found(results, documents, pages, bool(complete), complete.keys(), words)
