"""Rules `no-reference`, `no-court`, `no-jurisdiction` and `year-contradicts`: what a record of a
decision or law lacks to be found by, and years that its own reference denies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citation.law.case import Case, read_case
from citation.law.legislation import find_country, read_law_kind
from citation.law.reporters import find_years, is_american, strip_stops
from citation.record.source import Source
from corpus.items import Item
from drafts.lint.finding import Finding

_NAMES_ITS_COURT = re.compile(r"^(?:SCR|RCS|FCR?|RCF|Ex CR|US|S Ct|L Ed|UKSC|IR|CLR|NZLR)\b")
"""Reporters of one court or country, which tell enough."""
_NAMES_ITS_JURISDICTION = re.compile(
    r"^(?:[RS]\.?[CSONBQMAPY]|[LR]\.?[CRQ]\.?|C\.?Q\.?L\.?R|C\.?C\.?S\.?M|S\.?N\.?W\.?T|U\.?K|Pub)"
)
_SLACK = 3
"""Years by which a decision may be older than the series that reports it."""


def check_legal_record(item: Item) -> Iterator[Finding]:
    """Findings on a decision or a law; none on anything else."""
    source = Source(item)
    if source.shape == "case":
        yield from _check_case(item, read_case(source))
    elif source.shape == "law" and read_law_kind(source) == "statute":
        series = source.get_text("container-title") or source.own_text("mcgill")
        says = (
            source.get_text("jurisdiction"), source.jurisdiction, find_country(source),
            source.get_text("references"), _NAMES_ITS_JURISDICTION.match(series),
        )  # fmt: skip
        if not any(says):
            yield Finding(
                "no-jurisdiction",
                item.id,
                "Nothing in the record says which country's or province's law this is.",
                "Set container-title (RSC, SO …) or custom.pincite.jurisdiction.",
                "warning",
                "container-title",
            )


def _check_case(item: Item, case: Case) -> Iterator[Finding]:
    edit = f"`pincite edit {item.id}`"
    reference = case.reference
    if not reference and not case.docket and not case.written:
        wrong = "The record has no neutral citation, reporter, database or docket number."
        yield Finding("no-reference", item.id, wrong, f"Add it with {edit}.", "warning", "number")
    told = any(_NAMES_ITS_COURT.match(strip_stops(report.series)) for report in reference.reports)
    if not (told or case.court or reference.neutral or case.written):
        wrong = "Neither the record nor the reporter says which court decided."
        yield Finding(
            "no-court", item.id, wrong, f"Add “authority” with {edit}.", "warning", "authority"
        )
    for wrong in _list_contradictions(case, item.issued.year if item.issued else 0):
        remedy = f"See when it was decided and where it is printed, and correct it with {edit}."
        yield Finding("year-contradicts", item.id, wrong, remedy, "error", "issued")


def _list_contradictions(case: Case, decided: int) -> Iterator[str]:
    """Years of reference and record that cannot both be right."""
    reference = case.reference
    neutral = re.match(r"\[?(\d{4})\b", reference.neutral)
    decided = decided or int(reference.year or 0)
    if neutral and decided and int(neutral[1]) != decided:
        yield f"The record says {decided}, its neutral citation {reference.neutral}."
    for report in reference.reports:
        series = report.series if is_american(report.series) else strip_stops(report.series)
        first, last = find_years(series)
        printed = f"{report.volume} {report.series} {report.page}".strip()
        if report.year and decided and int(report.year) < decided:
            yield f"The record says {decided}, but [{report.year}] {printed} is older."
        elif decided and first and decided < first - _SLACK:
            yield f"The record says {decided}, but {report.series} ({printed}) began in {first}."
        elif decided and last and decided > last + 1:
            yield f"The record says {decided}, but {report.series} ({printed}) ended in {last}."
