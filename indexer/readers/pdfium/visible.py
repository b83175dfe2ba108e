"""The lines of a page as it is shown: without what cannot be seen, with marks for black bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from indexer.readers.dark_blocks import BAR_HEIGHTS
from indexer.readers.geometry import Box, Display
from indexer.readers.pdfium.accents import has_accents, join_accents
from indexer.readers.pdfium.buffers import Buffers
from indexer.readers.pdfium.characters import Characters
from indexer.readers.pdfium.lines import read_lines
from indexer.readers.pdfium.looking import Picture
from indexer.readers.pdfium.marks import put_marks_in_place
from indexer.readers.pdfium.objects import Objects
from indexer.readers.pdfium.replaced import read_shown_text
from indexer.readers.pdfium.seeing import Unseen, find_unseen, join_boxes, list_doubtful_words
from indexer.readers.pdfium.shapes import Shapes, find_black_pieces
from indexer.readers.pdfium.signs import SignFinder, Signs, address_of
from indexer.readers.redactions import mark_redactions
from indexer.readers.sheets import Line, ReadFrom
from indexer.readers.strikes import mark_struck
from indexer.readers.superscripts import raise_lone_marks

_SMALLEST = 1.5
"""Points; print smaller than this cannot be read."""

_THICKEST = 4.0
"""Points; what is thicker strikes no words out but covers them."""


class VisibleText(NamedTuple):
    """What a page shows, and what else it holds."""

    lines: tuple[Line, ...] = ()
    hidden: str = ""
    """The words that it holds and does not show."""
    read_from: ReadFrom = "text"


def read_visible_lines(
    page: Any, objects: Objects, display: Display, buffers: Buffers, finder: SignFinder
) -> VisibleText:
    """The text of the raw `page`."""
    text_page, replaced = read_shown_text(page, objects, display, buffers)
    try:
        characters = Characters(text_page, display, buffers)
        if not characters.text:
            return VisibleText(hidden=" ".join(replaced.split()))
        whole = characters.text
        shapes = finder.list_shapes(objects)
        unseen, blocks = _look(page, objects, shapes, characters, finder)
        lines, unread = _read_lines(characters)
        if shapes.bounds or blocks or unseen.covered:
            covered = [box for _, _, box in unseen.covered]
            pieces = partial(_find_pieces, shapes, display, blocks, covered)
            lines = mark_redactions(lines, pieces, characters.measure_boxes, covered)
        rules = _list_rules(shapes, display)
        if rules:
            lines = mark_struck(lines, rules, characters.measure_boxes)
        if has_accents(whole):
            lines = tuple(join_accents(characters, line) for line in lines)
        hidden = _collect_words(whole, [*unseen.hidden, *unread])
        hidden = " ".join(filter(None, (hidden, " ".join(replaced.split()))))
        return VisibleText(lines, hidden, "layer" if unseen.layered and lines else "text")
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _look(
    page: Any, objects: Objects, shapes: Shapes, characters: Characters, finder: SignFinder
) -> tuple[Unseen, list[Box]]:
    """What the page does not show, which is then blank among the `characters`; and dark rectangles
    in its pictures."""
    display = characters.display
    signs = finder.find_signs(objects, shapes, display.visible)
    words = list_doubtful_words(characters, signs) if signs.areas else []
    if not words or not finder.may_look():
        return Unseen((), (), bool(words and signs.invisible)), []
    around = join_boxes([word.box for word in words])
    picture = Picture(page, display.size, around, _list_seen_texts(signs), finder.canvas)
    unseen = find_unseen(characters, signs, words, picture)
    characters.blank(unseen.hidden)
    characters.blank((begin, end) for begin, end, _ in unseen.covered)
    blocks = _find_blocks(picture, signs, display)
    finder.finish_look()
    return unseen, blocks


def _read_lines(characters: Characters) -> tuple[tuple[Line, ...], list[tuple[int, int]]]:
    """The lines that can be read, and the spans of letters that are beyond the page's edge or too
    small."""
    lines = tuple(read_lines(characters))
    unread = _find_cut_away(lines, characters)
    if unread:
        characters.blank(unread)
        lines = tuple(read_lines(characters))
    lines = raise_lone_marks(put_marks_in_place(characters, lines))
    if any(0 < line.size < _SMALLEST for line in lines):
        tiny = [line for line in lines if 0 < line.size < _SMALLEST]
        unread += [(line.start, line.start + len(line.text)) for line in tiny]
        lines = tuple(line for line in lines if line not in tiny)
    return lines, unread


def _list_seen_texts(signs: Signs) -> list[Any]:
    unseen = signs.invisible | signs.clipping
    if not unseen:
        return signs.texts
    return [item for item in signs.texts if address_of(item) not in unseen]


def _find_cut_away(lines: Iterable[Line], characters: Characters) -> list[tuple[int, int]]:
    """The spans of letters beyond the edges of the page in lines that run over these."""
    width, height = characters.display.size
    spans: list[tuple[int, int]] = []
    for line in lines:
        if line.x0 >= -1 and line.top >= -1 and line.x1 <= width + 1 and line.bottom <= height + 1:
            continue
        places = [line.start + at for at, one in enumerate(line.text) if not one.isspace()]
        boxes = characters.measure_boxes(places)
        spans += [
            (at, at + 1)
            for at, box in zip(places, boxes, strict=False)
            if not characters.display.shows(box)
        ]
    return _join_spans(spans)


def _join_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, end in spans:
        if joined and joined[-1][1] == begin:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((begin, end))
    return joined


def _list_rules(shapes: Shapes, display: Display) -> list[Box]:
    """The thin horizontal shapes on the displayed page."""
    turned = display.rotation in (90, 270)
    rules: list[Box] = []
    for bounds in shapes.bounds:
        left, bottom, right, top = bounds
        high, wide = (right - left, top - bottom) if turned else (top - bottom, right - left)
        if high <= _THICKEST and wide > high:
            rules.append(bounds)
    return display.place_all(rules)


def _find_blocks(picture: Picture, signs: Signs, display: Display) -> list[Box]:
    """The dark rectangles in the pictures on the page, such as bars in a scan."""
    if not signs.images:
        return []
    images = list(map(display.place, signs.images))
    return [
        block
        for block in picture.find_dark_blocks()
        if any(
            image.x0 <= (block.x0 + block.x1) / 2 <= image.x1
            and image.y0 <= (block.y0 + block.y1) / 2 <= image.y1
            for image in images
        )
    ]


def _find_pieces(
    shapes: Shapes,
    display: Display,
    blocks: Sequence[Box],
    covered: Sequence[Box],
    usual: float,
) -> Iterator[Box]:
    """The black pieces of the page that may be bars: `blocks` of a picture as high as text."""
    yield from find_black_pieces(shapes.thick, display, usual)
    lowest, highest = (share * usual for share in BAR_HEIGHTS)
    yield from (block for block in blocks if lowest <= block.y1 - block.y0 <= highest)
    yield from covered


def _collect_words(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words of the page's `text` between these positions, with single spaces; of
    no interest are those without a letter or figure."""
    words = " ".join(text[begin:end] for begin, end in sorted(spans)).split()
    return " ".join(word for word in words if any(map(str.isalnum, word)))
