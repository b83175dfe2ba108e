"""The notation of the golden strings: `*italic*`, `^small capitals^`."""

from __future__ import annotations

from citation.text.richtext import RichText

_MARKS = {"italic": "*", "small-caps": "^"}


def mark(text: RichText) -> str:
    """`text` with its italics and small capitals marked."""
    return "".join(
        f"{_MARKS.get(run.face, '')}{run.text}{_MARKS.get(run.face, '')}" for run in text.segments
    )
