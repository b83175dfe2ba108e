"""Struck-through words: a thin rule through the middle of the small letters strikes them out.

Amending laws and redlines show so what is repealed; as plain words it would read as if in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.readers.geometry import Box
from indexer.readers.redactions import MARK, CharBoxes
from indexer.readers.sheet_list import collect_sheets
from indexer.readers.sheets import Line, Sheet

STRUCK = "\u0336"
"""Follows every struck letter: COMBINING LONG STROKE OVERLAY."""

_THIN = 0.25
"""A rule is no thicker than this share of the size."""
_BAND = (0.42, 0.68)
"""Where the rule crosses a line, from the top of its box, as shares of its height: half-way up the
small letters. Underlines run lower, overlines higher."""
_BEYOND = 0.6
"""A rule that goes on beyond the letters by more than this share of the size belongs to a table or
a drawing."""
_NARROWEST = 2.0
"""A rule's least length in points."""


def mark_struck(
    lines: tuple[Line, ...], rules: Iterable[Box], char_boxes: CharBoxes
) -> tuple[Line, ...]:
    """The lines of a page with the letters marked that one of the `rules` strikes out.

    `rules` are the thin horizontal shapes on the displayed page; `char_boxes` is asked only about
    lines that one of them crosses.
    """
    long = [rule for rule in rules if rule.x1 - rule.x0 >= _NARROWEST]
    if not long:
        return lines
    rows = _list_rows(lines, {int((rule.y0 + rule.y1) / 2) for rule in long})
    crossing: dict[int, list[Box]] = {}
    for rule in long:
        for at in rows.get(int((rule.y0 + rule.y1) / 2), ()):
            if _crosses(rule, lines[at]):
                crossing.setdefault(at, []).append(rule)
    marked = list(lines)
    for at, found in crossing.items():
        marked[at] = _mark_line(lines[at], found, char_boxes)
    return tuple(marked)


def _list_rows(lines: Sequence[Line], heights: set[int]) -> dict[int, list[int]]:
    """Which upright lines could be crossed at which of the `heights`, in whole points."""
    rows: dict[int, list[int]] = {height: [] for height in heights}
    for at, line in enumerate(lines):
        if not line.angle:
            top, height = line.top, line.bottom - line.top
            for row in range(int(top + _BAND[0] * height), int(top + _BAND[1] * height) + 1):
                if row in rows:
                    rows[row].append(at)
    return rows


def _crosses(rule: Box, line: Line) -> bool:
    height = line.bottom - line.top
    low, high = (line.top + share * height for share in _BAND)
    return (
        low <= (rule.y0 + rule.y1) / 2 <= high
        and rule.y1 - rule.y0 <= _THIN * line.size
        and rule.x0 < line.x1
        and line.x0 < rule.x1
    )


def _mark_line(line: Line, rules: Sequence[Box], char_boxes: CharBoxes) -> Line:
    """The line with the letters marked that the `rules` strike out; unchanged where it holds marks
    of bars, which leave the places of its letters unknown."""
    if MARK in line.text:
        return line
    shown = [at for at, character in enumerate(line.text) if not character.isspace()]
    boxes = list(char_boxes([line.start + at for at in shown]))
    if len(boxes) < len(shown):
        return line
    struck: set[int] = set()
    for rule in rules:
        inside = [
            (at, box)
            for at, box in zip(shown, boxes, strict=True)
            if rule.x0 <= (box.x0 + box.x1) / 2 <= rule.x1
        ]
        if inside and (
            inside[0][1].x0 - rule.x0 <= _BEYOND * line.size
            and rule.x1 - inside[-1][1].x1 <= _BEYOND * line.size
            and _is_whole(line.text, inside[0][0], inside[-1][0] + 1)
        ):
            struck.update(at for at, _ in inside)
    if not struck:
        return line
    text = "".join(_mark_characters(line.text, struck.__contains__))
    return line._replace(text=text)


def _mark_characters(text: str, is_struck: Callable[[int], bool]) -> Iterator[str]:
    for at, character in enumerate(text):
        yield character + STRUCK if is_struck(at) else character


def _is_whole(text: str, begin: int, end: int) -> bool:
    """Whether what stands between these offsets is whole words: a rule that crosses a part of one
    is rather an ornament."""
    before, after = text[:begin][-1:], text[end : end + 1]
    words = any(map(str.isalnum, text[begin:end]))
    cut = (before.isalnum() and text[begin].isalnum()) or (
        after.isalnum() and text[end - 1].isalnum()
    )
    return words and not cut


def remove_all_strokes(sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    """The sheets with their struck letters as any others; where there are none, the same ones."""
    if not any(STRUCK in line.text for sheet in sheets for line in sheet.lines):
        return sheets
    return collect_sheets(map(remove_strokes, sheets))


def remove_strokes(sheet: Sheet) -> Sheet:
    """The sheet with its struck letters as any others."""
    if not any(STRUCK in line.text for line in sheet.lines):
        return sheet
    lines = [line._replace(text=line.text.replace(STRUCK, "")) for line in sheet.lines]
    return replace(sheet, lines=tuple(lines))


def find_struck_span(text: str, begin: int, end: int) -> tuple[int, int]:
    """Where in `text`, which may hold strokes, the letters from `begin` up to, not including, `end`
    stand that are counted without strokes."""
    if STRUCK not in text:
        return begin, end
    letters = [at for at, character in enumerate(text) if character != STRUCK]
    stop = letters[end - 1] + 1
    while text[stop : stop + 1] == STRUCK:
        stop += 1
    return letters[begin], stop
