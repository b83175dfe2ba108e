"""What `cite` and `bibliography` are about: records of a corpus, or of a catalogue without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from cli.common import open_corpus, say
from cli.declaring import Option

if TYPE_CHECKING:
    from corpus.items import Item
    from indexer.labels.page_label import PageLabel
    from indexer.library import Library

Format = Literal["text", "markdown", "html", "rtf", "json"]

AnyStyleOption = Annotated[
    str | None,
    Option("--style", help="mcgill, apa, chicago, mla, …, or FILE.csl; else the last one."),
]
CatalogueOption = Annotated[
    Path | None, Option("--catalogue", help="A catalogue.json, instead of a corpus.")
]
FormatOption = Annotated[Format, Option("--format", help="How to write it.")]


class CitedResult(NamedTuple):
    """A result of the last search."""

    item: Item
    labels: tuple[PageLabel, ...]
    """Of the pages that it stands on."""
    excerpt: str


class Records:
    """The records of a library, or of a catalogue alone."""

    def __init__(self, items: Sequence[Item], library: Library | None = None) -> None:
        self.items = tuple(items)
        self._by_key = {item.id: item for item in items}
        self._library = library

    def get_item(self, name: str) -> Item:
        """The item with this key or file name. Raises RequestError."""
        if name in self._by_key:
            return self._by_key[name]
        if self._library is not None:
            return self._library.get_entry(name).item
        from corpus.errors import RequestError

        raise RequestError(f"There is no item “{name}” in the catalogue.", "Check the key.")

    def list_labels(self, item: Item) -> Sequence[PageLabel]:
        """The labels of its pages in order; none where no file of the corpus belongs to it."""
        if self._library is None:
            return ()
        entries = (entry for entry in self._library.entries if entry.item.id == item.id)
        return next((self._library.read_labels(entry) for entry in entries), ())

    def find_result(self, name: str) -> CitedResult | None:
        """Result `name` of the last search, None where it is no number.

        A citation key of digits goes before. Raises RequestError when there is no such result.
        """
        if self._library is None or not (name.isascii() and name.isdigit()):
            return None
        if name in self._by_key:
            say(f"note: “{name}” is the key of an item, and not taken for a result.")
            return None
        from search.answering.last_search import recall
        from search.answering.shown_pages import mark_passage

        remembered = recall(self._library.places, int(name))
        passage = mark_passage(self._library, remembered)
        labels = tuple(page.label for page in passage.pages)
        return CitedResult(passage.entry.item, labels, remembered.excerpt)


@contextmanager
def open_records(corpus: Path | None, catalogue: Path | None) -> Iterator[Records]:
    """The records that a command is about."""
    if catalogue is not None:
        from corpus.catalogue import Catalogue
        from corpus.errors import CatalogueError

        if not catalogue.is_file():
            raise CatalogueError(f"There is no file {catalogue}.", "Check the path.")
        yield Records(list(Catalogue.load(catalogue)))
        return
    with open_corpus(corpus) as library:
        made = [entry.item for entry in library.entries if entry.item.id not in library.catalogue]
        yield Records([*library.catalogue, *made], library)


def choose_style(asked: str | None) -> str:
    """The style asked for, which is remembered; else the one remembered; else the default."""
    from citation.cite import find_style
    from citation.styles.registry import STYLE_NAMES
    from citation.written.preferences import DEFAULT_STYLE, load_remembered_style, remember_style

    if asked is None:
        known = load_remembered_style() or DEFAULT_STYLE
        if known in STYLE_NAMES or Path(known).is_file():
            return known
        say(f"note: the style used last, {known}, is not there any more: {DEFAULT_STYLE} is used.")
        return DEFAULT_STYLE
    style = find_style(asked).name
    remember_style(style)
    return style
