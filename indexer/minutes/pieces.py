"""A minute divided into paragraphs, and into sentences where another voice may begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.minutes.received import RECEIPT, find_sentence_end

_BOARD = (
    r"The (?:Board|Committee|Commission|Council) (?:unanimously |then |also )?"
    r"(?:approved|received|deferred|referred|adopted|noted|endorsed|agreed|considered|denied)\b"
)
_BREAK = re.compile(
    rf"\n\n+|(?<=\S)\s+(?={RECEIPT})|(?<=[.:;”\")!?])\s+(?={_BOARD}|Moved by\b"
    r"|The (?:foregoing |above |main |amending )?[Mm]otions? (?:was|were|failed|lost|carried|did)\b"
    r"|The following [Mm]otions?\b|\(?\d{1,2}[.)] THAT\b)"
)
_RECEIPT = re.compile(RECEIPT)


class MinutePiece(NamedTuple):
    """A stretch of a document's text that may have one voice."""

    start: int
    """0-based offset in the continuous text."""
    text: str
    begins_page: bool


def split_into_pieces(
    text: str, span: tuple[int, int], page_starts: Sequence[int]
) -> list[MinutePiece]:
    """The pieces of `text` within `span`, in order; every page begins one."""
    start, end = span
    tops = {at for at in page_starts if start <= at < end}
    cuts = {start, *tops}
    cuts.update(gap.end() for gap in _BREAK.finditer(text, start, end))
    for begin in tuple(cuts):
        if _RECEIPT.match(text, begin, end):
            stop = text.find("\n\n", begin, end)
            paragraph = text[begin : stop if stop >= 0 else end]
            after = begin + find_sentence_end(paragraph)
            if text[after : after + 1] == " ":
                cuts.add(after + 1)
    ordered = sorted(cuts)
    return [
        MinutePiece(begin, text[begin:stop].strip(), begin in tops)
        for begin, stop in zip(ordered, [*ordered[1:], end], strict=True)
        if text[begin:stop].strip()
    ]


DISPOSES = re.compile(
    _BOARD + r"(?=[^.]{0,400}\b(?:foregoing|following|the (?:report|list|summary|letter|matter"
    r"|correspondence|deputations?|presentations?|recommendations?|submissions?|motions?|memorandum"
    r"|minutes|request|brief)|this (?:report|matter)|\w+[’']s deputation)\b)"
    r"(?![^.]{0,600}\(Min)",
    re.IGNORECASE,
)
"""What a board does with the matter before it; not what it did earlier, which has a reference."""
