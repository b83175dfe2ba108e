"""Citations of a Word draft written into footnotes, among those that the writer has made.

The writer's own notes are counted, so that "supra note 3" is right; a citation in one of them is
written where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from citation.text.richtext import RichText
from citation.written.filled_draft import fit_into_note, place_mark
from citation.written.filled_word_file import replace_text
from citation.written.markers import Marker, find_markers
from citation.written.note_sequence import NoteSequence
from citation.written.word_notes import WordNotes
from corpus.items import Item

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_Event: TypeAlias = "Marker | int"
"""A marker, or the id of a note of the writer's own."""


def write_in_notes(
    document: Document, items: Sequence[Item], style: str
) -> tuple[list[str], Sequence[str], int]:
    """Put each citation of the draft into a footnote; the keys cited in order, remarks on what is
    not printed, and how many markers there were.

    Raises RequestError for an unknown key, impossible pages, or a marker with more than text in it.
    """
    filler = _NoteFiller(document, items, style)
    filler.fill()
    return filler.cited, tuple(filler.notes.remarks), filler.count


class _NoteFiller:
    def __init__(self, document: Document, items: Sequence[Item], style: str) -> None:
        self._document = document
        self._keys = frozenset(item.id for item in items)
        self.notes = NoteSequence(items, style)
        self._word_notes = WordNotes(document)
        self._number = 0
        self.cited: list[str] = []
        self.count = 0

    def fill(self) -> None:
        from docx.oxml.ns import qn
        from docx.text.paragraph import Paragraph

        for element in list(self._document.element.body.iter(qn("w:p"))):
            self._fill_paragraph(Paragraph(element, self._document._body))
        self._word_notes.put_in_order()

    def _fill_paragraph(self, paragraph: Paragraph) -> None:
        """Number all notes of a paragraph from its beginning, then change it from its end: the
        offsets before stay right."""
        text = "".join(run.text for run in paragraph.runs)
        written: list[tuple[Marker, RichText]] = []
        for event in self._list_events(paragraph, text):
            self._number += 1
            if isinstance(event, int):
                self._fill_own_note(event)
                self.notes.pass_other_note()  # it says more than a citation
            else:
                self._count(event)
                written.append((event, self.notes.write_note(event.works, self._number)))
        for marker, note in reversed(written):
            start, end, kept = place_mark(text, marker, self.notes.items)
            place = replace_text(paragraph, start, end, kept)
            place._r.addnext(self._word_notes.add(paragraph, note))

    def _list_events(self, paragraph: Paragraph, text: str) -> Iterator[_Event]:
        """The markers of a paragraph and the writer's own notes, in order."""
        from docx.oxml.ns import qn

        events: list[tuple[int, _Event]] = []
        at = 0
        for run in paragraph.runs:
            for reference in run._r.iterchildren(qn("w:footnoteReference")):
                events.append((at, int(reference.get(qn("w:id"), "0"))))
            at += len(run.text)
        if "@" in text:
            events += [(marker.start, marker) for marker in find_markers(text, self._keys)]
        yield from (event for _, event in sorted(events, key=lambda event: event[0]))

    def _fill_own_note(self, id: int) -> None:
        """Write out the citations in a note of the writer's own."""
        from docx.text.paragraph import Paragraph

        for element in self._word_notes.list_paragraphs(id):
            paragraph = Paragraph(element, self._document._body)
            text = "".join(run.text for run in paragraph.runs)
            found = list(find_markers(text, self._keys)) if "@" in text else []
            written: list[tuple[Marker, Any]] = []
            for marker in found:
                self._count(marker)
                note = self.notes.write_note(marker.works, self._number)
                written.append((marker, fit_into_note(text, marker, note)))
            for marker, note in reversed(written):
                replace_text(paragraph, marker.start, marker.end, note)

    def _count(self, marker: Marker) -> None:
        self.count += 1
        self.cited += [work.key for work in marker.works]
