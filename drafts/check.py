"""Check a draft: the words, page and source of every quotation against the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.progress import Progress, SilentProgress
from drafts.citations.claim import Claim
from drafts.claimed import resolve_claims
from drafts.claims.cited_titles import is_cited_title, is_within_cited_title
from drafts.claims.claim_finder import find_claims
from drafts.claims.titled_items import TitledItems
from drafts.quotations.draft_reading import (
    leave_out_of_corpus,
    read_draft_apart,
    require_words,
)
from drafts.quotations.quotation_finder import Quotation, find_quotations
from drafts.verdicts.emphasis import EmphasisCheck
from drafts.verdicts.glued_words import GLUED, point_at_glued, respace
from drafts.verdicts.page_check import PageCheck
from drafts.verdicts.recognised_words import allow_for_misreading
from drafts.verdicts.second_readings import add_second_readings
from drafts.verdicts.short_quotations import ShortQuotations
from drafts.verdicts.unmarked import UnmarkedQuotation, UnmarkedSearch
from drafts.verdicts.verbatim import WordingCheck, WordingVerdict
from drafts.verdicts.verdict import (
    CheckedQuotation,
    Report,
    ResolvedClaim,
    SourceStatus,
    SourceTitle,
    list_covered,
)
from indexer.cited_files import find_changed_files
from indexer.labels.pinpoint_wording import format_count, format_number_ranges, list_pdf_pages
from indexer.library import Library
from indexer.readers.flowing.flowing_text import FlowingText
from search.locating.locate import Locator
from search.locating.match import Match


def check_draft(
    library: Library, path: Path, progress: Progress | None = None, *, unmarked: bool = True
) -> Report:
    """The report on the draft at `path`; with `unmarked`, also on words of the corpus that stand in
    it without quotation marks. Raises FlowingTextError, or a ReadingError for a PDF."""
    draft = leave_out_of_corpus(library, read_draft_apart(path, library.apart))
    return check_read_draft(library, draft, progress, unmarked=unmarked)


def check_read_draft(
    library: Library,
    draft: FlowingText,
    progress: Progress | None = None,
    *,
    unmarked: bool = True,
    second_readings: bool = True,
) -> Report:
    """The same for a draft that has been read, which need not be in a file; without
    `second_readings` no second reader is asked, and none is quoted as having agreed."""
    draft = require_words(draft)
    quoted = find_quotations(draft)
    claims = find_claims(draft, quoted.quotations)
    items = {item.id: item for item in (*library.catalogue, *(e.item for e in library.entries))}
    resolved = resolve_claims(claims.all, list(items.values()))
    titled = TitledItems(items.values())
    checker = _Checker(library, draft)
    checked: list[CheckedQuotation] = []
    titles: list[SourceTitle] = []
    doubtful: list[str] = []
    work = list(zip(quoted.quotations, claims.of, claims.direct, strict=True))
    progress = progress or SilentProgress()
    for quotation, own, direct in progress.track_steps(work, "Checking quotations", len(work)):
        where = draft.blocks[quotation.block].where
        title = _find_title(draft, quotation, titled, claims.all)
        if title is not None:
            titles.append(title)
            continue
        one = checker.check(quotation, where, [resolved[at] for at in own], direct=direct)
        if draft.format == "pdf" and _is_doubtful(one):
            doubtful.append(f"{where}: {quotation.text}")
        else:
            checked.append(one)
    library.require_complete()
    sources = [match.entry for one in checked for match in one.matches]
    return Report(
        draft,
        tuple(add_second_readings(library, checked) if second_readings else checked),
        library.measure_coverage(),
        unbalanced=tuple(f"{mark.where}: {mark.excerpt}" for mark in quoted.unbalanced),
        titles=tuple(titles),
        doubtful=tuple(doubtful),
        unmarked=checker.find_unmarked(draft, quoted.quotations, progress) if unmarked else None,
        changed_files=find_changed_files(library, sources),
    )


def _find_title(
    draft: FlowingText, quotation: Quotation, titled: TitledItems, claims: Sequence[Claim]
) -> SourceTitle | None:
    """The title that stands in these quotation marks, or around them; None if there is none."""
    block = draft.blocks[quotation.block]
    item = titled.find(quotation.text)
    if item is None and len(quotation.spans) == 1:
        item = titled.find_around(block.text, quotation.start, quotation.end)
    if item is not None:
        return SourceTitle(quotation.text, block.where, item.id)
    if is_cited_title(draft, quotation, claims) or is_within_cited_title(draft, quotation, claims):
        return SourceTitle(quotation.text, block.where, "")
    return None


def _is_doubtful(one: CheckedQuotation) -> bool:
    """Whether a block quotation of a PDF, known by its indent, may be none: nothing is cited for it
    and it stands nowhere."""
    nowhere = one.wording.verdict == "not-found" and not one.claimed.items
    return one.quotation.kind == "block" and nowhere


class _Checker:
    def __init__(self, library: Library, draft: FlowingText) -> None:
        self._library = library
        self._emphasis = EmphasisCheck(library, draft)
        self._locator = Locator(library)
        self._wording = WordingCheck(self._locator)
        self._pages = PageCheck(library, self._locator)
        self._short = ShortQuotations(library, self._locator)
        self._entries = {entry.item.id: entry for entry in library.entries}

    def find_unmarked(
        self, draft: FlowingText, quotations: Sequence[Quotation], progress: Progress
    ) -> tuple[UnmarkedQuotation, ...]:
        """The words of the corpus in `draft` without quotation marks, in order."""
        search = UnmarkedSearch(self._library, self._locator, draft, quotations)
        blocks = range(len(draft.blocks))
        steps = progress.track_steps(blocks, "Looking for unmarked quotations", len(blocks))
        return tuple(one for block in steps for one in search.find(block))

    def check(
        self, quotation: Quotation, where: str, claims: Sequence[ResolvedClaim], *, direct: bool
    ) -> CheckedQuotation:
        """The verdicts on one quotation; if it has several `claims`, one of them must hold.
        `direct`: its citation follows it at once."""
        text = respace(quotation.text, self._library.engine.count_pages)
        spaced = replace(quotation, text=text)
        wording = self._check_wording(spaced, claims, direct=direct)
        claimed, decided = self._decide(spaced, _choose_claim(wording.match, claims))
        source = self._check_source(wording, claimed)
        page, notes = self._pages.check(wording, claimed, source)
        if wording.running:
            source, page, notes = self._pages.check_running(wording, claims)
        elif page == "wrong" and (note := self._pages.find_in_head_of_page(text, claimed)):
            page, notes = "right", [note]
        notes = [*self._describe_source_problems(wording, claimed, source), *notes]
        if wording.match is not None and not wording.parts:
            notes += filter(None, [self._emphasis.describe(quotation, wording.match)])
        glued = []
        if text != quotation.text:
            glued, wording = [GLUED], point_at_glued(wording, quotation.text, text)
        return CheckedQuotation(
            quotation,
            where,
            wording,
            page,
            source,
            claimed,
            notes=(*glued, *decided, *wording.notes, *notes, *_list_other_places(wording)),
        )

    def _decide(
        self, quotation: Quotation, claimed: ResolvedClaim
    ) -> tuple[ResolvedClaim, list[str]]:
        """An ambiguous claim as the one of its items that alone has the words on the page cited
        (anywhere, if none is cited), and a sentence on that."""
        if len(claimed.items) < 2 or quotation.too_short:
            return claimed, []
        entries = [self._entries[key] for key in claimed.items if key in self._entries]
        checks = [(entry, self._wording.check(quotation.text, [entry])) for entry in entries]
        having = [
            entry.item.id
            for entry, wording in checks
            if wording.verdict in ("verbatim", "marked")
            and any(self._fits(place.match, entry.item.id, claimed) for place in wording.places)
        ]
        if len(having) != 1 or len(entries) < len(claimed.items):
            return claimed, []
        where = "on the page cited" if claimed.pages or claimed.pdf_pages else "at all"
        *others, last = claimed.items
        note = (
            f"“{claimed.raw}” can mean {', '.join(others)} or {last}; only {having[0]} has these"
            f" words {where}."
        )
        return replace(claimed, items=(having[0],), unresolved=""), [note]

    def _fits(self, match: Match | None, key: str, claimed: ResolvedClaim) -> bool:
        """Whether a match stands in the item `key`, and on the pages claimed if there are any."""
        if match is None or match.entry.item.id != key:
            return False
        return not (claimed.pages or claimed.pdf_pages) or self._pages.covers(claimed, match)

    def _check_wording(
        self, quotation: Quotation, claims: Sequence[ResolvedClaim], *, direct: bool
    ) -> WordingVerdict:
        cited = dict.fromkeys(key for claim in claims for key in claim.items)
        entries = [self._entries[key] for key in cited if key in self._entries]
        if not quotation.too_short:
            found = self._wording.check(quotation.text, entries, self._list_cited_pages(claims))
            return allow_for_misreading(self._library, self._choose_claimed_place(found, claims))
        if len(entries) != 1 or quotation.nested_in is not None:
            return WordingVerdict("too-short")
        pages = next((claim.pages for claim in claims if claim.pages), ())
        return self._short.check(quotation.text, entries[0], pages, sure=direct)

    def _list_cited_pages(self, claims: Sequence[ResolvedClaim]) -> dict[int, set[int]]:
        """By the id of each document that may be meant: the pages (1-based) that are cited."""
        pages: defaultdict[int, set[int]] = defaultdict(set)
        for claim in claims:
            for entry in (self._entries[key] for key in claim.items if key in self._entries):
                labels = self._library.read_labels(entry)
                covered = list_covered(claim.pages, [label.label or "" for label in labels])
                pages[entry.document.id].update(
                    label.number for label in labels if (label.label or "").casefold() in covered
                )
        return pages

    def _choose_claimed_place(
        self, wording: WordingVerdict, claims: Sequence[ResolvedClaim]
    ) -> WordingVerdict:
        """Of several places that are equally good, the one on a claimed page."""
        places = wording.places
        for at, place in enumerate(places):
            match = place.match
            if match and any(self._pages.covers(c, match) for c in claims if _may_mean(c, match)):
                return replace(place, equals=(*places[:at], *places[at + 1 :]))
        return wording

    def _check_source(self, wording: WordingVerdict, claimed: ResolvedClaim) -> SourceStatus:
        if not claimed.items:
            return "absent"
        if len(claimed.items) > 1:
            return "ambiguous"
        if wording.match is None or claimed.items[0] not in self._entries:
            return "unverified"
        places = wording.parts or (wording.match,)
        return "right" if all(_may_mean(claimed, match) for match in places) else "wrong"

    def _describe_source_problems(
        self, wording: WordingVerdict, claimed: ResolvedClaim, source: SourceStatus
    ) -> list[str]:
        """What a reader must know of the source, one sentence each."""
        notes = [claimed.unresolved] if claimed.unresolved else []
        match = wording.match
        if source == "wrong" and match is not None and wording.verdict != "stitched":
            notes.append(f"The words stand in {match.entry.item.id}, {match.pinpoint}.")
        for key in claimed.items:
            entry = self._entries.get(key)
            if entry is None:
                notes.append(f"The corpus holds no file of {key}, so it could not be searched.")
            elif match is None and wording.verdict == "not-found":
                textless = self._library.textless.get(entry.document.id, [])
                if textless:
                    pages = format_count(len(textless), "page")
                    labels = self._library.read_labels_of_pages(entry, textless)
                    where = format_number_ranges(list_pdf_pages(labels))
                    without = f"{pages} (PDF p {where}) without text"
                    notes.append(f"{key} has {without}, which could not be searched.")
        return notes


def _list_other_places(wording: WordingVerdict) -> list[str]:
    """One sentence on places that are as good as the one chosen; none if there are none."""
    others = [place.match for place in wording.equals if place.match is not None]
    if not others:
        return []
    places = "; ".join(f"{match.entry.item.id} {match.pinpoint}" for match in others[:3])
    same = wording.verdict in ("verbatim", "marked")
    how = "The same words also stand" if same else "Words that are as near stand"
    return [f"{how} in {places}."]


def _may_mean(claimed: ResolvedClaim, match: Match) -> bool:
    return match.entry.item.id in claimed.items


def _choose_claim(match: Match | None, claims: Sequence[ResolvedClaim]) -> ResolvedClaim:
    """Of several claims the one that holds, or else the first that names a source."""
    holding = [claim for claim in claims if match is not None and _may_mean(claim, match)]
    naming = [claim for claim in claims if claim.items]
    return next(iter((*holding, *naming, *claims)), ResolvedClaim())
