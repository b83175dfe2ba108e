"""Which citation is a quotation's claim."""

from __future__ import annotations

import pytest

from drafts.citations.claim import Claim
from drafts.claims.claim_finder import find_claims
from drafts.quotations.quotation_finder import find_quotations
from tests.drafts.making import draft_of

Q = "“the Board approved the foregoing report”"
OTHER = "“that all was not well”"


def claims_of(*paragraphs: str, notes: tuple[str, ...] = ()) -> list[list[Claim]]:
    draft = draft_of(*paragraphs, notes=notes)
    claims = find_claims(draft, find_quotations(draft).quotations)
    return [[claims.all[index] for index in indices] for indices in claims.of]


def short(claim: Claim) -> str:
    """`source @ place`."""
    source = f"@{claim.key}" if claim.key else claim.source_text
    back = "ibid" if claim.ibid else f"supra {claim.supra_note}" if claim.supra else ""
    places = (*claim.pages, *claim.paragraphs)
    numbers = [f"{part.first}-{part.last}" if part.last else part.first for part in places]
    words = " ".join(part for part in (source, back) if part)
    return f"{words} @ {', '.join(numbers + [claim.minute] * bool(claim.minute))}".strip()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (f"It said that {Q} (TPSB, 2006, p. 147).", "TPSB, 2006 @ 147"),
        (f"It said that {Q} (TPSB 2006, 147).", "TPSB 2006 @ 147"),
        (f"It said that {Q} (NOII 2015: 22).", "NOII 2015 @ 22"),
        (f"It said that {Q} [@tulloch-2018, p. 45].", "@tulloch-2018 @ 45"),
        (f"It said that {Q} [-@tulloch-2018, 45].", "@tulloch-2018 @ 45"),
        (f"It said that {Q} [@tulloch-2018, {{page 45}}].", "@tulloch-2018 @ 45"),
        (f"@tulloch-2018 says {Q} [p. 33].", "@tulloch-2018 @ 33"),
        (f"@tulloch-2018 [p. 33] says {Q}.", "@tulloch-2018 @ 33"),
        (f"It said {Q} (Tulloch, 2018, pp. iv–v).", "Tulloch, 2018 @ iv-v"),
        (f"It said {Q} (Tulloch 147).", "Tulloch @ 147"),
        (f"It said {Q} (Tulloch, supra note 4 at 45).", "Tulloch supra 4 @ 45"),
        (f"It said {Q} (ibid at 46).", "ibid @ 46"),
        (f"{Q} Ibid at 46.", "ibid @ 46"),
        ("“The Board approved the report.” Ibid at 46.", "ibid @ 46"),
        ("“The Board approved it.” Tulloch, supra note 4 at 45.", "Tulloch supra 4 @ 45"),
        ("“The Board approved it.” (Tulloch 2018, 45) More.", "Tulloch 2018 @ 45"),
        (f"{Q} (emphasis added) (Tulloch at 45).", "Tulloch @ 45"),
        (f"{Q} (Tulloch, 2018, p. 45, emphasis added).", "Tulloch, 2018 @ 45"),
        (f"Tulloch writes at 45 that {Q}.", "Tulloch writes that @ 45"),
        (f"As the Board minuted (Min. No. P208/12), {Q}.", "@ P208/12"),
        (f"Tulloch (2018) writes that {Q} (p. 45).", "Tulloch 2018 @ 45"),
        (f"Tulloch (2018, p. 45) writes that {Q}.", "Tulloch 2018 @ 45"),
        (f"Tulloch writes {Q} (45), and more.", "Tulloch writes @ 45"),
        (f"{Q}, writes Tulloch (45).", "Tulloch @ 45"),
        (f"Tulloch (2018) saw it. It was so that {Q} (p. 45).", "Tulloch 2018 @ 45"),
        (f"According to Tulloch, {Q}.", "According to Tulloch @"),
        (f"The Board (Tulloch 2018, 45) approved {Q} (NOII 2015, 21).", "NOII 2015 @ 21"),
    ],
)
def test_one_quotation(text: str, claim: str) -> None:
    ((found,),) = claims_of(text)
    assert short(found).replace(" ,", ",") == claim


@pytest.mark.parametrize(
    "text",
    [
        f"It was {Q}.",
        f"It was {Q} (emphasis added).",
        f"It was {Q} (see Figure 3).",
        f"It was {Q} (as had been done in 2006).",
        f"The officers of 52 Division came. {Q} was the answer.",
        f"It was {Q}. Another sentence cites (Tulloch 2018, 45).",
        f"(Tulloch 2018, 45) is past. It was {Q}.",
    ],
)
def test_nothing_is_claimed(text: str) -> None:
    assert claims_of(text) == [[]]


def test_a_citation_of_another_quotation_is_not_taken() -> None:
    first, second = claims_of(f"It said {Q} (A 2001, 3) and {OTHER} (B 2018, 45).")
    assert [short(c) for c in (*first, *second)] == ["A 2001 @ 3", "B 2018 @ 45"]
    assert claims_of(f"It was {Q} (A 2001, 3), and {OTHER}.")[1] == []
    first, second = claims_of(f"While one said {Q}, the review found {OTHER} (B 2018, 45).")
    assert (first, [short(c) for c in second]) == ([], ["B 2018 @ 45"])


def test_two_quotations_joined_by_a_conjunction_share_the_citation() -> None:
    for first, second in (
        claims_of(f"It was {Q} and {OTHER} (B 2018, 45)."),
        claims_of(f"It was {Q} and {OTHER}.{{1}}", notes=("B, Title (2018) at 45.",)),
    ):
        assert first == second != []


