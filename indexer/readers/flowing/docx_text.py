"""The text of one Word paragraph as it reads with all tracked changes accepted.

Deletions, hidden text, the codes of fields (not their results) and whatever floats beside the text
are left out. A writer that wants to mark some characters goes through the same pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from indexer.readers.flowing.docx_package import W, is_on
from indexer.readers.flowing.flowing_text import NoteKind

if TYPE_CHECKING:
    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXTS = {f"{W}t", _MATH_TEXT}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
"""Elements that stand for a character; soft hyphens do not."""
_NOTES: dict[str, NoteKind] = {
    f"{W}footnoteReference": "footnote",
    f"{W}endnoteReference": "endnote",
}
_LEFT_OUT = {
    *(f"{W}{name}" for name in "pPr rPr del moveFrom drawing pict object sdtPr sdtEndPr".split()),
    *(f"{W}{name}" for name in "rt rubyPr instrText delText delInstrText fldData".split()),
}


class NoteMark(NamedTuple):
    """A note's reference mark."""

    kind: NoteKind
    id: str
    """The note's id in its part: neither its number nor in any order."""
    own_mark: bool
    """Whether the writer chose the mark ("*"): then it has no number."""


class TextPiece(NamedTuple):
    """Characters of one `w:r` (a run in Word's sense), or a note mark between two characters."""

    text: str
    element: _Element
    """The `w:t`, `w:tab` … that they come from."""
    run: _Element | None
    mark: NoteMark | None = None


def read_pieces(paragraph: _Element) -> Iterator[TextPiece]:
    """The pieces of a `w:p` in order; the paragraph's text is the texts of all of them."""
    return _Walk().walk_children(paragraph, None)


class _Walk:
    def __init__(self) -> None:
        self._fields: list[bool] = []
        """For each open field of this paragraph: whether its code has not ended yet."""

    def walk_children(self, parent: _Element, run: _Element | None) -> Iterator[TextPiece]:
        own_mark = False
        for child in parent:
            if child.tag in _NOTES:
                own_mark = is_on(child, "customMarkFollows", "off")
                mark = NoteMark(_NOTES[child.tag], child.get(f"{W}id", ""), own_mark)
                yield TextPiece("", child, run, mark)
            elif not (own_mark and child.tag in _TEXTS):
                yield from self._walk_element(child, run)

    def _walk_element(self, element: _Element, run: _Element | None) -> Iterator[TextPiece]:
        tag = element.tag
        if tag in _TEXTS or tag in _CHARACTERS:
            text = _CHARACTERS.get(tag) or element.text or ""
            if text and not any(self._fields):
                yield TextPiece(text, element, run)
        elif tag == f"{W}r":
            if not is_on(element.find(f"{W}rPr/{W}vanish")):
                yield from self.walk_children(element, element)
        elif tag == f"{W}fldChar":
            self._note_field_step(element.get(f"{W}fldCharType", ""))
        elif tag == f"{MC}AlternateContent":
            choice = element.find(f"{MC}Choice")
            chosen = choice if choice is not None else element.find(f"{MC}Fallback")
            if chosen is not None:
                yield from self.walk_children(chosen, run)
        elif tag not in _LEFT_OUT:
            yield from self.walk_children(element, run)

    def _note_field_step(self, step: str) -> None:
        if step == "begin":
            self._fields.append(True)
        elif step == "separate" and self._fields:
            self._fields[-1] = False
        elif step == "end" and self._fields:
            self._fields.pop()


def is_emphasised(run: _Element | None) -> bool:
    """Whether a `w:r` is set in italics, bold or underlined, by itself or by the usual character
    styles (a paragraph's own style makes whole paragraphs so)."""
    properties = run.find(f"{W}rPr") if run is not None else None
    if properties is None:
        return False
    underline = properties.find(f"{W}u")
    if underline is not None and underline.get(f"{W}val", "single") != "none":
        return True
    if any(is_on(properties.find(f"{W}{name}")) for name in ("i", "b")):
        return True
    style = properties.find(f"{W}rStyle")
    return style is not None and style.get(f"{W}val") in ("Emphasis", "Strong", "IntenseEmphasis")


def join_touching(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """`spans`, in order, with those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def find_text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """The contents of the text boxes anchored in a paragraph, each once, in order.

    Word writes a box twice, the second time for old programs (`mc:Fallback`); the second is
    skipped, and so are boxes in boxes, which belong to the paragraph around them.
    """
    for box in paragraph.iter(f"{W}txbxContent"):
        above = []
        for ancestor in box.iterancestors():
            if ancestor is paragraph:
                break
            above.append(ancestor.tag)
        if f"{MC}Fallback" not in above and f"{W}txbxContent" not in above:
            yield box
