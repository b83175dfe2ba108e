"""Text with marked stretches, cut into pieces for a template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def cut_marked(text: str, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The pieces of `text` in order, each with whether it is one of the `marks`, which are spans in
    order."""
    position = 0
    for start, end in marks:
        if start > position:
            yield text[position:start], False
        if end > max(start, position):
            yield text[max(start, position) : end], True
        position = max(position, end)
    if position < len(text):
        yield text[position:], False
