"""A question of which everything must be there: the pages that have it all, and their excerpts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.interface import FoundPages
from engine.question import Term as AskedTerm
from indexer.library import Library
from search.answering.excerpts import Excerpt
from search.answering.made import MadeResults
from search.answering.making import Maker
from search.answering.ranking import RankedDocument, measure_closeness, rank_documents
from search.answering.repeats import keep_first_of_repeats
from search.answering.result import Question, Result
from search.answering.translating import Translator
from search.asking.query import Node, Term

_TRIED_PAGES = 10
"""How many of a document's best pages are searched for its best excerpt."""
_TRIED_DOCUMENTS = 3
"""How many of the best documents are considered for each one shown."""
FEW_DOCUMENTS = 3
"""Where no more documents answer, up to `PER_DOCUMENT` excerpts of each are shown."""
PER_DOCUMENT = 3


class StrictSearch:
    """Answers one question."""

    def __init__(
        self, library: Library, question: Question, translator: Translator, maker: Maker
    ) -> None:
        self._library = library
        self._question = question
        self._translator = translator
        self._maker = maker
        self._asked: Sequence[AskedTerm] = ()

    def find(self, root: Node, terms: Sequence[Term]) -> tuple[Sequence[Result], FoundPages]:
        """The results for `root`, whose terms are `terms`, and the pages that answer.

        Where every hit is wanted, each is made when it is looked at.
        """
        question = self._question
        wanted = None if question.every_hit else question.limit * _TRIED_DOCUMENTS or None
        self._asked = [each for term in terms for each in self._translator.list_asked(term)]
        found = self._library.engine.find(self._translator.translate(root), self._asked, wanted)
        documents = rank_documents(self._library, found, wanted)
        if question.every_hit:
            return MadeResults(self._list_every_hit(documents)), found
        few = found.document_count <= FEW_DOCUMENTS
        return self._find_best_hits(documents, PER_DOCUMENT if few else 1), found

    def _find_best_hits(self, documents: Sequence[RankedDocument], most: int) -> list[Result]:
        """The best excerpts of each document, at most so many, and where else it has hits.

        The best page is the one where most of the terms stand close together, then the one with
        the highest score.
        """
        limit = self._question.limit or len(documents) * most
        close = self._measure_closeness(documents)
        ranked = [
            (sorted(((close.get((document.entry.document.id, page), 0), score, -page)
                     for page, score in document.pages[:_TRIED_PAGES]), reverse=True), document)
            for document in documents
        ]  # fmt: skip
        ranked.sort(key=lambda pair: (-pair[0][0][0], -pair[0][0][1], pair[1].entry.files[0]))
        results: list[Result] = []
        for pages, document in ranked[:limit]:
            score = pages[0][1]
            others = [page for page, _ in document.pages]
            # The best page may show nothing: it is blank, or has its hits in another minute.
            tried = dict.fromkeys([*(-page for *_, page in pages), *others])
            shown: list[Excerpt] = []
            for page in tried:
                shown += self._maker.find_excerpts(document.entry, page)[:1]
                if len(shown) == most:
                    break
            results += [
                self._maker.make_result(document.entry, excerpt, score, others) for excerpt in shown
            ]
        return keep_first_of_repeats(results)[:limit]

    def _measure_closeness(self, documents: Sequence[RankedDocument]) -> dict[tuple[int, int], int]:
        if len(self._asked) < 2:
            return {}
        return measure_closeness(self._library, self._asked, documents, _TRIED_PAGES)

    def _list_every_hit(self, documents: Sequence[RankedDocument]) -> Iterator[Result]:
        """All excerpts: best pages first, or documents in order of their best page and pages in the
        order of the file."""
        limit, by_page = self._question.limit, self._question.by_page
        pages = [
            (document.entry, page, score)
            for document in documents
            for page, score in (sorted(document.pages) if by_page else document.pages)
        ]
        if not by_page:
            pages.sort(key=lambda each: (-each[2], each[0].files[0], each[1]))
        count = 0
        for entry, page, score in pages:
            excerpts = self._maker.find_excerpts(entry, page)
            if by_page:
                excerpts.sort(key=lambda excerpt: (excerpt.in_notes, excerpt.start or (0, 0)))
            for excerpt in excerpts:
                if limit and count == limit:
                    return
                count += 1
                yield self._maker.make_result(entry, excerpt, score)
