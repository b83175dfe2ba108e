"""What sorts of document there are, from the user's view."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["minutes", "report", "brief", "review", "paper", "article", "law", "other"]

KINDS: tuple[Kind, ...] = get_args(Kind)

_ALSO_WRITTEN: dict[str, Kind] = {
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
}

_OF_CSL_TYPE: dict[str, Kind] = {
    "report": "report",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "legislation": "law",
    "bill": "law",
    "regulation": "law",
    "legal_case": "law",
    "thesis": "paper",
    "paper-conference": "paper",
}


def get_kind(written: str, csl_type: str = "") -> Kind:
    """The kind that a record means: by its own word for it, else by its CSL type, else `other`."""
    word = written.strip().lower()
    if word in KINDS:
        return next(kind for kind in KINDS if kind == word)
    return _ALSO_WRITTEN.get(word) or _OF_CSL_TYPE.get(csl_type, "other")
