"""Is the page right, or the paragraph or minute, that is cited for words whose place is known?"""

from __future__ import annotations

from collections.abc import Sequence

from drafts.verdicts.places import (
    stands_in_cited_minute,
    stands_in_cited_paragraphs,
    stands_on_cited_pages,
)
from drafts.verdicts.verbatim import WordingVerdict
from drafts.verdicts.verdict import PageStatus, ResolvedClaim, SourceStatus, covers
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.running_places import RunningPlace
from search.locating.locate import Locator
from search.locating.match import Match


class PageCheck:
    """Compares the places that a draft cites with those where the words stand."""

    def __init__(self, library: Library, locator: Locator) -> None:
        self._library = library
        self._locator = locator

    def covers(self, claimed: ResolvedClaim, match: Match) -> bool:
        """Whether all the words stand on the pages claimed."""
        return stands_on_cited_pages(claimed, match, self._library.read_labels(match.entry))

    def check(
        self, wording: WordingVerdict, claimed: ResolvedClaim, source: SourceStatus
    ) -> tuple[PageStatus, list[str]]:
        """The verdict on the page, and one sentence each on what a reader must know of it."""
        match = wording.match
        paged = bool(claimed.pages or claimed.pdf_pages or claimed.passim)
        if not (paged or claimed.paragraphs or claimed.minute):
            return "absent", []
        if match is None or wording.verdict == "stitched" or source != "right":
            return "unverified", []
        numbers = [p.label for p in self._library.read_paragraphs(match.entry) if p.label]
        inside = stands_in_cited_paragraphs(claimed, match, numbers)
        within = stands_in_cited_minute(claimed, match)
        if inside is False:
            return "wrong", [f"The words stand {_describe_place(match)}."]
        if within is False and match.context.minute is not None:
            return "wrong", [f"The words stand in {match.context.minute.heading}."]
        if not paged and (inside or within):
            return "right", []
        if not paged:
            what = "paragraphs" if claimed.paragraphs else "minutes"
            return "absent", [f"The number is not compared: no numbers of {what} were found there."]
        return self._check_pages(claimed, match)

    def _check_pages(self, claimed: ResolvedClaim, match: Match) -> tuple[PageStatus, list[str]]:
        # a position in the file is certain, whatever is printed
        sure = not claimed.pages or all(map(_is_sure, match.labels))
        covered = self.covers(claimed, match)
        if covered and sure:
            return "right", []
        if claimed.passim or (claimed.onward and not covered):
            vague = "“passim” names no page" if claimed.passim else "“ff” does not say how far"
            return "uncertain", [f"{vague}; the words stand {_describe_place(match)}."]
        # where the label was only guessed, a claim is wrong if its own page is printed elsewhere
        wrong = not covered and (sure or self._is_printed_elsewhere(claimed, match))
        return "wrong" if wrong else "uncertain", [f"The words stand {_describe_place(match)}."]

    def check_running(
        self, wording: WordingVerdict, claims: Sequence[ResolvedClaim]
    ) -> tuple[SourceStatus, PageStatus, list[str]]:
        """The verdicts on words that stand in running lines only."""
        places = [match.found for match in wording.running]
        cited = {key for claim in claims for key in claim.items if len(claim.items) == 1}
        places.sort(key=lambda place: place.entry.item.id not in cited)
        named = "; ".join(f"{place.where} of {place.entry.item.id}" for place in places[:3])
        notes = [f"The words stand {named}, not in the text."]
        own = [place for place in places if place.entry.item.id in cited]
        if not own:
            return ("unverified" if cited else "absent"), "unverified", notes
        pages = [claim for claim in claims if claim.pages]
        if not pages:
            return "right", "absent", notes
        on_page = any(self._bears(claim, place) for claim in pages for place in own)
        return "right", "right" if on_page else "wrong", notes

    def _bears(self, claimed: ResolvedClaim, place: RunningPlace) -> bool:
        """Whether a running line stands on a claimed page."""
        known = [label.label or "" for label in self._library.read_labels(place.entry)]
        return any(covers(claimed.pages, [label], known) for label in place.labels)

    def find_in_head_of_page(self, quotation: str, claimed: ResolvedClaim) -> str:
        """One sentence if the words stand in a running line of the page cited, else ""."""
        for match in self._locator.find_in_running_lines(quotation):
            place = match.found
            own = match.similarity == 1.0 and place.entry.item.id in claimed.items
            if own and self._bears(claimed, place):
                return f"On the page cited the words stand {place.where}."
        return ""

    def _is_printed_elsewhere(self, claimed: ResolvedClaim, match: Match) -> bool:
        """Whether all claimed numbers are printed on other pages than those of the words."""
        printed = {
            name.casefold()
            for label in self._library.read_labels(match.entry)
            for name in label.names
            if _is_sure(label) and label.number not in match.numbers
        }
        ends = {page for part in claimed.pages for page in (part.first, part.last) if page}
        return {page.casefold() for page in ends} <= printed


def _is_sure(label: PageLabel) -> bool:
    """Whether the page bears just this label: one that could not be taken apart from another does
    not say on which of the two the words stand."""
    return label.source in ("printed", "catalogue") and not label.holds_several


def _describe_place(match: Match) -> str:
    """Where a match stands, as the end of a sentence: "The words stand …"."""
    return match.pinpoint if match.pinpoint.startswith("at ") else f"on {match.pinpoint}"
