"""Whose words a board received: "The Board was in receipt of the following report …"."""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = rf"(?:{_MONTHS})\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+(?:{_MONTHS})\s+\d{{4}}"
_DATE = re.compile(DATE)
RECEIPT = (
    r"The (?:Board|Committee|Commission|Council) (?:was|is|were|had been) (?:also |again )?"
    r"in receipt of"
)
_KINDS = {
    "report": "a report",
    "letter": "a letter",
    "correspondence": "a letter",
    "memorandum": "a memorandum",
    "memo": "a memorandum",
    "submission": "a submission",
    "brief": "a brief",
    "presentation": "a presentation",
    "deputation": "a deputation",
}
_RECEIVED = re.compile(
    r"\b(?:the|an?)\s+(?P<following>following\s+)?(?:(?!of\b|from\b|dated\b)[\w-]+\s+){0,3}?"
    rf"(?P<kind>{'|'.join(_KINDS)})\b|(?<=receipt of )(?:[\w-]+ )?(?P<bare>correspondence)\b"
)
_FURTHER = re.compile(r"\band (?:also )?(?:of )?$")
_FROM = re.compile(
    r"\bfrom\s+(?P<who>.+?)(?=,?\s+(?:dated\b|with (?:regard|respect)|regarding|recommending"
    r"|requesting|concerning|in (?:response|regard|which)|in the (?:matter|amount)"
    r"|on (?:the|behalf)|and (?:of|an?)\b|which|that|containing|providing|outlining|advising"
    r"|entitled|re\b|about|for (?:information|consideration|approval|the)\b)"
    r"|\s*[:;]|\.?\s*$|\.\s)"
)
_ELSEWHERE = re.compile(r"\b(?:appended|attached|on file)\b", re.IGNORECASE)
_LONGEST = 1_500
"""Characters of a sentence that are examined."""
_SOMETHING = re.compile(r"\bthe following\b")
_SENTENCE_END = re.compile(
    r":(?=\s|$)|(?<!\b[A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!No)(?<!Hon)(?<!Rev)(?<!Prof)(?<!St)"
    r"\.(?=\s|$)"
)


class Received(NamedTuple):
    """Something that the minutes announce as received."""

    phrase: str
    """ "a report from Roderick Pellam, Chief of Police, dated July 24, 2012"."""
    date: str
    """As printed, "" where there is none."""
    reproduced: bool
    """Whether its words follow."""
    elsewhere: bool
    """Whether it is appended or on file: then the words that follow are not from it."""


def find_sentence_end(text: str) -> int:
    """Offset after the first sentence of `text`, or after its first colon."""
    end = _SENTENCE_END.search(text)
    return end.end() if end else len(text)


def find_announced_sources(paragraph: str) -> list[Received]:
    """The sources that a paragraph beginning with `RECEIPT` names, in order."""
    sentence = paragraph[: min(find_sentence_end(paragraph), _LONGEST)]
    mentions = [
        mention
        for at, mention in enumerate(_RECEIVED.finditer(sentence))
        if at == 0 or _FURTHER.search(sentence, 0, mention.start())
    ]
    ends = [*(mention.start() for mention in mentions[1:]), len(sentence)]
    elsewhere = bool(_ELSEWHERE.search(paragraph))
    if not mentions and _SOMETHING.search(sentence):
        return [Received("a document that was received", "", False, elsewhere)]
    return [
        _make_source(mention, sentence[mention.end() : end], elsewhere)
        for mention, end in zip(mentions, ends, strict=False)
    ]


def _make_source(mention: re.Match[str], details: str, elsewhere: bool) -> Received:
    kind = _KINDS[mention["kind"] or mention["bare"]]
    dated, sender = _DATE.search(details), _FROM.search(details)
    date = dated[0] if dated else ""
    phrase = describe_source(kind, sender["who"].strip(" ,") if sender else "", date)
    return Received(phrase, date, bool(mention["following"]), elsewhere)


def describe_source(kind: str, name: str, date: str) -> str:
    """A source in words; `name` and `date` are "" where they are not known."""
    source = f"{kind} from {name}" if name else kind
    comma = "," if "," in name else ""
    return f"{source}{comma} dated {date}" if date else source
