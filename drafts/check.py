"""Check a draft: the words, page and source of every quotation against the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.progress import Progress, SilentProgress
from drafts.citations.claim import Claim
from drafts.claims.claim_finder import find_claims
from drafts.claims.resolve import find_titled_item, resolve
from drafts.claims.resolved import Resolved
from drafts.quotations.draft_reading import read_draft
from drafts.quotations.quotation_finder import Quotation, find_quotations
from drafts.verdicts import picture_reader
from drafts.verdicts.recognised_words import allow_for_misreading
from drafts.verdicts.second_reader import Letters, describe_disagreement, read_again
from drafts.verdicts.verbatim import WordingCheck, WordingVerdict
from drafts.verdicts.verdict import (
    CheckedQuotation,
    PageStatus,
    Report,
    ResolvedClaim,
    SourceStatus,
    SourceTitle,
    covers,
)
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import format_count, format_number_ranges, list_pdf_pages
from indexer.library import Library
from search.locating.locate import Locator
from search.locating.match import Match


def check_draft(library: Library, path: Path, progress: Progress | None = None) -> Report:
    """The report on the draft at `path`. Raises FlowingTextError, or a ReadingError for a PDF."""
    draft = read_draft(path)
    quoted = find_quotations(draft)
    claims = find_claims(draft, quoted.quotations)
    items = {item.id: item for item in (*library.catalogue, *(e.item for e in library.entries))}
    resolved = list(map(_make_claimed, claims.all, resolve(claims.all, list(items.values()))))
    checker = _Checker(library)
    checked: list[CheckedQuotation] = []
    titles: list[SourceTitle] = []
    work = list(zip(quoted.quotations, claims.of, strict=True))
    progress = progress or SilentProgress()
    for quotation, own in progress.track_steps(work, "Checking quotations", len(work)):
        where = draft.blocks[quotation.block].where
        item = find_titled_item(quotation.text, items.values())
        if item is not None:
            titles.append(SourceTitle(quotation.text, where, item.id))
        else:
            checked.append(checker.check(quotation, where, [resolved[at] for at in own]))
    return Report(
        draft,
        tuple(_add_second_readings(library, checked)),
        library.measure_coverage(),
        unbalanced=tuple(f"{mark.where}: {mark.excerpt}" for mark in quoted.unbalanced),
        titles=tuple(titles),
    )


class _Checker:
    def __init__(self, library: Library) -> None:
        self._library = library
        self._wording = WordingCheck(Locator(library))
        self._entries = {entry.item.id: entry for entry in library.entries}

    def check(
        self, quotation: Quotation, where: str, claims: Sequence[ResolvedClaim]
    ) -> CheckedQuotation:
        """The verdicts on one quotation; if it has several `claims`, one of them must hold."""
        cited = dict.fromkeys(key for claim in claims for key in claim.items)
        entries = [self._entries[key] for key in cited if key in self._entries]
        wording = allow_for_misreading(self._library, self._wording.check(quotation.text, entries))
        wording = self._choose_claimed_place(wording, claims)
        claimed = _choose_claim(wording.match, claims)
        source = self._check_source(wording, claimed)
        page, notes = self._check_page(wording, claimed, source)
        notes = [*self._describe_source_problems(wording, claimed, source), *notes]
        others = [place.match for place in wording.equals if place.match is not None]
        if others:
            places = "; ".join(f"{m.entry.item.id} {m.pinpoint}" for m in others[:3])
            notes.append(f"The same words also stand in {places}.")
        return CheckedQuotation(
            quotation, where, wording, page, source, claimed, notes=(*wording.notes, *notes)
        )

    def _choose_claimed_place(
        self, wording: WordingVerdict, claims: Sequence[ResolvedClaim]
    ) -> WordingVerdict:
        """Of several places that are equally good, the one on a claimed page."""
        places = wording.places
        for at, place in enumerate(places):
            match = place.match
            if match and any(self._covers(c, match) for c in claims if _may_mean(c, match)):
                return replace(place, equals=(*places[:at], *places[at + 1 :]))
        return wording

    def _covers(self, claimed: ResolvedClaim, match: Match) -> bool:
        known = [label.label or "" for label in self._library.read_labels(match.entry)]
        return covers(claimed.pages, match.labels, known)

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

    def _check_page(
        self, wording: WordingVerdict, claimed: ResolvedClaim, source: SourceStatus
    ) -> tuple[PageStatus, list[str]]:
        match = wording.match
        if not claimed.pages:
            numbers = "A minute number is" if claimed.minute else "Paragraph numbers are"
            unread = claimed.minute or claimed.paragraphs
            return "absent", [f"{numbers} not compared with the source."] if unread else []
        if match is None or wording.verdict == "stitched" or source != "right":
            return "unverified", []
        sure = all(map(_is_sure, match.labels))
        covered = self._covers(claimed, match)
        if covered and sure:
            return "right", []
        # where the label was only guessed, a claim is wrong if its own page is printed elsewhere
        wrong = not covered and (sure or self._is_printed_elsewhere(claimed, match))
        return "wrong" if wrong else "uncertain", [f"The words stand {_describe_place(match)}."]

    def _is_printed_elsewhere(self, claimed: ResolvedClaim, match: Match) -> bool:
        """Whether all claimed numbers are printed on other pages than those of the words."""
        printed = {
            str(label.label).casefold()
            for label in self._library.read_labels(match.entry)
            if _is_sure(label) and label.number not in match.numbers
        }
        ends = {page for part in claimed.pages for page in (part.first, part.last) if page}
        return {page.casefold() for page in ends} <= printed


def _is_sure(label: PageLabel) -> bool:
    return label.source in ("printed", "catalogue")


def _describe_place(match: Match) -> str:
    """Where a match stands, as the end of a sentence: "The words stand …"."""
    return match.pinpoint if match.pinpoint.startswith("at ") else f"on {match.pinpoint}"


def _may_mean(claimed: ResolvedClaim, match: Match) -> bool:
    return match.entry.item.id in claimed.items


def _choose_claim(match: Match | None, claims: Sequence[ResolvedClaim]) -> ResolvedClaim:
    """Of several claims the one that holds, or else the first that names a source."""
    holding = [claim for claim in claims if match is not None and _may_mean(claim, match)]
    naming = [claim for claim in claims if claim.items]
    return next(iter((*holding, *naming, *claims)), ResolvedClaim())


def _make_claimed(claim: Claim, resolved: Resolved) -> ResolvedClaim:
    return ResolvedClaim(
        claim.raw,
        claim.where,
        resolved.item_ids,
        claim.pages,
        claim.minute,
        claim.paragraphs,
        _describe_unresolved(claim, resolved),
    )


def _describe_unresolved(claim: Claim, resolved: Resolved) -> str:
    """One sentence on why it is not clear which item a claim means; "" if it is clear."""
    if resolved.status == "found":
        return ""
    if resolved.status == "ambiguous":
        *others, last = resolved.item_ids
        return f"“{claim.raw}” can mean {', '.join(others)} or {last}."
    how = resolved.how or "it does not say which source it means"
    return f"“{claim.raw}”: {how}."


def _add_second_readings(
    library: Library, checked: Sequence[CheckedQuotation]
) -> Iterator[CheckedQuotation]:
    """The same, with what the second reader makes of the words."""
    matches = [match for one in checked for match in one.matches]
    letters = read_again(library, [one for one in matches if "picture" not in one.read_from])
    for one in checked:
        lines = (_read_second_time(library, match, letters) for match in one.matches)
        yield replace(one, second_reading=next(filter(None, lines), ""))


def _read_second_time(library: Library, match: Match, letters: Letters) -> str:
    """Where the second reader disagrees; "" if it does not, or if there is none for pictures."""
    if "picture" not in match.read_from:
        return describe_disagreement(library, match, letters)
    if not picture_reader.is_installed():
        return ""
    return picture_reader.describe_disagreement(library, match)
