"""The references of decisions: in McGill's form, and in the one that American guides share.

McGill chapter 3; The Bluebook, rules 10 and T2.6; APA 11.4; The Chicago Manual 14.276-14.291.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citation.law.case import Case
from citation.law.reference import Report
from citation.law.reporters import add_stops, is_american, is_counted_by_year, strip_stops
from citation.styles.party_names import abbreviate_parties
from citation.text.dates import format_day_first, format_short_month_first
from citation.text.joining import join_list, join_words, wrap
from citation.text.titles import Title
from corpus.items import PartialDate


def format_mcgill_name(case: Case) -> Title:
    """`R v Smith`, `Canada Post Corp v Lépine`: no full stops (McGill 3.2.1)."""
    return _replace_in_title(case.name, r"(?<=\w)\.(?=[\s,)]|$)", "")


def format_dotted_name(case: Case, *, shorten: bool = False) -> Title:
    """`R. v. Smith`; with `shorten` as The Bluebook's table T6 abbreviates."""
    name = _replace_in_title(case.name, r"(?<= )v(?= )", "v.")
    name = _replace_in_title(name, r"^R(?= v\.)", "R.")
    return abbreviate_parties(name) if shorten else name


def format_mcgill_reference(
    case: Case,
    at: str,
    *,
    by_paragraph: bool,
    write_date: Callable[[PartialDate], str] = format_day_first,
) -> tuple[str, str]:
    """What follows a case's name with its history, and what stands between name and reference."""
    cited, glue = _format_mcgill_body(case, at, write_date, by_paragraph=by_paragraph)
    return join_list(cited, case.history), glue


def _format_mcgill_body(
    case: Case, at: str, write_date: Callable[[PartialDate], str], *, by_paragraph: bool
) -> tuple[str, str]:
    """What follows a case's name, and what stands between the two: `, ` or a space.

    `at` is the pinpoint in words (`at para 12`); paragraphs belong to a neutral citation, pages to
    the first report (McGill 3.6).
    """
    if case.written:
        return join_words(case.written, at), ", "
    reference = case.reference
    reports = [_format_mcgill_report(report, reference.year) for report in reference.reports]
    court = wrap("(", strip_stops(case.court) if case.american else case.court, ")")
    if case.american:
        cited = join_words(", ".join(reports), at)
        return join_words(cited, f"({join_words(strip_stops(case.court), reference.year)})"), ", "
    if reference.neutral:
        to_report = bool(reports) and not by_paragraph
        neutral = join_words(reference.neutral, "" if to_report else at)
        if to_report:
            reports[0] = join_words(reports[0], at)
        return join_list(neutral, *reports), ", "
    if reports:
        first = reference.reports[0]
        reports[0] = join_words(reports[0], at)
        cited = join_words(", ".join(reports), court)
        if _bears_year(first):
            return cited, ", "
        return join_list(wrap("(", reference.year, ")"), cited), " "
    if reference.database:
        return join_words(reference.database, at, court), ", "
    decided = wrap("(", write_date(case.date) if case.date else "", ")")
    cited = join_words(case.docket, at, court)
    return (join_list(decided, cited), " ") if decided else (cited, ", ")


def _format_mcgill_report(report: Report, year: str) -> str:
    bracket = f"[{report.year or year}]" if _bears_year(report) and report.volume != year else ""
    if re.fullmatch(r"\d{4}", report.volume) and _bears_year(report):
        return join_words(f"[{report.volume}]", strip_stops(report.series), report.page)
    return join_words(bracket, report.volume, strip_stops(report.series), report.page)


def _bears_year(report: Report) -> bool:
    """Whether the year belongs to the volume and stands in square brackets."""
    return is_counted_by_year(report.series) or (not report.volume and bool(report.year))


def format_dotted_reference_of_case(case: Case, at: str, *, stops: bool) -> str:
    """The reference as American guides write it, with its history (`_format_dotted_body`)."""
    return join_list(_format_dotted_body(case, at, stops=stops), case.history)


def _format_dotted_body(case: Case, at: str, *, stops: bool) -> str:
    """The reference as American guides write it, pinpoint inside: `347 U.S. 483, 495 (1954)`.

    With `stops` reporters of other countries get full stops, too (`[2006] 2 S.C.R. 363`).
    """
    reference = case.reference
    if case.written and not reference:
        return join_list(case.written, at)
    dot = add_stops if stops else str
    reports = []
    for report in reference.reports:
        series = report.series if is_american(report.series) else dot(strip_stops(report.series))
        year = report.year or reference.year
        bracket = f"[{year}]" if _bears_year(report) else ""
        reports.append(join_words(bracket, report.volume, series, report.page))
    if case.american:
        return f"{join_list(*reports, at)} ({join_words(case.court, reference.year)})"
    if reference.neutral:
        return join_list(reference.neutral, *reports, at)
    if reports:
        bears = _bears_year(reference.reports[0])
        year = "" if bears else wrap("(", reference.year, "),")
        return join_words(year, join_list(*reports, at), wrap("(", case.court, ")"))
    if reference.database:
        return join_words(join_list(reference.database, at), wrap("(", case.court, ")"))
    date = format_short_month_first(case.date) if case.date else ""
    docket = case.docket if not case.docket[:1].isdigit() else f"No. {case.docket}"
    return join_words(join_list(docket, at), wrap("(", join_words(case.court, date), ")"))


def _replace_in_title(title: Title, pattern: str, new: str) -> Title:
    """`title` with every match replaced; what is never re-cased moves with it."""
    text, fixed, shift = "", [list(span) for span in title.fixed], 0
    end = 0
    for found in re.finditer(pattern, title.text):
        text += title.text[end : found.start()] + new
        end = found.end()
        change = len(new) - len(found[0])
        for span in fixed:
            for at in (0, 1):
                if span[at] >= found.end() + shift:
                    span[at] += change
        shift += change
    spans = tuple((start, stop) for start, stop in fixed)
    return Title(text + title.text[end:], spans, title.slanted if not shift else ())
