"""A Word draft with its citations written out: in the text, or in footnotes of the word processor.

Only the runs in which a citation stands are touched; everything else stays as Word wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from citation.cite import find_style
from citation.text.richtext import RichText
from citation.written.bibliography import HEADINGS, build_bibliography, make_paragraphs
from citation.written.filled_draft import DraftFiller, FilledDraft
from corpus.errors import RequestError
from corpus.items import Item

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_TEXT_PARTS = ("rPr", "t", "tab", "br", "lastRenderedPageBreak")


def fill_word_file(source: Path, target: Path, items: Sequence[Item], style: str) -> FilledDraft:
    """Write a copy of the draft at `source` with its citations to `target`, which must be new.

    The `text` of what is returned is empty. Raises RequestError for an unknown key, or a citation
    that something else than text interrupts.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(source))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise RequestError(f"{source.name} is not a Word file.", "Save it as .docx.") from error
    if find_style(style).usual_form == "note":
        from citation.written.word_file_notes import write_in_notes

        cited, remarks, count = write_in_notes(document, items, style)
    else:
        cited, remarks, count = _write_in_text(document, items, style)
    if cited and "bibliography" in find_style(style).forms:
        by_key = {item.id: item for item in items}
        _append_list(document, [by_key[key] for key in cited], style)
    document.save(str(target))
    return FilledDraft("", tuple(remarks), count)


def _write_in_text(
    document: Document, items: Sequence[Item], style: str
) -> tuple[list[str], Sequence[str], int]:
    """Write the citations in the text; the keys cited, the remarks, and how many markers."""
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    remarks: dict[str, None] = {}
    cited: list[str] = []
    count = 0
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document)
        text = "".join(run.text for run in paragraph.runs)
        if "@" not in text:
            continue
        filler = DraftFiller(text, items, style)
        for marker in reversed(filler.markers):
            replace_text(paragraph, marker.start, marker.end, filler.cite_in_text(marker))
        cited += [work.key for marker in filler.markers for work in marker.works]
        remarks |= filler.remarks
        count += len(filler.markers)
    return cited, tuple(remarks), count


def replace_text(paragraph: Paragraph, start: int, end: int, new: RichText) -> Run:
    """Put `new` in place of the characters from `start` to `end` of the paragraph's runs; returns
    the run behind which the text goes on.

    Raises RequestError where something else than text stands among them.
    """
    touched: list[tuple[Run, int]] = []
    at = 0
    for run in paragraph.runs:
        if at < end and at + len(run.text) > start:
            touched.append((run, at))
        at += len(run.text)
    for run, _ in touched:
        if any(child.tag.rsplit("}", 1)[-1] not in _TEXT_PARTS for child in run._r):
            raise RequestError(
                f"A citation in the paragraph “{paragraph.text[:40]}…” holds more than text.",
                "Take the picture or mark out of the brackets.",
            )
    (first, begins), (last, last_begins) = touched[0], touched[-1]
    tail = last.text[end - last_begins :]
    after = _copy(last, tail) if tail else None
    first.text = first.text[: start - begins]
    for run, _ in touched[1:]:
        run._r.getparent().remove(run._r)
    place = first
    for segment in new.segments:
        written = _copy(first, segment.text)
        written.italic = segment.face == "italic" or first.italic
        written.font.small_caps = segment.face == "small-caps" or first.font.small_caps
        place._r.addnext(written._r)
        place = written
    if after is not None:
        place._r.addnext(after._r)
    return place


def _copy(run: Run, text: str) -> Run:
    """A run that looks the same and says `text`."""
    from docx.text.run import Run

    copy = Run(deepcopy(run._r), run._parent)
    copy.text = text
    return copy


def _append_list(document: Document, items: Sequence[Item], style: str) -> None:
    from citation.written.office_files import add_paragraphs

    name = find_style(style).name
    entries = build_bibliography(items, name)
    add_paragraphs(document, make_paragraphs(entries, HEADINGS.get(name, "References")), True)
