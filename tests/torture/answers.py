"""Everything that a corpus says: its words, labels and answers, to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from corpus.paths import CorpusPaths
from engine.question import AnyOf, Phrase
from indexer.library import Library
from indexer.opening import open_library
from indexer.store.store_errors import tell_damage

Said = dict[str, list[object]]
"""By file: what is said of it."""


def read_everything(paths: CorpusPaths, words: Sequence[str]) -> Said:
    """What is said of each document and its pages, and where `words` are found. Raises CorpusError
    where damage is told."""
    with (
        tell_damage(paths),
        closing(open_library(paths, searching=True)) as library,
    ):
        said: Said = {}
        for entry in library.entries:
            pages = library.store.read_document_pages(entry.document.id)
            said[entry.files[0]] = [
                [(page.number, page.label, page.body, page.notes) for page in pages],
                library.read_origins(entry, [page.number for page in pages]),
                library.read_paragraphs(entry),
                library.read_running(entry),
                list(library.store.read_sheets(entry.document.id)),
                [_find(library, entry.files[0], word) for word in words],
            ]
        return said


def _find(library: Library, file: str, word: str) -> list[int]:
    """The numbers of the pages of a file on which a word or a phrase stands."""
    parts = [AnyOf(frozenset({part})) for part in word.split()]
    found = library.engine.find(parts[0] if len(parts) == 1 else Phrase(tuple(parts)))
    numbers: list[int] = []
    for key in library.list_page_keys(found):
        entry, first = library.locate_page(key)
        if entry.files[0] == file:
            numbers.append(key - first + 1)
    return numbers
