"""Text in 80 columns with marked stretches: in colour on a terminal, elsewhere by a line of carets.

The words themselves are never changed, so that what is copied from the screen is the source's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cli.visible import Painted, make_visible

WIDTH = 80
_ON, _OFF = "\x1b[1;33m", "\x1b[0m"
_BOLD, _DIM = "\x1b[1m", "\x1b[2m"

Span = tuple[int, int]
"""Start and end in a text, in characters, from 0."""


def format_marked_lines(
    text: str,
    marks: Sequence[Span],
    *,
    indent: str,
    colour: bool,
    width: int = WIDTH,
    doubts: Sequence[Span] = (),
) -> Iterator[str]:
    """`text` wrapped into lines, with its stretches `marks` made visible; below the lines, question
    marks stand under its `doubts`."""
    for start, end in _find_line_spans(text, width - len(indent)):
        line = text[start:end]
        inside = _cut_spans(marks, start, end)
        doubtful = _cut_spans(doubts, start, end)
        yield Painted(indent + (_colour_marks(line, inside) if colour else make_visible(line)))
        if doubtful or (inside and not colour):
            yield indent + _draw_row([] if colour else inside, doubtful)


def _cut_spans(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """What of the spans lies in the line from `start` to `end`, counted in it."""
    return [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]


def wrap_hanging(text: str, indent: str = "") -> str:
    """`text` in 80 columns, with a hanging indent: every line but the first is four columns in."""
    import textwrap

    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _find_line_spans(text: str, width: int) -> Iterator[Span]:
    """Start and end of each line when `text` is broken at spaces to `width` columns."""
    for begin, stop in _find_paragraph_spans(text):
        position = begin
        while stop - position > width:
            cut = text.rfind(" ", position, position + width + 1)
            if cut <= position:
                cut = text.find(" ", position, stop)
                if cut < 0:
                    break
            yield position, cut
            position = cut + 1
        yield position, stop


def _find_paragraph_spans(text: str) -> Iterator[Span]:
    begin = 0
    while begin <= len(text):
        stop = text.find("\n", begin)
        if stop < 0:
            stop = len(text)
        yield begin, stop
        begin = stop + 1


def _colour_marks(line: str, marks: Sequence[Span]) -> str:
    parts: list[str] = []
    position = 0
    for start, end in marks:
        parts += [make_visible(line[position:start]), _ON, make_visible(line[start:end]), _OFF]
        position = end
    return "".join([*parts, make_visible(line[position:])])


def _draw_row(marks: Sequence[Span], doubts: Sequence[Span]) -> str:
    row = [" "] * max(end for _, end in (*marks, *doubts))
    for sign, spans in (("^", marks), ("?", doubts)):
        for start, end in spans:
            row[start:end] = sign * (end - start)
    return "".join(row)


def make_bold(text: str, colour: bool) -> str:
    """`text` in bold if `colour`."""
    return Painted(f"{_BOLD}{make_visible(text)}{_OFF}") if colour else text


def make_dim(text: str, colour: bool) -> str:
    """`text` dimmed if `colour`."""
    return Painted(f"{_DIM}{make_visible(text)}{_OFF}") if colour else text
