"""Claims that point back: "ibid" to the citation before, "supra note 4" to what note 4 cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from drafts.citations.claim import Claim
from drafts.claims.resolved import Resolved, among


class References:
    """What the citations of a draft mean, as far as it is known, in their order."""

    def __init__(self, claims: Sequence[Claim], known: Sequence[Resolved | None]) -> None:
        self._claims = claims
        self.known = list(known)
        self._in_note: defaultdict[int, list[int]] = defaultdict(list)
        for index, claim in enumerate(claims):
            if claim.note_number is not None:
                self._in_note[claim.note_number].append(index)

    def ibid(self, index: int) -> Resolved:
        """The source of the citation before; ambiguous after a note that cites several."""
        before = self._before(index)
        if before is None:
            return Resolved((), "absent", "“ibid” with no citation before it")
        claim, here = self._claims[before], self._claims[index]
        group = [before]
        if claim.note is not None and claim.note != here.note and claim.note_number is not None:
            group = self._in_note[claim.note_number]
        place = f"note {claim.note_number}" if claim.note_number is not None else claim.where
        found = self._sources(group)
        return among(found, f"ibid: {place}", f"ibid: {place} names nothing in the catalogue")

    def supra(self, index: int, named: tuple[str, ...]) -> Resolved:
        """The source that the note cites, or was cited before under that name.

        `named` are the items that the claim's own words name. Where they and the note disagree,
        both are given.
        """
        claim = self._claims[index]
        if claim.supra_note is None:
            return self._cited_before(index, named)
        place = f"note {claim.supra_note}"
        group = [at for at in self._in_note.get(claim.supra_note, ()) if at != index]
        noted = self._sources(group)
        if not group:
            return Resolved((), "absent", f"there is no {place} that cites anything")
        if not named:
            return among(noted, f"supra: {place}", f"{place} names nothing in the catalogue")
        both = tuple(item for item in noted if item in named)
        if both:
            return among(both, f"supra: {place}", "")
        if not noted:
            return Resolved((), "absent", f"{place} names nothing in the catalogue")
        return Resolved(
            (*noted, *named), "ambiguous", f"{place} cites another source than is named"
        )

    def _cited_before(self, index: int, named: tuple[str, ...]) -> Resolved:
        earlier = {item for at in range(index) if (r := self.known[at]) for item in r.item_ids}
        cited = tuple(item for item in named if item in earlier)
        return among(cited or named, "supra: the source so named", "“supra” without a known source")

    def _before(self, index: int) -> int | None:
        """The nearest earlier citation; passages of notes that cite nothing are skipped."""
        for at in range(index - 1, -1, -1):
            known = self.known[at]
            if self._claims[at].cites or (known and known.item_ids):
                return at
        return None

    def _sources(self, group: Sequence[int]) -> tuple[str, ...]:
        """The items of several citations, none where one that cites is not known."""
        found: dict[str, None] = {}
        for at in group:
            known = self.known[at]
            if known:
                found.update(dict.fromkeys(known.item_ids))
        return tuple(found)
