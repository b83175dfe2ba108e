"""Rules about the list of references itself, and against the catalogue."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from drafts.citations.claim import YEAR
from drafts.lint.catalogue_bodies import find_name_variants
from drafts.lint.catalogue_dates import check_url_date
from drafts.lint.finding import Finding, split_places
from drafts.lint.prepared_draft import PreparedDraft
from drafts.lint.reference_list import ReferenceEntry
from indexer.words.tokens import fold_text

_YEAR_FIRST = re.compile(rf"{YEAR.pattern},\s*(?:\d{{1,2}}\s+)?[A-Z][a-z]+\.?(?:\s+\d{{1,2}})?")
_MONTH_FIRST = re.compile(rf"[A-Z][a-z]+\.?\s+(?:\d{{1,2}},?\s+)?{YEAR.pattern}")
_DAY_FIRST = re.compile(rf"\d{{1,2}}\s+[A-Z][a-z]+\.?,?\s+{YEAR.pattern}")


def check_list_entries(text: PreparedDraft) -> Iterator[Finding]:
    """Findings on single entries, then on what differs between them."""
    for entry in text.entries:
        yield from _check_address_date(entry)
        yield from _check_catalogue_year(text, entry)
    yield from _check_date_forms(text.entries)
    yield from _check_body_names(text.entries)


def _check_address_date(entry: ReferenceEntry) -> Iterator[Finding]:
    issued = entry.item.issued
    if issued is not None:
        found = check_url_date(entry.place, entry.item, issued, "")
        if found is not None and found.severity == "error":
            yield found


def _check_catalogue_year(text: PreparedDraft, entry: ReferenceEntry) -> Iterator[Finding]:
    """Another year than the one record with the same title and first author has."""
    title = fold_text(entry.item.title)
    lead = [fold_text(name.short) for name in entry.item.authors[:1]]
    same = [w for w in text.catalogue.all if title and fold_text(w.item.title) == title]
    if len(same) != 1 or not entry.year[:1].isdigit() or same[0].item.kind == "minutes":
        return
    work = same[0]
    authors = [fold_text(name.short) for name in work.item.authors]
    if work.year[:1].isdigit() and work.year[:4] != entry.year[:4] and set(lead) & set(authors):
        yield Finding(
            "year-differs",
            entry.place,
            f"The entry says {entry.year}, the catalogue {work.year} ({work.place}).",
            "See the year on the document itself, and write the same in all places.",
        )


def _check_date_forms(entries: tuple[ReferenceEntry, ...]) -> Iterator[Finding]:
    forms: defaultdict[str, list[ReferenceEntry]] = defaultdict(list)
    for entry in entries:
        form = _find_date_form(entry.date)
        if form:
            forms[form].append(entry)
    if len(forms) < 2:
        return
    usual = max(forms.values(), key=len)
    others = [entry for found in forms.values() if found is not usual for entry in found]
    place, also = split_places(entry.place for entry in others)
    yield Finding(
        "dates-in-two-ways",
        place,
        f"“({others[0].date})” is written in another order than “({usual[0].date})”"
        f" in {usual[0].place}.",
        "Write all dates of the list in one way.",
        "warning",
        also=also,
    )


def _find_date_form(date: str) -> str:
    forms = (("year first", _YEAR_FIRST), ("day first", _DAY_FIRST), ("month first", _MONTH_FIRST))
    return next((name for name, form in forms if form.fullmatch(date.strip())), "")


def _check_body_names(entries: tuple[ReferenceEntry, ...]) -> Iterator[Finding]:
    uses: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for name in entry.item.authors:
            if name.literal:
                uses[name.literal].append(entry.place)
    for rare, usual in find_name_variants(Counter({name: len(at) for name, at in uses.items()})):
        place, also = split_places(uses[rare])
        yield Finding(
            "several-names",
            place,
            f"“{rare}” is “{usual}” in {uses[usual][0]}.",
            "See how the body writes its name, and write it so in the whole list.",
            "warning",
            also=also,
        )
