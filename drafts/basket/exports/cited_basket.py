"""What every written export of a basket says: quotations, their citations, remarks, the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from citation.cite import find_style
from citation.styles.registry import STYLE_NAMES
from citation.text.richtext import RichText
from citation.written.bibliography import HEADINGS, ListEntry, build_bibliography
from citation.written.excerpt_citations import describe_doubt, make_pinpoint
from citation.written.markers import CitedWork
from citation.written.note_sequence import NoteSequence
from corpus.frozen import frozen
from corpus.items import Item
from drafts.basket.contents import Basket, Heading
from drafts.basket.rechecking import Rechecked
from indexer.records.record_caveats import list_record_caveats
from indexer.words.tokens import SUPERSCRIPT_DIGITS

UNVERIFIED = "Not verified"
"""How the remark on a passage begins that does not stand in the file as it was kept."""

NOTE = "My note:"
"""How a note of the user's begins."""


@frozen
class CitedPassage:
    """A quotation as it is exported."""

    paragraphs: tuple[str, ...]
    """The source's words, one string for each paragraph, without quotation marks."""
    citation: RichText
    in_note: bool
    """Whether the citation is a note; else it follows the words."""
    note: str
    """The user's own, "" if there is none."""
    remarks: tuple[str, ...]
    """What a reader must know, one sentence each; what concerns the whole document stands with the
    first passage from it alone."""


Part: TypeAlias = CitedPassage | str
"""A string is a heading."""


@frozen
class CitedBasket:
    """A basket as it is exported."""

    title: str
    parts: tuple[Part, ...]
    heading: str
    """Of the list of works."""
    works: tuple[ListEntry, ...]
    """None where the style has no such list."""
    remarks: tuple[str, ...]
    """What the citations do not print, for the user alone, one line each."""


def cite_basket(
    basket: Basket, checked: Sequence[Rechecked], style: str, corpus: str
) -> CitedBasket:
    """The basket with its citations in `style`; `checked` are its passages as they are now,
    `corpus` is what the corpus is called.

    Raises RequestError where there is no such style.
    """
    name = find_style(style).name
    by_id = {one.passage.id: one for one in checked}
    items = _list_items(checked)
    notes = NoteSequence(items, name)
    in_notes = notes.style.usual_form == "note"
    parts: list[Part] = []
    told: set[str] = set()
    for entry in basket.entries:
        if isinstance(entry, Heading):
            parts.append(entry.text)
        else:
            one = by_id[entry.id]
            number = 1 + sum(isinstance(part, CitedPassage) and part.in_note for part in parts)
            citation = _cite(one, notes, number if in_notes else 0)
            parts.append(_make_cited(one, citation, told, in_notes=in_notes))
    listed: Sequence[ListEntry] = ()
    if items and ("bibliography" in notes.style.forms or name not in STYLE_NAMES):
        listed = build_bibliography(items, name)
    heading = HEADINGS.get(name, "References")
    title = f"Passages from {corpus}"
    return CitedBasket(title, tuple(parts), heading, tuple(listed), tuple(notes.remarks))


def list_cited_items(checked: Sequence[Rechecked]) -> list[Item]:
    """The records of the documents that passages are from, each once, in order."""
    return _list_items(checked)


def _list_items(checked: Sequence[Rechecked]) -> list[Item]:
    items = {one.now.entry.item.id: one.now.entry.item for one in checked if one.now}
    return list(items.values())


def _cite(one: Rechecked, notes: NoteSequence, number: int) -> RichText:
    """The citation of a passage in note `number`, or in the text if it is 0."""
    now = one.now
    if now is None:
        notes.pass_other_note()
        return RichText() + f"{one.passage.title}, {one.passage.pinpoint}"
    minute = now.context.minute.citable if now.context.minute else ""
    work = CitedWork(now.entry.item.id, make_pinpoint(now.labels, minute=minute))
    if number:
        text = notes.write_note([work], number)
    else:
        text = notes.cite(work, notes.style.usual_form).text
    doubt = describe_doubt(now.labels)
    return text + f" [{doubt}]" if doubt else text


def _make_cited(
    one: Rechecked, citation: RichText, told: set[str], *, in_notes: bool
) -> CitedPassage:
    """The words are quoted as kept; what the file says otherwise now is said beside them. `told`
    are the keys of the documents of which it has been said what is to be known."""
    remarks = list(one.list_caveats())
    if one.now:
        item = one.now.entry.item
        if item.id in told:
            of_document = list_record_caveats(item)
            remarks = [remark for remark in remarks if remark not in of_document]
        told.add(item.id)
    if not one.is_certain:
        remarks.insert(0, f"{UNVERIFIED}: {' '.join(one.notes)}")
    return CitedPassage(
        split_paragraphs(one.passage.words),
        citation,
        in_notes,
        one.passage.note,
        tuple(remarks),
    )


def list_note_paragraphs(note: str) -> list[str]:
    """The paragraphs of a note of the user's."""
    return [line.strip() for line in note.split("\n") if line.strip()]


def separate_mark(words: str) -> str:
    """What stands between the words and the number of a note: a thin space where the words end with
    a note mark of the source's own, so that the two are not read as one number."""
    return "\u202f" if words.endswith(tuple(SUPERSCRIPT_DIGITS)) else ""


def split_paragraphs(words: str) -> tuple[str, ...]:
    """The paragraphs of a passage, each on one line."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", words.strip()))
    return tuple(paragraph for paragraph in paragraphs if paragraph)
