"""What a draft claims of a quotation, once it is known which items its citations mean."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.items import Item
from drafts.citations.claim import Claim
from drafts.claims.resolve import resolve
from drafts.claims.resolved import Resolved
from drafts.verdicts.verdict import ResolvedClaim


def resolve_claims(claims: Sequence[Claim], items: Sequence[Item]) -> list[ResolvedClaim]:
    """What each claim means; a bare "ibid" repeats the place of the citation before it, too."""
    return [
        _make_claimed(claim, claim if meant.place_of is None else claims[meant.place_of], meant)
        for claim, meant in zip(claims, resolve(claims, items), strict=True)
    ]


def _make_claimed(claim: Claim, place: Claim, resolved: Resolved) -> ResolvedClaim:
    return ResolvedClaim(
        claim.raw,
        claim.where,
        resolved.item_ids,
        place.pages,
        place.onward,
        place.passim,
        place.pdf_pages,
        place.minute,
        (*place.paragraphs, *place.sections),
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
