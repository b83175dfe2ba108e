"""A basket in the format that a file's name asks for, compared with the files just before."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal, get_args

from citation.written.excerpt_citations import make_citer
from corpus.errors import RequestError
from corpus.formats.exporting import describe_losses, export_items
from corpus.formats.registry import get_format
from corpus.frozen import frozen
from drafts.basket.contents import Basket
from drafts.basket.exports.cited_basket import cite_basket, list_cited_items
from drafts.basket.rechecking import Rechecked, recheck_basket
from indexer.library import Library

ExportFormat = Literal["docx", "markdown", "biblatex", "ris", "csl-json"]

FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
SUFFIXES: dict[ExportFormat, str] = {
    "docx": ".docx",
    "markdown": ".md",
    "biblatex": ".bib",
    "ris": ".ris",
    "csl-json": ".json",
}


@frozen
class Export:
    """A basket as a file, and what must be said about it."""

    content: bytes
    checked: tuple[Rechecked, ...]
    """The passages, in order, as they are now."""
    remarks: tuple[str, ...]
    """What citations do not print, or the format cannot carry, one line each."""

    @property
    def changed(self) -> list[Rechecked]:
        """The passages that are not as they were kept."""
        return [one for one in self.checked if one.state != "same"]


def guess_export_format(name: str) -> ExportFormat:
    """The format for a file of this name. Raises RequestError."""
    suffix = PurePath(name).suffix.lower()
    for known, ending in SUFFIXES.items():
        if suffix == ending:
            return known
    raise RequestError(
        f"“{PurePath(name).name}” does not say which format is wanted.",
        f"Let the name end in {', '.join(SUFFIXES.values())}.",
    )


def export_basket(library: Library, basket: Basket, wanted: ExportFormat, style: str) -> Export:
    """The basket in a format; `docx` and `markdown` cite in `style`.

    Words and places are compared with the files first; passages that do not stand there as kept say
    so beside their words. Raises RequestError where the basket is empty, or there is no such style.
    """
    if not basket.passages:
        raise RequestError("The basket is empty.", "Put results aside with `pincite keep N`.")
    checked = recheck_basket(library, basket, make_citer(None, ()), thorough=True)
    if wanted == "docx" or wanted == "markdown":
        cited = cite_basket(basket, checked, style, library.paths.root.resolve().name)
        if wanted == "docx":
            from drafts.basket.exports.word_file import write_word_file

            content = write_word_file(cited)
        else:
            from drafts.basket.exports.markdown import write_markdown

            content = write_markdown(cited).encode("utf-8", "replace")
        return Export(content, tuple(checked), cited.remarks)
    items = list_cited_items(checked)
    form = get_format(wanted)
    text = export_items(items, form)
    losses = describe_losses(items, text, form)
    return Export(text.encode("utf-8", "replace"), tuple(checked), tuple(losses))
