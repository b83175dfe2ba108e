"""The one way to get a citation: an item, perhaps a pinpoint, a style and a form."""

from __future__ import annotations

from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from citation.styles.interface import CitationRequest, Form
from citation.styles.registry import get_style
from citation.text.richtext import RichText, make_rich
from corpus.items import Item


def cite(
    item: Item,
    pinpoint: Pinpoint | None = None,
    *,
    style: str,
    form: Form | None = None,
    note_number: int | None = None,
    context: Context | None = None,
) -> RichText:
    """The citation of `item`, in the style's first form where `form` is None.

    `note_number` is the note that a `supra` or a Bluebook `short` form points back to; `context`
    the catalogue that the item is cited among, the item alone where it is None. A bibliography
    entry is of the whole document and leaves the pinpoint out. Raises RequestError where there is
    no such style, the style has no such form, or the form needs a note number.
    """
    write = get_style(style).get_writer(form)
    request = CitationRequest(Source(item), pinpoint, note_number, context or Context((item,)))
    return write(request) or make_rich(item.id)
