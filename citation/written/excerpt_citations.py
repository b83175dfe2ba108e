"""Citations of excerpts: an item and the pages an excerpt stands on, in a style or in none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from citation.written.no_style import format_plain_citation
from corpus.items import Item
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages

if TYPE_CHECKING:
    from citation.record.pinpoint import Pinpoint


class Citer(Protocol):
    """Makes the citation of an item with the labels of consecutive pages."""

    def __call__(self, item: Item, labels: Sequence[PageLabel], /, *, minute: str = "") -> str:
        """`minute` is the number of the minute that is cited with its page, such as `P208/12`."""


def cite_without_style(item: Item, labels: Sequence[PageLabel], /, *, minute: str = "") -> str:
    """Author, title, date, and where it stands, with what must be said of the page number."""
    where = describe_pages(labels)
    return format_plain_citation(item, f"Min No {minute} {where}" if minute else where)


def make_citer(style: str | None, items: Iterable[Item]) -> Citer:
    """The citer of a style, `plain` where it is None; `items` are those it is cited among.

    A page without a label has no place in any style's pinpoint: it is said behind the citation, in
    brackets. Raises RequestError when there is no such style.
    """
    if style is None:
        return cite_without_style
    from citation.cite import cite, find_style
    from citation.record.disambiguation import Context

    name = find_style(style).name
    context = Context(items)

    def cite_in_style(item: Item, labels: Sequence[PageLabel], /, *, minute: str = "") -> str:
        pinpoint = make_pinpoint(labels, minute=minute)
        written = str(cite(item, pinpoint, style=name, context=context))
        doubt = describe_doubt(labels)
        return f"{written} [{doubt}]" if doubt else written

    return cite_in_style


def make_pinpoint(labels: Sequence[PageLabel], *, minute: str = "") -> Pinpoint | None:
    """Where consecutive pages stand, None where none of them has a label."""
    from citation.record.pinpoint import Pinpoint  # here: a citation in no style needs none

    named = [label.label for label in labels if label.label is not None]
    if not named and not minute:
        return None
    return Pinpoint.make_from_pages(*((named[0], named[-1]) if named else ("",)), minute=minute)


def describe_doubt(labels: Sequence[PageLabel]) -> str:
    """What must be said of pages whose number is not read off them nor set by the user, or ""."""
    unsure = any(label.source not in ("printed", "catalogue") for label in labels)
    return describe_pages(labels) if unsure else ""
