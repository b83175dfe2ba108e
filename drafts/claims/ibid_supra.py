"""Claims that point back: "ibid" to the citation before, "supra note 4" to what note 4 cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from drafts.citations.claim import Claim
from drafts.claims.resolved import Resolved, make_resolved


class References:
    """What the citations of a draft mean, in reading order, as far as it is known."""

    def __init__(self, claims: Sequence[Claim], known: Sequence[Resolved | None]) -> None:
        self._claims = claims
        self.known = list(known)
        self._in_note: defaultdict[int, list[int]] = defaultdict(list)
        for index, claim in enumerate(claims):
            if claim.note_number is not None:
                self._in_note[claim.note_number].append(index)

    def resolve_ibid(self, index: int) -> Resolved:
        """The source of the citation before; ambiguous if that is a note with several."""
        before = self._find_previous(index)
        if before is None:
            return Resolved((), "absent", "“ibid” with no citation before it")
        claim, here = self._claims[before], self._claims[index]
        group = [before]
        if claim.note is not None and claim.note != here.note and claim.note_number is not None:
            group = self._in_note[claim.note_number]
        place = f"note {claim.note_number}" if claim.note_number is not None else claim.where
        missing = f"ibid: {place} names nothing in the catalogue"
        resolved = make_resolved(self._collect_sources(group), f"ibid: {place}", missing)
        if here.pinned or len([at for at in group if self._claims[at].cites]) > 1:
            return resolved
        known = self.known[before]
        carried = known.place_of if known and not claim.pinned else None
        return replace(resolved, place_of=before if carried is None else carried)

    def resolve_supra(self, index: int, named: tuple[str, ...]) -> Resolved:
        """The source that the note cites, or that was cited before under that name.

        `named` are the items that the claim's own words name. If they and the note disagree, the
        claim is ambiguous between them.
        """
        claim = self._claims[index]
        if claim.supra_note is None:
            return self._resolve_by_earlier_citation(index, named)
        place = f"note {claim.supra_note}"
        group = [at for at in self._in_note.get(claim.supra_note, ()) if at != index]
        if not group:
            return Resolved((), "absent", f"there is no {place} that cites anything")
        noted = self._collect_sources(group)
        both = tuple(item for item in noted if item in named)
        if noted and named and not both:
            how = f"{place} cites another source than is named"
            return Resolved((*noted, *named), "ambiguous", how)
        missing = f"{place} names nothing in the catalogue"
        return make_resolved(both or noted, f"supra: {place}", missing)

    def _resolve_by_earlier_citation(self, index: int, named: tuple[str, ...]) -> Resolved:
        earlier = {item for at in range(index) if (r := self.known[at]) for item in r.item_ids}
        cited = tuple(item for item in named if item in earlier)
        missing = "“supra” without a known source"
        return make_resolved(cited or named, "supra: the source so named", missing)

    def _find_previous(self, index: int) -> int | None:
        """Index of the nearest earlier citation, skipping passages of notes that cite nothing."""
        for at in range(index - 1, -1, -1):
            known = self.known[at]
            if self._claims[at].cites or (known and known.item_ids):
                return at
        return None

    def _collect_sources(self, group: Sequence[int]) -> tuple[str, ...]:
        """The items that several citations can mean, each once."""
        known = (self.known[at] for at in group)
        return tuple(dict.fromkeys(item for source in known if source for item in source.item_ids))
