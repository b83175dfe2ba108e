"""Plain text: paragraphs separated by empty lines, quoted lines, and simple notes at the end.

Where there are no empty lines, a paragraph begins with an indented line; where lines are as long as
paragraphs, each is one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from indexer.readers.flowing.builder import Builder, Paragraph
from indexer.readers.flowing.decoding import read_text_file
from indexer.readers.flowing.flowing_text import Anchor, FlowingText, ParagraphLocator, Style
from indexer.readers.flowing.indents import measure_usual_indent
from indexer.words.tokens import SUPERSCRIPT_DIGITS

_BLOCK_INDENT = 4
"""A paragraph indented by at least this many spaces more than usual is a block quotation."""
_FEWEST_LINES = 3
_MOST_EMPTY = 0.05
"""Of the lines that are not: more empty ones part paragraphs."""
_LONG_LINE = 120
"""Characters: nobody breaks lines that are longer."""
_DEEPEST = 8
"""Spaces by which the first line of a paragraph is indented at most."""
_QUOTED = re.compile(r"\s{0,3}>\s?")
_NOTE_START = re.compile(
    rf"\s*(?:\[\^?(?P<bracketed>\d{{1,4}})\]:?|(?P<raised>[{SUPERSCRIPT_DIGITS}]{{1,4}})"
    r"|(?P<plain>\d{1,4})[.)]?)\s+(?=\S)"
)
_MARK = re.compile(
    rf"(?P<bracketed>\[\^?(\d{{1,4}})\])|(?P<raised>[{SUPERSCRIPT_DIGITS}]{{1,4}})"
    r"|(?P<plain>(?<=[^\d\s][.,;:!?”\"’»)\]])\d{1,4}(?=\s|$))"
)
_FROM_RAISED = str.maketrans(SUPERSCRIPT_DIGITS, "0123456789")


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines that belong together."""

    first: int
    """0-based line in the file."""
    lines: tuple[str, ...]
    quoted: bool
    """Whether they were marked with ">", which is removed."""

    @property
    def indent(self) -> int:
        """The fewest spaces before any of the lines."""
        return min(len(line) - len(line.lstrip()) for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines)


def read_text(path: Path) -> FlowingText:
    """The document in the text file at `path`. Raises FlowingTextError."""
    return read_lines(path, *read_text_file(path))


def read_lines(path: Path, text: str, warnings: list[str]) -> FlowingText:
    """The document in a text."""
    lines = text.expandtabs(_BLOCK_INDENT).split("\n")
    mark_kinds, first_note = _locate_notes(lines)
    notes = _read_notes(lines, first_note)
    builder = Builder(path, "text", warnings)
    groups = list(_group_lines(lines[:first_note], _find_beginnings(lines[:first_note])))
    usual = measure_usual_indent(group.indent for group in groups if not group.quoted)
    for group in groups:
        block = group.quoted or group.indent >= usual + _BLOCK_INDENT
        body, anchors = _extract_marks(group.text, mark_kinds, notes, builder)
        style: Style = "block-quotation" if block else "body"
        builder.add(Paragraph(body, anchors, ParagraphLocator("", group.first), style))
    return builder.finish(lambda key, _: notes[key])


