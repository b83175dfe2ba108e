"""Citations under search results: an item and the pages of an excerpt, in a style or in none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from citation.record.source import Source
from citation.text.dates import format_day_first
from citation.text.joining import join_list, wrap
from citation.text.names import join_names, list_family_names
from corpus.items import Item
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import describe_pages

if TYPE_CHECKING:
    from citation.record.pinpoint import Pinpoint


class Citer(Protocol):
    """Makes the citation of an item with the labels of consecutive pages."""

    def __call__(self, item: Item, labels: Sequence[PageLabel], /, *, minute: str = "") -> str:
        """`minute` is the number of a minute to cite with its page, such as `P208/12`."""


def cite_without_style(item: Item, labels: Sequence[PageLabel], /, *, minute: str = "") -> str:
    """Author, title, date and pages, with a remark where the page number is not printed."""
    where = describe_pages(labels)
    return format_plain_citation(item, f"Min No {minute} {where}" if minute else where)


def format_plain_citation(item: Item, pinpoint_text: str = "") -> str:
    """`Author, Title (date), pinpoint`, with whatever of it is known; the item's id if nothing is.

    `pinpoint_text` is printed unchanged: `at 147–148`, `PDF p 149, no printed number`.
    """
    return join_list(item.make_once(_name_work), pinpoint_text)


def _name_work(item: Item) -> str:
    source = Source(item)
    people = list_family_names(source.authors or source.editors)
    author = join_names(people, "and", serial=True, most=3)
    dated = source.shape != "law" or not source.year_in_title
    date = wrap(" (", source.format_date(format_day_first), ")") if dated else ""
    named = join_list(author, source.title.text) or item.id
    return named + date


def make_citer(style: str | None, items: Iterable[Item]) -> Citer:
    """The citer of a style, or of no style where it is None; `items` are those it cites among.

    No style's pinpoint has room for a page without a label, so a remark in brackets follows the
    citation. Raises RequestError when there is no such style.
    """
    if style is None:
        return cite_without_style
    from citation.cite import cite, find_style
    from citation.record.disambiguation import Context

    name = find_style(style).name
    context = Context(items)

    def cite_in_style(item: Item, labels: Sequence[PageLabel], /, *, minute: str = "") -> str:
        pinpoint = make_pinpoint(labels, minute=minute)
        citation = str(cite(item, pinpoint, style=name, context=context))
        return citation + wrap(" [", describe_doubt(labels), "]")

    return cite_in_style


def make_pinpoint(labels: Sequence[PageLabel], *, minute: str = "") -> Pinpoint | None:
    """The pinpoint of consecutive pages, None where none of them has a label."""
    from citation.record.pinpoint import Pinpoint  # here: a citation in no style needs none

    named = [name for label in labels for name in label.names]
    if not named and not minute:
        return None
    first, last = (named[0], named[-1]) if named else ("", "")
    return Pinpoint.make(labels[0].unit if labels else "page", first, last, minute=minute)


def describe_doubt(labels: Sequence[PageLabel]) -> str:
    """A remark on pages whose number is neither printed on them nor set by the user, or is that of
    other pages, too; else ""."""
    unsure = any(
        label.source not in ("printed", "catalogue") or not label.unique for label in labels
    )
    return describe_pages(labels) if unsure else ""
