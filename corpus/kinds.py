"""The kinds of document that users know."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["minutes", "report", "brief", "review", "paper", "article", "law", "case", "other"]
"""`case` is what courts decide and what is filed with them."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_BY_WORD: dict[str, Kind] = {
    **{kind: kind for kind in KINDS},
    "board-minutes": "minutes",
    "council-decision": "minutes",
    "ngo-report": "report",
    "staff-report": "report",
    "government-report": "report",
    "policy": "report",
    "deputation": "brief",
    "inquiry-report": "review",
    "working-paper": "paper",
    "journal-article": "article",
    "newspaper": "article",
    "statute": "law",
    "court-filing": "case",
    "judgment": "case",
    "opinion": "case",
}

_BY_CSL_TYPE: dict[str, Kind] = {
    "report": "report",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "legislation": "law",
    "bill": "law",
    "regulation": "law",
    "legal_case": "case",
    "thesis": "paper",
    "paper-conference": "paper",
}


def get_kind(written: str, csl_type: str = "") -> Kind:
    """The kind by the word `written` in the record, else by its CSL type, else `other`."""
    return _BY_WORD.get(written.strip().lower()) or _BY_CSL_TYPE.get(csl_type, "other")
