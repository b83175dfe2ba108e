"""Every number on a sheet that could be its page number, with where it stands and how it looks.

Page numbers stand at an edge of the content (not of the sheet: small pages are printed on big sheets),
in a line of their own, or at an end of a running head or foot; on landscape sheets they are turned.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.frames import frame_height, framed
from indexer.labels.numerals import Numeral, numeral
from indexer.sheets import Line, Sheet

Edge = Literal["top", "bottom"]
Shape = Literal["alone", "page", "of", "end", "start", "stamp"]

TOP_ROWS = 4
"""How many rows of text from the top are looked at, repeated lines not counted."""
BOTTOM_ROWS = 4
"""The same from the bottom."""

_DASHES = r"\-\u2010\u2011\u2012\u2013\u2014\u2212"
_ROMAN = r"[ivxlcdm]{1,8}|[IVXLCDM]{1,8}"
_PREFIXED = rf"(?:[A-Z]{{1,3}}|[IVX]{{1,4}}|\d{{1,2}})\s?[{_DASHES}]\s?\d{{1,3}}"
_TOKEN = rf"(?:{_PREFIXED}|[A-Z]\d{{1,3}}|\d{{1,6}}|{_ROMAN})"
_ORNAMENT = rf"[\s{_DASHES}\[\](){{}}|•·~*_.,:<>/]*"

_ALONE = re.compile(rf"{_ORNAMENT}(?P<n>{_TOKEN}){_ORNAMENT}")
_PAGE = re.compile(
    rf"(?P<before>.*?)\b(?:page|pages|pg|p)\b\.?\s*[:{_DASHES}]?\s*(?P<n>{_TOKEN})(?!\w)"
    rf"(?:\s*(?:of|/)\s*(?P<m>\d{{1,5}}))?(?P<after>.*)",
    re.IGNORECASE,
)
_PAGE_STUCK = re.compile(r"(?P<before>)page(?P<n>\d{1,5})(?P<m>)(?P<after>)", re.IGNORECASE)
_OF = re.compile(rf"{_ORNAMENT}(?P<n>\d{{1,5}})\s*(?:of|/)\s*(?P<m>\d{{1,5}}){_ORNAMENT}")
_END = re.compile(
    rf"(?P<rest>.*(?:\s|[{_DASHES}|•·/\u2003\]]))(?P<n>{_TOKEN})[\s.|{_DASHES}\])]*"
)
_END_PREFIXED = re.compile(
    r"(?P<rest>.*\s)(?P<n>(?:[A-Z]{1,4}|\d{1,2})[-\u2010\u2011\u2013]\d{1,3})"
)
_START = re.compile(
    rf"[\s{_DASHES}\[(|]*(?P<n>{_TOKEN})(?P<rest>(?:\s|[|•·{_DASHES}]|[.)]\s).*)"
)
_STAMP = re.compile(r"\b(case|document|doc|filed|pageid|ecf|docket|entered)\b[ :#.]", re.IGNORECASE)
_SPLIT = re.compile(rf"(?P<prefix>[A-Z]{{1,4}}|\d{{1,2}})\s?[{_DASHES}]\s?(?P<n>\d{{1,3}})")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One number that could be the page number of one sheet."""

    sheet: int
    """0-based index of the sheet."""
    numeral: Numeral
    line: int
    """0-based index of the line in the sheet's lines."""
    shape: Shape
    rest: str
    """The line without the number, folded: what recurs with a running head or foot."""
    edge: Edge
    row: int
    """How many rows lie between it and the edge of the content."""
    distance: float
    """Points from its line to that edge of the sheet (as read)."""
    angle: int
    """Reading direction of its line."""
    last: int = 0
    """M of "Page N of M"; 0 where there is none."""


def candidates(sheets: Sequence[Sheet]) -> list[list[Candidate]]:
    """For each sheet its candidates."""
    repeated = _repeated_lines(sheets)
    return [_on_sheet(index, sheet, repeated) for index, sheet in enumerate(sheets)]


def folded(text: str) -> str:
    """`text` for comparing furniture: case and white space ignored."""
    return " ".join(text.split()).casefold()


def _repeated_lines(sheets: Sequence[Sheet]) -> set[str]:
    """Lines that stand word for word on a third of the sheets: no page numbers in them."""
    seen: Counter[str] = Counter()
    for sheet in sheets:
        seen.update({folded(line.text) for line in sheet.lines})
    least = max(3, len(sheets) / 3)
    return {text for text, count in seen.items() if count >= least}


