"""Heads and feet of several rows, and running lines that a line of the text was joined to.

A pleading's foot or a gazette's bilingual head has four rows or more. That it is one, and not a
note or a form that recurs, shows in the number among its rows that counts with the sheets.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from indexer.cleaning.edges import EXACT_PLACE, FOLIO, EdgeLine, Edges
from indexer.cleaning.kept_lines import is_sentence

_LEAST_ROWS = 3
"""Fewer rows are found as running lines one by one."""
_LEAST_SHEETS = 5
_NEAR = 3
"""Sheets of one run are at most so many apart: blank leaves and pictures may stand between."""
_MOSTLY = 0.8
"""The number must count on this share of the run's sheets: others may be misread."""
_NUMBER = re.compile(r"\d+")
_LEAST_PLACES = 3
"""On so many sheets a running line must stand alone to be known where it was joined to the text."""
_LEAST_JOINED = 5
"""Words of the text that must stand before a running line to be more than a longer title."""

_Rows = list[list[EdgeLine]]


def find_blocks(edges: Sequence[Edges]) -> list[set[int]]:
    """For each sheet, the lines of its heads and feet of at least three rows that recur but for
    their numbers, as indices among its lines."""
    found: list[set[int]] = [set() for _ in edges]
    for side in ("top", "bottom"):
        alike: dict[tuple[str, ...], list[tuple[int, _Rows]]] = defaultdict(list)
        for sheet, edge in enumerate(edges):
            rows = edge.list_rows(side)
            if len(rows) >= _LEAST_ROWS:
                alike[tuple(map(_mask, rows[:_LEAST_ROWS]))].append((sheet, rows))
        for places in alike.values():
            for run in _split_into_runs(places) if len(places) >= _LEAST_SHEETS else ():
                depth = _measure_depth(run)
                if depth >= _LEAST_ROWS:
                    for sheet, rows in run:
                        found[sheet].update(line.at for row in rows[:depth] for line in row)
    return found


def _mask(row: Sequence[EdgeLine]) -> str:
    """The words of a row, with "#" for every number."""
    return "\t".join(_NUMBER.sub("#", line.words) for line in row)


def _split_into_runs(places: Sequence[tuple[int, _Rows]]) -> Iterator[list[tuple[int, _Rows]]]:
    """Runs of at least five sheets that are near one another and whose outer rows stand at one
    place."""
    run: list[tuple[int, _Rows]] = []
    for place in [*places, None]:
        if place and run and place[0] - run[-1][0] <= _NEAR and _stands_at(place[1], run[-1][1]):
            run.append(place)
            continue
        if len(run) >= _LEAST_SHEETS:
            yield run
        run = [place] if place else []


def _stands_at(rows: _Rows, others: _Rows) -> bool:
    return all(
        abs(rows[depth][0].distance - others[depth][0].distance) <= EXACT_PLACE
        for depth in range(_LEAST_ROWS)
    )


def _measure_depth(run: Sequence[tuple[int, _Rows]]) -> int:
    """How many rows are a head or foot: the same on all of these sheets and at one place, but for
    one that counts with them; 0 where none counts."""
    depth = counting = numbered = 0
    while all(len(rows) > depth for _, rows in run):
        row = [(sheet, rows[depth]) for sheet, rows in run]
        distances = [lines[0].distance for _, lines in row]
        alike = len({_mask(lines) for _, lines in row}) == 1
        if any(is_sentence(line.words) for line in row[0][1]):
            break
        if not alike or max(distances) - min(distances) > EXACT_PLACE:
            break
        if _bears_folios(row):
            numbered += 1
        elif len({line.words for _, lines in row for line in lines}) > len(row[0][1]):
            counting += 1
            if counting > 1 or not _counts(row):
                break
        depth += 1
    return depth if counting or numbered else 0


def _bears_folios(row: Sequence[tuple[int, Sequence[EdgeLine]]]) -> bool:
    """Whether a row that is the same but for numbers holds the page's own on most sheets."""
    folios = sum(any(FOLIO in line.key for line in lines) for _, lines in row)
    return folios >= _MOSTLY * len(row)


def _counts(row: Sequence[tuple[int, Sequence[EdgeLine]]]) -> bool:
    """Whether each number in a row is the same on most sheets or counts with them."""
    numbers = [
        [(int(figure[:9]), sheet) for line in lines for figure in _NUMBER.findall(line.words)]
        for sheet, lines in row
    ]
    for column in zip(*numbers, strict=True):
        same = Counter(value for value, _ in column).most_common(1)[0][1]
        counting = Counter(value - sheet for value, sheet in column).most_common(1)[0][1]
        if max(same, counting) < _MOSTLY * len(column):
            return False
    return True


def find_joined(edges: Sequence[Edges]) -> list[dict[int, int]]:
    """For each sheet, the lines in which a running line with the page's number follows words of
    the text, by index: how many words, counted from the end, are the running line's.

    A reader that goes by heights takes the text's last line and a foot beside it for one.
    """
    running: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        for line in edge.lines:
            if FOLIO in line.key:
                running[line.edge][line.key].append(line.distance)
    usual = {
        side: {key: median(at) for key, at in by_key.items() if len(at) >= _LEAST_PLACES}
        for side, by_key in running.items()
    }
    joined: list[dict[int, int]] = [{} for _ in edges]
    for sheet, edge in enumerate(edges):
        for line in edge.lines:
            if FOLIO not in line.key or len(running[line.edge][line.key]) > 1:
                continue
            for key, distance in usual[line.edge].items():
                if _follows_text(line, key, distance):
                    joined[sheet][line.at] = len(key.split())
    return joined


def _follows_text(line: EdgeLine, key: str, distance: float) -> bool:
    """Whether the running line `key`, which stands at this distance from the edge, ends the line
    and running text precedes it."""
    if not line.key.endswith(" " + key) or len(key.split()) < 2:
        return False
    words = line.key.removesuffix(key).split()
    small = sum(1 for word in words if word[0].islower())
    near = abs(line.distance - distance) <= 3 * EXACT_PLACE
    return near and len(words) >= _LEAST_JOINED and 2 * small >= len(words)
