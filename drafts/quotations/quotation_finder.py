"""Finds the quotations of a draft: between marks, over several paragraphs, and set as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from drafts.citations.citation_parser import find_citation_tail, is_citation_line
from drafts.quotations.marks import Marks, Pair, find_marks
from indexer.readers.flowing.flowing_text import Block, FlowingText
from indexer.words.tokens import split_words

Kind = Literal["inline", "block"]

SHORTEST = 4
"""Words from which on a quotation can be checked."""
_EXCERPT = 40


class Span(NamedTuple):
    """A stretch of one block's text."""

    block: int
    """0-based index among the draft's blocks."""
    start: int
    """0-based offset of its first character."""
    end: int
    """0-based offset after its last one."""


@dataclass(frozen=True)
class Quotation:
    """Words that a draft sets apart as somebody else's."""

    text: str
    """Without the marks around it; paragraphs are parted by an empty line."""
    kind: Kind
    spans: tuple[Span, ...]
    """Where `text` stands, one for each paragraph."""
    nested_in: int | None = None
    """0-based index, in the list of quotations, of the one that it is part of."""

    @property
    def block(self) -> int:
        """0-based index of the block in which it begins."""
        return self.spans[0].block

    @property
    def start(self) -> int:
        """Offset of its first character in that block."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Offset after its last character in the block of its last span."""
        return self.spans[-1].end

    @cached_property
    def word_count(self) -> int:
        """How many words it has, counted as in the index."""
        return len(split_words(self.text))

    @property
    def too_short(self) -> bool:
        """Whether it has too few words to be checked."""
        return self.word_count < SHORTEST


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """A quotation mark that nothing closes, or that closes nothing."""

    where: str
    """The block's own `where`."""
    excerpt: str
    """The mark and what stands behind it (before it, for a closing one)."""
    block: int
    offset: int
    """0-based, in the block's text."""


@dataclass(frozen=True, slots=True)
class FoundQuotations:
    """What `find_quotations` returns."""

    quotations: tuple[Quotation, ...]
    """In the order of the draft; a nested one follows the one that it is part of."""
    unbalanced: tuple[Unbalanced, ...]


def find_quotations(draft: FlowingText) -> FoundQuotations:
    """The quotations of `draft`, too short ones included, and its unbalanced marks.

    Quotations within others are listed from `SHORTEST` words on. In block quotations unbalanced
    marks are not reported: the source may have them so.
    """
    return _Finder(draft).find()


