"""The words of a search result, or any others of a page, quoted and cited: a passage by its id."""

from __future__ import annotations

from citation.styles.interface import Form
from citation.written.citation import AskedPlace, Citation, find_place, make_citation
from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.library import Library
from indexer.minute_context import MinuteContext
from search.answering.excerpts import Excerpt, find_context
from search.answering.last_search import RememberedResult
from search.answering.shown_pages import (
    ShownPassage,
    describe_place,
    mark_passage,
    recall_result,
)


@frozen
class QuotedPassage:
    """A passage with its citation."""

    id: str
    """As `ResultPlace` writes it."""
    words: str
    """The source's own."""
    citation: Citation
    pinpoint: str
    """Where it stands, in words."""
    context: MinuteContext
    shown: ShownPassage
    """Its pages, the passage marked in them."""

    def as_json(self) -> dict[str, object]:
        """The documented, stable form."""
        return {
            "id": self.id,
            **self.citation.as_json(),
            "quotation": self.words,
            "pinpoint": self.pinpoint,
            "remarks": list(self.citation.remarks),
            "with_quotation": {
                "text": self.citation.write_with_quotation("text"),
                "html": self.citation.write_with_quotation("html"),
            },
            **self.context.as_json(),
        }


def quote_passage(library: Library, id: str, style: str, form: Form | None = None) -> QuotedPassage:
    """The passage with this id, cited in a style as a search would cite it.

    Raises RequestError where there is no such passage or style, or the style has no such form.
    """
    found = _recall(library, id)
    shown = mark_passage(library, found)
    place = Excerpt(found.excerpt, (), found.numbers, 0, False, found.start)
    context = find_context(library, shown.entry, place)
    minute = context.minute.citable if context.minute else ""
    where = find_place(AskedPlace(minute=minute), (), shown.labels)
    citation = make_citation(
        shown.entry.item,
        where,
        style,
        form=form,
        among=tuple(library.catalogue),
        quotation=found.excerpt,
    )
    pinpoint = describe_place(library, found, shown.labels)
    return QuotedPassage(id, found.excerpt, citation, pinpoint, context, shown)


def cite_item(
    library: Library, name: str, asked: AskedPlace, style: str, form: Form | None = None
) -> Citation:
    """The citation of a document, by its citation key or file, at the place asked for.

    Raises RequestError where there is no such document, place, style or form.
    """
    entry = library.get_entry(name)
    paragraphs = [each.label for each in library.read_paragraphs(entry) if each.label]
    where = find_place(asked, library.read_labels(entry), (), paragraphs)
    among = tuple(library.catalogue)
    return make_citation(entry.item, where, style, form=form, among=among)


def find_shown(library: Library, id: str) -> ShownPassage:
    """The pages of the passage with this id, the passage marked. Raises RequestError where there
    is no such passage."""
    return mark_passage(library, _recall(library, id))


def _recall(library: Library, id: str) -> RememberedResult:
    found = None if id.isdigit() else recall_result(library, id)
    if found is None:
        raise RequestError(f"“{id}” names no words of a document.", "Search again.")
    return found
