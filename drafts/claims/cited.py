"""Which items of a catalogue a draft cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.items import Item
from drafts.citations.claim import YEAR, Claim

if TYPE_CHECKING:
    from corpus.apart.pool import Pool


@dataclass(frozen=True, slots=True)
class Cited:
    """What the citations of a draft mean."""

    ids: tuple[str, ...]
    """Keys of the items cited, each once, in the order in which they are first cited."""
    remarks: tuple[str, ...]
    """One line for each citation that does not mean exactly one item, and why."""


def find_cited_items(path: Path, items: Sequence[Item], apart: Pool | None = None) -> Cited:
    """The items that the draft at `path` cites, which is read in a process of the pool `apart`.

    Raises FlowingTextError, or a ReadingError for a PDF, when it cannot be read.
    """
    from drafts.citations.list_blocks import find_list_blocks
    from drafts.claims.claim_finder import find_claims
    from drafts.claims.resolve import resolve
    from drafts.quotations.draft_reading import read_draft_apart
    from drafts.quotations.quotation_finder import find_quotations

    draft = read_draft_apart(path, apart)
    claims = find_claims(draft, find_quotations(draft).quotations).all
    listed = frozenset(find_list_blocks(draft))
    ids: dict[str, None] = {}
    remarks: dict[str, None] = {}
    for claim, meant in zip(claims, resolve(claims, items), strict=True):
        if claim.block in listed:
            continue  # a list says what was cited, and cites nothing itself
        if meant.status == "found":
            ids[meant.item_ids[0]] = None
        elif _is_citation(claim):
            raw = " ".join(claim.raw.split())
            why = f"may be {' or '.join(meant.item_ids)}" if meant.item_ids else meant.how
            remarks[f"{claim.where}: “{raw}”: {why or 'it is not clear what is cited'}"] = None
    return Cited(tuple(ids), tuple(remarks))


def _is_citation(claim: Claim) -> bool:
    """Whether it is a citation and not a number or a person in brackets: `(3,278)`, `(Participant
    3)`. A note, a key and words that point back are one; anything else has a name and a year, or
    says with a word that a number is a page."""
    if claim.key or claim.ibid or claim.supra or claim.minute:
        return True
    if claim.form == "note":
        return claim.cites
    if not re.search(r"[^\W\d_]{2}", claim.source_text):
        return False
    return bool(YEAR.search(claim.source_text)) or bool(
        claim.pinned and re.search(r"\b(?:pp?|paras?|at|ss?)\b\.?\s*\d|¶|§", claim.raw)
    )
