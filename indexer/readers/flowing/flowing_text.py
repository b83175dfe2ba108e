"""A document without pages: its paragraphs as text, and where a person finds each of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from corpus.errors import PinciteError

Format = Literal["docx", "markdown", "text", "html", "mail", "epub", "pdf"]
Style = Literal["body", "block-quotation", "heading"]
NoteKind = Literal["footnote", "endnote"]


class FlowingTextError(PinciteError):
    """A document that cannot be read."""


def make_depth_error(path: Path) -> FlowingTextError:
    """The error for a file in which so much is nested in one another that not all can be read."""
    return FlowingTextError(
        f"{path.name} is nested too deeply to be read.", "Save its text in another format."
    )


class Anchor(NamedTuple):
    """A note's reference mark; the mark itself is not in the text."""

    offset: int
    """Where it stands, 0-based, in the block's text: before the character at `offset`."""
    note: int
    """0-based index in the document's `notes`."""


class ParagraphLocator(NamedTuple):
    """Where the file keeps a block; its meaning is known only to the format's reader and writer."""

    part: str = ""
    """For docx the zip entry; "" for other formats."""
    place: int = 0
    """For docx the 0-based index among all `w:p` of the part, in document order; for text formats
    the 0-based line; for PDF the 1-based page."""


NOWHERE = ParagraphLocator()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the body, of a table cell, a text box or a note."""

    text: str
    """As it reads with tracked changes accepted; not stripped, but never only white space."""
    where: str
    """For a person: "paragraph 12", "table 2, row 3, cell 1", "note 4"; all numbers 1-based.
    Empty paragraphs and those in tables are not counted."""
    style: Style = "body"
    anchors: tuple[Anchor, ...] = ()
    """In the order of their offsets."""
    locator: ParagraphLocator = NOWHERE
    note: int | None = None
    """0-based index in the document's `notes` of the note it belongs to; None in the body."""
    emphasis: tuple[tuple[int, int], ...] = ()
    """Start and end of each stretch of `text` set in italics, bold or underlined; these may lie in
    one another. Always empty for text files and PDF."""
    number: str = ""
    """Its automatic number as the word processor shows it: "12.", "(a)". Not in `text`."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote."""

    number: int | None
    """As printed, 1-based, in the order of reference; None for a mark of the writer's own ("*"), or
    where it cannot be told. Footnotes and endnotes are counted separately."""
    kind: NoteKind
    blocks: tuple[int, ...]
    """0-based indices of its paragraphs in the document's `blocks`."""


@dataclass(frozen=True, slots=True)
class FlowingText:
    """A whole document."""

    path: Path
    format: Format
    blocks: tuple[Block, ...]
    """The body in reading order, then the paragraphs of the notes in the order of `notes`."""
    notes: tuple[Note, ...] = ()
    """In the order of their first reference, then those that nothing refers to."""
    warnings: tuple[str, ...] = ()
    """One sentence each: what may have been read wrongly."""
    unread: tuple[str, ...] = ()
    """One sentence each: parts whose words could not be read at all."""
