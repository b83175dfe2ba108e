"""A citation string made into a record: `R v Smith, 2019 SCC 65 at para 12`."""

from __future__ import annotations

import re
from typing import Any

from citation.law.case import split_history
from citation.law.reference import Reference, Report, parse_reference, split_case
from corpus.errors import RequestError
from corpus.frozen import frozen

_PINPOINT = re.compile(
    r",? (?:at|au|aux|à la|à l’|à l')\s+(?:(?:paras?|para|pp?|paragraphs?)\b\.?\s*)?\[?[\divxl]+"
    r"[\w\]–,\- ]*?(?=$|,? \(|, [A-Z\[]|, (?:aff|rev|leave))"
)
_AMERICAN_PINPOINT = re.compile(r"(?<=\d), \d+(?:[-–]\d+)?(?= \()")


@frozen
class ReadCase:
    """What a citation string says."""

    fields: dict[str, Any]
    """Of a CSL-JSON record, without key."""
    pinpoint: str = ""
    """The place that the string cites, which is not the record's; "" for none."""


def read_case_string(text: str) -> ReadCase:
    """The record that a citation of a decision describes.

    Raises RequestError where no name and no reference can be told apart.
    """
    written = " ".join(text.split()).strip(" .")
    places = [found[0] for pattern in (_PINPOINT, _AMERICAN_PINPOINT)
              for found in pattern.finditer(written)]  # fmt: skip
    for place in places:
        written = written.replace(place, "", 1)
    cited, history = split_history(written)
    name, tail = split_case(cited)
    reference = parse_reference(tail)
    if not tail or not name:
        raise RequestError(
            f"“{text}” is not read as a case: no reference follows its name.",
            "Write it like 'R v Smith, 2019 SCC 65' or 'Roe v Poe (1995), 126 DLR (4th) 203 (ON"
            " CA)', or give --title, --type legal_case and --set references=…",
        )
    fields: dict[str, Any] = {"type": "legal_case", "title": name, **_list_fields(reference)}
    if history:
        others = fields.get("references", "")
        fields["references"] = f"{others}, {history}".strip(" ,")
    return ReadCase(fields, "; ".join(place.strip(" ,") for place in places))


def _list_fields(reference: Reference) -> dict[str, Any]:
    number = reference.neutral or reference.database
    reports = list(reference.reports)
    fields: dict[str, Any] = {"number": number}
    if reports and reports[0].year in ("", reference.year):
        first = reports.pop(0)
        fields |= {"container-title": first.series, "volume": first.volume, "page": first.page}
    others = [_write_report(report) for report in reports]
    if reference.neutral and reference.database:
        others.append(reference.database)
    fields |= {"references": ", ".join(others), "authority": reference.court}
    if reference.year:
        fields["issued"] = {"date-parts": [[int(reference.year)]]}
    return {field: value for field, value in fields.items() if value}


def _write_report(report: Report) -> str:
    bracket = f"[{report.year}]" if report.year else ""
    return " ".join(filter(None, (bracket, report.volume, report.series, report.page)))
