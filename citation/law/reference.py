"""Reads a reference to a decision as people write it, with all that stands side by side in it."""

from __future__ import annotations

import re

from citation.law.courts import is_court_code
from corpus.frozen import frozen

_YEAR = r"(?:1[6-9]|20)\d\d"
_SERIES = r"[A-Z][A-Za-z.’'& ]*?(?: ?\(\d(?:d|nd|rd|th|e|ser)?\)|\.?\s?\d(?:d|th)| \(ns\))?"
_NEUTRAL = re.compile(
    rf"\[?(?P<year>{_YEAR})\]? (?P<code>[A-Z]{{2,12}}(?: (?:Civ|Crim))?) (?P<number>\d+)"
    r"(?P<division> \((?:Admin|Ch|Fam|Pat|Comm|TCC|QB|KB|IPEC|AAC|IAC|LC|TC|IPEC)\))?"
)
_DATABASE = re.compile(
    rf"(?:{_YEAR}|\[{_YEAR}\]) (?:CanLII \d+|[A-Z]{{1,3}}J No \d+(?: \(QL\))?|WL \d+|"
    r"(?:U\.S\. |US )?[\w. ]*LEXIS \d+|QCCA? \d+ \(SOQUIJ\)|EYB \d+-\d+)"
)
_REPORT = re.compile(
    rf"(?:(?P<bracket>\[{_YEAR}\])\s|\((?P<round>{_YEAR})\),?\s)?(?:(?P<volume>\d+)\s)?"
    rf"(?P<series>{_SERIES})\s(?P<page>\d+|[A-Z]\d+|___)\b"
)
_COURT = re.compile(rf"\s*\((?P<court>[^()]*?)(?:\s?(?P<year>{_YEAR}))?\)")


@frozen
class Report:
    """Where a decision is printed: `[1979] 2 SCR 768`."""

    volume: str
    series: str
    page: str
    year: str = ""
    """The year that the volume is counted by or that stands before it; "" for none."""


@frozen
class Reference:
    """What stands after the name of a case; each part is "" or empty where it is missing."""

    neutral: str = ""
    """`2019 SCC 65`, `[2001] UKHL 2`."""
    reports: tuple[Report, ...] = ()
    database: str = ""
    """`2019 CanLII 12345`, `2019 WL 123`."""
    court: str = ""
    year: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to find the decision by."""
        return bool(self.neutral or self.reports or self.database)


def parse_reference(text: str) -> Reference:
    """Everything that `text` holds of a reference, parallel ones and the court among them."""
    rest = " ".join(text.split()).strip(" ,;.")
    neutral = database = court = year = last_year = ""
    if found := _DATABASE.search(rest):
        database, rest = found[0], rest[: found.start()] + " " + rest[found.end() :]
        year = re.search(_YEAR, database)[0]  # type: ignore[index]  # the pattern has a year
    for found in _NEUTRAL.finditer(rest):
        if _is_neutral(found):
            neutral, year = found[0], found["year"]
            rest = rest[: found.start()] + rest[found.end() :]
            break
    last = _COURT.search(rest, rest.rfind("(")) if rest.endswith(")") else None
    if last and not re.fullmatch(r"\d(?:d|th|nd|rd)?", last["court"]):
        court, last_year = last["court"].strip(" ,"), last["year"] or ""
        rest = rest[: last.start()]
    reports = []
    for found in _REPORT.finditer(rest):
        bracket = (found["bracket"] or "").strip("[]") or found["round"] or ""
        if bracket or found["volume"]:
            report = Report(found["volume"] or "", found["series"].strip(), found["page"], bracket)
            reports.append(report)
            year = year or bracket
    year = year or last_year
    return Reference(neutral, tuple(reports), database, court, year)


def _is_neutral(found: re.Match[str]) -> bool:
    """A year, a court's code and a number; a reporter by years looks alike (`[2001] RJQ 12`)."""
    if is_court_code(found["code"]):
        return True
    return "[" not in found[0] and found["code"] not in ("SCR", "RCS", "FCR", "RJQ", "CanLII")


_STARTS = re.compile(rf",? \(?\[?(?:{_YEAR}\b|\d+ [A-Z])")


def split_case(text: str) -> tuple[str, str]:
    """The name of a case, and what follows it; ("…", "") where no reference follows.

    `R v Smith, 2019 SCC 65 at para 12`: the pinpoint stays with the reference.
    """
    for start in _STARTS.finditer(text):
        reference = text[start.start() :].strip(" ,")
        if start.start() and parse_reference(reference):
            return text[: start.start()].strip(" ,"), reference
    return text.strip(), ""
