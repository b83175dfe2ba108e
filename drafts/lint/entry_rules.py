"""Rules `year-differs`, `no-entry` and `never-cited`: text and list do not answer to each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from drafts.citations.claim import YEAR
from drafts.lint.acronyms import guess_meant_acronym
from drafts.lint.author_date_labels import AuthorDateLabel
from drafts.lint.cited_works import CitedWork
from drafts.lint.finding import Finding, Severity, format_list, split_places
from drafts.lint.prepared_draft import PreparedDraft
from indexer.words.tokens import fold_text

_NUMBERED = re.compile(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*(?:,\s[^\[\]]{1,30})?\]")


def check_entries_and_citations(text: PreparedDraft) -> Iterator[Finding]:
    """Citations without an entry or of another year, then entries that nothing cites; nothing
    where there is neither list nor catalogue."""
    if not text.works.all:
        return
    seen: defaultdict[tuple[str, tuple[str, ...]], list[AuthorDateLabel]] = defaultdict(list)
    for label in text.labels:
        if not text.works.find_fitting(label) and guess_meant_acronym(text, label) is None:
            seen[label.name, label.years].append(label)
    explained: set[str] = set()
    for group in seen.values():
        first, also = split_places(label.claim.where for label in group)
        found = _check_label(text, group[0], first, also, explained)
        if found is not None:
            yield found
    yield from _check_notes(text, explained)
    if text.entries:
        yield from _check_uncited_entries(text, explained)


def _check_label(
    text: PreparedDraft,
    label: AuthorDateLabel,
    place: str,
    also: tuple[str, ...],
    explained: set[str],
) -> Finding | None:
    named = text.works.find_named(label) if text.works.knows_author(label) else []
    years = sorted({work.year[:4] for work in named if work.year})
    same_year = [work for work in named if work.year[:4] == label.years[0][:4]]
    single = len(years) == 1 and len(label.years) == 1 and text.works.matches_only_authors(label)
    if single and not same_year:
        explained.update(work.place for work in named)
        known = text.catalogue.find_fitting(label)
        return _make_year_finding(text, label.said, label.years[0], named[0], known, place, also)
    if same_year and label.dates and not label.years[0][4:]:
        return None
    if not named and not _is_certain(text, label):
        return None
    where = "the list of references" if text.works.from_list else "the catalogue"
    if same_year:
        has = f"{where} has that year without the letter, or with another"
        explained.update(work.place for work in same_year)
    elif named:
        has = f"{where} has that name only for {format_list(years)}"
    else:
        has = f"{where} has no such name"
    severity: Severity = "error" if text.works.from_list else "warning"
    remedy = (
        "Add the entry, or correct the citation."
        if text.works.from_list
        else ("Add the document with `pincite add` or `pincite import`, or correct the citation.")
    )
    return Finding(
        "no-entry", place, f"“{label.said}” has no entry: {has}.", remedy, severity, also=also
    )


def _is_certain(text: PreparedDraft, label: AuthorDateLabel) -> bool:
    """Whether what names no known author is a citation, and not a place or an event with its date:
    it has a page, or the form of the draft's other citations."""
    if label.claim.pinned:
        return True
    return text.author_date and not label.dates and label.comma in text.commas - {None}


def _check_notes(text: PreparedDraft, explained: set[str]) -> Iterator[Finding]:
    """Notes that give author and title of a work, and another year."""
    titles = Counter(fold_text(work.item.title) for work in text.works.all)
    for claim in text.claims:
        years = {found.group() for found in YEAR.finditer(claim.source_text)}
        if claim.form != "note" or len(years) != 1 or claim.ibid or claim.supra:
            continue
        mentions = text.works.find_mentions(claim.source_text)
        by = {kind: {m.item for m in mentions if m.by == kind} for kind in ("author", "title")}
        both = by["author"] & by["title"]
        year = years.pop()
        if len(both) != 1 or not year[:1].isdigit():
            continue
        work = text.works.all[both.pop()]
        alone = titles[fold_text(work.item.title)] == 1
        if alone and work.year[:1].isdigit() and work.year[:4] != year[:4]:
            explained.add(work.place)
            said = " ".join(claim.raw.split())
            title = fold_text(work.item.title)
            known = [w for w in text.catalogue.all if fold_text(w.item.title) == title]
            yield _make_year_finding(text, said, year, work, known, claim.where, ())


def _make_year_finding(
    text: PreparedDraft,
    said: str,
    year: str,
    work: CitedWork,
    known: Sequence[CitedWork],
    place: str,
    also: tuple[str, ...],
) -> Finding:
    """`known`: what the catalogue has for the citation."""
    wrong = f"“{said}” says {year}, {work.place} says {work.year}"
    if text.works.from_list and len(known) == 1:
        wrong += f", the catalogue {known[0].year} ({known[0].place})"
    return Finding(
        "year-differs",
        place,
        f"{wrong}.",
        "See the year on the document itself, and write the same in all places.",
        "error" if text.works.from_list else "warning",
        also=also,
    )


def _check_uncited_entries(text: PreparedDraft, explained: set[str]) -> Iterator[Finding]:
    if not text.claims or any(claim.key for claim in text.claims) or _cites_by_number(text):
        return
    cited = {work.place for label in text.labels for work in text.works.find_fitting(label)}
    for _, block in text.list_blocks():
        years = {found.group() for found in YEAR.finditer(block.text)}
        for mention in text.works.find_mentions(block.text):
            work = text.works.all[mention.item]
            if mention.by == "title" or _is_of_one(work, years):
                cited.add(work.place)
    if not text.author_date:
        cited |= set(_find_named_entries(text))
    for entry in text.entries:
        readable = entry.item.authors or len(fold_text(entry.item.title).split()) > 1
        if entry.place not in cited | explained and readable:
            yield Finding(
                "never-cited",
                entry.place,
                f"Nothing in the text cites “{_shorten(entry.text)}”.",
                "Cite it, or take it out of the list.",
                "warning",
            )


def _is_of_one(work: CitedWork, years: set[str]) -> bool:
    """Whether the work is of one of these years, and has not another letter."""
    if not work.year[:1].isdigit():
        return True
    same = {year[4:] for year in years if year[:4] == work.year[:4]}
    return bool(same) and (not work.year[4:] or bool(same & {"", work.year[4:]}))


def _cites_by_number(text: PreparedDraft) -> bool:
    """Whether "[3]" stands for an entry."""
    found = any(_NUMBERED.search(block.text) for _, block in text.list_blocks())
    return not text.author_date and found


def _find_named_entries(text: PreparedDraft) -> Iterator[str]:
    """Entries whose first word stands in the text: a citation without a year has no more of it."""
    said = {word for _, block in text.list_blocks() for word in fold_text(block.text).split()}
    for entry in text.entries:
        first = [word for word in fold_text(entry.text).split() if len(word) > 3][:1]
        if set(first) <= said:
            yield entry.place


def _shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 70 else f"{plain[:70].rsplit(' ', 1)[0]} …"