def test_several_sources_in_one_citation() -> None:
    ((a, b),) = claims_of(f"It was {Q} [see @a, pp. 3-4; @b].")
    assert (short(a), short(b)) == ("@a @ 3-4", "@b @")
    ((a, b),) = claims_of(f"It was {Q} (Tulloch 2018, 45; NOII 2015: 22).")
    assert (short(a), short(b)) == ("Tulloch 2018 @ 45", "NOII 2015 @ 22")


def test_notes() -> None:
    notes = (
        "Toronto Police Services Board, Minutes of the Public Meeting (18 May 2006) at 147–48.",
        "Ibid at 148; see also Bauder, supra note 1 at 3.",
        "See Tulloch, supra note 1 at iv [emphasis added]. But see Bauder, supra note 1 at 9.",
    )
    found = claims_of(
        f"It was {Q}.{{1}} And {OTHER}{{2}} too. As said,{{3}} “it was all in vain”.", notes=notes
    )
    assert [[short(claim) for claim in claims] for claims in found] == [
        ["Toronto Police Services Board, Minutes of the Public Meeting (18 May 2006 @ 147-148"],
        ["ibid @ 148"],
        ["See Tulloch supra 1 @ iv"],
    ]
    assert [(claims[0].note, claims[0].note_number) for claims in found] == [(0, 1), (1, 2), (2, 3)]


def test_a_quotation_within_a_note_has_the_citation_of_its_passage() -> None:
    found = claims_of("Text.{1}", notes=(f"A 2001, 3; Tulloch, supra note 1 at 45: {Q}; B 2003.",))
    assert [[short(claim) for claim in claims] for claims in found] == [
        [f"Tulloch {Q} supra 1 @ 45"]
    ]


def test_a_nested_quotation_has_the_claim_of_the_outer_one() -> None:
    outer, inner = claims_of("“The Board said ‘we will not ask’ then” (Tulloch 2018, 45).")
    assert inner == outer != []


@pytest.mark.parametrize(
    ("paragraphs", "claim"),
    [
        (("Lead:", "> Words in a block. (Tulloch, 2018, p. 45)"), "Tulloch, 2018 @ 45"),
        (("Lead:", "> Words in a block. [@x, p. 3]"), "@x @ 3"),
        (("Lead:", "> Words in a block.", "> More of it. (Tulloch 2018, 45)"), "Tulloch 2018 @ 45"),
        (("Lead:", "> Words in a block.", "> — Tulloch, 2018, p. 45"), "Tulloch, 2018 @ 45"),
        (("Lead:", "> Words in a block.", "— Tulloch, 2018, p. 45"), "Tulloch, 2018 @ 45"),
        (("Lead:", "> Words in a block.", "(Tulloch, 2018, p. 45)"), "Tulloch, 2018 @ 45"),
        (("Lead:", "> Words in a block.", "(Tulloch 2018, 45) More."), "Tulloch 2018 @ 45"),
        (("Lead:", "> Words in a block.", "Ibid at 46."), "ibid @ 46"),
        (("Tulloch writes at 45:", "> Words in a block."), "Tulloch writes @ 45"),
        (("The Board minuted (Min. No. P208/12):", "> Words in a block."), "@ P208/12"),
        (("Tulloch (2018) writes:", "> Words in a block. (p. 45)"), "Tulloch 2018 @ 45"),
        (("Tulloch writes:", "> Words in a block. (45)"), "Tulloch writes @ 45"),
        (("As Tulloch writes:", "> Words in a block."), "As Tulloch writes @"),
        (("Lead:", "> Words in a block.{1}"), "Tulloch, Title (2018 @ 45"),
        (("Lead:{1}", "> Words in a block."), "Tulloch, Title (2018 @ 45"),
    ],
)
def test_block_quotations(paragraphs: tuple[str, ...], claim: str) -> None:
    ((found,),) = claims_of(*paragraphs, notes=("Tulloch, Title (2018) at 45.",))
    assert short(found).replace(":", "") == claim


def test_a_citation_that_begins_the_next_paragraph_yields_to_the_lead_in() -> None:
    quotation, below = "> Words in a block quotation.", "(Able 2001, 3) is another matter."
    ((found,),) = claims_of("Tulloch minuted it (Min. No. P208/12):", quotation, below)
    assert found.minute == "P208/12"
    assert claims_of("Lead:", quotation, "@able-2001 argues otherwise.") == [[]]


def test_the_lead_in_paragraph_keeps_its_own_quotation_s_citation() -> None:
    inline, block = claims_of(f"It was {Q} (Tulloch 2018, 45).", "> Words in a block quotation.")
    assert (len(inline), block) == (1, [])


def test_all_citations_are_listed_in_reading_order() -> None:
    draft = draft_of(
        "Paraphrase (Able 2001, 3).{1} Then @key, and (see Figure 3).{2}",
        "Again.{1}",
        notes=("Tulloch, Title (2018) at 45; Bauder at 3.", "Ibid."),
    )
    claims = find_claims(draft, ())
    assert [short(claim) for claim in claims.all] == [
        "Able 2001 @ 3",
        "Tulloch, Title (2018 @ 45",
        "Bauder @ 3",
        "@key @",
        "ibid @",
    ]
    assert claims.of == ()


def test_an_address_is_no_citation_key() -> None:
    assert claims_of(f"It was {Q} (write to board@tpsb.example).") == [[]]


def test_a_sentence_that_only_cites_comes_before_what_follows_it() -> None:
    """So that "ibid" further on means the right one."""
    draft = draft_of(f"{Q} Tulloch, Street Checks, supra note 4 at 45. And {OTHER} (Kay 2020, 3).")
    claims = find_claims(draft, find_quotations(draft).quotations)
    assert [claim.pages[0].first for claim in claims.all] == ["45", "3"]
