"""Where a draft has its list of references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafts.citations.claim import YEAR
from drafts.citations.joined_entries import split_heading
from indexer.readers.flowing.flowing_text import FlowingText

_HEADING = re.compile(
    r"(?:[\dIVX]+\.?\s+)?(?:list of )?(?:references?|bibliography|works cited|sources"
    r"|reference list|sources cited|literature)(?: cited)?\s*:?",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"(?:appendi(?:x|ces)|annex|notes|endnotes|acknowledge?ments?|about the authors?)\b.*",
    re.IGNORECASE,
)


def find_list_blocks(draft: FlowingText) -> Iterator[int]:
    """0-based indices of the paragraphs of the last list of references."""
    body = [at for at, block in enumerate(draft.blocks) if block.note is None]
    heads = [
        at
        for at in body
        if _HEADING.fullmatch(draft.blocks[at].text.strip(" *_#"))
        or split_heading(draft.blocks[at].text)
    ]
    for at in body:
        joined = bool(heads) and at == heads[-1] and split_heading(draft.blocks[at].text)
        if not heads or (at <= heads[-1] and not joined):
            continue
        block = draft.blocks[at]
        text = block.text.strip(" *_#")
        short = len(text.split()) <= 6 and not YEAR.search(text)
        if short and _AFTERWARDS.fullmatch(text):
            return
        if block.style != "heading" and not block.where.startswith("table"):
            yield at
