"""The citers of a library, one for each style, made once."""

from __future__ import annotations

from citation.written.excerpt_citations import Citer, make_citer
from indexer.library import Library


def get_citer(library: Library, style: str) -> Citer:
    """The citer of a style among the records of the library's catalogue."""
    citers = library.make_once(_make_cache)
    if style not in citers:
        citers[style] = make_citer(style, library.catalogue)
    return citers[style]


def _make_cache(library: Library) -> dict[str, Citer]:
    return {}
