"""Whether a document was filed with a court or comes from one, as its first sheet shows.

A court's paper opens with a caption: the court in a line of its own, the parties with their parts,
the number of the case. All rules of court ask for it (Rule 10(a) of the US Federal Rules of Civil
Procedure is one). A paper filed electronically carries the clerk's stamp besides.
"""

from __future__ import annotations

import re

from indexer.readers.sheets import Sheet

_CAPTION_WITHIN = 0.67
"""The share of the sheet, from its top, in which a caption names the court."""
_LONGEST_LINE = 90
_COURT = re.compile(r"\b(?:courts?|tribunal|cour)\b", re.IGNORECASE)
_SMALL = frozenset("of the for and in at to de du des la le les l d et".split())
_LETTERS = re.compile(r"[^\W\d_]+")
_PART = (
    r"(?:(?:counter|cross|third[- ]party)[- ]?)?(?:plaintiff|defendant|petitioner|respondent"
    r"|appellant|appellee|applicant|claimant|movant|intervenor|intervener|accused)s?"
)
_PARTIES = re.compile(
    rf"^\W*{_PART}\b.{{0,40}}$|^.{{0,60}}[,)\s(-]{_PART}\W*(?:-?\bvs?\b\W*)?$"
    r"|^\W*(?:v|vs|versus)\W*$",
    re.IGNORECASE,
)
_DOCKET = re.compile(
    r"\b(?:case|docket|court file|file|cause|civil action|criminal action|index|claim|appeal"
    r"|civil|crim(?:inal)?)\b\.? ?(?:no|nos|number)\b[.: #]*\S*\d"
    r"|^\W*no\.? ?\d\d[-–]\w*\d|\bneutral citation",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"(?:19|20)\d\d\]?[\s_-](?:SCC|FCA?|TCC|UKSC|UKPC|UKHL|EW(?:CA|HC)|HCA|NZSC|NZCA"
    r"|[A-Z]{2}(?:SC|CA|QB|KB|CJ|PC|TC|DC))[\s_-](?:\w+[\s_-])?\d+|(?:19|20)\d\d[\s_]CanLII"
)
"""Neutral citations of courts: `2019 ONCA 123`, `[2024] EWHC 123 (Admin)`."""
_FILING_STAMP = re.compile(
    r"\bcase:?\s*#?\s*(?:\d+:)?\d\d-[\w.-]*\d\S*.{0,60}?\b(?:doc(?:ument)?|dktentry|entry id)\b"
    r"|\bnyscef\b",
    re.IGNORECASE,
)
"""The line that federal and New York clerks' systems print on each sheet of what is filed."""
_STAMPED_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:20)?\d\d)(?![\d/])")


def is_filing_stamp(text: str) -> bool:
    """Whether the text holds the stamp of a clerk's electronic filing."""
    return bool(_FILING_STAMP.search(text))


def find_filing_day(sheet: Sheet) -> tuple[int, int, int] | None:
    """Year, month and day in the clerk's stamp, which writes month/day/year; None without one."""
    text = " ".join(line.text for line in sheet.lines)
    stamp = _FILING_STAMP.search(text)
    day = _STAMPED_DAY.search(text, stamp.start(), stamp.end() + 100) if stamp else None
    if day is None:
        return None
    year = int(day[3])
    return (year if year > 99 else 2000 + year), int(day[1]), int(day[2])


def has_caption(sheet: Sheet) -> bool:
    """Whether the sheet opens as a court's paper: the court, and the parties or the case number."""
    return any(
        _is_court(line.text)
        for line in sheet.lines
        if line.angle == 0 and line.top <= _CAPTION_WITHIN * sheet.height
    ) and any(
        _PARTIES.search(line.text) or _DOCKET.search(line.text) or _CITATION.search(line.text)
        for line in sheet.lines
        if len(line.text) <= _LONGEST_LINE
    )


def has_filing_stamp(sheet: Sheet) -> bool:
    """Whether a clerk's stamp stands on the sheet, in one line or in pieces."""
    return is_filing_stamp(" ".join(line.text for line in sheet.lines))


def names_a_case(title: str) -> bool:
    """Whether a title is that of a case: two parties, or a court's neutral citation."""
    parties = re.fullmatch(r"[^:?!]{2,90}?,?\s(?:v|vs)\.?\s(?=[A-Z(])[^:?!]{2,90}", title)
    return bool(parties or _CITATION.search(title))


def _is_court(line: str) -> bool:
    """Whether the line is the name of a court and nothing else: all its words have capitals."""
    words = _LETTERS.findall(line)
    return (
        len(line) <= _LONGEST_LINE
        and bool(_COURT.search(line))
        and all(word[0].isupper() or word in _SMALL for word in words)
    )
