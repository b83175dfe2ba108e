"""A citation as a user asks for it: the place named, remarks on it, and the output formats."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from citation.cite import cite, find_style
from citation.record.disambiguation import Context
from citation.record.pinpoint import Label, Pinpoint
from citation.record.source import Source
from citation.styles.interface import Form
from citation.text.richtext import Format, RichText, make_rich
from citation.written.excerpt_citations import describe_doubt, make_pinpoint
from citation.written.known_pages import check_cited_pages, check_cited_paragraphs
from citation.written.output import OutputParagraph, write_document
from citation.written.unprinted import describe_unprinted
from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.items import Item
from indexer.labels.page_label import PageLabel


@frozen
class AskedPlace:
    """A place as the user wrote it, each part "" where not given."""

    page: str = ""
    paragraph: str = ""
    section: str = ""
    minute: str = ""
    other: str = ""
    """With the word that says what it is: `art 5`, `cl 2`, `sch 3`, `col 4175`."""


@frozen
class CitedPlace:
    """Where a citation points to, with remarks on it."""

    pinpoint: Pinpoint | None = None
    remarks: tuple[str, ...] = ()


def find_place(
    asked: AskedPlace,
    labels: Sequence[PageLabel],
    shown: Sequence[PageLabel] = (),
    paragraphs: Sequence[str] = (),
) -> CitedPlace:
    """The place asked for, or the pages `shown` in a search where no place is named.

    `labels` are those of all pages of the document, `paragraphs` the numbers of its paragraphs;
    both are empty where they are not known. Raises
    RequestError where more than one kind of place is asked for.
    """
    given: list[tuple[Label | None, str]] = [
        ("page", asked.page), ("paragraph", asked.paragraph), ("section", asked.section),
        (None, asked.other),
    ]  # fmt: skip
    named = [(label, text) for label, text in given if text.strip()]
    if len(named) > 1:
        raise RequestError("Only one of page, paragraph, section and place can be cited at a time.")
    if not named and shown:
        doubt = describe_doubt(shown)
        return CitedPlace(make_pinpoint(shown, minute=asked.minute), (doubt,) if doubt else ())
    label, text = named[0] if named else (None, "")
    known = {page.label for page in labels if page.label is not None}
    pinpoint = Pinpoint.parse(text, label, minute=asked.minute, known=known)
    if impossible := pinpoint.list_impossible(known):
        raise RequestError(
            f"There can be no {pinpoint.label} “{'”, “'.join(impossible)}”.",
            "Write 147, 147-148, iv or '147, 149-150'.",
        )
    remarks = check_cited_pages(pinpoint, labels) or check_cited_paragraphs(pinpoint, paragraphs)
    return CitedPlace(pinpoint or None, tuple(remarks))


@frozen
class Citation:
    """A citation in one style, ready to be written in any format."""

    item: Item
    style: str
    form: Form
    pinpoint: Pinpoint | None
    text: RichText
    remarks: tuple[str, ...] = ()
    """One sentence each, without capital letter and full stop."""
    quotation: str = ""
    """The source's words that are cited, without quotation marks."""

    def replace_text(self, text: RichText) -> Citation:
        """The same with another text."""
        return Citation(
            self.item, self.style, self.form, self.pinpoint, text, self.remarks, self.quotation
        )

    def write_as(self, output: Format) -> str:
        """The citation alone; RTF is a whole document."""
        if output == "rtf":
            return write_document([OutputParagraph(self.text)], output)
        return self.text.write_as(output)

    def write_with_quotation(self, output: Format) -> str:
        """The quotation and the citation, which follows in the text or in a paragraph of its own.

        The words and paragraphs between the quotation marks are the source's, unchanged.
        """
        if not self.quotation:
            return self.write_as(output)
        quoted = re.split(r"\n\s*\n", f"“{self.quotation.strip()}”")
        paragraphs = [make_rich(" ".join(paragraph.split())) for paragraph in quoted]
        if self.form == "in-text":
            paragraphs[-1] = paragraphs[-1] + " " + self.text
        else:
            paragraphs.append(self.text)
        return write_document([OutputParagraph(text) for text in paragraphs], output)

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        pinned = self.pinpoint if self.pinpoint and self.pinpoint.parts else None
        citation = {
            "item": self.item.id,
            "style": self.style,
            "form": self.form,
            "locator": _format_locator(pinned) if pinned else None,
            "label": pinned.label if pinned else None,
            **self.text.as_json(),
        }
        return {**citation, "quotation": self.quotation} if self.quotation else citation


def make_citation(
    item: Item,
    where: CitedPlace,
    style: str,
    *,
    form: Form | None = None,
    note_number: int | None = None,
    among: Sequence[Item] = (),
    quotation: str = "",
) -> Citation:
    """The citation of `item` at `where`; `among` is the catalogue it is cited among.

    Raises RequestError where there is no such style or form, or a “supra” has no note number.
    """
    chosen = form or find_style(style).usual_form
    context = Context(among or (item,))

    def write(pinpoint: Pinpoint | None) -> RichText:
        return cite(
            item, pinpoint, style=style, form=chosen, note_number=note_number, context=context
        )

    text = write(where.pinpoint)
    more = (
        _describe_missing_pinpoint(Source(item), where.pinpoint, text, write),
        describe_unprinted(Source(item), style, chosen, str(text)),
        describe_incomplete_record(item),
    )
    remarks = (*where.remarks, *(remark for remark in more if remark))
    return Citation(item, style, chosen, where.pinpoint, text, remarks, quotation)


def _describe_missing_pinpoint(
    source: Source,
    pinpoint: Pinpoint | None,
    written: RichText,
    write: Callable[[Pinpoint | None], RichText],
) -> str:
    """A remark where the style did not print the pinpoint, "" where it did.

    It did not where it writes the same without it; digits prove nothing (a page 2 is in 2018).
    """
    if pinpoint is None:
        return ""
    without_parts = Pinpoint(pinpoint.label, (), pinpoint.minute)
    without_minute = Pinpoint(pinpoint.label, pinpoint.parts)
    lost = bool(pinpoint.parts) and write(without_parts or None) == written
    if pinpoint.minute and pinpoint.minute != source.bare_number:
        lost = lost or write(without_minute or None) == written
    return "this form of the style does not print a page or other pinpoint" if lost else ""


def describe_incomplete_record(item: Item) -> str:
    """A remark on a record that pincite made from the file alone, "" for any other."""
    fields = ", ".join(item.incomplete)
    return f"the record is incomplete, missing or only guessed: {fields}" if fields else ""


def _format_locator(pinpoint: Pinpoint) -> str:
    """The numbers as in CSL: `147, 149-150`."""
    return ", ".join("-".join(part.labels) for part in pinpoint.parts)
