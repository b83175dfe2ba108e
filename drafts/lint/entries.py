"""Rules `year-differs`, `no-entry` and `never-cited`: text and list do not answer to each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from drafts.citations.claim import YEAR
from drafts.lint.acronyms import misspelt_acronym
from drafts.lint.finding import Finding, Severity, listed, places
from drafts.lint.labels import Label
from drafts.lint.text import Text
from drafts.lint.works import Work
from indexer.words.tokens import spaced_words

_NUMBERED = re.compile(r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*(?:,\s[^\[\]]{1,30})?\]")


def entries_and_citations(text: Text) -> Iterator[Finding]:
    """Citations without an entry or of another year, then entries that nothing cites; nothing
    where there is neither list nor catalogue."""
    if not text.works.all:
        return
    seen: defaultdict[tuple[str, tuple[str, ...]], list[Label]] = defaultdict(list)
    for label in text.labels:
        if not text.works.fitting(label) and misspelt_acronym(text, label) is None:
            seen[label.name, label.years].append(label)
    explained: set[str] = set()
    for group in seen.values():
        first, also = places(label.claim.where for label in group)
        found = _without_entry(text, group[0], first, also, explained)
        if found is not None:
            yield found
    yield from _in_notes(text, explained)
    if text.entries:
        yield from _never_cited(text, explained)


def _without_entry(
    text: Text, label: Label, place: str, also: tuple[str, ...], explained: set[str]
) -> Finding | None:
    named = text.works.named(label) if text.works.knows_author(label) else []
    years = sorted({work.year[:4] for work in named if work.year})
    same_year = [work for work in named if work.year[:4] == label.years[0][:4]]
    single = len(years) == 1 and len(label.years) == 1 and text.works.only_authors(label)
    if single and not same_year:
        explained.update(work.place for work in named)
        known = text.catalogue.fitting(label)
        return _other_year(text, label.said, label.years[0], named[0], known, place, also)
    if same_year and label.dates and not label.years[0][4:]:
        return None
    if not named and not _is_certain(text, label):
        return None
    where = "the list of references" if text.works.from_list else "the catalogue"
    if same_year:
        has = f"{where} has that year without the letter, or with another"
        explained.update(work.place for work in same_year)
    elif named:
        has = f"{where} has that name only for {listed(years)}"
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


def _is_certain(text: Text, label: Label) -> bool:
    """Whether what names no known author is a citation, and not a place or an event with its date:
    it has a page, or the form of the draft's other citations."""
    if label.claim.pinned:
        return True
    return text.author_date and not label.dates and label.comma in text.commas - {None}


def _in_notes(text: Text, explained: set[str]) -> Iterator[Finding]:
    """Notes that give author and title of a work, and another year."""
    titles = Counter(spaced_words(work.item.title) for work in text.works.all)
    for claim in text.claims:
        years = {found.group() for found in YEAR.finditer(claim.source_text)}
        if claim.form != "note" or len(years) != 1 or claim.ibid or claim.supra:
            continue
        mentions = text.works.mentions(claim.source_text)
        by = {kind: {m.item for m in mentions if m.by == kind} for kind in ("author", "title")}
        both = by["author"] & by["title"]
        year = years.pop()
        if len(both) != 1 or not year[:1].isdigit():
            continue
        work = text.works.all[both.pop()]
        alone = titles[spaced_words(work.item.title)] == 1
        if alone and work.year[:1].isdigit() and work.year[:4] != year[:4]:
            explained.add(work.place)
            said = " ".join(claim.raw.split())
            title = spaced_words(work.item.title)
            known = [w for w in text.catalogue.all if spaced_words(w.item.title) == title]
            yield _other_year(text, said, year, work, known, claim.where, ())


def _other_year(
    text: Text,
    said: str,
    year: str,
    work: Work,
    known: Sequence[Work],
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


def _never_cited(text: Text, explained: set[str]) -> Iterator[Finding]:
    if not text.claims or any(claim.key for claim in text.claims) or _cites_by_number(text):
        return
    cited = {work.place for label in text.labels for work in text.works.fitting(label)}
    for _, block in text.blocks():
        years = {found.group() for found in YEAR.finditer(block.text)}
        for mention in text.works.mentions(block.text):
            work = text.works.all[mention.item]
            if mention.by == "title" or _is_of_one(work, years):
                cited.add(work.place)
    if not text.author_date:
        cited |= set(_named_anywhere(text))
    for entry in text.entries:
        readable = entry.item.authors or len(spaced_words(entry.item.title).split()) > 1
        if entry.place not in cited | explained and readable:
            yield Finding(
                "never-cited",
                entry.place,
                f"Nothing in the text cites “{_shortened(entry.text)}”.",
                "Cite it, or take it out of the list.",
                "warning",
            )


def _is_of_one(work: Work, years: set[str]) -> bool:
    """Whether the work is of one of these years, and has not another letter."""
    if not work.year[:1].isdigit():
        return True
    same = {year[4:] for year in years if year[:4] == work.year[:4]}
    return bool(same) and (not work.year[4:] or bool(same & {"", work.year[4:]}))


def _cites_by_number(text: Text) -> bool:
    """Whether "[3]" stands for an entry."""
    found = any(_NUMBERED.search(block.text) for _, block in text.blocks())
    return not text.author_date and found


def _named_anywhere(text: Text) -> Iterator[str]:
    """Entries whose first word stands in the text: a citation without a year has no more of it."""
    said = {word for _, block in text.blocks() for word in spaced_words(block.text).split()}
    for entry in text.entries:
        first = [word for word in spaced_words(entry.text).split() if len(word) > 3][:1]
        if set(first) <= said:
            yield entry.place


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 70 else f"{plain[:70].rsplit(' ', 1)[0]} …"
