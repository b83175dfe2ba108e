"""Claims that point back: "ibid" to the citation before, "supra note 4" to what note 4 cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from drafts.citations.claim import Claim
from drafts.claims.resolved import Resolved, make_resolved


class References:
    """What the citations of a draft mean, as far as it is known, in their order."""

    def __init__(self, claims: Sequence[Claim], known: Sequence[Resolved | None]) -> None:
        self._claims = claims
        self.known = list(known)
        self._in_note: defaultdict[int, list[int]] = defaultdict(list)
        for index, claim in enumerate(claims):
            if claim.note_number is not None:
                self._in_note[claim.note_number].append(index)

    def resolve_ibid(self, index: int) -> Resolved:
        """The source of the citation before; ambiguous after a note that cites several."""
        before = self._find_previous(index)
        if before is None:
            return Resolved((), "absent", "“ibid” with no citation before it")
        claim, here = self._claims[before], self._claims[index]
        group = [before]
        if claim.note is not None and claim.note != here.note and claim.note_number is not None:
            group = self._in_note[claim.note_number]
        place = f"note {claim.note_number}" if claim.note_number is not None else claim.where
        found = self._collect_sources(group)
        return make_resolved(
            found, f"ibid: {place}", f"ibid: {place} names nothing in the catalogue"
        )

    def resolve_supra(self, index: int, named: tuple[str, ...]) -> Resolved:
        """The source that the note cites, or was cited before under that name.

        `named` are the items that the claim's own words name. Where they and the note disagree,
        both are given.
        """
        claim = self._claims[index]
        if claim.supra_note is None:
            return self._resolve_by_earlier_citation(index, named)
        place = f"note {claim.supra_note}"
        group = [at for at in self._in_note.get(claim.supra_note, ()) if at != index]
        noted = self._collect_sources(group)
        if not group:
            return Resolved((), "absent", f"there is no {place} that cites anything")
        if not named:
            return make_resolved(
                noted, f"supra: {place}", f"{place} names nothing in the catalogue"
            )
        both = tuple(item for item in noted if item in named)
        if both:
            return make_resolved(both, f"supra: {place}", "")
        if not noted:
            return Resolved((), "absent", f"{place} names nothing in the catalogue")
        return Resolved(
            (*noted, *named), "ambiguous", f"{place} cites another source than is named"
        )

    def _resolve_by_earlier_citation(self, index: int, named: tuple[str, ...]) -> Resolved:
        earlier = {item for at in range(index) if (r := self.known[at]) for item in r.item_ids}
        cited = tuple(item for item in named if item in earlier)
        return make_resolved(
            cited or named, "supra: the source so named", "“supra” without a known source"
        )

    def _find_previous(self, index: int) -> int | None:
        """The nearest earlier citation; passages of notes that cite nothing are skipped."""
        for at in range(index - 1, -1, -1):
            known = self.known[at]
            if self._claims[at].cites or (known and known.item_ids):
                return at
        return None

    def _collect_sources(self, group: Sequence[int]) -> tuple[str, ...]:
        """The items of several citations, none where one that cites is not known."""
        found: dict[str, None] = {}
        for at in group:
            known = self.known[at]
            if known:
                found.update(dict.fromkeys(known.item_ids))
        return tuple(found)
