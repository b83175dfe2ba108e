"""Which runs of a Word document hold a quotation; they are split where it begins and ends.

Splitting a run changes neither its text nor its formatting. Comments can only stand in the body: a
quotation in a note is anchored at the note's reference mark, one in a text box at the run that
holds the box.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from drafts.quotations.quotation_finder import Quotation, Span
from indexer.readers.flowing.docx_package import W
from indexer.readers.flowing.docx_text import TextPiece, read_pieces
from indexer.readers.flowing.flowing_text import Block, FlowingText

if TYPE_CHECKING:
    from lxml.etree import _Element

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_BOX = f"{W}txbxContent"


class Anchors:
    """Finds the runs of quotations in the main part of a document, which it may split."""

    def __init__(self, draft: FlowingText, main: str, root: _Element) -> None:
        """`main` is the name of the main part and `root` its root, both of the file that `draft`
        was read from."""
        self._draft = draft
        self._main = main
        self._paragraphs = list(root.iter(f"{W}p"))

    def find_runs(self, quotation: Quotation) -> tuple[_Element, _Element] | None:
        """The first and the last run; None if the document has no run near it."""
        ends = [runs for span in quotation.spans if (runs := self._find_span_runs(span))]
        return (ends[0][0], ends[-1][1]) if ends else None

    def _find_span_runs(self, span: Span) -> tuple[_Element, _Element] | None:
        block = self._draft.blocks[span.block]
        if block.note is not None:
            return self._find_note_runs(block.note)
        paragraph = self._get_paragraph(block)
        if paragraph is None:
            return None
        box = next(paragraph.iterancestors(_BOX), None)
        while box is not None:
            paragraph, box = box, next(box.iterancestors(_BOX), None)
        if paragraph.tag == _BOX:
            holder = next(paragraph.iterancestors(f"{W}r"), None)
            return None if holder is None else (holder, holder)
        if "".join(piece.text for piece in read_pieces(paragraph)) != block.text:
            return _find_paragraph_runs(paragraph)
        return _split_off_runs(paragraph, span.start, span.end) or _find_paragraph_runs(paragraph)

    def _find_note_runs(self, note: int) -> tuple[_Element, _Element] | None:
        """The run of the note's reference mark; for a note to a note, of the outer one's."""
        for block in self._draft.blocks:
            places = [at for at, anchor in enumerate(block.anchors) if anchor.note == note]
            if not places:
                continue
            if block.note is not None:
                return self._find_note_runs(block.note) if block.note < note else None
            paragraph = self._get_paragraph(block)
            if paragraph is None or next(paragraph.iterancestors(_BOX), None) is not None:
                return None
            mark_runs = [piece.run for piece in read_pieces(paragraph) if piece.mark]
            run = mark_runs[places[0]] if len(mark_runs) == len(block.anchors) else None
            return _find_paragraph_runs(paragraph) if run is None else (run, run)
        return None

    def _get_paragraph(self, block: Block) -> _Element | None:
        if block.locator.part != self._main or block.locator.place >= len(self._paragraphs):
            return None
        return self._paragraphs[block.locator.place]


def _find_paragraph_runs(paragraph: _Element) -> tuple[_Element, _Element] | None:
    runs = [piece.run for piece in read_pieces(paragraph) if piece.run is not None]
    return (runs[0], runs[-1]) if runs else None


def _split_off_runs(paragraph: _Element, start: int, end: int) -> tuple[_Element, _Element] | None:
    """The first and last run of the characters from `start` to `end`, split off from their
    surroundings."""
    _split_at(paragraph, end)
    _split_at(paragraph, start)
    runs: list[_Element] = []
    position = 0
    for piece in read_pieces(paragraph):
        inside = position < end and position + len(piece.text) > start
        if inside and piece.text and piece.run is not None:
            runs.append(piece.run)
        position += len(piece.text)
    return (runs[0], runs[-1]) if runs else None


def _split_at(paragraph: _Element, offset: int) -> None:
    """Make a run end where the character at `offset` begins, if its markup allows it."""
    position = 0
    before: TextPiece | None = None
    for piece in read_pieces(paragraph):
        if position + len(piece.text) > offset and piece.text:
            if position < offset:
                _split_text(piece, offset - position)
            elif before is not None and before.run is piece.run:
                _split_run(piece)
            return
        position += len(piece.text)
        before = piece


def _split_text(piece: TextPiece, at: int) -> None:
    """Split the run within one of its texts."""
    element, run = piece.element, piece.run
    if run is None or element.tag != f"{W}t" or element.getparent() is not run:
        return
    rest = deepcopy(element)
    element.text, rest.text = piece.text[:at], piece.text[at:]
    for part in (element, rest):
        part.set(_PRESERVE, "preserve")
    element.addnext(rest)
    _split_run(TextPiece(rest.text, rest, run))


def _split_run(piece: TextPiece) -> None:
    """Split the run before the piece's element."""
    run, element = piece.run, piece.element
    if run is None or element.getparent() is not run:
        return
    second = deepcopy(run)
    for child in list(second):
        if child.tag != f"{W}rPr":
            second.remove(child)
    for child in [element, *element.itersiblings()]:
        second.append(child)
    run.addnext(second)
