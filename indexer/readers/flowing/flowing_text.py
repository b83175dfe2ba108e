"""What a draft is to pincite: its paragraphs as text, and where a person finds each of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from corpus.errors import PinciteError

Format = Literal["docx", "markdown", "text", "html", "pdf"]
Style = Literal["body", "block-quotation", "heading"]
NoteKind = Literal["footnote", "endnote"]


class FlowingTextError(PinciteError):
    """A draft that cannot be read."""


class Anchor(NamedTuple):
    """A note's reference mark; the mark itself is not in the text."""

    offset: int
    """Where it stands, 0-based, in the block's text: before the character at `offset`."""
    note: int
    """0-based index in the draft's `notes`."""


class ParagraphLocator(NamedTuple):
    """Where the file keeps a block; only that format's reader and writer know what it means."""

    part: str = ""
    """Name of the part of the file: for docx the zip entry, else ""."""
    place: int = 0
    """For docx the 0-based index among all `w:p` of the part, in document order; for text formats
    the 0-based line; for PDF the 1-based page."""


NOWHERE = ParagraphLocator()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the body, of a table cell, a text box or a note."""

    text: str
    """As it reads with tracked changes accepted; not stripped, never only white space."""
    where: str
    """For a person: "paragraph 12", "table 2, row 3, cell 1", "note 4"; all numbers 1-based.
    Paragraphs are counted over those that have text and are in no table."""
    style: Style = "body"
    anchors: tuple[Anchor, ...] = ()
    """In the order of their offsets."""
    locator: ParagraphLocator = NOWHERE
    note: int | None = None
    """0-based index in the draft's `notes` of the note that it is part of; None in the body."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote."""

    number: int | None
    """As printed, 1-based, counted by the order of reference; None for a mark of its own ("*").
    Footnotes and endnotes are counted apart."""
    kind: NoteKind
    blocks: tuple[int, ...]
    """0-based indices of its paragraphs among the draft's `blocks`."""


@dataclass(frozen=True, slots=True)
class FlowingText:
    """A whole draft."""

    path: Path
    format: Format
    blocks: tuple[Block, ...]
    """The body in reading order, then the paragraphs of the notes in the order of `notes`."""
    notes: tuple[Note, ...] = ()
    """In the order of their first reference."""
    warnings: tuple[str, ...] = ()
    """One sentence each: what could not be read as it should be."""