def _on_sheet(index: int, sheet: Sheet, repeated: set[str]) -> list[Candidate]:
    found: list[Candidate] = []
    for angle in sorted({line.angle for line in sheet.lines}):
        rows = _rows(sheet, angle)
        kept = [
            row
            for row in rows
            if not all(folded(sheet.lines[at].text) in repeated for at in row.lines)
        ]
        for edge, outer in (("top", kept[:TOP_ROWS]), ("bottom", kept[::-1][:BOTTOM_ROWS])):
            for depth, row in enumerate(outer):
                found.extend(_in_row(index, sheet, row, edge, depth))  # type: ignore[arg-type]
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines side by side, in the frame in which they read."""

    top: float
    bottom: float
    lines: tuple[int, ...]
    height: float
    """Of the sheet in that frame."""
    angle: int


def _rows(sheet: Sheet, angle: int) -> list[_Row]:
    placed = sorted(
        (box.y0, box.y1, at)
        for at, line in enumerate(sheet.lines)
        if line.angle == angle
        for box in (framed(line, sheet),)
    )
    height = frame_height(sheet, angle)
    rows: list[_Row] = []
    for top, bottom, at in placed:
        middle = (top + bottom) / 2
        if rows and middle < rows[-1].bottom and middle - rows[-1].top < 40:
            last = rows[-1]
            rows[-1] = _Row(
                last.top, min(last.bottom, bottom), (*last.lines, at), height, angle
            )
        else:
            rows.append(_Row(top, bottom, (at,), height, angle))
    return rows


def _in_row(index: int, sheet: Sheet, row: _Row, edge: Edge, depth: int) -> Iterator[Candidate]:
    distance = row.top if edge == "top" else row.height - row.bottom
    texts = [(at, sheet.lines[at].text) for at in row.lines]
    if 1 < len(row.lines) <= 6:
        texts.append((row.lines[0], _joined([sheet.lines[at] for at in row.lines])))
    for at, text in texts:
        for value, shape, rest, last in read_numbers(text):
            yield Candidate(
                index, value, at, shape, rest, edge, depth, distance, row.angle, last
            )


def _joined(lines: list[Line]) -> str:
    """Pieces of one row put together from left to right; kerned pieces touch."""
    ordered = sorted(lines, key=lambda line: line.x0)
    text = ordered[0].text.strip()
    for before, line in zip(ordered, ordered[1:], strict=False):
        gap = line.x0 - before.x1
        text += ("" if gap < 0.25 * line.size else " ") + line.text.strip()
    return text


def read_numbers(text: str) -> Iterator[tuple[Numeral, Shape, str, int]]:
    """What `text`, one line, may say of the page: numeral, shape, the rest of the line, M of N/M."""
    text = " ".join(text.split())
    if len(text) > 250:
        return
    alone = _ALONE.fullmatch(text)
    if alone:
        for value in _readings(alone["n"]):
            yield value, "alone", "", 0
        return
    of = _OF.fullmatch(text)
    if of:
        yield from _counted(of, "of", "")
        return
    page = _PAGE_STUCK.fullmatch(text) or _PAGE.fullmatch(text)
    if page and len(page["before"]) + len(page["after"]) < 120:
        rest = folded(f"{page['before']}#{page['after']}")
        yield from _counted(page, "stamp" if _STAMP.search(rest) else "page", rest)
    yield from _at_ends(text)


def _counted(found: re.Match[str], shape: Shape, rest: str) -> Iterator[tuple[Numeral, Shape, str, int]]:
    for value in _readings(found["n"]):
        yield value, shape, rest, int(found["m"] or 0)


def _at_ends(text: str) -> Iterator[tuple[Numeral, Shape, str, int]]:
    """The numbers at the ends of a line: a prefixed one ("G-1") goes before its last part ("1")."""
    stamped = bool(_STAMP.search(text))
    for patterns, shape in (((_END_PREFIXED, _END), "end"), ((_START,), "start")):
        found = next((match for p in patterns if (match := p.fullmatch(text))), None)
        if found:
            rest = folded(found["rest"])
            for value in _readings(found["n"]):
                yield value, "stamp" if stamped else shape, rest, 0  # type: ignore[misc]


def _readings(token: str) -> Iterator[Numeral]:
    """The numerals that a token may be."""
    prefixed = _SPLIT.fullmatch(token)
    if prefixed:
        value = numeral(prefixed["n"], f"{prefixed['prefix']}-")
        if value is not None:
            yield value
        return
    stuck = re.fullmatch(r"([A-Z])(\d{1,3})", token)
    value = numeral(stuck[2], stuck[1]) if stuck else numeral(token)
    if value is not None:
        yield value
