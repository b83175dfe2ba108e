"""Ways to cite: what is claimed of each quotation, from the draft to item and place.

`ways_to_cite.json` has each text with what is expected. In the texts {Q} and {R} are quotations and
{L} is a reference to the inquiry, as McGill writes it. Expected for each quotation is item @ place,
with "PDF", "para", "s", "ff" and "passim".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from citation.record.pinpoint import LabelRange
from corpus.items import Item
from drafts.citations.claim import Claim
from drafts.claims.cited_titles import is_cited_title
from drafts.claims.claim_finder import find_claims
from drafts.claims.resolve import resolve
from drafts.quotations.quotation_finder import find_quotations
from indexer.readers.flowing.markdown import read_markdown

Q = "“the lamp at the pier was never lit”"
R = "“the key was given to the watchman”"
L = "Inquiry into the 2019 landing at Halm (3 May 2021)"


def record(key: str, kind: str, title: str, year: int, author: object = (), **more: Any) -> Item:
    issued = {"date-parts": [[year]]}
    fields = {"id": key, "type": kind, "title": title, "issued": issued, **more}
    return Item({**fields, "author": author} if author else fields)


MINUTES = {"custom": {"pincite": {"kind": "minutes"}}}
INVESTIGATION = "Report on the Investigation"
TARRANT = "Tarrant Regional Water District v. Herrmann"
ITEMS = [
    record("landing", "report", "Inquiry into the 2019 landing at Halm", 2021),
    record("pier-1", "report", "Pier report, volume I", 2020, [{"family": "Keeper"}]),
    record("pier-2", "report", "Pier report, volume II", 2020, [{"family": "Keeper"}]),
    record("mueller-1", "report", f"{INVESTIGATION}, volume 1", 2019, [{"family": "Mueller"}]),
    record("mueller-2", "report", INVESTIGATION, 2019, [{"family": "Mueller"}], volume="2"),
    record("pilots", "legal_case", "Harbour District v. Pilots", 2018),
    record("tarrant", "legal_case", TARRANT, 2013),
    record("minutes", "document", "Minutes", 2020, [{"literal": "Quay Board"}], **MINUTES),
    record(
        "halden",
        "report",
        "The Halden tenancy and policing review",
        2010,
        [{"literal": "Halden Review Board"}],
    ),
    record(
        "tulloch",
        "report",
        "Report of the Independent Street Checks Review",
        2018,
        [{"family": "Tulloch"}],
    ),
    record(
        "noii", "report", "Often asking, always telling", 2015, [{"literal": "No One Is Illegal"}]
    ),
]
WAYS = json.loads(Path(__file__).with_name("ways_to_cite.json").read_text(encoding="utf-8"))


def write_parts(parts: Sequence[LabelRange]) -> str:
    return ",".join(f"{part.first}-{part.last}" if part.last else part.first for part in parts)


def write_place(claim: Claim) -> str:
    kinds = (
        ("", claim.pages),
        ("PDF ", claim.pdf_pages),
        ("para ", claim.paragraphs),
        ("s ", claim.sections),
    )
    places = [word + write_parts(parts) for word, parts in kinds if parts]
    return " ".join(
        [
            *places,
            *["ff"] * claim.onward,
            *["passim"] * claim.passim,
            *[claim.minute] * bool(claim.minute),
        ]
    )


def read_claims(path: Path) -> list[str]:
    draft = read_markdown(path)
    quotations = find_quotations(draft).quotations
    claims = find_claims(draft, quotations)
    meant = resolve(claims.all, ITEMS)
    said: list[str] = []
    for quotation, own in zip(quotations, claims.of, strict=True):
        if is_cited_title(draft, quotation, claims.all):
            continue
        parts: list[str] = []
        for at in own:
            place = meant[at].place_of
            items = "|".join(meant[at].item_ids) or "nothing"
            parts.append(f"{items} @ {write_place(claims.all[at if place is None else place])}")
        said.append("; ".join(parts) or "none")
    return said


@pytest.mark.parametrize("way", WAYS, ids=range(len(WAYS)))
def test_way(tmp_path: Path, way: list[str]) -> None:
    text, *claims = way
    path = tmp_path / "draft.md"
    filled = text.replace("{Q}", Q).replace("{R}", R).replace("{L}", L)
    path.write_text(filled, encoding="utf-8")
    assert read_claims(path) == claims
