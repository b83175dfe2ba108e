"""What recurs at the edge of sheets and is their text all the same.

Sentences set like the text are text, however often they recur: a declaration over the signature of
every complaint. A title, and the head of the table under it, recurs on every sheet that the table
goes over and has its first place in the text. And what stands far from the edge of the sheet is no
head or foot: the fields of a form, a closing formula under a short letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from indexer.cleaning.edges import FOLIO, EdgeLine, Edges

_ZONE = 0.3
"""Heads and feet stand within this share of the content's height from its edge. Not of the sheet's:
small pages are printed on large sheets. But a foot is in the lower half of its sheet."""
_ONE_BLOCK = 1.5
"""Rows of one sentence are at most so many pitches of the text apart."""
_TITLE = 1.3
"""A title is larger than the text by this factor; running heads hardly ever are."""
_SENTENCE = re.compile(r"[.!?]['\"’”)\]]*$")
_LEAST_WORDS = 6
"""Shorter sentences may be the words of a stamp or a running head ("Printed in Canada.")."""
_SMALL_WORDS = 0.6
"""At least this share of a sentence's words begin with a small letter; a title has capitals."""


def find_kept(
    edges: Sequence[Edges], evidence: Sequence[Mapping[int, int]], size: float
) -> list[set[int]]:
    """For each sheet, which of its recurring lines (the keys of its `evidence`) are its text, as
    indices among its lines; `size` is the document's commonest font size."""
    seen: set[str] = set()
    kept: list[set[int]] = []
    margins = {side: _measure_margin(edges, side) for side in ("top", "bottom")}
    for edge, recurring in zip(edges, evidence, strict=True):
        mine: set[int] = set()
        if recurring:
            mine.update(_find_far_from_edge(edge, recurring, margins))
            for side in ("top", "bottom"):
                for block in _list_blocks(edge, side, recurring):
                    if is_sentence(" ".join(line.words for line in block)):
                        mine.update(line.at for line in block)
            mine.update(_find_first_titles(edge, recurring, size, seen))
        kept.append(mine)
    return kept


def _measure_margin(edges: Sequence[Edges], side: str) -> float:
    """How far from this edge the content of most sheets begins, points."""
    outer = sorted(
        line.distance for edge in edges for line in edge.lines if line.edge == side and not line.row
    )
    return max(0.0, outer[len(outer) // 4]) if outer else 0.0  # a few may reach further out


def _find_far_from_edge(
    edge: Edges, recurring: Mapping[int, int], margins: Mapping[str, float]
) -> set[int]:
    upright = [line for line in edge.lines if line.edge in margins]
    zone = _ZONE * (edge.height - sum(margins.values()))
    # on a sheet of few rows a line is counted from both edges
    near = {
        line.at
        for line in upright
        if line.distance - margins[line.edge] <= zone and line.distance <= edge.height / 2
    }
    return {line.at for line in upright if line.at in recurring} - near


def _list_blocks(edge: Edges, side: str, recurring: Mapping[int, int]) -> Iterator[list[EdgeLine]]:
    """Recurring lines as large as the text whose rows follow one another closely, in the order in
    which they are read."""
    block: list[list[EdgeLine]] = []

    def finish() -> list[EdgeLine]:
        rows = block if side == "top" else block[::-1]
        return [line for row in rows for line in row]

    for depth, row in enumerate(edge.list_rows(side)):
        like_text = all(
            line.at in recurring and not line.small and FOLIO not in line.key for line in row
        )
        if like_text:
            block.append(row)
        if block and (not like_text or edge.gaps.get((side, depth), 0.0) > _ONE_BLOCK * edge.pitch):
            yield finish()
            block = []
    if block:
        yield finish()


def is_sentence(words: str) -> bool:
    """Whether a full sentence ends here, or several do: long enough, and not in capitals."""
    if not _SENTENCE.search(words):
        return False
    begins = [word[0] for word in words.split() if word[0].isalpha()]
    small = sum(1 for letter in begins if letter.islower())
    return len(begins) >= _LEAST_WORDS and small >= _SMALL_WORDS * len(begins)


def _find_first_titles(
    edge: Edges, recurring: Mapping[int, int], size: float, seen: set[str]
) -> Iterator[int]:
    """The titles at the head of a sheet whose words are not yet in `seen`, which they are added to.

    What stands further in, such as the head of a table, is not reached over a title that stays.
    """
    for line in edge.lines:
        title = line.edge == "top" and line.at in recurring and line.size > _TITLE * size
        if title and FOLIO not in line.key and line.words not in seen:
            seen.add(line.words)
            yield line.at
