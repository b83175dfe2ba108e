"""Several documents as one: notes keep what refers to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from indexer.readers.flowing.flowing_text import Anchor, Block, FlowingText, Format, Note


def join_documents(path: Path, kind: Format, texts: Sequence[FlowingText]) -> FlowingText:
    """Several documents, such as the chapters of a book, one after the other."""
    blocks: list[Block] = []
    of_notes: list[Block] = []
    notes: list[Note] = []
    body = sum(block.note is None for text in texts for block in text.blocks)
    for text in texts:
        shift = len(notes)
        places = {at: at + shift for at in range(len(text.notes))}
        blocks += [_renumber(block, places) for block in text.blocks if block.note is None]
        for at, note in enumerate(text.notes):
            own = [_renumber(text.blocks[block], places) for block in note.blocks]
            first = body + len(of_notes)
            of_notes += [replace(block, note=at + shift) for block in own]
            notes.append(replace(note, blocks=tuple(range(first, first + len(own)))))
    warnings = dict.fromkeys(warning for text in texts for warning in text.warnings)
    unread = dict.fromkeys(sentence for text in texts for sentence in text.unread)
    every = (*blocks, *of_notes)
    return FlowingText(path, kind, every, tuple(notes), tuple(warnings), tuple(unread))


def _renumber(block: Block, places: dict[int, int]) -> Block:
    anchors = (Anchor(offset, places[note]) for offset, note in block.anchors if note in places)
    return replace(block, anchors=tuple(anchors))
