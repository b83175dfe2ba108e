"""Any style of the Citation Style Language, read from its file and written by pandoc."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from citation.csl.pandoc import Pandoc, find_pandoc
from citation.csl.pandoc_text import find_first_citation, read_entries
from citation.record.pinpoint import Pinpoint
from citation.styles.interface import CitationRequest, Form, Style
from citation.styles.locators import DOTTED_WORDS
from citation.styles.registry import STYLE_NAMES, suggest_style_names
from citation.text.joining import wrap
from citation.text.richtext import RichText, TextSegment
from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.items import Item

_HEAD = 65_536
_HARD_HYPHEN = "\ue02d"
"""Replaces the hyphen in a label such as `A-3`, which pandoc would make the dash of a range."""
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
_CSL_LABELS = ("page", "paragraph", "section", "column")
_OURS = ("custom", "note")
"""Fields left out, which are pincite's own. The language stays: titles that are not in English keep
their case by it."""


@frozen
class CslStyle:
    """One style file. Whatever it writes raises RequestError where pandoc cannot use the style."""

    file: Path
    pandoc: Pandoc
    cited_form: Form
    """How the style cites in a text: in a note or in the text itself."""

    def as_style(self) -> Style:
        """This style as one like the built-in ones; its name is the full path of its file."""
        forms = {self.cited_form: self._write_citation, "bibliography": self._write_entry}
        return Style(str(self.file), self.file.name, forms)

    def make_entries(self, items: Sequence[Item]) -> list[tuple[Item, RichText]]:
        """The items with their entries, in the style's order."""
        entries = read_entries(self._run("", items))
        return [(items[int(key[1:])], entry) for key, entry in entries]

    def _write_citation(self, request: CitationRequest) -> RichText:
        return _restore_hyphens(find_first_citation(self._run_request(request)))

    def _write_entry(self, request: CitationRequest) -> RichText:
        return dict(read_entries(self._run_request(request))).get("i0", RichText())

    def _run_request(self, request: CitationRequest) -> list[dict[str, Any]]:
        """Pandoc only needs the works by the same first author, to tell them apart."""
        item, first = request.source.item, request.source.authors[:1]
        rivals = [
            other.item
            for other in request.context.sources
            if first and other.authors[:1] == first and other.item.id != item.id
        ]
        return self._run(f"[@i0{_format_suffix(request.pinpoint)}]\n", [item, *rivals])

    def _run(self, text: str, items: Sequence[Item]) -> list[dict[str, Any]]:
        """Items are named i0, i1 …, since a citation key may contain any characters."""
        records = [
            {field: value for field, value in item.record.items() if field not in _OURS}
            | {"id": f"i{at}"}
            for at, item in enumerate(items)
        ]
        return self.pandoc.cite(f"---\nnocite: '@*'\n---\n\n{text}", records, self.file)


def find_csl_style(name: str) -> CslStyle:
    """The style in the file `name` (`oscola.csl`), or of that name here or in pandoc's data folder.

    Raises RequestError where there is no such style, or no pandoc to write it.
    """
    local = [Path(name), Path(f"{name}.csl")]
    here = next((path for path in local if path.is_file()), None)
    try:
        pandoc = find_pandoc()
    except RequestError as error:
        if here is None and not name.endswith(".csl"):
            raise RequestError(
                f"{_describe_unknown(name)} {error.message}", error.remedy
            ) from error
        raise
    folder = pandoc.data / "csl" if pandoc.data else None
    theirs = [folder / path.name for path in local] if folder else []
    file = here or next((path for path in theirs if path.is_file()), None)
    if file is None:
        raise RequestError(
            _describe_unknown(name),
            "Other styles need their file: --style FILE.csl (https://www.zotero.org/styles).",
        )
    return CslStyle(file.resolve(), pandoc, _read_cited_form(file))


def _describe_unknown(name: str) -> str:
    if name.endswith(".csl"):
        return f"There is no style file {name}."
    meant = suggest_style_names(name)
    hint = f" Did you mean {' or '.join(meant)}?" if meant else ""
    return f"“{name}” is not a built-in style ({', '.join(STYLE_NAMES)}).{hint}"


def _read_cited_form(file: Path) -> Form:
    with file.open(encoding="utf-8", errors="replace") as style:
        head = style.read(_HEAD)
    root = re.search(r"<style\b[^>]*>", head)
    if not root:
        raise RequestError(f"{file.name} is not a CSL style.", "Its root element must be <style>.")
    return "note" if re.search(r"\bclass\s*=\s*[\"']note[\"']", root[0]) else "in-text"


def _format_suffix(pinpoint: Pinpoint | None) -> str:
    """`, {page 147, 149-150}, Minute No. P220/12`: braces mark the locator."""
    if not pinpoint:
        return ""
    numbers = ", ".join("-".join(map(_escape, part.labels)) for part in pinpoint.parts)
    if pinpoint.label in _CSL_LABELS:
        place = wrap(f", {{{pinpoint.label} ", numbers, "}")
    else:  # citeproc has no word for it
        word = DOTTED_WORDS[pinpoint.label][pinpoint.several]
        place = wrap(f", {_escape(word)} ", numbers)
    return place + wrap(", Minute No. ", _escape(pinpoint.minute))


def _escape(label: str) -> str:
    return _SPECIAL.sub(r"\\\1", label.replace("-", _HARD_HYPHEN))


def _restore_hyphens(text: RichText) -> RichText:
    """`text` with the hyphens of labels as they were."""
    return RichText(
        tuple(TextSegment(run.text.replace(_HARD_HYPHEN, "-"), run.face) for run in text.segments)
    )
