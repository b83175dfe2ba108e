"""Rules about the list of references itself, and against the catalogue."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafts.citations.claim import YEAR
from drafts.lint.body_names import find_name_variants
from drafts.lint.catalogue_dates import check_url_date
from drafts.lint.finding import Finding, make_finding
from drafts.lint.prepared_draft import PreparedDraft
from drafts.lint.reference_list import ReferenceEntry
from indexer.words.tokens import fold_text

_DATE_FORMS = (
    ("year first", rf"{YEAR.pattern},\s*(?:\d{{1,2}}\s+)?[A-Z][a-z]+\.?(?:\s+\d{{1,2}})?"),
    ("day first", rf"\d{{1,2}}\s+[A-Z][a-z]+\.?,?\s+{YEAR.pattern}"),
    ("month first", rf"[A-Z][a-z]+\.?\s+(?:\d{{1,2}},?\s+)?{YEAR.pattern}"),
)


def check_list_entries(draft: PreparedDraft) -> Iterator[Finding]:
    """Findings on single entries, then on what differs between them."""
    for entry in draft.entries:
        yield from _check_address_date(entry)
        yield from _check_catalogue_year(draft, entry)
    yield from _check_date_forms(draft.entries)
    yield from _check_body_names(draft.entries)


def _check_address_date(entry: ReferenceEntry) -> Iterator[Finding]:
    issued = entry.item.issued
    if issued is not None:
        finding = check_url_date(entry.place, entry.item, issued, "")
        if finding is not None and finding.severity == "error":
            yield finding


def _check_catalogue_year(draft: PreparedDraft, entry: ReferenceEntry) -> Iterator[Finding]:
    """An entry whose year differs from the one record with the same title and first author."""
    title = fold_text(entry.item.title)
    lead = {fold_text(name.short) for name in entry.item.authors[:1]}
    same = [w for w in draft.catalogue.all if title and fold_text(w.item.title) == title]
    if len(same) != 1 or not entry.year[:1].isdigit() or same[0].item.kind == "minutes":
        return
    work = same[0]
    authors = {fold_text(name.short) for name in work.item.authors}
    if work.year[:1].isdigit() and work.year[:4] != entry.year[:4] and lead & authors:
        yield Finding(
            "year-differs",
            entry.place,
            f"The entry says {entry.year}, the catalogue {work.year} ({work.place}).",
            "See which year the document itself bears, and write it in all places.",
        )


def _check_date_forms(entries: Sequence[ReferenceEntry]) -> Iterator[Finding]:
    forms: defaultdict[str, list[ReferenceEntry]] = defaultdict(list)
    for entry in entries:
        form = _find_date_form(entry.date)
        if form:
            forms[form].append(entry)
    if len(forms) < 2:
        return
    usual = max(forms.values(), key=len)
    others = [entry for same in forms.values() if same is not usual for entry in same]
    yield make_finding(
        "dates-in-two-ways",
        (entry.place for entry in others),
        f"“({others[0].date})” is in another order than “({usual[0].date})” in {usual[0].place}.",
        "Write all dates of the list in the same order.",
    )


def _find_date_form(date: str) -> str:
    return next((name for name, form in _DATE_FORMS if re.fullmatch(form, date.strip())), "")


def _check_body_names(entries: Sequence[ReferenceEntry]) -> Iterator[Finding]:
    uses: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for name in entry.item.authors:
            if name.literal:
                uses[name.literal].append(entry.place)
    for rare, usual in find_name_variants(uses):
        yield make_finding(
            "several-names",
            uses[rare],
            f"“{rare}” is “{usual}” in {uses[usual][0]}.",
            "See how the body writes its name, and use that form in the whole list.",
        )
