"""Rules `year-differs`, `no-entry` and `never-cited`: text and list do not match each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from drafts.citations.claim import YEAR
from drafts.lint.acronyms import guess_meant_acronym
from drafts.lint.author_date_labels import AuthorDateLabel
from drafts.lint.cited_works import CitedWork
from drafts.lint.finding import Finding, format_list, make_finding
from drafts.lint.prepared_draft import PreparedDraft
from indexer.words.tokens import fold_text

_NUMBERED = re.compile(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*(?:,\s[^\[\]]{1,30})?\]")


def check_entries_and_citations(draft: PreparedDraft) -> Iterator[Finding]:
    """Citations without an entry or with another year, then entries that nothing cites; nothing
    if there is neither list nor catalogue."""
    if not draft.works.all:
        return
    unmatched: defaultdict[tuple[str, tuple[str, ...]], list[AuthorDateLabel]] = defaultdict(list)
    for label in draft.labels:
        if not draft.works.find_fitting(label) and guess_meant_acronym(draft, label) is None:
            unmatched[label.name, label.years].append(label)
    explained: set[str] = set()
    for labels in unmatched.values():
        finding = _check_label(draft, labels, explained)
        if finding is not None:
            yield finding
    yield from _check_notes(draft, explained)
    if draft.entries:
        yield from _check_uncited_entries(draft, explained)


def _check_label(
    draft: PreparedDraft, labels: Sequence[AuthorDateLabel], explained: set[str]
) -> Finding | None:
    """The finding on labels with the same name and years; works that it accounts for are added to
    `explained`."""
    label = labels[0]
    places = [same.claim.where for same in labels]
    named = draft.works.find_named(label) if draft.works.knows_author(label) else []
    years = sorted({work.year[:4] for work in named if work.year})
    same_year = [work for work in named if work.year[:4] == label.years[0][:4]]
    single = len(years) == 1 and len(label.years) == 1 and draft.works.matches_only_authors(label)
    single = single and draft.works.names_all_authors(label)
    if single and not same_year:
        explained.update(work.place for work in named)
        known = draft.catalogue.find_fitting(label)
        return _make_year_finding(draft, label.written, label.years[0], named[0], known, places)
    if same_year and label.dates and not label.years[0][4:]:
        return None
    if not named and not _is_certain(draft, label):
        return None
    where = "the list of references" if draft.works.from_list else "the catalogue"
    if same_year:
        has = f"{where} has that year without the letter, or with another"
        explained.update(work.place for work in same_year)
    elif named:
        has = f"{where} has that name only for {format_list(years)}"
    else:
        has = f"{where} does not have that name"
    add = "Add the document with `pincite add` or `pincite import`"
    return make_finding(
        "no-entry",
        places,
        f"“{label.written}” has no entry: {has}.",
        f"{'Add the entry' if draft.works.from_list else add}, or correct the citation.",
        "error" if draft.works.from_list else "warning",
    )


def _is_certain(draft: PreparedDraft, label: AuthorDateLabel) -> bool:
    """Whether a label without a known author is a citation, and not a place or event with its date:
    it has a page, or the form of the draft's other citations."""
    if label.claim.pinned:
        return True
    return draft.author_date and not label.dates and label.comma in draft.commas - {None}


def _check_notes(draft: PreparedDraft, explained: set[str]) -> Iterator[Finding]:
    """Notes that give author and title of a work, but another year."""
    titles = Counter(fold_text(work.item.title) for work in draft.works.all)
    for claim in draft.claims:
        years = set(YEAR.findall(claim.source_text))
        if claim.form != "note" or len(years) != 1 or claim.ibid or claim.supra:
            continue
        mentions = draft.works.find_mentions(claim.source_text)
        authored, titled = (
            {mention.item for mention in mentions if mention.by == by} for by in ("author", "title")
        )
        both = authored & titled
        year = years.pop()
        if len(both) != 1 or not year[:1].isdigit():
            continue
        work = draft.works.all[both.pop()]
        title = fold_text(work.item.title)
        if titles[title] == 1 and work.year[:1].isdigit() and work.year[:4] != year[:4]:
            explained.add(work.place)
            written = " ".join(claim.raw.split())
            known = [w for w in draft.catalogue.all if fold_text(w.item.title) == title]
            yield _make_year_finding(draft, written, year, work, known, [claim.where])


def _make_year_finding(
    draft: PreparedDraft,
    written: str,
    year: str,
    work: CitedWork,
    known: Sequence[CitedWork],
    places: Sequence[str],
) -> Finding:
    """`known` are the catalogue's works for the citation."""
    wrong = f"“{written}” says {year}, {work.place} says {work.year}"
    if draft.works.from_list and len(known) == 1:
        wrong += f", the catalogue {known[0].year} ({known[0].place})"
    return make_finding(
        "year-differs",
        places,
        f"{wrong}.",
        "See which year the document itself bears, and write it in all places.",
        "error" if draft.works.from_list else "warning",
    )


def _check_uncited_entries(draft: PreparedDraft, explained: set[str]) -> Iterator[Finding]:
    if not draft.claims or any(claim.key for claim in draft.claims) or _cites_by_number(draft):
        return
    cited = {work.place for label in draft.labels for work in draft.works.find_fitting(label)}
    for _, block in draft.find_text_blocks():
        years = set(YEAR.findall(block.text))
        for mention in draft.works.find_mentions(block.text):
            work = draft.works.all[mention.item]
            if mention.by == "title" or _is_of_one(work, years):
                cited.add(work.place)
    if not draft.author_date:
        cited |= set(_find_named_entries(draft))
    for entry in draft.entries:
        readable = entry.item.authors or len(fold_text(entry.item.title).split()) > 1
        if entry.place not in cited | explained and readable:
            yield Finding(
                "never-cited",
                entry.place,
                f"Nothing in the text cites “{_shorten(entry.text)}”.",
                "Cite it, or remove it from the list.",
                "warning",
            )


def _is_of_one(work: CitedWork, years: set[str]) -> bool:
    """Whether the work is of one of these years, and does not have another letter."""
    if not work.year[:1].isdigit():
        return True
    letters = {year[4:] for year in years if year[:4] == work.year[:4]}
    return bool(letters) and (not work.year[4:] or bool(letters & {"", work.year[4:]}))


def _cites_by_number(draft: PreparedDraft) -> bool:
    """Whether "[3]" stands for an entry."""
    if draft.author_date:
        return False
    return any(_NUMBERED.search(block.text) for _, block in draft.find_text_blocks())


def _find_named_entries(draft: PreparedDraft) -> Iterator[str]:
    """Entries whose first word is in the text: a citation without a year may give no more of it."""
    words = {w for _, block in draft.find_text_blocks() for w in fold_text(block.text).split()}
    for entry in draft.entries:
        first = [word for word in fold_text(entry.text).split() if len(word) > 3][:1]
        if set(first) <= words:
            yield entry.place


def _shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 70 else f"{plain[:70].rsplit(' ', 1)[0]} …"