def _find_beginnings(lines: Sequence[str]) -> frozenset[int]:
    """The lines (0-based) that begin paragraphs in a text without empty lines between these."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    between = len(lines[filled[0] : filled[-1]]) - len(filled) if filled else 0
    if len(filled) < _FEWEST_LINES or between > _MOST_EMPTY * len(filled):
        return frozenset()
    if median(len(lines[at]) for at in filled) > _LONG_LINE:
        return frozenset(filled)
    indents = {at: len(lines[at]) - len(lines[at].lstrip()) for at in filled}
    usual = min(indents.values())
    deeper = [at for at in filled if usual < indents[at] <= usual + _DEEPEST]
    begins = frozenset(at for at in deeper if indents.get(at - 1, usual) == usual)
    return begins if len(begins) == len(deeper) else frozenset()


def _group_lines(lines: Sequence[str], begins: Container[int] = frozenset()) -> Iterator[_Lines]:
    """The paragraphs, broken also where quoted lines begin or end, and before the lines (0-based)
    among `begins`."""
    gathered: list[str] = []
    quoted = False
    for at, line in enumerate([*lines, ""]):
        mark = _QUOTED.match(line)
        content = line[mark.end() :] if mark else line
        if gathered and (not content.strip() or bool(mark) != quoted or at in begins):
            yield _Lines(at - len(gathered), tuple(gathered), quoted)
            gathered = []
        if content.strip():
            gathered.append(content)
            quoted = bool(mark)


def _locate_notes(lines: Sequence[str]) -> tuple[Sequence[str], int]:
    """The kinds of marks that refer to notes, and the line of note 1: from there on all is notes.

    The text must refer to each of the notes; ((), number of lines) where there are none.
    """
    starts = [(at, mark) for at, line in enumerate(lines) if (mark := _NOTE_START.match(line))]
    ones = [place for place, (_, mark) in enumerate(starts) if _read_number(mark) == 1]
    if ones and _is_consecutive([mark for _, mark in starts[ones[-1] :]]):
        at, first = starts[ones[-1]]
        kinds = ("raised", "plain") if first.lastgroup == "plain" else (str(first.lastgroup),)
        if _has_all_references(lines, at, kinds) and _holds_only_notes(lines[at:]):
            return kinds, at
    return (), len(lines)


def _is_consecutive(marks: Sequence[re.Match[str]]) -> bool:
    same = len({mark.lastgroup for mark in marks}) == 1
    return same and all(_read_number(b) == _read_number(a) + 1 for a, b in pairwise(marks))


def _has_all_references(lines: Sequence[str], first: int, kinds: Sequence[str]) -> bool:
    wanted = {_read_number(m) for line in lines[first:] if (m := _NOTE_START.match(line))}
    marks = (m for line in lines[:first] for m in _MARK.finditer(line))
    return wanted <= {_read_number(mark) for mark in marks if mark.lastgroup in kinds}


def _holds_only_notes(lines: Sequence[str]) -> bool:
    """Whether every paragraph begins with a note's number or, continuing one, is indented."""
    return all(
        bool(_NOTE_START.match(group.lines[0])) or group.indent > 0 for group in _group_lines(lines)
    )


def _read_notes(lines: Sequence[str], first: int) -> dict[str, list[Paragraph]]:
    notes: dict[str, list[Paragraph]] = {}
    current: list[Paragraph] = []
    for group in _group_lines(lines[first:]):
        fresh = True
        for at, line in enumerate(group.lines):
            mark = _NOTE_START.match(line)
            place = ParagraphLocator("", first + group.first + at)
            if mark:
                current = notes.setdefault(str(_read_number(mark)), [])
                current.append(Paragraph(line[mark.end() :].strip(), locator=place))
            elif fresh:
                current.append(Paragraph(line.strip(), locator=place))
            else:
                last = current[-1]
                current[-1] = Paragraph(f"{last.text} {line.strip()}", locator=last.locator)
            fresh = False
    return notes


def _extract_marks(
    text: str, kinds: Sequence[str], notes: dict[str, list[Paragraph]], builder: Builder
) -> tuple[str, tuple[Anchor, ...]]:
    """The text without its note marks of these kinds, and where they stood."""
    kept: list[str] = []
    anchors: list[Anchor] = []
    done = length = 0
    for mark in _MARK.finditer(text):
        number = _read_number(mark)
        if mark.lastgroup not in kinds or str(number) not in notes:
            continue
        kept.append(text[done : mark.start()])
        length += mark.start() - done
        anchors.append(Anchor(length, builder.refer(str(number), printed=number)))
        done = mark.end()
    return "".join(kept) + text[done:], tuple(anchors)


def _read_number(mark: re.Match[str]) -> int:
    digits = re.sub(r"\D", "", mark.group().translate(_FROM_RAISED))
    return int(digits)
