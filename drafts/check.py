"""Check a draft: every quotation against the corpus, words, page and source apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.progress import Progress, Silent
from drafts.claim import Claim
from drafts.claims import find_claims
from drafts.draft import Draft
from drafts.quotations import Quotation, find_quotations
from drafts.readers import read_draft
from drafts.resolve import Resolved, resolve
from drafts.second_reader import disagreement, read_again
from drafts.verdicts import CheckedQuotation, Claimed, PageStatus, Report, SourceStatus, covers
from drafts.wording import Wording, WordingCheck
from indexer.library import Library
from indexer.pinpoint import pinpoint
from search.locate import Locator, Match


def check_draft(library: Library, path: Path, progress: Progress | None = None) -> Report:
    """The report on the draft at `path`. Raises DraftError when it cannot be read."""
    draft = read_draft(path)
    found = find_quotations(draft)
    claims = find_claims(draft, found.quotations)
    resolved = resolve(claims, [entry.item for entry in library.entries])
    checker = _Checker(library, draft)
    work = list(zip(found.quotations, claims, resolved, strict=True))
    steps = (progress or Silent()).steps(work, "Checking", len(work))
    checked = [checker.check(*one) for one in steps]
    checked = _read_twice(library, checked)
    return Report(
        path,
        tuple(checked),
        library.coverage(),
        tuple(f"{one.where}: {one.excerpt}" for one in found.unbalanced),
        draft.warnings,
    )


class _Checker:
    def __init__(self, library: Library, draft: Draft) -> None:
        self._library = library
        self._draft = draft
        self._wording = WordingCheck(Locator(library))
        self._entries = {entry.item.id: entry for entry in library.entries}

    def check(
        self, quotation: Quotation, claim: Claim | None, resolved: Resolved
    ) -> CheckedQuotation:
        claimed = _claimed(claim, resolved)
        entries = [self._entries[key] for key in claimed.items if key in self._entries]
        wording = self._wording.check(quotation.text, entries)
        wording = self._on_claimed_page(wording, claimed)
        source = _source_status(wording, claimed)
        page, notes = self._page_status(wording, claimed, source)
        if source == "wrong" and wording.match is not None:
            notes.append(f"The words stand in {wording.match.entry.item.id}, not where it says.")
        if wording.others and wording.verdict in ("verbatim", "marked", "altered"):
            places = "; ".join(f"{m.entry.item.id} {m.pinpoint}" for m in wording.others[:3])
            notes.append(f"The same words stand also in {places}.")
        if claimed.unresolved:
            notes.append(claimed.unresolved)
        where = self._draft.blocks[quotation.block].where
        return CheckedQuotation(
            quotation, where, wording, page, source, claimed, notes=(*wording.notes, *notes)
        )

    def _on_claimed_page(self, wording: Wording, claimed: Claimed) -> Wording:
        """Of several places that are as good, the one on the claimed page."""
        if wording.match is None or not claimed.pages:
            return wording
        places = (wording.match, *wording.others)
        fitting = [match for match in places if self._covers(claimed, match)]
        if not fitting or fitting[0] is wording.match:
            return wording
        others = tuple(match for match in places if match is not fitting[0])
        return wording.at(fitting[0], others)

    def _covers(self, claimed: Claimed, match: Match) -> bool:
        known = [label.label or "" for label in self._library.labels(match.entry)]
        return covers(claimed.pages, match.labels, known)

    def _page_status(
        self, wording: Wording, claimed: Claimed, source: SourceStatus
    ) -> tuple[PageStatus, list[str]]:
        match = wording.match
        if not claimed.pages:
            return "absent", []
        if match is None or wording.verdict in ("stitched", "too-short", "not-found"):
            return "unverified", []
        if source in ("wrong", "ambiguous"):
            return "unverified", []
        unsure = [label for label in match.labels if label.source not in ("printed", "catalogue")]
        if self._covers(claimed, match):
            if unsure:
                return "uncertain", [f"The page number is not on the page: {match.pinpoint}."]
            return "right", []
        if any(label.label is None for label in match.labels):
            return "uncertain", [f"The words stand on {pinpoint(match.labels)}."]
        status: PageStatus = "uncertain" if unsure else "wrong"
        return status, [f"The words stand {match.pinpoint}."]


def _claimed(claim: Claim | None, resolved: Resolved) -> Claimed:
    if claim is None:
        return Claimed()
    unresolved = resolved.how if resolved.status in ("unknown-key", "ambiguous") else ""
    return Claimed(
        claim.raw,
        claim.where,
        resolved.item_ids,
        claim.pages,
        claim.minute,
        claim.paragraphs,
        unresolved,
    )


def _source_status(wording: Wording, claimed: Claimed) -> SourceStatus:
    match = wording.match
    if not claimed.items:
        return "absent"
    if match is None or wording.verdict in ("not-found", "too-short"):
        return "unverified"
    if match.entry.item.id not in claimed.items:
        return "wrong"
    return "ambiguous" if len(claimed.items) > 1 else "right"


def _read_twice(
    library: Library, checked: Sequence[CheckedQuotation]
) -> list[CheckedQuotation]:
    """The same with what the second reader says of the words."""
    matches = [one.found for one in checked if one.found is not None]
    letters = read_again(library, matches)
    return [
        replace(one, second_reading=disagreement(library, one.found, letters))
        if one.found is not None
        else one
        for one in checked
    ]

