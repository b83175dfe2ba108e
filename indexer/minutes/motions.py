"""Motions and what became of them."""

from __future__ import annotations

import re
from typing import Literal

Outcome = Literal["failed", "carried", "withdrawn"]

_BEGINS = re.compile(
    r"(?:\(?\d{1,2}[.)]\s*)?THAT\b"
    r"|Moved\s+by\b(?=[^\n]*\bthat\b)"
    r"|[^\n]{3,80}?\bmoved,?\s[^\n]{0,80}?\bseconded\b"
    r"|(?:The )?Motion:?\s+THAT\b",
)
_CONTINUES = re.compile(r"(?:Moved|Seconded)\s+by\b|(?:\(?\d{1,2}|[a-z])[.)]\s", re.IGNORECASE)
_OUTCOME = re.compile(
    r"(?:Upon (?:a )?(?:recorded )?(?:vote|division),? )?(?:The|This|That|Both|All)?\s*"
    r"(?:(?:foregoing|above|main|amending|following|said|first|second|third|proposed)\s+)*"
    r"(?P<many>motions?|amendments?|resolutions?)\b[^.]*?"
    r"\b(?P<verdict>failed|fails|defeated|lost|negatived|withdrawn|(?:not|n[o’']t)\s+(?:be\s+)?"
    r"(?:carried|approved|adopted|carry|pass(?:ed)?)|carried|approved|adopted|passed)\b",
    re.IGNORECASE,
)
_BARE_OUTCOME = re.compile(
    r"\(?(?:motion )?(?P<verdict>failed|defeated|lost|carried|withdrawn|not carried)"
    r"(?: unanimously)?\)?[.!]?$",
    re.IGNORECASE,
)
_AMENDED = re.compile(r"\bas amended\b[^.]*\bcarried\b", re.IGNORECASE)
SUBMITTED = re.compile(
    r"The (?:Board (?:approved|considered|adopted|carried|received)[^.\n]{0,80}?the )?"
    r"following (?:amending |amended )?(?:Motions?|resolutions?)\b",
    re.IGNORECASE,
)


def begins_motion(paragraph: str) -> bool:
    """Whether the words of a motion begin here."""
    return bool(_BEGINS.match(paragraph))


def continues_motion(paragraph: str) -> bool:
    """Whether a motion that has begun continues here: who moved it, or its clauses."""
    return bool(_CONTINUES.match(paragraph))


def find_outcome(paragraph: str) -> tuple[Outcome, bool] | None:
    """What became of a motion, and whether of several at once; None where it does not say."""
    outcome = _OUTCOME.match(paragraph)
    if outcome is None:
        bare = _BARE_OUTCOME.match(paragraph.strip())
        return (_normalise_verdict(bare["verdict"]), False) if bare else None
    several = outcome["many"].lower().endswith("s") or paragraph.lower().startswith(("both", "all"))
    amended = _AMENDED.search(paragraph.split(". ", 1)[0])
    return ("carried" if amended else _normalise_verdict(outcome["verdict"]), several)


def _normalise_verdict(word: str) -> Outcome:
    plain = word.lower()
    if plain == "withdrawn":
        return "withdrawn"
    return "carried" if plain in ("carried", "approved", "adopted", "passed") else "failed"
