"""What the index answers is what the text of the pages says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.paths import CorpusPaths
from engine.question import AnyOf
from indexer.cleaning.page_text import PageText, Seam
from indexer.cleaning.text_map import TextMap
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.opening import open_library
from indexer.pages.document import DocumentReading
from indexer.pages.joins import join_pages
from indexer.readers.sheets import Sheet
from indexer.store.packing import pack_document
from indexer.store.store import Store
from indexer.store.stored import StoredFile
from search.answering.text_hits import SearchedText, list_positive_terms
from search.answering.translating import Translator
from search.asking.parse import parse
from search.asking.query import Near, Term
from search.expanding.expansion import Expansion
from search.expanding.lexicon import get_lexicon

Document = list[tuple[str, str, Seam]]
"""Running text, notes and seam of each page."""

QUESTIONS = (
    '"a b"', '"b a b"', '"a a"', '"dab b"', '"a b"~1', '"b a"~3', '"a c"~0', '"a a"~2', "a", "d*",
    "a AND b", "a OR d", "a NOT b", "NOT a", '"a b" NOT c', "(a OR b) d", '"a b" OR "b c"',
)  # fmt: skip


@contextmanager
def corpus_of(documents: list[Document], *, last_first: bool = False) -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder:
        paths = CorpusPaths(Path(folder))
        store = Store.create_or_open(paths.store)
        order = list(enumerate(documents))
        for number, pages in reversed(order) if last_first else order:
            sha, name = f"{number:064d}", f"{number}.pdf"
            store.put_document(sha, pack_document(reading(pages)), StoredFile(name, 1, 1, sha))
        store.close()
        library = open_library(paths)
        try:
            yield library
        finally:
            library.close()


def reading(pages: Document) -> DocumentReading:
    numbers = range(1, len(pages) + 1)
    texts = tuple(
        PageText(number, body, TextMap(), notes, TextMap(), seam)
        for number, (body, notes, seam) in zip(numbers, pages, strict=True)
    )
    labels = tuple(PageLabel(number, str(number), "printed", "") for number in numbers)
    sheets = tuple(Sheet(number, 612.0, 792.0) for number in numbers)
    return DocumentReading("pdfium", {}, (), sheets, labels, texts)


def begins(library: Library, term: Term, expansion: Expansion) -> dict[tuple[int, int], int]:
    """By document and 0-based page, how many places of the term begin there, by the text alone."""
    found: dict[tuple[int, int], int] = {}
    for entry in library.entries:
        pages = library.store.read_document_pages(entry.document.id)
        for at, page in enumerate(pages):
            joined = join_pages(pages[at : at + 2])
            spans = SearchedText(joined.text, expansion).find_spans(term)
            count = sum(1 for start, _ in spans if start < joined.ends[0])
            count += len(SearchedText(page.notes, expansion).find_spans(term))
            if count:
                found[entry.document.id, at] = count
    return found


WORDS = st.lists(st.sampled_from(["a", "b", "c", "dab", "é", "§", ". ", "\n\n"]), max_size=7)
TEXT = WORDS.map(" ".join)
PAGE = st.tuples(TEXT, TEXT, st.sampled_from(["space", "paragraph"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PAGE, min_size=1, max_size=4), min_size=1, max_size=3))
def test_the_index_counts_what_the_text_holds(documents: list[Document]) -> None:
    with corpus_of(documents) as library:
        expansion = Expansion(get_lexicon(library))
        translator = Translator(library, expansion)
        for question in QUESTIONS:
            root = parse(question).root
            assert root is not None
            for term in list_positive_terms(root):
                if isinstance(term, Near) and any(len(pages) > 2 for pages in documents):
                    continue  # of three pages, those in the middle share stretches
                asked = translator.translate_term(term)
                every = {
                    entry.document.id: range(len(keys)) for entry, keys in library.list_key_ranges()
                }
                positions = library.engine.find_positions([asked], every)
                assert {
                    place: len(found) for place, (found,) in positions.items() if found
                } == begins(library, term, expansion)


@pytest.mark.parametrize("blank", ["", "x"])
def test_a_phrase_goes_over_one_page_break_and_no_further(blank: str) -> None:
    pages: Document = [("end of a", "", "space"), (blank, "", "space"), ("b begins", "", "space")]
    with corpus_of([pages]) as library:
        assert find_pages(library, '"a b"') == {}
        assert find_pages(library, f'"{blank} b"') == {1: [1 if blank else 2]}
        assert find_pages(library, '"of a"') == {1: [0]}


@pytest.mark.parametrize("last_first", [False, True])
def test_pages_come_in_the_order_of_the_files_names_however_they_were_read(
    last_first: bool,
) -> None:
    documents: list[Document] = [[(f"a {number}", "", "space")] for number in range(4)]
    with corpus_of(documents, last_first=last_first) as library:
        keys = library.list_page_keys(library.engine.find(AnyOf(frozenset("a"))))
        assert [library.get_entry_of_page(key).files[0] for key in keys] == [
            f"{n}.pdf" for n in range(4)
        ]


def test_nearness_does_not_join_notes_of_two_pages() -> None:
    pages: Document = [("x", "a y", "space"), ("x", "y b", "space")]
    with corpus_of([pages]) as library:
        assert find_pages(library, '"a b"~10') == {}
        assert find_pages(library, '"y b"~10') == {1: [1]}
        assert find_pages(library, '"x a"~10') == {}


def test_a_document_that_is_no_longer_listed_is_not_found() -> None:
    with corpus_of([[("a", "", "space")], [("a", "", "space")]]) as library:
        assert library.engine.find(AnyOf(frozenset("a"))).page_count == 2
        library.entries.pop()
        assert find_pages(library, "a") == find_pages(library, "NOT b") == {1: [0]}


def find_pages(library: Library, text: str) -> dict[int, list[int]]:
    root = parse(text).root
    assert root is not None
    translator = Translator(library, Expansion(get_lexicon(library)))
    found = library.engine.find(translator.translate(root))
    return {id: [page for page, _ in pages] for id, pages in found.documents.items()}
