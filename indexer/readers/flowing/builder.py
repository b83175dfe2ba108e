"""Puts a document together: counts paragraphs, and numbers notes in the order of reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from indexer.readers.flowing.flowing_text import (
    NOWHERE,
    Anchor,
    Block,
    FlowingText,
    Format,
    Note,
    NoteKind,
    ParagraphLocator,
    Style,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph before it has a place."""

    text: str
    anchors: tuple[Anchor, ...] = ()
    locator: ParagraphLocator = NOWHERE
    style: Style = "body"
    emphasis: tuple[tuple[int, int], ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Reference:
    key: str
    kind: NoteKind
    number: int | None
    used: bool = True


class UnusedNote(NamedTuple):
    """A note that nothing in the text refers to."""

    key: str
    """By which its reader knows it."""
    name: str
    """For a person: "9"."""
    number: int | None = None
    """As printed."""


Contents = Callable[[str, NoteKind], Iterable[Paragraph]]
"""The paragraphs of the note that a reader knows under a key."""


@dataclass
class Builder:
    """Collects the paragraphs of one document in reading order."""

    path: Path
    format: Format
    warnings: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _references: list[_Reference] = field(default_factory=list)
    _known: dict[tuple[str, NoteKind], int] = field(default_factory=dict)
    _last_numbers: dict[NoteKind, int] = field(default_factory=dict)
    _unused_names: dict[str, str] = field(default_factory=dict)
    _paragraphs: int = 0

    def add(self, paragraph: Paragraph, where: str = "") -> None:
        """Add the next paragraph, which is counted where `where` does not say where it stands; one
        without text is left out."""
        if not paragraph.text.strip():
            return
        if not where:
            self._paragraphs += 1
            where = f"paragraph {self._paragraphs}"
        self._blocks.append(_make_block(paragraph, where))

    def refer(
        self,
        key: str,
        kind: NoteKind = "footnote",
        *,
        own_mark: bool = False,
        printed: int | None = None,
    ) -> int:
        """The 0-based index of the note `key`, to which the text refers here.

        Notes are numbered in the order of reference, except those with a mark of their own or a
        `printed` number.
        """
        if (key, kind) not in self._known:
            number = printed
            if number is None and not own_mark:
                number = self._last_numbers[kind] = self._last_numbers.get(kind, 0) + 1
            self._known[(key, kind)] = len(self._references)
            self._references.append(_Reference(key, kind, number))
        return self._known[(key, kind)]

    def start_numbers(self, kind: NoteKind, first: int) -> None:
        """Number the notes of a kind from `first` on, not from 1."""
        self._last_numbers[kind] = first - 1

    def finish(
        self, contents: Contents = lambda key, kind: (), notes_known: Iterable[UnusedNote] = ()
    ) -> FlowingText:
        """The document, with the notes that the body or other notes refer to, and then those of
        `notes_known` to which nothing does."""
        notes: list[Note] = []
        unused = iter(notes_known)
        while len(notes) < len(self._references) or self._add_unused(unused):
            reference = self._references[len(notes)]  # reading a note may add references
            paragraphs = [p for p in contents(reference.key, reference.kind) if p.text.strip()]
            name = self._format_note_name(reference)
            first = len(self._blocks)
            for at, paragraph in enumerate(paragraphs):
                where = f"{name}, paragraph {at + 1}" if at else name
                self._blocks.append(_make_block(paragraph, where, len(notes)))
            indices = tuple(range(first, len(self._blocks)))
            notes.append(Note(reference.number, reference.kind, indices))
        return FlowingText(
            self.path,
            self.format,
            tuple(self._blocks),
            tuple(notes),
            tuple(self.warnings),
            tuple(self.unread),
        )

    def _add_unused(self, known: Iterator[UnusedNote]) -> bool:
        """Add the next note that nothing refers to; whether there was one."""
        for note in known:
            if (note.key, "footnote") not in self._known:
                self._known[note.key, "footnote"] = len(self._references)
                self._references.append(_Reference(note.key, "footnote", note.number, used=False))
                self._unused_names[note.key] = note.name
                self.warnings.append(f"Nothing refers to note {note.name}; it was read, too.")
                return True
        return False

    def _format_note_name(self, reference: _Reference) -> str:
        if not reference.used:
            return f"note {self._unused_names[reference.key]}, to which nothing refers"
        if reference.number is None:
            return f"{reference.kind} with a mark of its own"
        both_kinds = len({other.kind for other in self._references}) > 1
        return f"{reference.kind if both_kinds else 'note'} {reference.number}"


class TableCounter:
    """Counts tables, rows and cells; a table in a cell is part of that cell."""

    def __init__(self) -> None:
        self._table = self._row = self._cell = self._depth = 0

    def enter(self, tag: str, step: int) -> None:
        """Begin (`step` 1) or end (-1) an element, `tag` being its name in HTML."""
        if tag == "table":
            self._depth += step
            if step > 0 and self._depth == 1:
                self._table, self._row = self._table + 1, 0
        elif step > 0 and self._depth == 1:
            if tag == "tr":
                self._row, self._cell = self._row + 1, 0
            elif tag in ("td", "th"):
                self._cell += 1

    def describe_place(self) -> str:
        """The current cell, for a person; "" outside of tables."""
        return f"table {self._table}, row {self._row}, cell {self._cell}" if self._depth else ""


def _make_block(paragraph: Paragraph, where: str, note: int | None = None) -> Block:
    return Block(
        paragraph.text,
        where,
        paragraph.style,
        paragraph.anchors,
        paragraph.locator,
        note,
        paragraph.emphasis,
        paragraph.number,
    )
