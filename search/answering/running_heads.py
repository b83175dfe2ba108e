"""`head:`, the pages whose running heads hold some words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from indexer.library import Library
from search.answering.text_hits import SearchedText
from search.asking.query import Term
from search.expanding.expansion import Expansion
from search.expanding.lexicon import Lexicon


def make_running_expansion(library: Library) -> Expansion:
    """Expands words by those of running lines, which are in no index."""
    words = sorted(set().union(*library.running_words.values()))

    def list_words(beginning: str) -> list[str]:
        first = bisect_left(words, beginning)
        return words[first : bisect_left(words, beginning + chr(0x10FFFF))]

    return Expansion(Lexicon(list_words))


def find_pages_under(library: Library, term: Term) -> dict[int, Collection[int]]:
    """By document: the pages (0-based) the running heads of which hold `term`."""
    expansion = make_running_expansion(library)
    pages: dict[int, Collection[int]] = {}
    for entry, _ in library.list_key_ranges():
        if entry.document.id not in library.running_words:
            continue
        held: dict[str, bool] = {}
        found: set[int] = set()
        for block in library.read_running(entry):
            if block.place != "head":
                continue
            for page, text in zip(block.pages, block.texts, strict=True):
                if text not in held:
                    held[text] = bool(SearchedText(text, expansion).find_spans(term))
                if held[text]:
                    found.add(page - 1)
        if found:
            pages[entry.document.id] = found
    return pages
