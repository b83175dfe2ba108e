"""A document without pages as sheets: stretches of some paragraphs, a line for each paragraph.

A stretch is about as long as a page, so that a question for several words finds the same in a Word
file as in the PDF of it. It is nothing that a person sees: what is cited is the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from indexer.readers.flowing.flowing_text import Block, FlowingText, Note
from indexer.readers.sheets import Line, Sheet

Kind = Literal["heading", "paragraph", "row", "note"]
"""`row` is a row of a table."""

_USUAL = 3000
"""Characters in a stretch: about those of a page."""
_LARGEST = 6000
"""A longer paragraph is shared among stretches."""
_SIZES: dict[Kind, float] = {"heading": 14.0, "paragraph": 10.0, "row": 9.0, "note": 8.0}
"""By which a line says what it is: a document without pages has no sizes of its own."""
_KINDS = {size: kind for kind, size in _SIZES.items()}
_ROW = re.compile(r"(.*\btable \d+, row \d+), cell \d+")
_LAYOUT_WORDS = 60
"""A cell with more words, or of several paragraphs, belongs to the layout of a page, not to a
table."""
_SPACE = re.compile(r"\s+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Part(NamedTuple):
    """One paragraph, heading, row of a table or note; or a piece of one."""

    kind: Kind
    text: str
    goes_on: bool = False
    """Whether the next stretch begins with the rest of it."""


def make_stretches(text: FlowingText) -> tuple[Sheet, ...]:
    """The stretches of a document, in order."""
    body = [block for block in text.blocks if block.note is None]
    groups = _group(list(_list_parts(body, text.notes)))
    seen: set[int] = set()
    sheets: list[Sheet] = []
    for group in groups:
        named = [note for _, notes in group for note in notes if note not in seen]
        seen.update(named)
        parts = [part for part, _ in group]
        parts += _list_note_parts(text, dict.fromkeys(named))
        sheets.append(_make_sheet(len(sheets) + 1, parts))
    left = [at for at in range(len(text.notes)) if at not in seen]
    rest = list(_list_note_parts(text, left))
    if rest:
        sheets.append(_make_sheet(len(sheets) + 1, rest))
    return tuple(sheets)


def read_parts(sheet: Sheet) -> list[Part]:
    """What a stretch is made of, in order."""
    return [Part(_KINDS[line.size], line.text, line.hyphenated) for line in sheet.lines]


def _make_sheet(number: int, parts: Iterable[Part]) -> Sheet:
    lines: list[Line] = []
    start = 0
    for at, part in enumerate(parts):
        size, top = _SIZES[part.kind], 20.0 * at
        lines.append(
            Line(part.text, 0.0, top, 0.0, top + size, start, size, hyphenated=part.goes_on)
        )
        start += len(part.text) + 1
    return Sheet(number, 0.0, 0.0, tuple(lines))


_Referring = tuple[Part, list[int]]
"""A part, and the notes (0-based) that it refers to."""


def _list_parts(blocks: Sequence[Block], notes: Sequence[Note]) -> Iterator[_Referring]:
    """Blocks as parts; the cells of a row are one."""
    for name, of_row in groupby(blocks, key=_find_row):
        group = list(of_row)
        if name and _is_row(group):
            cells = [_clean(block, notes) for block in group]
            named = [anchor.note for block in group for anchor in block.anchors]
            yield Part("row", "\t".join(cells)), named
            continue
        for block in group:
            kind: Kind = "heading" if block.style == "heading" else "paragraph"
            text = _clean(block, notes)
            if text:
                yield Part(kind, text), [anchor.note for anchor in block.anchors]


def _find_row(block: Block) -> str:
    row = _ROW.match(block.where)
    return row[1] if row else ""


def _is_row(cells: Sequence[Block]) -> bool:
    places = [block.where for block in cells]
    several = len(set(places)) < len(places) or any("paragraph" in place for place in places)
    return not several and all(len(block.text.split()) <= _LAYOUT_WORDS for block in cells)


def _clean(block: Block, notes: Sequence[Note]) -> str:
    """The text as a reader sees it: with its automatic number, the marks of its notes raised, and
    without breaks of lines."""
    pieces: list[str] = []
    done = 0
    for offset, note in block.anchors:
        number = notes[note].number
        mark = "*" if number is None else str(number).translate(_RAISED)
        pieces += [block.text[done:offset], mark]
        done = offset
    text = "".join(pieces) + block.text[done:]
    return _SPACE.sub(" ", f"{block.number} {text}" if block.number else text).strip()


def _list_note_parts(text: FlowingText, notes: Iterable[int]) -> Iterator[Part]:
    for at in notes:
        note: Note = text.notes[at]
        mark = f"{note.number} " if note.number is not None else ""
        for place, block in enumerate(note.blocks):
            words = _SPACE.sub(" ", text.blocks[block].text).strip()
            yield Part("note", f"{'' if place else mark}{words}")


def _group(parts: Sequence[_Referring]) -> list[list[_Referring]]:
    """The parts of each stretch. No stretch ends with a heading."""
    groups: list[list[_Referring]] = [[]]
    length = 0
    for part, notes in parts:
        for at, piece in enumerate(_divide(part)):
            group = groups[-1]
            if group and (at or length + len(piece.text) > _USUAL):
                headings = _take_last_headings(group)
                group = headings
                groups.append(group)
                length = sum(len(heading.text) for heading, _ in headings)
            group.append((piece, [] if at else notes))
            length += len(piece.text)
    return [group for group in groups if group]


def _take_last_headings(group: list[_Referring]) -> list[_Referring]:
    at = len(group)
    while at > 1 and group[at - 1][0].kind == "heading":
        at -= 1
    taken = group[at:]
    del group[at:]
    return taken


def _divide(part: Part) -> Iterator[Part]:
    """The part in pieces that are not too long, each of whole words."""
    text = part.text
    while len(text) > _LARGEST:
        at = text.rfind(" ", 0, _USUAL)
        if at <= 0:
            break
        yield Part(part.kind, text[:at], True)
        text = text[at + 1 :]
    yield Part(part.kind, text)
