"""What an author-date citation says: the name and the years, as they are written.

Anything that may well be something else is left alone: "(May 2008)", "(Police Services Act, 1990)"
and "(R v Grant, 2009)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.items import PartialDate
from drafts.citations.citation_dates import find_dates
from drafts.citations.claim import YEAR, Claim

_LEADING = re.compile(
    r"^(?:(?:but\s+)?see(?:\s+also)?(?:,?\s+(?:e\.g\.|for (?:example|instance)))?|e\.g\.|cf\.?"
    r"|compare|(?:as\s+)?(?:quoted|cited|reported)\s+(?:in|by)|in|from|also|and|both)[,:]?\s+",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\(?[a-z. ]*\d{4}\s*[-–—]\s*(?:\d{2}|\d{4}|present)?\)?")
"""The years of an office or of a life."""
_DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sep sept oct nov dec spring summer autumn fall winter".split()
)
_SMALL = frozenset(
    "of the and for on in to a an at by from with without us is are not et al de du des la le les"
    " van von der den & y i".split()
)
_NO_AUTHOR = re.compile(
    r"\b(?:Act|Code|Charter|Constitution|Convention|Regulations?|Bill|By-?law|Statute|Treaty|Protocol"
    r"|Press|Table|Figure|Appendix|Chapter|Section|Motion|Item|Version|Volume|Vol|Note|Minute"
    r"|Min|No)\b|\sv\.?\s|[:\d“”\"@]"
)


@dataclass(frozen=True, slots=True)
class AuthorDateLabel:
    """The label by which a citation in running text names its source."""

    claim: Claim
    name: str
    """As written, without lead-in words ("see also") and dates."""
    years: tuple[str, ...]
    """As written, with their letters; at least one."""
    dates: tuple[PartialDate, ...]
    """The dates that have at least a month."""
    narrative: bool
    """Whether the name is part of the sentence, with only the year in brackets."""

    @property
    def comma(self) -> bool | None:
        """Whether there is a comma between name and year; None if other words are."""
        if self.narrative or self.dates:
            return None
        year = YEAR.search(self.claim.raw)
        return year is not None and self.claim.raw[: year.start()].rstrip().endswith(",")

    @property
    def written(self) -> str:
        """The citation as written, on one line."""
        return " ".join(self.claim.raw.split())


def read_label(claim: Claim) -> AuthorDateLabel | None:
    """The label of an author-date citation in running text, None for any other citation."""
    if claim.form != "parenthesis" or claim.ibid or claim.supra or claim.key:
        return None
    if _YEARS.fullmatch(claim.raw.strip()):
        return None
    source = " ".join(claim.source_text.split())
    first = YEAR.search(source)
    if first is None:
        return None
    name = source[: first.start()]
    while lead := _LEADING.match(name):
        name = name[lead.end() :]
    name = _strip_dates(name).strip(" ,;([.")
    if name.endswith(" et al"):
        name += "."
    if not _is_name(name):
        return None
    narrative = name.split()[0] not in claim.raw
    return AuthorDateLabel(
        claim, name, tuple(YEAR.findall(source)), tuple(find_dates(source)), narrative
    )


def _strip_dates(name: str) -> str:
    """ "TPSB, May" → "TPSB"; "TPSB, 18 May" too."""
    kept = name.strip(" ,")
    while kept:
        last = re.split(r"[\s,]+", kept)[-1]
        day = re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", last)
        if not day and last.strip(".").lower() not in _DATE_WORDS:
            break
        kept = kept[: -len(last)].rstrip(" ,")
    return kept


def _is_name(name: str) -> bool:
    if not re.search(r"[^\W\d_]{2}", name) or _NO_AUTHOR.search(name) or len(name.split()) > 14:
        return False
    words = re.findall(r"[^\s,]+", name)
    ends = words[0][:1].isupper() and (words[-1][:1].isupper() or words[-1] == "al.")
    return ends and all(word[:1].isupper() or word.strip(".").lower() in _SMALL for word in words)
