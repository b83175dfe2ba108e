"""Citations of excerpts: an item and the pages an excerpt stands on, in a style or in none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from citation.plain import plain_citation
from corpus.items import Item
from indexer.labels.model import PageLabel
from indexer.pinpoint import pinpoint

Citer = Callable[[Item, Sequence[PageLabel]], str]
"""Makes the citation of an item with the labels of consecutive pages."""


def plain(item: Item, labels: Sequence[PageLabel]) -> str:
    """Author, title, date, and where it stands, with what must be said of the page number."""
    return plain_citation(item, pinpoint(labels))


def citer(style: str | None, items: Iterable[Item]) -> Citer:
    """The citer of a style, `plain` where it is None; `items` are those it is cited among.

    A page without a label has no place in any style's pinpoint: it is said behind the citation, in
    brackets. Raises RequestError when there is no such style.
    """
    if style is None:
        return plain
    from citation.cite import cite
    from citation.context import Context
    from citation.pinpoint import Pinpoint
    from citation.styles import style_named

    style_named(style)
    context = Context(items)

    def styled(item: Item, labels: Sequence[PageLabel]) -> str:
        named = [label.label for label in labels if label.label is not None]
        place = Pinpoint.pages(named[0], named[-1]) if named else None
        written = cite(item, place, style=style, context=context).written("text")
        unsure = any(label.source not in ("printed", "catalogue") for label in labels)
        return f"{written} [{pinpoint(labels)}]" if unsure else written

    return styled
