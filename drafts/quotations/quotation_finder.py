"""Finds the quotations of a draft: between marks, across paragraphs, and set as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from drafts.citations.citation_parser import find_citation_tail, is_citation_line
from drafts.quotations.quotation_marks import Pair, find_quotation_marks
from indexer.readers.flowing.flowing_text import Block, FlowingText
from indexer.words.tokens import split_words

Kind = Literal["inline", "block"]

SHORTEST = 4
"""Words; a shorter quotation cannot be told from chance and is not checked."""
_EXCERPT = 40
_OPENING = '“„"«»`'


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
    """Without the quotation marks around it; an empty line separates paragraphs."""
    kind: Kind
    spans: tuple[Span, ...]
    """Where `text` stands, one for each paragraph."""
    nested_in: int | None = None
    """0-based index, in the list of quotations, of the one that contains it."""

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
    """The mark with what follows it (for a closing one, what comes before it)."""
    block: int
    offset: int
    """0-based, in the block's text."""


@dataclass(frozen=True, slots=True)
class FoundQuotations:
    """What `find_quotations` returns."""

    quotations: tuple[Quotation, ...]
    """In the order of the draft; a nested one follows the one that contains it."""
    unbalanced: tuple[Unbalanced, ...]


def find_quotations(draft: FlowingText) -> FoundQuotations:
    """The quotations of `draft`, too short ones included, and its unbalanced marks.

    Quotations within others are listed if they have at least `SHORTEST` words. Unbalanced marks in
    block quotations are not reported: they may be the source's.
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
        """Indices of the blocks so far of the block quotation that is being gathered."""

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
        marks = find_quotation_marks(block.text)
        pairs, unclosed, unopened = list(marks.pairs), list(marks.unclosed), list(marks.unopened)
        if self._chain:
            self._continue_chain(index, block.text, pairs, unclosed, unopened)
        if unclosed and not self._chain:
            opened, start = unclosed[-1]
            if not any(pair.opens < opened < pair.closes for pair in pairs):
                unclosed.pop()
                self._chain = [_make_span(block.text, index, start, len(block.text))]
                self._opened = opened
        for offset, end in unclosed:
            self._note_unbalanced(index, offset, block.text[offset : end + _EXCERPT])
        for offset, end in unopened:
            self._note_unbalanced(index, offset, block.text[max(0, offset - _EXCERPT) : end])
        self._add_pairs(index, block.text, pairs)

    def _continue_chain(
        self,
        index: int,
        text: str,
        pairs: list[Pair],
        unclosed: list[tuple[int, int]],
        unopened: list[tuple[int, int]],
    ) -> None:
        """Continue the chain in this paragraph, end it, or give it up; the marks that it uses are
        taken out of the lists."""
        first = len(text) - len(text.lstrip())
        opening = self._draft.blocks[self._chain[0].block].text[self._opened]
        if (text[first] == '"') != (opening == '"') and text[first] in _OPENING:
            self._give_up_chain()  # it begins anew, with a mark of the other form
            return
        pair = next((pair for pair in pairs if pair.opens == first), None)
        again = next((mark for mark in unclosed if mark[0] == first), None)
        if pair and pair.end - pair.start > 0:
            pairs.remove(pair)
            self._chain.append(_make_span(text, index, pair.start, pair.end))
            self._finish_chain()
        elif again:
            unclosed.remove(again)
            self._chain.append(_make_span(text, index, again[1], len(text)))
        elif unopened and not any(pair.opens < unopened[0][0] for pair in pairs):
            offset, _ = unopened.pop(0)
            self._chain.append(_make_span(text, index, first, offset))
            self._finish_chain()
        else:
            self._give_up_chain()

    def _finish_chain(self) -> None:
        spans, self._chain = tuple(s for s in self._chain if s.start < s.end), []
        if spans:
            self._add("inline", spans)

    def _give_up_chain(self) -> None:
        """Report the quotation that nothing closed as an unbalanced mark."""
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
        after_note_mark = [block.text[anchor.offset :] for anchor in block.anchors[-1:]]
        ends_in_note_mark = any(not text.strip(' .”"') for text in after_note_mark)
        if end < len(block.text.rstrip()) or ends_in_note_mark:
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
            pairs = find_quotation_marks(text).pairs
            within = [p for p in pairs if span.start <= p.opens and p.closes <= span.end]
            self._add_pairs(span.block, text, within)

    def _make_block_span(self, index: int) -> Span:
        """The block without its citation and without quotation marks around the whole of it."""
        text = self._draft.blocks[index].text
        start, end = _make_span(text, index, 0, find_citation_tail(text))[1:]
        marks = find_quotation_marks(text[start:end])
        length = end - start
        around = next((p for p in marks.pairs if p.opens == 0 and p.closes == length), None)
        if around:
            return _make_span(text, index, start + around.start, start + around.end)
        if marks.unopened and marks.unopened[-1][1] == length:
            end = start + marks.unopened[-1][0]
        if marks.unclosed and marks.unclosed[0][0] == 0:
            start += marks.unclosed[0][1]
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
    """In the order of the draft, each with the innermost one around it; too short ones within
    others are left out."""
    ordered = sorted(quotations, key=lambda q: (q.block, q.start, -q.spans[-1].block, -q.end))
    kept: list[Quotation] = []
    around: list[int] = []
    for quotation in ordered:
        begins = (quotation.block, quotation.start)
        while around and kept[around[-1]].spans[-1][::2] <= begins:
            around.pop()
        if around and quotation.too_short:
            continue
        outer = around[-1] if around else None
        around.append(len(kept))
        kept.append(replace(quotation, nested_in=outer))
    return tuple(kept)


def _make_span(text: str, index: int, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    return Span(index, start, start + len(stretch.strip()))