class _Finder:
    def __init__(self, draft: FlowingText) -> None:
        self._draft = draft
        self._quotations: list[Quotation] = []
        self._unbalanced: list[Unbalanced] = []
        self._chain: list[Span] = []
        """The paragraphs so far of a quotation whose closing mark is still to come."""
        self._opened = 0
        """Offset of the mark that opened it."""
        self._group: list[int] = []
        """Blocks so far of the block quotation that is being gathered."""

    def find(self) -> FoundQuotations:
        note: int | None = None
        for index, block in enumerate(self._draft.blocks):
            if block.note != note or block.style != "block-quotation":
                self._end_group()
            if block.note != note:
                self._give_up_chain()
            note = block.note
            if block.style == "block-quotation":
                self._gather(index, block)
            else:
                self._find_inline(index, block)
        self._end_group()
        self._give_up_chain()
        ordered = sorted(self._unbalanced, key=lambda mark: (mark.block, mark.offset))
        return FoundQuotations(_nest_quotations(self._quotations), tuple(ordered))

    def _find_inline(self, index: int, block: Block) -> None:
        marks = find_marks(block.text)
        unclosed, unopened = list(marks.unclosed), list(marks.unopened)
        if self._chain:
            marks = self._continue_chain(index, block.text, marks, unclosed, unopened)
        if unclosed and not self._chain:
            opened, start = unclosed.pop()
            if not any(pair.opens < opened < pair.closes for pair in marks.pairs):
                self._chain = [_make_span(block.text, index, start, len(block.text))]
                self._opened = opened
            else:
                unclosed.append((opened, start))
        for offset, end in unclosed:
            self._note_unbalanced(index, offset, block.text[offset : end + _EXCERPT])
        for offset, end in unopened:
            self._note_unbalanced(index, offset, block.text[max(0, offset - _EXCERPT) : end])
        self._add_pairs(index, block.text, marks.pairs)

    def _continue_chain(
        self,
        index: int,
        text: str,
        marks: Marks,
        unclosed: list[tuple[int, int]],
        unopened: list[tuple[int, int]],
    ) -> Marks:
        """Continue the chain in this paragraph, end it, or give it up; the marks that are left."""
        first = len(text) - len(text.lstrip())
        pair = next((pair for pair in marks.pairs if pair.opens == first), None)
        again = next((mark for mark in unclosed if mark[0] == first), None)
        if pair and pair.end - pair.start > 0:
            self._chain.append(_make_span(text, index, pair.start, pair.end))
            self._finish_chain()
            rest = tuple(p for p in marks.pairs if p is not pair)
            return Marks(rest, marks.unclosed, marks.unopened)
        if again:
            unclosed.remove(again)
            self._chain.append(_make_span(text, index, again[1], len(text)))
        elif unopened and not any(pair.opens < unopened[0][0] for pair in marks.pairs):
            offset, _ = unopened.pop(0)
            self._chain.append(_make_span(text, index, first, offset))
            self._finish_chain()
        else:
            self._give_up_chain()
        return marks

    def _finish_chain(self) -> None:
        spans, self._chain = tuple(s for s in self._chain if s.start < s.end), []
        if spans:
            self._add("inline", spans)

    def _give_up_chain(self) -> None:
        """Give up a quotation that nothing closed."""
        if self._chain:
            block = self._chain[0].block
            text = self._draft.blocks[block].text
            self._note_unbalanced(block, self._opened, text[self._opened : self._opened + _EXCERPT])
        self._chain = []

    def _gather(self, index: int, block: Block) -> None:
        if is_citation_line(block.text):
            self._end_group()
            return
        self._group.append(index)
        end = find_citation_tail(block.text)
        ends_in_mark = block.anchors and not block.text[block.anchors[-1].offset :].strip(' .”"')
        if end < len(block.text.rstrip()) or ends_in_mark:
            self._end_group()

    def _end_group(self) -> None:
        group, self._group = self._group, []
        spans = [self._make_block_span(index) for index in group]
        kept = tuple(span for span in spans if span.start < span.end)
        if not kept:
            return
        self._add("block", kept)
        for span in kept:
            text = self._draft.blocks[span.block].text
            pairs = find_marks(text).pairs
            within = [p for p in pairs if span.start <= p.opens and p.closes <= span.end]
            self._add_pairs(span.block, text, within)

    def _make_block_span(self, index: int) -> Span:
        """The block without its citation and without marks around the whole of it."""
        text = self._draft.blocks[index].text
        span = _make_span(text, index, 0, find_citation_tail(text))
        marks = find_marks(text[span.start : span.end])
        length = span.end - span.start
        around = next((p for p in marks.pairs if p.opens == 0 and p.closes == length), None)
        if around:
            return _make_span(text, index, span.start + around.start, span.start + around.end)
        start, end = span.start, span.end
        if marks.unclosed and marks.unclosed[0][0] == 0:
            start += marks.unclosed[0][1]
        if marks.unopened and marks.unopened[-1][1] == length:
            end = span.start + marks.unopened[-1][0]
        return _make_span(text, index, start, end)

    def _add_pairs(self, index: int, text: str, pairs: Sequence[Pair]) -> None:
        for pair in pairs:
            span = _make_span(text, index, pair.start, pair.end)
            if span.start < span.end:
                self._add("inline", (span,))

    def _add(self, kind: Kind, spans: tuple[Span, ...]) -> None:
        blocks = self._draft.blocks
        text = "\n\n".join(blocks[span.block].text[span.start : span.end] for span in spans)
        self._quotations.append(Quotation(text, kind, spans))

    def _note_unbalanced(self, index: int, offset: int, excerpt: str) -> None:
        where = self._draft.blocks[index].where
        self._unbalanced.append(Unbalanced(where, " ".join(excerpt.split()), index, offset))


def _nest_quotations(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """In the order of the draft, each with the innermost one around it; short ones within others
    are left out."""
    ordered = sorted(quotations, key=lambda q: (q.block, q.start, -q.spans[-1].block, -q.end))
    kept: list[Quotation] = []
    around: list[int] = []
    for quotation in ordered:
        begins = (quotation.block, quotation.start)
        while around and _get_end(kept[around[-1]]) <= begins:
            around.pop()
        if around and quotation.too_short:
            continue
        outer = around[-1] if around else None
        around.append(len(kept))
        kept.append(replace(quotation, nested_in=outer))
    return tuple(kept)


def _get_end(quotation: Quotation) -> tuple[int, int]:
    return quotation.spans[-1].block, quotation.end


def _make_span(text: str, index: int, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(index, start, end)
