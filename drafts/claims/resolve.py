"""Which item of the catalogue a citation means, without guessing.

A citation key decides alone. Otherwise titles and authors are looked for in the claim's own words;
a year, a date, a letter ("2008a") or the year of a minute that an item does not have rules it out.
One item that remains is the answer; several make the claim ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from citation.record.disambiguation import Context
from citation.record.source import Source
from corpus.items import Item
from drafts.citations.citation_dates import find_dates, may_be_same_day, read_minute_year
from drafts.citations.claim import YEAR, Claim
from drafts.claims.case_names import CaseNames
from drafts.claims.ibid_supra import References
from drafts.claims.item_volumes import blank_titles, read_volume
from drafts.claims.naming import (
    Mention,
    Naming,
    count_leading_authors,
    keep_by_author_count,
)
from drafts.claims.resolved import Resolved, make_resolved

__all__ = ["Resolved", "resolve"]


def resolve(claims: Sequence[Claim], items: Sequence[Item]) -> list[Resolved]:
    """What each of `claims`, in the order in which they are read, means in the catalogue."""
    catalogue = _Catalogue(items)
    direct = [None if claim.ibid or claim.supra else catalogue.resolve(claim) for claim in claims]
    references = References(claims, direct)
    for index, claim in enumerate(claims):
        if claim.supra:
            named = catalogue.find_named(claim)
            references.known[index] = references.resolve_supra(index, named)
        elif claim.ibid:
            references.known[index] = references.resolve_ibid(index)
    return [known or Resolved((), "absent", "") for known in references.known]


class _Catalogue:
    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._naming = Naming(items)
        self._cases = CaseNames(items)
        self._context = Context(items)
        self._by_key = {item.id: item for item in items}
        self._known: dict[tuple[str, str, str, int], Resolved] = {}
        """What claims with these words mean: long drafts cite the same sources again and again."""
        self._by_folded: dict[str, list[str]] = {}
        for item in items:
            self._by_folded.setdefault(item.id.casefold(), []).append(item.id)

    def resolve(self, claim: Claim) -> Resolved:
        if claim.key is not None:
            return self._resolve_by_key(claim.key)
        words = (claim.source_text, claim.minute, claim.form, claim.volume)
        if words not in self._known:
            self._known[words] = self._resolve_by_name(claim)
        return self._known[words]

    def _resolve_by_name(self, claim: Claim) -> Resolved:
        mentions = self._naming.find_mentions(claim.source_text)
        candidates, how = _find_candidates(claim, mentions)
        if not candidates:
            candidates = sorted({case.item for case in self._cases.find(claim.source_text)})
            how = "name of a case" if candidates else how
        if how == "author":
            candidates = self._keep_by_author_count(candidates, claim, mentions)
        if not candidates and claim.minute and not mentions:
            minutes = [at for at, item in enumerate(self._items) if item.kind == "minutes"]
            candidates, how = minutes, "minute"
        if not candidates:
            return Resolved((), "absent", "nothing in it names a source in the catalogue")
        kept = self._keep_fitting(candidates, claim, how)
        basis = f"{how} and date" if YEAR.search(claim.source_text) else how
        missing = f"the catalogue has the {how}, but with another date"
        return make_resolved(self._list_ids(kept), basis, missing)

    def find_named(self, claim: Claim) -> tuple[str, ...]:
        """The items that a claim's own words name and do not rule out."""
        candidates, how = _find_candidates(claim, self._naming.find_mentions(claim.source_text))
        return self._list_ids(self._keep_fitting(candidates, claim, how))

    def _keep_by_author_count(
        self, candidates: list[int], claim: Claim, mentions: Sequence[Mention]
    ) -> list[int]:
        authors = {at: len(self._items[at].authors) for at in candidates}
        named = {at: len({m.rank for m in mentions if m.item == at}) for at in candidates}
        return keep_by_author_count(claim.source_text, authors, named)

    def _resolve_by_key(self, key: str) -> Resolved:
        if key in self._by_key:
            return Resolved((key,), "found", "citation key")
        alike = self._by_folded.get(key.casefold(), [])
        if len(alike) == 1:
            return Resolved((alike[0],), "found", "citation key, but for capitals")
        return Resolved((), "unknown-key", f"there is no item “{key}” in the catalogue")

    def _keep_fitting(self, candidates: Iterable[int], claim: Claim, how: str) -> list[int]:
        kept = [at for at in candidates if self._fits(self._items[at], claim, how)]
        exact = [at for at in kept if self._is_minute(self._items[at], claim.minute)]
        volumes = {at: read_volume(self._items[at]) for at in kept}
        named = [at for at in kept if claim.volume and volumes[at] == claim.volume]
        return exact or named or [at for at in kept if not (claim.volume and volumes[at])]

    def _fits(self, item: Item, claim: Claim, how: str) -> bool:
        """Whether no year, date, letter or minute of the claim rules the item out."""
        issued = item.issued
        text = blank_titles(claim.source_text, item) if "title" in how else claim.source_text
        years = set(YEAR.findall(text))
        numbers = {year[:4] for year in years if year[:1].isdigit()}
        if issued is None:
            return not numbers or how != "author"
        if years and str(issued.year) not in numbers:
            return False
        minute = read_minute_year(claim.minute)
        if minute and item.kind == "minutes" and minute != issued.year:
            return False
        dates = [date for date in find_dates(text) if date.year == issued.year]
        if dates and not any(may_be_same_day(date, issued) for date in dates):
            return False
        letters = {year[4:] for year in years if year.startswith(str(issued.year))} - {""}
        own = self._context.get_letter(Source(item))
        return not (letters and own) or own in letters

    def _is_minute(self, item: Item, minute: str) -> bool:
        if not minute:
            return False
        number = f"{item.get_text('number')} {item.own.get('minute') or ''}"
        return minute in re.findall(r"[\w/.-]+", number.upper())

    def _list_ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._items[at].id for at in sorted(places)))


def _find_candidates(claim: Claim, mentions: Sequence[Mention]) -> tuple[list[int], str]:
    """The items that the mentions point to, and by what: title and author, title, or author.

    A citation begins with its author, so only the first of several names counts. In a sentence of
    the draft's own any of them may be meant.
    """
    authors = [mention for mention in mentions if mention.by == "author"]
    names = {(mention.start, mention.end) for mention in authors}
    authored = {mention.item for mention in authors}
    so_titled = {mention.item for mention in mentions if mention.by == "title"}
    titled = {m.item for m in mentions if m.by == "title" and (m.start, m.end) not in names}
    if titled & authored:
        return sorted(titled & authored), "author and title"
    if titled:
        return sorted(titled), "title"
    if not authored:
        return sorted({mention.item for mention in mentions}), "publisher"
    if claim.form != "lead-in":
        authored = set(count_leading_authors(authors))
    return sorted(authored | so_titled), "author"
