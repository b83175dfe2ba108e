"""A Markdown draft with its citations written out: in the text or in numbered notes, and a list.

Notes: the first citation of a work is full, later ones are short (`note_sequence.py`). Notes of the
writer's own are counted; citations in them are written where they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from citation.record.source import Source
from citation.styles.interface import Form
from citation.text.names import join_names, list_family_names
from citation.text.richtext import RichText, TextSegment, make_rich
from citation.text.surroundings import cut
from citation.written.bibliography import HEADINGS, build_bibliography, write_bibliography
from citation.written.joint_citation import join_citations
from citation.written.markers import Marker, find_markers
from citation.written.note_sequence import NoteSequence
from corpus.frozen import frozen
from corpus.items import Item

_NOTE_TEXT = re.compile(
    r"^\[\^(?P<name>[^\]\s]+)\]:.*(?:\n(?:[ \t]+.*|[ \t]*(?=\n[ \t])))*", re.MULTILINE
)
_NOTE_MARK = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?!:)")


@frozen
class FilledDraft:
    """What came of a draft."""

    text: str
    remarks: tuple[str, ...]
    """One for each thing that a citation does not print."""
    cited: int
    """How many markers were written out."""


def fill_draft(text: str, items: Sequence[Item], style: str) -> FilledDraft:
    """`text` with its citations in `style` and, where the style has one, a bibliography.

    Raises RequestError for an unknown style or key, and for pages that cannot be.
    """
    return DraftFiller(text, items, style).fill()


class DraftFiller:
    """One draft on its way."""

    def __init__(self, text: str, items: Sequence[Item], style: str) -> None:
        """Raises RequestError for an unknown style or key, and for pages that cannot be."""
        self.text = text
        self.notes = NoteSequence(items, style)
        self.style = self.notes.style
        self.items = {item.id: item for item in items}
        self.markers = list(find_markers(text, frozenset(self.items)))
        self.in_notes = self.style.usual_form == "note"
        self.remarks = self.notes.remarks
        self.label = "pincite-"
        while f"[^{self.label}" in text:
            self.label = f"x{self.label}"

    def fill(self) -> FilledDraft:
        """Write all citations, then the notes and the list."""
        written = self._write_notes() if self.in_notes else self._write_in_text()
        cited = [work.key for marker in self.markers for work in marker.works]
        if cited and "bibliography" in self.style.forms:
            listed = build_bibliography([self.items[key] for key in cited], self.style.name)
            heading = HEADINGS.get(self.style.name, "References")
            written = f"{written.rstrip()}\n\n{write_bibliography(listed, 'markdown', heading)}\n"
        return FilledDraft(written, tuple(self.remarks), len(self.markers))

    def _write_in_text(self) -> str:
        return _replace(
            self.text,
            [(m.start, m.end, self.cite_in_text(m).write_as("markdown")) for m in self.markers],
        )

    def cite_in_text(self, marker: Marker) -> RichText:
        """What stands in the text in place of a marker."""
        form: Form = "narrative" if marker.narrative else "in-text"
        form = form if form in self.style.forms else self.style.usual_form
        if len(marker.works) == 1 and marker.works[0].without_names:
            whole = self.notes.cite(marker.works[0], "narrative").text
            inside = str(whole)[str(whole).rfind(" (") + 1 :]
            return make_rich(inside) if inside.startswith("(") else whole
        return join_citations(
            [self.notes.cite(work, form) for work in marker.works],
            keep_order=any(work.prefix or work.suffix for work in marker.works),
        )

    def _write_notes(self) -> str:
        """Notes in the order in which the text refers to them."""
        own = {found["name"]: found for found in _NOTE_TEXT.finditer(self.text)}
        inside = {
            id(marker): name
            for marker in self.markers
            for name, found in own.items()
            if found.start() <= marker.start < found.end()
        }
        spans = [(found.start(), found.end()) for found in own.values()]
        marks = [
            found
            for found in _NOTE_MARK.finditer(self.text)
            if found["name"] in own
            and not any(start <= found.start() < end for start, end in spans)
        ]
        places: list[tuple[int, str | Marker]] = []
        places += [(found.start(), found["name"]) for found in marks]
        places += [(marker.start, marker) for marker in self.markers if id(marker) not in inside]
        places.sort(key=lambda place: place[0])
        changes: list[tuple[int, int, str]] = []
        notes: list[str] = []
        done: set[str] = set()
        number = 0
        for _, what in places:
            if isinstance(what, str):
                if what in done:
                    continue
                done.add(what)
                number += 1
                theirs = [marker for marker in self.markers if inside.get(id(marker)) == what]
                changes += [(m.start, m.end, self._write_in_note(m, number)) for m in theirs]
                self.notes.pass_other_note()
                continue
            number += 1
            note = self.notes.write_note(what.works, number)
            name = f"{self.label}{len(notes) + 1}"
            notes.append(f"[^{name}]: {note.write_as('markdown')}")
            changes.append(self._place_mark(what, name))
        return "\n\n".join([_replace(self.text, changes).rstrip(), *notes]) + "\n"

    def _place_mark(self, marker: Marker, name: str) -> tuple[int, int, str]:
        start, end, kept = place_mark(self.text, marker, self.items)
        return start, end, f"{kept.write_as('markdown')}[^{name}]"

    def _write_in_note(self, marker: Marker, number: int) -> str:
        note = self.notes.write_note(marker.works, number)
        return fit_into_note(self.text, marker, note).write_as("markdown")


def place_mark(text: str, marker: Marker, items: Mapping[str, Item]) -> tuple[int, int, RichText]:
    """Start and end of what a note mark takes the place of, and what stays before the mark: the
    names in the sentence, and the punctuation. No space stands before it."""
    start, end = marker.start, marker.end
    kept = RichText()
    if marker.narrative:
        source = Source(items[marker.works[0].key])
        people = join_names(list_family_names(source.people), "and", serial=True, most=3)
        kept = make_rich(people or source.later_title.format_as("italic"))
    else:
        start = len(text[:start].rstrip(" "))
    point = re.match(r"[.,;:!?]", text[end:])
    return start, end + len(point[0] if point else ""), kept + (point[0] if point else "")


def fit_into_note(text: str, marker: Marker, note: RichText) -> RichText:
    """A citation that stands in a note of the writer's own, whose `text` goes on around it: no
    capital “Ibid” within a sentence, no full stop where the sentence goes on."""
    if text[: marker.start].rstrip()[-1:] not in (":", ".", "?", "!", ""):
        first = note.segments[0] if note.segments else None
        if first and re.match(r"I(?:bid|d\.)", first.text) and first.face == "italic":
            lowered = TextSegment("i" + first.text[1:], first.face)
            note = RichText((lowered, *note.segments[1:]))
    rest = text[marker.end :].split("\n\n", 1)[0].lstrip()[:1]
    goes_on = rest.islower() or (rest != "" and rest in ".,;:!?)")
    if goes_on and str(note).endswith(".") and not str(note).endswith("et al."):
        return cut(note, 0, -1)
    return note


def _replace(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text
