"""Word: body, tables, text boxes, footnotes and endnotes, as they read with changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.readers.flowing.builder import Builder, Paragraph, UnusedNote
from indexer.readers.flowing.docx_numbering import Numbering
from indexer.readers.flowing.docx_package import Package, W
from indexer.readers.flowing.docx_styles import Layouts, guess_style
from indexer.readers.flowing.docx_text import (
    find_text_boxes,
    is_emphasised,
    join_touching,
    read_pieces,
)
from indexer.readers.flowing.flowing_text import Anchor, FlowingText, NoteKind, ParagraphLocator
from indexer.readers.flowing.indents import measure_usual_indent

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_docx(path: Path) -> FlowingText:
    """The document in the Word file at `path`. Raises FlowingTextError.

    Headers, footers and comments are left out. Notes are numbered through the whole document, even
    if Word restarts them on every page or section.
    """
    package = Package(path)
    try:
        return _Reader(package).read()
    finally:
        package.close()


_KINDS: tuple[NoteKind, ...] = ("footnote", "endnote")


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._layouts = Layouts(package)
        self._numbering = Numbering(package.read_part("numbering"))
        self._builder = Builder(package.path, "docx")
        self._tables: dict[str, int] = {}
        self._boxes = 0
        self._list_indent: int | None = None
        self._usual = 0

    def read(self) -> FlowingText:
        root = self._package.read_main_part()
        part = _Part(self._package.main, root)
        self._start_numbers(root)
        body = root.find(f"{W}body")
        if body is not None:
            texts = (p for p in body.iterchildren(f"{W}p") if p.find(f".//{W}t") is not None)
            layouts = (self._layouts.read_layout(paragraph) for paragraph in texts)
            self._usual = measure_usual_indent(
                x.left for x in layouts if not (x.quoted or x.numbered)
            )
            self._read_container(body, part, "")
        notes = {kind: self._read_notes(kind) for kind in _KINDS}
        footnotes = notes["footnote"][1]
        unused = [UnusedNote(key, "without a number") for key in _find_unused(root, footnotes)]

        def list_note_paragraphs(key: str, kind: NoteKind) -> Iterator[Paragraph]:
            part, by_id = notes[kind]
            if part is not None and key in by_id:
                for paragraph in by_id[key].iter(f"{W}p"):
                    yield self._read_paragraph(paragraph, part, in_note=True)

        text = self._builder.finish(list_note_paragraphs, unused)
        return replace(text, warnings=(*text.warnings, *_describe_imports(root)))

    def _start_numbers(self, root: _Element) -> None:
        """The first number of each kind of note, which the first section or the settings may set
        (ISO/IEC 29500-1, 17.11.20 `numStart`)."""
        roots = [root, self._package.read_part("settings")]
        for kind in _KINDS:
            starts = (
                start.get(f"{W}val", "")
                for part in roots
                if part is not None
                for start in part.iterfind(f".//{W}{kind}Pr/{W}numStart")
            )
            first = next((int(value) for value in starts if value.isdecimal()), 1)
            self._builder.start_numbers(kind, first)

    def _read_notes(self, kind: str) -> tuple[_Part | None, dict[str, _Element]]:
        root = self._package.read_part(f"{kind}s")
        if root is None:
            return None, {}
        part = _Part(self._package.find_part_name(f"{kind}s"), root)
        return part, {note.get(f"{W}id", ""): note for note in root.iterchildren(f"{W}{kind}")}

    def _read_container(self, container: _Element, part: _Part, where: str) -> None:
        """Read the body, a cell or a text box; `where` is "" for the body."""
        count = 0
        for child in _find_inside(container, "p", "tbl"):
            if child.tag == f"{W}tbl":
                self._read_table(child, part, where)
                continue
            paragraph = self._read_paragraph(child, part)
            if paragraph.text.strip():
                count += 1
            place = f"{where}, paragraph {count}" if where and count > 1 else where
            self._builder.add(paragraph, place)
            for box in find_text_boxes(child):
                self._boxes += 1
                self._read_container(box, part, f"text box {self._boxes}")

    def _read_table(self, table: _Element, part: _Part, outer: str) -> None:
        self._list_indent = None
        self._tables[outer] = self._tables.get(outer, 0) + 1
        name = f"{outer}, table {self._tables[outer]}" if outer else f"table {self._tables['']}"
        rows = (row for row in _find_inside(table, "tr") if row.find(f"{W}trPr/{W}del") is None)
        for r, row in enumerate(rows, start=1):
            for c, cell in enumerate(_find_inside(row, "tc"), start=1):
                self._read_container(cell, part, f"{name}, row {r}, cell {c}")

    def _read_paragraph(
        self, element: _Element, part: _Part, *, in_note: bool = False
    ) -> Paragraph:
        texts: list[str] = []
        anchors: list[Anchor] = []
        emphasis: list[tuple[int, int]] = []
        length = 0
        for piece in read_pieces(element):
            if piece.mark:
                kind, key, own = piece.mark
                anchors.append(Anchor(length, self._builder.refer(key, kind, own_mark=own)))
            texts.append(piece.text)
            if piece.text and is_emphasised(piece.run):
                emphasis.append((length, length + len(piece.text)))
            length += len(piece.text)
        text = "".join(texts)
        layout = self._layouts.read_layout(element)
        number = self._numbering.count(layout.list_id, layout.level) if layout.list_id else ""
        usual = layout.left if in_note and not layout.quoted else self._usual
        style = guess_style(layout, usual, self._list_indent)
        if text.strip() and style != "block-quotation":
            self._list_indent = layout.text_indent if layout.numbered else self._list_indent
            if not layout.numbered and layout.left <= self._usual:
                self._list_indent = None
        place = ParagraphLocator(part.name, part.get_index(element))
        return Paragraph(text, tuple(anchors), place, style, join_touching(emphasis), number)


class _Part:
    """One part of the file, and the place of every paragraph in it."""

    def __init__(self, name: str, root: _Element) -> None:
        self.name = name
        self._places = {element: at for at, element in enumerate(root.iter(f"{W}p"))}

    def get_index(self, paragraph: _Element) -> int:
        """0-based, in document order."""
        return self._places[paragraph]


def _find_unused(root: _Element, notes: dict[str, _Element]) -> Iterator[str]:
    """The ids of the footnotes that no text refers to, not even deleted text: a note goes with its
    mark. Separators are no notes; they have a type, or a negative id."""
    referred = {mark.get(f"{W}id", "") for mark in root.iter(f"{W}footnoteReference")}
    for key, note in notes.items():
        if key not in referred and note.get(f"{W}type") is None and not key.startswith("-"):
            yield key


def _find_inside(parent: _Element, *names: str) -> Iterator[_Element]:
    """The children with these names, also those inside content controls and the like."""
    tags = {f"{W}{name}" for name in names}
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _find_inside(child, *names)


_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}


def _describe_imports(root: _Element) -> Iterator[str]:
    """One sentence where Word shows text of other files (ISO/IEC 29500-1, 17.17.2: `altChunk`,
    `subDoc`)."""
    count = sum(1 for _ in root.iter(f"{W}altChunk", f"{W}subDoc"))
    if count:
        files = "another file" if count == 1 else f"{count} other files"
        yield f"Word shows {files} in its text, not read: save it in Word, which takes them in."
