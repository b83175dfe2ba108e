"""What was taken out of a page's text because it is there for the sheet's sake: kept as it stands.

Nothing that a person can read on a page may be out of reach, so running heads and feet, stamps and
line numbers remain findable, apart from the text.
"""

from __future__ import annotations

from collections.abc import Iterable

from indexer.cleaning.page_text import Place, RunningText
from indexer.cleaning.paragraphs import is_on_same_row
from indexer.cleaning.running_lines import Furniture
from indexer.readers.frames import SheetLayout, measure_height
from indexer.readers.geometry import Box


def collect_running_texts(
    page: SheetLayout, furniture: Furniture, garbled: set[int]
) -> tuple[RunningText, ...]:
    """The furniture of a page by its place, each with its rows from top to bottom; without the
    `garbled` lines, of which nobody knows what they say."""
    lines, boxes = page.sheet.lines, page.boxes
    middle = measure_height(page.sheet, page.angle) / 2
    pieces: dict[Place, list[tuple[Box, str]]] = {"head": [], "foot": [], "margin": []}
    for at in furniture.lines - garbled:
        in_margin = at in furniture.margin or lines[at].angle != page.angle
        place: Place = "margin" if in_margin else "head" if boxes[at].y1 <= middle else "foot"
        pieces[place].append((boxes[at], lines[at].text))
    for at, skip in furniture.numbered.items():
        pieces["margin"].append((boxes[at], lines[at].text[:skip]))
    for at, end in furniture.joined.items():
        place = "head" if boxes[at].y1 <= middle else "foot"
        pieces[place].append((boxes[at], lines[at].text[end:]))
    joined = ((place, _join(of_place)) for place, of_place in pieces.items())
    return tuple((place, text) for place, text in joined if text)


def _join(pieces: Iterable[tuple[Box, str]]) -> str:
    """The pieces row by row, a line each; those without a letter or figure left out."""
    text, last = "", None
    for box, piece in sorted(pieces, key=lambda pair: (pair[0].y0, pair[0].x0)):
        words = " ".join(piece.replace("\u00ad", "").split())
        if any(map(str.isalnum, words)):
            glue = "" if last is None else " " if is_on_same_row(last, box) else "\n"
            text, last = text + glue + words, box
    return text
