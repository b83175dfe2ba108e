"""Puts a draft together: counts paragraphs, and numbers notes by the order of their references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class _Reference:
    key: str
    kind: NoteKind
    number: int | None


Contents = Callable[[str, NoteKind], Iterable[Paragraph]]
"""The paragraphs of the note that a reader knows under a key."""


@dataclass
class Builder:
    """Collects the paragraphs of one draft in reading order."""

    path: Path
    format: Format
    warnings: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _references: list[_Reference] = field(default_factory=list)
    _known: dict[tuple[str, NoteKind], int] = field(default_factory=dict)
    _counted: dict[NoteKind, int] = field(default_factory=dict)
    _kinds: set[NoteKind] = field(default_factory=set)
    _paragraphs: int = 0

    def add(self, paragraph: Paragraph, where: str = "") -> None:
        """The next paragraph, counted where it has no place of its own; one without text is
        left out."""
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
        """The index of the note `key`, whose reference stands here.

        Numbered by the order of references, unless it has a mark of its own or a printed number.
        """
        if (key, kind) not in self._known:
            number = printed
            if number is None and not own_mark:
                number = self._counted.get(kind, 0) + 1
                self._counted[kind] = number
            self._known[(key, kind)] = len(self._references)
            self._kinds.add(kind)
            self._references.append(_Reference(key, kind, number))
        return self._known[(key, kind)]

    def finish(self, contents: Contents = lambda key, kind: ()) -> FlowingText:
        """The draft, with the notes that were referred to, in the body or from one another."""
        notes: list[Note] = []
        while len(notes) < len(self._references):
            reference = self._references[len(notes)]
            paragraphs = [p for p in contents(reference.key, reference.kind) if p.text.strip()]
            first = len(self._blocks)
            self._add_note(paragraphs, len(notes))
            indices = tuple(range(first, len(self._blocks)))
            notes.append(Note(reference.number, reference.kind, indices))
        return FlowingText(
            self.path, self.format, tuple(self._blocks), tuple(notes), tuple(self.warnings)
        )

    def _add_note(self, paragraphs: Sequence[Paragraph], index: int) -> None:
        name = self._format_note_name(index)
        for at, paragraph in enumerate(paragraphs):
            where = f"{name}, paragraph {at + 1}" if at else name
            self._blocks.append(_make_block(paragraph, where, index))

    def _format_note_name(self, index: int) -> str:
        reference = self._references[index]
        if reference.number is None:
            return f"{reference.kind} with a mark of its own"
        both = len(self._kinds) > 1
        return f"{reference.kind if both else 'note'} {reference.number}"


def _make_block(paragraph: Paragraph, where: str, note: int | None = None) -> Block:
    return Block(paragraph.text, where, paragraph.style, paragraph.anchors, paragraph.locator, note)
