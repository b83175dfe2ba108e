"""How sure the words of a passage are, where its pages were read from their pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.library import Library
from indexer.pages.joins import join_pages
from indexer.pages.sure_words import SureWord, find_least_sure, place_words
from indexer.records.entries import DocumentEntry
from indexer.store.store_errors import StoreDamage

Place = tuple[int, int]
"""A page's number, and an offset in its running text or its notes."""


def read_sure_words(
    library: Library, entry: DocumentEntry, number: int
) -> tuple[list[SureWord], list[SureWord]]:
    """The words of a page's running text and of its notes; none where it was not read from its
    picture. Raises StoreDamage."""
    (origin,) = library.read_origins(entry, [number])
    if origin != "picture":
        return [], []
    kept = library.make_once(_make_cache)
    key = library.get_page_key(entry, number)
    if key not in kept:
        sheet, *maps = library.store.read_page_map(key)
        pictures, sha256 = library.store.pictures, entry.document.sha256
        seen = pictures.read_words(sha256, sheet.pdf_page)
        if not seen and sheet.pdf_page not in pictures.list_read(sha256):  # nothing would be unsure
            raise StoreDamage("what was read of a picture", entry.document.id)
        kept[key] = tuple(place_words(sheet, text_map, seen) for text_map in maps)
    body, notes = kept[key]
    return body, notes


def _make_cache(library: Library) -> dict[int, tuple[list[SureWord], ...]]:
    return {}


def measure_passage(
    library: Library, entry: DocumentEntry, start: Place, end: Place, *, in_notes: bool
) -> int | None:
    """The lowest confidence (0 to 100) of the words from `start` up to `end`; None where none of
    them was read from a picture."""
    found: list[int] = []
    for number in range(start[0], end[0] + 1):
        words = read_sure_words(library, entry, number)[in_notes]
        first = start[1] if number == start[0] else 0
        last = end[1] if number == end[0] else max((word.end for word in words), default=0)
        least = find_least_sure(words, first, last)
        found += [] if least is None else [least]
    return min(found, default=None)


def measure_text(
    library: Library,
    entry: DocumentEntry,
    numbers: Sequence[int],
    text: str,
    start: Place | None,
    span: tuple[int, int] | None = None,
) -> int | None:
    """The same for a `text` that begins at `start` in the running text of consecutive pages, named
    by their `numbers`, or stands in the notes of the first one where `start` is None; with a
    `span`, only for what stands between these offsets of it."""
    if "picture" not in library.read_origins(entry, numbers):
        return None
    first, last = span or (0, len(text))
    found = [
        measure_passage(library, entry, (page, begin), (page, end), in_notes=start is None)
        for page, begin, end in _find_stretches(library, entry, numbers, text, start, first, last)
    ]
    return min((least for least in found if least is not None), default=None)


def _find_stretches(
    library: Library,
    entry: DocumentEntry,
    numbers: Sequence[int],
    text: str,
    start: Place | None,
    first: int,
    last: int,
) -> Iterator[tuple[int, int, int]]:
    """Where what stands between two offsets of the text is: a page, and from where to where."""
    pages = library.read_pages(entry, numbers[0], numbers[-1])
    if start is None:
        at = pages[0].notes.find(text)
        if at >= 0:
            yield numbers[0], at + first, at + last
        return
    joined = join_pages(pages)
    begin = joined.starts[joined.pages.index(start[0])] + start[1]
    for page, top, bottom in zip(joined.pages, joined.starts, joined.ends, strict=True):
        left, right = max(begin + first, top), min(begin + last, bottom)
        if left < right:
            yield page, left - top, right - top
