"""A decision of a court or tribunal as a record holds it, in whichever fields that is.

Zotero, Juris-M, BibTeX and people put neutral citation, reporter and court into different fields;
`read_case` finds them there, so that every one of these records gives the same citation.
"""

from __future__ import annotations

import re

from citation.law.courts import is_court_code, is_told_by_reporter
from citation.law.reference import Reference, Report, parse_reference, split_case
from citation.law.reporters import is_american, is_counted_by_year
from citation.record.source import Source
from citation.text.titles import Title
from corpus.frozen import frozen
from corpus.items import PartialDate

_HISTORY = re.compile(
    r"\b(?:aff|rev|var)['’]?[dg]\b|\b(?:leave|motion|application) (?:to appeal|for leave)"
    r"|\bcert\. denied|\b(?:conf|inf)\b\.? (?:par|pour)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d{1,6}")
_CODE_AND_NUMBER = re.compile(r"([A-Z]{2,12}(?: (?:Civ|Crim))?) (\d{1,6})")


@frozen
class Case:
    """A decision, ready to be cited; each text is "" where the record has none."""

    name: Title
    written: str
    """The reference in the record's own words, for McGill; it then stands for all others."""
    reference: Reference
    court: str
    """The court, unless the reference tells which it was."""
    docket: str
    """The court's own number; printed where the decision is not reported."""
    history: str = ""
    """What became of it: `aff’d [1997] 1 SCR 3`, `leave to appeal to SCC refused, 31892`."""
    date: PartialDate | None = None

    @property
    def american(self) -> bool:
        """Whether it is cited by a reporter of the United States."""
        return bool(self.reference.reports) and is_american(self.reference.reports[0].series)

    @property
    def code(self) -> str:
        """The court's code in the neutral citation."""
        found = re.search(r"\d ?\]? ([A-Z]+(?: Civ| Crim)?) ", self.reference.neutral)
        return found[1] if found else ""

    def omit_court(self) -> Case:
        """The same for a citation that names the court elsewhere."""
        return Case(
            self.name, self.written, self.reference, "", self.docket, self.history, self.date
        )


def read_case(source: Source) -> Case:
    """The decision that a record describes."""
    written = str(source.item.own.get("mcgill") or "").strip()
    name, tail = split_case(source.title.text)
    title = source.title if not tail else Title(name, _keep_spans(source.title.fixed, len(name)))
    references, history = split_history(source.get_text("references"))
    texts = (written, references, source.get_text("number"), tail)
    reference = _merge([*map(parse_reference, texts), _read_fields(source)], source.year)
    authority = source.get_text("authority")
    court = authority or reference.court
    told = reference.neutral or any(
        is_told_by_reporter(court, report.series) for report in reference.reports
    )
    number = source.get_text("number")
    docket = "" if reference and _is_used(number, reference) else number
    history = source.own_text("history") or history
    return Case(title, written, reference, "" if told else court, docket, history, source.date)


def split_history(references: str) -> tuple[str, str]:
    """What a record says of parallel reports, and the decisions above or below that follow it."""
    found = _HISTORY.search(references)
    if not found:
        return references, ""
    return references[: found.start()].rstrip(" ,;"), references[found.start() :].strip(" ,;.")


def _keep_spans(spans: tuple[tuple[int, int], ...], length: int) -> tuple[tuple[int, int], ...]:
    return tuple((start, min(end, length)) for start, end in spans if start < length)


def _is_used(number: str, reference: Reference) -> bool:
    """Whether the field `number` has already given a part of the reference."""
    return bool(number) and (number in reference.neutral or number in reference.database)


def _read_fields(source: Source) -> Reference:
    """What the fields for reporter, volume, page, number and court say together."""
    year, number = source.year, source.get_text("number")
    series, volume = source.get_text("container-title"), source.get_text("volume")
    page, authority = source.first_page, source.get_text("authority")
    coded = _CODE_AND_NUMBER.fullmatch(number)
    if coded and is_court_code(coded[1]):
        return Reference(neutral=f"{year} {number}", year=year)
    for code in (series, authority):
        given = page if code == series and page and not number else number
        if (
            is_court_code(code)
            and _DIGITS.fullmatch(given)
            and _is_free(code, series, volume, year)
        ):
            return Reference(neutral=f"{year} {code} {given}", year=year)
    if series and (page or volume):
        by_year = is_counted_by_year(series)
        return Reference(
            reports=(Report(volume, series, page, year if by_year else ""),), year=year
        )
    return Reference(year=year)


def _is_free(code: str, series: str, volume: str, year: str) -> bool:
    """Whether no reporter stands in the record beside the court's code."""
    return (code == series and volume in ("", year)) or not series


def _merge(references: list[Reference], year: str) -> Reference:
    """All that the references say, each thing once, in their order."""
    reports: dict[tuple[str, str, str], Report] = {}
    for reference in references:
        for report in reference.reports:
            reports.setdefault((report.volume, report.series, report.page), report)

    def find_first(part: str) -> str:
        return next(filter(None, (str(getattr(one, part)) for one in references)), "")

    return Reference(
        find_first("neutral"),
        tuple(reports.values()),
        find_first("database"),
        find_first("court"),
        year or find_first("year"),
    )
