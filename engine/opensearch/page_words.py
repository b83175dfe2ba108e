"""The words of pages, for what OpenSearch cannot count: nearness, long phrases, places."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from corpus.frozen import frozen
from engine.document_words import PageStarts
from engine.opensearch.asking import make_id
from engine.opensearch.connection import Connection, Json
from engine.opensearch.schema import SAME_PLACE
from engine.positions import find_near_positions, find_phrase_positions
from engine.question import AnyOf, Near, Phrase, Term

_AT_ONCE = 200
"""Pages in one request."""
_REQUESTS = 2
"""On their way at the same time: the cluster looks for pages while others are taken apart."""
_KEPT = 20_000
"""Pages in memory."""

Words = list[str]


@frozen
class PageWords:
    """One page."""

    body: Words
    """Where several words stand at one place, they are joined."""
    notes: Words
    body_start: int
    """Positions in the document at which its running text and its notes begin."""
    notes_start: int

    def find_places(self, words: frozenset[str]) -> dict[str, list[int]]:
        """Where each of the words stands that do, as positions in the document."""
        places: dict[str, list[int]] = {}
        for start, text in ((self.body_start, self.body), (self.notes_start, self.notes)):
            for at in _find_words(text, words):
                for word in words.intersection(text[at].split(SAME_PLACE)):
                    places.setdefault(word, []).append(start + at)
        return places


def _find_words(text: Words, words: frozenset[str]) -> list[int]:
    """Where any of some words stands in a text."""
    return [
        at
        for at, one in enumerate(text)
        if one in words or (SAME_PLACE in one and not words.isdisjoint(one.split(SAME_PLACE)))
    ]


class PageReader:
    """Reads the words of pages, each once; pages are named by the number of their document."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names = connection.names
        self._by_document: dict[int, dict[int, PageWords]] = {}
        self._count = 0

    def read(self, pages: Iterable[tuple[int, int]]) -> dict[tuple[int, int], PageWords]:
        """Those of the pages that exist and answer."""
        wanted = list(dict.fromkeys(pages))
        if self._count > _KEPT:
            self._by_document, self._count = {}, 0
        missing = [page for page in wanted if self._get(page) is None]
        chunks = [missing[at : at + _AT_ONCE] for at in range(0, len(missing), _AT_ONCE)]
        if len(chunks) > 1:
            with ThreadPoolExecutor(_REQUESTS) as pool:
                self._keep(pool.map(self._fetch, chunks))
        else:
            self._keep(map(self._fetch, chunks))
        return {page: words for page in wanted if (words := self._get(page))}

    def _get(self, page: tuple[int, int]) -> PageWords | None:
        return self._by_document.get(page[0], {}).get(page[1])

    def _fetch(self, pages: Sequence[tuple[int, int]]) -> list[Json]:
        body: Json = {
            "query": {
                "bool": {"filter": [{"ids": {"values": [make_id(*page) for page in pages]}}]}
            },
            "size": len(pages),
            "_source": ["w", "d", "p", "b", "n"],
        }
        hits: list[Json] = self._connection.search(self._names.pages, body)["hits"]["hits"]
        return hits

    def _keep(self, fetched: Iterable[list[Json]]) -> None:
        for hit in chain.from_iterable(fetched):
            source = hit["_source"]
            words, notes = (text.split(" ") if text else [] for text in source["w"])
            page = PageWords(words, notes, source["b"], source["n"])
            self._by_document.setdefault(source["d"], {})[source["p"]] = page
            self._count += 1

    def locate(self, number: int, position: int) -> tuple[int, int, bool] | None:
        """Page, position on it, and whether it is in the notes, of a position in a document; of a
        page that was read before."""
        for page, words in self._by_document.get(number, {}).items():
            for start, text, noted in (
                (words.body_start, words.body, False),
                (words.notes_start, words.notes, True),
            ):
                if start <= position < start + len(text):
                    return page, position - start, noted
        return None

    def find_positions(
        self, term: Term, pages: Collection[tuple[int, int]]
    ) -> dict[tuple[int, int], list[int]]:
        """Where a term begins on pages, as `Engine.find_positions` counts; those that exist."""
        if isinstance(term, Phrase) and len(term.words) == 1:
            term = term.words[0]
        known = self.read(pages)
        known |= self.read(
            (number, page + 1)
            for (number, page), words in known.items()
            if _may_go_on(term, words.body)
        )
        nothing = PageWords([], [], 0, 0)
        return {
            page: _find_on_page(term, known[page], known.get((page[0], page[1] + 1), nothing))
            for page in pages
            if page in known
        }


def _may_go_on(term: Term, body: Words) -> bool:
    """Whether what begins on a page may go on on the next one."""
    if isinstance(term, AnyOf):
        return False
    reach = len(term.words) - 1 + (term.distance if isinstance(term, Near) else 0)
    first = term.words[:1] if isinstance(term, Phrase) else term.words
    end = body[-reach:]
    return any(_find_words(end, any_of.words) for any_of in first)


def _find_on_page(term: Term, page: PageWords, following: PageWords) -> list[int]:
    """Where `term` begins on a page, the running text of which goes on on the `following` one."""
    parts = (term,) if isinstance(term, AnyOf) else term.words
    bodies = page.body if isinstance(term, AnyOf) else page.body + following.body
    texts = [*bodies, "", *page.notes]  # no word is empty: nothing goes over from text to notes
    positions = [_find_words(texts, part.words) for part in parts]
    if not all(positions):
        return []
    begin, end = len(page.body), len(bodies)
    starts = PageStarts(array("I", [0, begin, end, end + 1, len(texts), len(texts)]).tobytes())
    match term:
        case AnyOf():
            found: Sequence[int] = positions[0]
        case Phrase():
            found = find_phrase_positions(positions, starts)
        case Near(_, distance, ordered):
            found = find_near_positions(positions, distance, starts, ordered=ordered)
    return starts.list_on_page(found, 0)
