"""Any style of the Citation Style Language, from its file and through pandoc."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from citation.csl.pandoc import Pandoc, find_pandoc
from citation.csl.pandoc_text import find_first_citation, read_entries
from citation.record.pinpoint import LabelRange, Pinpoint
from citation.record.source import Source
from citation.styles.interface import Form
from citation.styles.registry import STYLE_NAMES
from citation.text.richtext import RichText, make_rich
from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.items import Item

_HEAD = 65_536
_HARD_HYPHEN = "\ue02d"
"""Stands for the hyphen in a label such as `A-3`, which would be made the dash of a range."""
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
_OURS = ("custom", "note", "language")
"""Fields that are left out: pincite's own, and the language, as only the style's locale counts."""


@frozen
class CslStyle:
    """One style file; its first form is the one it uses where nobody asks for another."""

    file: Path
    pandoc: Pandoc
    forms: tuple[Form, ...]

    def cite(
        self,
        item: Item,
        pinpoint: Pinpoint | None = None,
        form: Form | None = None,
        among: Sequence[Item] = (),
    ) -> RichText:
        """The citation of `item`; `among` are the items that it must be told from.

        Raises RequestError where the style has no such form or pandoc cannot use it.
        """
        if form not in (None, *self.forms):
            has = ", ".join(self.forms)
            raise RequestError(f"{self.file.name} has no form “{form}”; its forms are {has}.")
        listed = [
            item,
            *(one for one in among if _has_same_author(one, item) and one.id != item.id),
        ]
        blocks = self._run(f"[@i0{_format_suffix(pinpoint)}]\n", listed)
        if form == "bibliography":
            return dict(read_entries(blocks)).get("i0") or make_rich(item.id)
        return _restore_hyphens(find_first_citation(blocks)) or make_rich(item.id)

    def make_entries(self, items: Sequence[Item]) -> list[tuple[Item, RichText]]:
        """The items with their entries, in the style's order."""
        made = read_entries(self._run("", items))
        return [(items[int(key[1:])], entry) for key, entry in made]

    def _run(self, text: str, items: Sequence[Item]) -> list[dict[str, Any]]:
        """Items go under the names i0, i1 …: a citation key may have any letters in it."""
        records = [_make_record(item, f"i{at}") for at, item in enumerate(items)]
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
            "Any other one needs its file: --style FILE.csl (https://www.zotero.org/styles).",
        )
    return CslStyle(file.resolve(), pandoc, _read_forms(file))


def _describe_unknown(name: str) -> str:
    if name.endswith(".csl"):
        return f"There is no style file {name}."
    return f"“{name}” is none of pincite’s own styles ({', '.join(STYLE_NAMES)})."


def _read_forms(file: Path) -> tuple[Form, ...]:
    with file.open(encoding="utf-8", errors="replace") as opened:
        head = opened.read(_HEAD)
    root = re.search(r"<style\b[^>]*>", head)
    if not root:
        raise RequestError(f"{file.name} is no CSL style.", "Its root element must be <style>.")
    sort: Form = "note" if re.search(r"\bclass\s*=\s*[\"']note[\"']", root[0]) else "in-text"
    return (sort, "bibliography")


def _make_record(item: Item, key: str) -> dict[str, Any]:
    kept = {field: value for field, value in item.record.items() if field not in _OURS}
    return {**kept, "id": key}


def _has_same_author(one: Item, item: Item) -> bool:
    """Whether both have the same first author: only then can they be taken for each other."""
    first = [Source(each).authors[:1] for each in (one, item)]
    return first[0] == first[1] != ()


def _format_suffix(pinpoint: Pinpoint | None) -> str:
    """`, {page 147, 149-150}, Minute No. P220/12`: the braces mark what is the locator."""
    if not pinpoint:
        return ""
    numbers = ", ".join(_format_part(part) for part in pinpoint.parts)
    place = f", {{{pinpoint.label} {numbers}}}" if numbers else ""
    return place + (f", Minute No. {_escape(pinpoint.minute)}" if pinpoint.minute else "")


def _format_part(part: LabelRange) -> str:
    return "-".join(_escape(label) for label in (part.first, part.last) if label)


def _escape(label: str) -> str:
    return _SPECIAL.sub(r"\\\1", label.replace("-", _HARD_HYPHEN))


def _restore_hyphens(text: RichText) -> RichText:
    """The same with the hyphens of labels as they were."""
    segments = (type(one)(one.text.replace(_HARD_HYPHEN, "-"), one.face) for one in text.segments)
    return RichText(tuple(segments))
