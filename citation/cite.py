"""The one way to get a citation: an item, perhaps a pinpoint, a style and a form."""

from __future__ import annotations

from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from citation.styles.interface import CitationRequest, Form, Style
from citation.styles.registry import find_style_name, get_style
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
    """The citation of `item` in any style, in the style's first form where `form` is None.

    `note_number` is the note that a `supra` or a Bluebook `short` form points back to; `context` is
    the catalogue that the item is cited among, by default the item alone. A bibliography entry
    describes the whole document and leaves the pinpoint out. Raises RequestError where there is no
    such style, the style has no such form, or the form needs a note number.
    """
    write = find_style(style).get_writer(form)
    request = CitationRequest(Source(item), pinpoint, note_number, context or Context((item,)))
    return write(request) or make_rich(item.id)


def find_style(name: str) -> Style:
    """The built-in style that people call `name`, or the one in a CSL file, which pandoc writes.

    Raises RequestError where there is no such style, or no pandoc to write it.
    """
    if built_in := find_style_name(name):
        return get_style(built_in)
    from citation.csl.csl_styles import find_csl_style  # here: what runs programs loads slowly

    return find_csl_style(name).as_style()
