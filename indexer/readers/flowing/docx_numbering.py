"""The automatic numbers of paragraphs and headings, as Word shows them (ECMA-376-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from indexer.readers.flowing.docx_package import W, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LEVELS = 9


class Numbering:
    """Counts the paragraphs of every list of a document, which must come in order."""

    def __init__(self, part: _Element | None) -> None:
        """`part` is the file's numbering part, None where it has none."""
        self._levels: dict[str, dict[int, _Element]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, _Element]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if part is None:
            return
        for abstract in part.iterchildren(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = _map_levels(abstract, "lvl")
        for num in part.iterchildren(f"{W}num"):
            number = num.get(f"{W}numId", "")
            self._abstract_of[number] = _get(num, "abstractNumId")
            self._overrides[number] = _map_levels(num, "lvlOverride")

    def count(self, list_id: str, level: str) -> str:
        """The number of the next paragraph of a list at a level ("0" is the first), such as "12."
        or "(a)"; "" for bullets and unknown lists."""
        at = int(level) if level.isdecimal() else 0
        abstract = self._abstract_of.get(list_id, "")
        if self._find_level(list_id, at) is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = self._find_restart(list_id, at)
        if restart is not None:
            counts[at] = restart
        else:
            counts[at] = counts[at] + 1 if at in counts else self._find_start(list_id, at)
        for above in range(at):
            counts.setdefault(above, self._find_start(list_id, above))
        for below in [other for other in counts if other > at]:
            if self._restarts(list_id, below, at):
                del counts[below]
        return self._write(list_id, at, counts)

    def _find_level(self, list_id: str, at: int) -> _Element | None:
        override = self._overrides.get(list_id, {}).get(at)
        own = override.find(f"{W}lvl") if override is not None else None
        if own is not None:
            return own
        return self._levels.get(self._abstract_of.get(list_id, ""), {}).get(at)

    def _find_restart(self, list_id: str, at: int) -> int | None:
        """Where a list that goes on with another one's levels begins anew, the first time."""
        override = self._overrides.get(list_id, {}).get(at)
        if override is None or (list_id, at) in self._begun:
            return None
        self._begun.add((list_id, at))
        start = _get(override, "startOverride")
        return int(start) if start.isdecimal() else None

    def _find_start(self, list_id: str, at: int) -> int:
        level = self._find_level(list_id, at)
        start = _get(level, "start") if level is not None else ""
        return int(start) if start.isdecimal() else 0 if level is not None else 1

    def _restarts(self, list_id: str, below: int, at: int) -> bool:
        """Whether level `below` begins anew after one of level `at` (17.9.10 `lvlRestart`)."""
        level = self._find_level(list_id, below)
        after = _get(level, "lvlRestart") if level is not None else ""
        return not after.isdecimal() or at < int(after)

    def _write(self, list_id: str, at: int, counts: dict[int, int]) -> str:
        level = self._find_level(list_id, at)
        assert level is not None
        if _get(level, "numFmt") in ("bullet", "none"):
            return ""
        legal = is_on(level.find(f"{W}isLgl"))

        def write_level(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            shown = self._find_level(list_id, number)
            style = _get(shown, "numFmt") if shown is not None else "decimal"
            return _format(counts.get(number, 0), "decimal" if legal else style)

        return re.sub(r"%([1-9])", write_level, _get(level, "lvlText")).strip()


def _map_levels(parent: _Element, name: str) -> dict[int, _Element]:
    return dict(_list_levels(parent, name))


def _list_levels(parent: _Element, name: str) -> Iterator[tuple[int, _Element]]:
    for level in parent.iterchildren(f"{W}{name}"):
        at = level.get(f"{W}ilvl", "")
        if at.isdecimal() and int(at) < _LEVELS:
            yield int(at), level


def _get(parent: _Element, name: str) -> str:
    child = parent.find(f"{W}{name}")
    return str(child.get(f"{W}val", "")) if child is not None else ""


def _format(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter") and number > 0:
        # after z comes aa, then bb
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _format_roman(number)
        return roman.upper() if style == "upperRoman" else roman
    if style == "decimalZero":
        return f"{number:02}"
    if style == "ordinal":
        return f"{number}{_find_ordinal_ending(number)}"
    return "" if style == "none" else str(number)


def _format_roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _find_ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
