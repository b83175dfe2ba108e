"""Which words in quotation marks are the title of a work that a citation names, and no quotation.

Articles, chapters and web pages are cited so in most styles, and by reference managers: (“Often
Asking”, 2015, p. 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafts.citations.citation_dates import MONTH
from drafts.citations.claim import YEAR, Claim
from drafts.quotations.quotation_finder import Quotation
from indexer.readers.flowing.flowing_text import FlowingText

_LONGEST = 25
"""Words of a title."""
_SIGNAL = re.compile(r"\A\s*(?:(?:but\s+)?see(?:\s+also)?,?|cf\.?|e\.g\.,?)\s+", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*|&|and|et|al\.?|of|the|de|la|van|von|eds?\.?)[,;]?")
_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_MONTHS = re.compile(rf"\b{MONTH}\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_TITLE_CASE = 0.6
"""Share of the long words of a title that have a capital, in the styles that give them one."""


def is_cited_title(draft: FlowingText, quotation: Quotation, claims: Iterable[Claim]) -> bool:
    """Whether `quotation` is the title in one of the draft's `claims`."""
    begins = quotation.text.lstrip("‘'*_[(")[:1]
    if quotation.kind != "inline" or len(quotation.text.split()) > _LONGEST or begins.islower():
        return False
    text = draft.blocks[quotation.block].text
    return any(
        _is_title_in(claim, text, quotation)
        for claim in claims
        if claim.block == quotation.block and claim.key is None and claim.form != "lead-in"
    )


def is_within_cited_title(
    draft: FlowingText, quotation: Quotation, claims: Iterable[Claim]
) -> bool:
    """Whether `quotation` is a part of a title that one of the draft's `claims` has in italics and
    with capitals, before a year or a page: *A Complete “Don’t Ask, Don’t Tell” Policy* (2008)."""
    block = draft.blocks[quotation.block]
    around = [
        (start, end)
        for start, end in block.emphasis
        if start <= quotation.start
        and quotation.end <= end
        and _has_title_case(block.text[start : quotation.start] + block.text[quotation.end : end])
    ]
    return quotation.kind == "inline" and any(
        claim.start <= start and end <= claim.end and _DIGIT.search(block.text, end, claim.end)
        for claim in claims
        if claim.block == quotation.block and claim.form != "lead-in"
        for start, end in around
    )


def _has_title_case(text: str) -> bool:
    words: list[str] = _LONG_WORD.findall(text)
    return sum(word[0].isupper() for word in words) >= _TITLE_CASE * max(1, len(words))


def _is_title_in(claim: Claim, text: str, quotation: Quotation) -> bool:
    if not (claim.start <= quotation.start and quotation.end <= claim.end):
        return False
    before = _SIGNAL.sub("", text[claim.start : quotation.start]).strip(" “”\"‘’'*_,;")
    after = text[quotation.end : claim.end].lstrip("”\"’'")
    dated = YEAR.search(after) or claim.pages or claim.paragraphs or claim.pdf_pages
    if not dated or not all(map(_NAME.fullmatch, before.split())):
        return False
    follows = text[quotation.end - 1 : quotation.end] == "," or after[:1] in ",( ;."
    if before:
        return follows
    titled = _has_title_case(quotation.text)
    return follows and (titled or not _CAPITAL.search(_MONTHS.sub("", after)))
