"""The second reader of pictures: does an unrelated program see the quoted words, too?

Pages that are pictures are read by Tesseract. Where RapidOCR is installed (the extra `ocr2`), the
words that a quotation matches are cut out and read again by its networks, which are of another kind
and trained by others. Only these words: it takes much longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING, Any

from corpus.errors import ReadingError
from drafts.verdicts.passage_lines import PassageLine, list_passage_lines
from indexer.library import Library
from indexer.readers.geometry import Box
from indexer.words.tokens import split_words
from search.locating.match import Match

if TYPE_CHECKING:
    from indexer.readers.pictures.page_picture import PagePicture
    from indexer.readers.pictures.picture_reading import SeenWord

_LONGEST = 250.0
"""Points of a line that are cut out at once: more of a slanting one takes in its neighbours."""
_SECONDS = 60.0
"""Seconds that a page may take to be drawn."""
_AROUND = 0.15
"""What is cut out reaches this share of the words' height beyond them."""


def is_installed() -> bool:
    """Whether there is a second reader for pictures."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def describe_disagreement(library: Library, match: Match) -> str:
    """One sentence on where the second reader sees other words than `match`, of those that were
    read from pictures; "" if it sees the same."""
    from indexer.readers.pictures.drawing import draw_page

    sha256 = match.entry.document.sha256
    for pdf_page, lines in groupby(
        list_passage_lines(library, match), key=lambda line: line.sheet.pdf_page
    ):
        seen = library.store.pictures.read_words(sha256, pdf_page)
        stretches = [piece for line in lines for piece in _list_pieces(line, seen)]
        if not stretches:
            continue
        try:
            path = library.locate_file(match.entry)
            picture = library.apart.call(
                draw_page, (path, pdf_page), about=path.name, seconds=_SECONDS
            )
        except ReadingError:
            return f"The second reader could not read PDF page {pdf_page}."
        for text, box, angle in stretches:
            other = _read(picture, box, angle)
            if "".join(split_words(text)) != "".join(split_words(other)):
                sees = f"sees “{other}”" if other else "sees nothing"
                return f"The second reader {sees} for “{text}” on PDF page {pdf_page}."
    return ""


def _list_pieces(line: PassageLine, seen: Sequence[SeenWord]) -> Iterator[tuple[str, Box, int]]:
    """The words of the line that were read from a picture, some at a time: their text, where they
    are on the displayed page, in points, and their reading direction."""
    begin, end = line.line.start + line.start, line.line.start + line.end
    words = [word for word in seen if begin <= word.start and word.end <= end]
    angle = line.line.angle
    piece: list[SeenWord] = []
    for word in words:
        if piece and _measure_length(_unite([*piece, word]), angle) > _LONGEST:
            yield _read_off(line, piece), _unite(piece), angle
            piece = []
        piece.append(word)
    if piece:
        yield _read_off(line, piece), _unite(piece), angle


def _read_off(line: PassageLine, words: Sequence[SeenWord]) -> str:
    first = line.line.start
    return line.line.text[words[0].start - first : words[-1].end - first]


def _unite(words: Sequence[SeenWord]) -> Box:
    boxes = [word.box for word in words]
    return Box(
        min(box.x0 for box in boxes), min(box.y0 for box in boxes),
        max(box.x1 for box in boxes), max(box.y1 for box in boxes),
    )  # fmt: skip


def _measure_length(box: Box, angle: int) -> float:
    return box.y1 - box.y0 if angle in (90, 270) else box.x1 - box.x0


def _read(picture: PagePicture, box: Box, angle: int) -> str:
    """What RapidOCR reads in the box."""
    from numpy import asarray

    from indexer.readers.pictures.turning import turn_upright

    around = _AROUND * (box.x1 - box.x0 if angle in (90, 270) else box.y1 - box.y0)
    edges = (box.x0 - around, box.y0 - around, box.x1 + around, box.y1 + around)
    left, top, right, bottom = (round(edge * picture.scale) for edge in edges)
    piece = picture.image.crop((left, top, right, bottom))
    upright = turn_upright(piece, angle).convert("RGB")
    seen = _open_reader()(asarray(upright), use_det=False, use_cls=False)
    return " ".join(seen.txts or ())


@lru_cache(maxsize=1)
def _open_reader() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})
