"""One way to all styles: those that pincite writes itself, and any CSL style through pandoc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citation.cite import cite
from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.styles.interface import Form
from citation.styles.registry import STYLE_NAMES, get_style
from citation.text.richtext import RichText
from corpus.items import Item

if TYPE_CHECKING:
    from citation.csl.csl_styles import CslStyle


def resolve_style_name(style: str) -> str:
    """What names the style from any folder: its name, or the whole path of its file.

    Raises RequestError where there is no such style, or no pandoc for it.
    """
    return style if style in STYLE_NAMES else str(_find_csl_style(style).file)


def choose_form(style: str, form: Form | None) -> Form:
    """`form`, or the style's first one where it is None."""
    if form is not None:
        return form
    if style in STYLE_NAMES:
        return next(iter(get_style(style).forms))
    return _find_csl_style(style).forms[0]


def cite_in(
    style: str,
    item: Item,
    pinpoint: Pinpoint | None = None,
    *,
    form: Form | None = None,
    note_number: int | None = None,
    context: Context | None = None,
) -> RichText:
    """As `citation.cite.cite`, in a style of pincite's own or in that of a CSL file."""
    if style in STYLE_NAMES:
        return cite(
            item, pinpoint, style=style, form=form, note_number=note_number, context=context
        )
    among = [source.item for source in context.sources] if context else []
    return _find_csl_style(style).cite(item, pinpoint, form, among)


def describe_missing_pinpoint(pinpoint: Pinpoint | None, written: RichText) -> str:
    """What must be said where a style did not print the pinpoint, "" where it did."""
    if pinpoint is None:
        return ""
    wanted = [part.first for part in pinpoint.parts] + [pinpoint.minute]
    if all(label in str(written) for label in wanted):
        return ""
    return "this form of the style does not print where in the document it is"


def _find_csl_style(style: str) -> CslStyle:
    """A style that only pandoc can write; the programs that this takes are seldom needed."""
    from citation.csl.csl_styles import find_csl_style

    return find_csl_style(style)
