"""What a search engine does for pincite, whichever it is.

Documents are named by their ids in the store, pages by 0-based numbers. Every engine passes the
contract test (`tests/engine/test_contract.py`), which holds it against the text itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from corpus.frozen import frozen
from engine.document_words import DocumentWords
from engine.question import AnyOf, Question, Term

SATURATION = 1.2
"""BM25's k1 (Robertson and Zaragoza 2009): how soon more of the same word stops counting."""
Stamps = dict[int, int]
"""The documents that an index holds, each with the stamp under which it was put there."""
PageCounts = Mapping[int, Mapping[int, int]]
"""By document: how often each of its pages holds something; only those that do."""
PagePositions = dict[tuple[int, int], list[Sequence[int]]]
"""By document and page: for each term asked for, the positions at which it begins on that page,
ascending, counted in words from the page's first; those of its notes from
`engine.document_words.NOTES_FROM`."""

DocumentPositions = Mapping[int, Sequence[int]]
"""By document: positions in it, ascending, counted as in `engine.document_words`; each document
that has any."""


@frozen
class Kept:
    """What of a document is kept beside its words, by engines that other machines ask, too."""

    name: str
    """Of its content, the same wherever it is read."""
    about: dict[str, Any]
    """What is to be known of the document; JSON, as all that follows."""
    rows: list[list[Any]]
    """For each page."""
    sheets: list[Any]
    """What its pages look like, some pages at a time."""
    place: dict[str, Any]
    """Where whoever puts it has its files."""


@frozen
class FoundPages:
    """The pages that answer a question."""

    documents: dict[int, list[tuple[int, float]]]
    """By document: the pages with their scores, best first."""
    document_count: int
    """How many documents answer, those included that a limit left out."""
    page_count: int
    """How many pages do."""


class Engine(Protocol):
    """An index opened for questions: one state of it, whatever is written meanwhile.

    Everything raises CorpusDamaged where the index turns out to be damaged.
    """

    @property
    def stamps(self) -> Stamps:
        """The documents it holds."""

    def find(
        self,
        question: Question,
        scored_by: Sequence[Term] = (),
        limit: int | None = None,
        *,
        saturation: float = SATURATION,
    ) -> FoundPages:
        """The pages that answer `question`.

        A page's score is the sum, over the terms `scored_by`, of BM25's saturated frequency times
        the term's rarity, lengths left aside; with `saturation` 0 only that a term is there counts,
        not how often. With a `limit`, documents may be left out that are not among so many of the
        best by their best page; of those that are equally good none is.
        """

    def count_answers(self, question: Question) -> Mapping[int, int]:
        """By document: how many of its pages answer `question`; each that has any."""

    def find_positions(
        self, terms: Sequence[Term], pages: Mapping[int, Collection[int]]
    ) -> PagePositions:
        """Where each of `terms` begins on some pages, which are given by document."""

    def find_places(
        self, words: Sequence[AnyOf], weights: Sequence[float], offsets: Sequence[int]
    ) -> Sequence[DocumentPositions]:
        """For each of `words`, where any of them stands in every document.

        They are looked for together, at these distances from a beginning. Of pages of a large
        corpus some may be left out: those on which words of the least weight stand, taken together,
        and those that have no place with half the weight of the best one.
        """

    def locate_place(self, document: int, position: int) -> tuple[int, int]:
        """The page of a document that holds the word at `position`, and its position on that page,
        as in `PagePositions`."""

    def list_words(self, beginning: str = "") -> list[str]:
        """The words that begin so, in the order of their UTF-8; a few may stand in no document."""

    def count_pages(self, word: str) -> int:
        """On about how many pages a word stands (documents just dropped may be counted)."""

    def count_pages_of_each(self, words: Collection[str]) -> Mapping[str, int]:
        """`count_pages` of many words, which may be much quicker together."""

    def count_unasked(self) -> int:
        """How many pages some question so far could not be asked, as they do not answer."""

    def close(self) -> None:
        """Let go of its files or connections."""


class Writer(Protocol):
    """Changes an index; nothing is seen by anybody before `commit`, and all of it then."""

    @property
    def stamps(self) -> Stamps:
        """The documents that the index held when it was opened for writing."""

    def put(
        self, document: int, stamp: int, words: DocumentWords, kept: Kept | None = None
    ) -> None:
        """Add a document, in place of what the index holds of it."""

    def drop(self, document: int) -> None:
        """Forget a document, if there is one with this id."""

    def commit(self) -> None:
        """Make everything visible at once."""

    def cancel(self) -> None:
        """Leave the index as it was, unless it is committed already."""
