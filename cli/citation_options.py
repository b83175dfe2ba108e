"""Options of `cite`, `bibliography` and `lint`, and the records they work on: those of a corpus, or
of a catalogue alone."""

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

Format = Literal["text", "markdown", "html", "rtf", "latex", "json", "docx", "odt"]

AnyStyleOption = Annotated[
    str | None, Option("mcgill, apa, chicago, mla, … or FILE.csl [default: the style last used].")
]
CatalogueOption = Annotated[Path | None, Option("Use this catalogue.json instead of a corpus.")]
FormatOption = Annotated[
    Format, Option("text, markdown, html, rtf, latex, json, docx or odt.", "--format")
]
OutputOption = Annotated[
    Path | None, Option("The new file that docx and odt are written to.", "--output")
]


class CitedResult(NamedTuple):
    """A result of a search."""

    item: Item
    labels: tuple[PageLabel, ...]
    """Those of the pages it stands on."""
    excerpt: str
    pinpoint: str
    """Where it stands, in words."""


class Records:
    """The records of a corpus, or of a catalogue alone."""

    def __init__(self, items: Sequence[Item], library: Library | None = None) -> None:
        self.items = tuple(items)
        self._by_key = {item.id: item for item in items}
        self._library = library

    def get_item(self, name: str) -> Item:
        """The item with this key or file name. Raises RequestError when there is none."""
        if name in self._by_key:
            return self._by_key[name]
        if self._library is not None:
            return self._library.get_entry(name).item
        from corpus.errors import RequestError

        raise RequestError(f"There is no item “{name}” in the catalogue.", "Check the key.")

    def has_item(self, name: str) -> bool:
        """Whether there is an item with this key or file name."""
        from corpus.errors import PinciteError

        try:
            return bool(self.get_item(name))
        except PinciteError:
            return False

    def list_labels(self, item: Item) -> Sequence[PageLabel]:
        """The labels of the item's pages in order; empty when the corpus has no file for it."""
        if self._library is None:
            return ()
        entries = (entry for entry in self._library.entries if entry.item.id == item.id)
        return next((self._library.read_labels(entry) for entry in entries), ())

    def list_paragraphs(self, item: Item) -> Sequence[str]:
        """The numbers printed at the item's paragraphs, in order; empty if there are none."""
        if self._library is None:
            return ()
        for entry in self._library.entries:
            if entry.item.id == item.id:
                found = self._library.read_paragraphs(entry)
                return [paragraph.label for paragraph in found if paragraph.label]
        return ()

    def find_result(self, name: str) -> CitedResult | None:
        """The result with this number in the last search of this terminal, or with this id; None
        when `name` is neither.

        A citation key takes precedence. Raises RequestError when there is no such result.
        """
        if self._library is None:
            return None
        if name in self._by_key:
            if name.isascii() and name.isdigit():
                say(f"note: “{name}” is a citation key, so it does not stand for a search result.")
            return None
        from search.answering.shown_pages import describe_place, mark_passage, recall_result

        result = recall_result(self._library, name)
        if result is None:
            return None
        passage = mark_passage(self._library, result)
        pinpoint = describe_place(self._library, result, passage.labels)
        return CitedResult(passage.entry.item, passage.labels, result.excerpt, pinpoint)


@contextmanager
def open_records(corpus: Path | None, catalogue: Path | None) -> Iterator[Records]:
    """Open the records that a command works on. Raises PinciteError when they cannot be read."""
    if catalogue is not None:
        from corpus.catalogue import Catalogue
        from corpus.errors import CatalogueError

        if not catalogue.is_file():
            raise CatalogueError(f"There is no file {catalogue}.", "Check the path.")
        yield Records(list(Catalogue.load(catalogue)))
        return
    from corpus.paths import find_catalogue

    paths = find_catalogue(corpus)
    if not paths.store.is_file():
        from corpus.catalogue import Catalogue

        yield Records(list(Catalogue.load(paths.catalogue)))
        return
    with open_corpus(corpus) as library:
        guessed = [
            entry.item for entry in library.entries if entry.item.id not in library.catalogue
        ]
        yield Records([*library.catalogue, *guessed], library)


def require_file(output: Format, file: Path | None) -> Path | None:
    """The file to write to, None for what goes to standard output. Raises RequestError where a
    format needs a file and none is named, or the other way round."""
    from corpus.errors import RequestError

    if output in ("docx", "odt"):
        if file is None:
            raise RequestError(
                f"{output} is a file of a word processor.", f"Say where: --output FILE.{output}"
            )
        return file
    if file is not None:
        raise RequestError("--output is for docx and odt.", "Send other formats on with “>”.")
    return None


def choose_style(asked: str | None) -> str:
    """The style asked for, which is then remembered; else the remembered style or the default."""
    from citation.cite import find_style
    from citation.styles.registry import STYLE_NAMES
    from citation.written.preferences import DEFAULT_STYLE, load_remembered_style, remember_style

    if asked is None:
        last_style = load_remembered_style() or DEFAULT_STYLE
        if last_style in STYLE_NAMES or Path(last_style).is_file():
            return last_style
        say(f"note: the style last used, {last_style}, no longer exists; {DEFAULT_STYLE} is used.")
        return DEFAULT_STYLE
    style = find_style(asked).name
    remember_style(style)
    return style
