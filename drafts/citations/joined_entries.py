"""Entries of a reference list that a draft gives as one paragraph, told apart.

Text files and PDFs often have no empty line between entries. An entry begins, after the end of a
sentence, with what only the beginning of an entry looks like: persons, family name first, or a
body, and then the date; or a bullet or number before a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_FAMILY = (
    rf"(?:(?:de|da|di|du|la|le|van|von|der|den|ter|el|al)[ ])*{_UPPER}[\w’'‐-]+"
    rf"(?:[ ]{_UPPER}[\w’'‐-]+){{0,2}}"
)
_INITIALS = rf"{_UPPER}\.(?:[ ‐-]?{_UPPER}\.)*"
_PERSON = rf"{_FAMILY},[ ]{_INITIALS}(?:,[ ](?:Jr|Sr|I{{2,3}})\.?)?"
_AND = r"(?:,?[ ](?:&|and|et)[ ]|,[ ]|;[ ]|,?[ ](?:\.[ ]?){3}[ ]?)"
_OTHER = rf"(?:{_PERSON}|{_INITIALS}[ ]{_FAMILY}|et[ ]al\.)"
_ROLE = r"(?:,?[ ]\(?(?:Eds?|Dirs?)\.?\)?\.?)?"
_YEAR = r"(?:(?:1[5-9]|20)\d\d[a-z]?|n\.[ ]?d\.|in[ ]press|forthcoming)"
_SURNAME = rf"{_FAMILY},[ ]{_UPPER}[\w’'-]+(?:[ ](?:{_UPPER}\.|{_UPPER}[\w’'-]+))*"
_FULL_NAMES = rf"{_SURNAME}(?:,?[ ](?:and|&)[ ][^.()\d]{{3,60}}|,[ ][^.()\d]{{3,120}})?"
_BODY = rf"{_UPPER}[^.()\d“”\"]{{3,120}}"
_LEAD = (
    rf"(?:{_PERSON}(?:{_AND}{_OTHER})*{_ROLE}\.?[ ]\({_YEAR}[^()]{{0,30}}\)"
    rf"|{_PERSON}(?:{_AND}{_OTHER})*{_ROLE}[ ]{_YEAR}\."
    rf"|{_FULL_NAMES}{_ROLE}\.[ ]\(?{_YEAR}[,.)]"
    rf"|{_BODY}\.[ ]\({_YEAR}[^()]{{0,30}}\)\.)"
)
_ENDED = r"(?:(?<=[.!?)\]”\"»/])|(?<=[.!?][*_])|(?<=\w[/-]\w)|(?<=\d\d))"
_MARK = r"(?:[-•*–][ ]+|\[\d{1,3}\][ ]+|\d{1,3}[.)][ ]+)"
_START = re.compile(rf"{_ENDED}[ ]+(?={_MARK}?{_LEAD})")
_MARKED = re.compile(rf"{_ENDED}[ ]+(?=[-•][ ]+{_UPPER}[^ ]*[ ,.])")
_HEADING = re.compile(
    r"(?P<heading>(?:list of )?(?:references?(?: list| cited)?|bibliography|works cited"
    r"|sources(?: cited)?|literature(?: cited)?)):?[ ]+(?=[-•*–\[“\"]|\d{1,3}[.)] |"
    rf"{_LEAD})",
    re.IGNORECASE,
)


def split_entries(text: str) -> Iterator[str]:
    """The entries that stand in one paragraph of a list, in order; all of `text` if it is one."""
    text = " ".join(text.split())
    bulleted = re.match(r"[-•][ ]+", text)
    starts = sorted(
        {found.end() for found in _START.finditer(text)}
        | ({found.end() for found in _MARKED.finditer(text)} if bulleted else set())
    )
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        yield text[start:end].strip()


def split_heading(text: str) -> str:
    """The entries that follow a heading in the same paragraph, "" where there is no heading."""
    heading = _HEADING.match(" ".join(text.split()))
    return " ".join(text.split())[heading.end() :] if heading else ""
