"""From a claim to the item of the catalogue."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from citation.cite import cite
from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.styles.registry import STYLE_NAMES, get_style
from corpus.items import Item
from corpus.sample import __file__ as sample_module
from drafts.citations.citation_parser import find_citations, read_note_claims
from drafts.claims.claim_finder import find_claims
from drafts.claims.resolve import Resolved, resolve
from drafts.claims.titled_items import TitledItems
from tests.drafts.making import draft_of

SAMPLE = Path(sample_module).parent / "catalogue.json"


def record(key: str, author: list[dict[str, str]], title: str, *date: int, **more: Any) -> Item:
    issued = {"date-parts": [list(date)]} if date else None
    fields = {"id": key, "author": author, "title": title, "issued": issued, **more}
    return Item({name: value for name, value in fields.items() if value is not None})


BOARD = [{"literal": "Toronto Police Services Board"}]
LEGAL = [{"literal": "Immigration Legal Committee"}]
MINUTES = {"custom": {"pincite": {"kind": "minutes"}}}
ITEMS = [
    record("tpsb-2006", BOARD, "Minutes of the public meeting", 2006, 5, 18, **MINUTES),
    record("tpsb-2008", BOARD, "Minutes of the public meeting", 2008, 11, 20, **MINUTES),
    record("tpsb-2012", BOARD, "Minutes of the public meeting", 2012, 8, 15, **MINUTES),
    record("ilc-may", LEGAL, "Police services: Safe access for all", 2008, 5),
    record("ilc-nov", LEGAL, "Police services: Safe access for all", 2008, 11),
    record("noii", [{"literal": "No One Is Illegal"}], "Often asking, always telling", 2015),
    record(
        "tulloch",
        [{"family": "Tulloch", "given": "M"}],
        "Report of the Independent Street Checks Review",
        2018,
        **{"title-short": "Independent Street Checks Review"},
    ),
    record("bauder", [{"family": "Bauder"}], "Immigration dialectic: Imagining communities", 2011),
    record("trio", [{"family": "Mia"}, {"family": "Hudson"}, {"family": "Bauder"}], "On it", 2011),
    record("pair", [{"family": "Hudson"}, {"family": "Atak"}], "Sanctuary and goodwill", 2017),
    record("four", [{"family": n} for n in ("Hudson", "Atak", "Low", "Fry")], "A pilot", 2017),
    record("undated", [{"literal": "Toronto Police Service"}], "Victims without status"),
    record("spc", [{"literal": "Friends of the YMC in Toronto"}], "A letter", 2013),
    record("psa", [], "Police Services Act", 1990, type="legislation"),
]


def one(text: str, *, in_note: bool = False) -> Resolved:
    found = [claim for group in find_citations(text) for claim in group.claims]
    claims = read_note_claims(text) if in_note else found
    (answer,) = resolve(claims, ITEMS)
    return answer


@pytest.mark.parametrize(
    ("text", "status", "items"),
    [
        ("[@tulloch, p. 3]", "found", "tulloch"),
        ("[@Tulloch, p. 3]", "found", "tulloch"),
        ("[@nobody, p. 3]", "unknown-key", ""),
        ("(Tulloch, 2018, p. 3)", "found", "tulloch"),
        ("(Tulloch, 2019, p. 3)", "absent", ""),
        ("(Tulloch 3)", "found", "tulloch"),
        ("(Nobody, 2018, p. 3)", "absent", ""),
        ("(YMC, 2013, p. 2)", "found", "spc"),
        ("(TPSB, 2006, p. 147)", "found", "tpsb-2006"),
        ("(tpsb, 2006, p. 147)", "absent", ""),
        ("(TPSB, May 2006, p. 18)", "found", "tpsb-2006"),
        ("(TPSB, June 2006, p. 18)", "absent", ""),
        ("(TPSB, p. 147)", "ambiguous", "tpsb-2006 tpsb-2008 tpsb-2012"),
        ("(the Board, 2008, p. 3)", "found", "tpsb-2008"),
        ("(Toronto Police Service, n.d., p. 2)", "found", "undated"),
        ("(NOII 2015: 22)", "found", "noii"),
        ("(No-One is Illegal 2015, 22)", "found", "noii"),
        ("(Often Asking 21)", "found", "noii"),
        ("(ILC, 2008, p. 14)", "ambiguous", "ilc-may ilc-nov"),
        ("(ILC, 2008a, p. 14)", "found", "ilc-may"),
        ("(ILC, November 2008, p. 14)", "found", "ilc-nov"),
        ("(Bauder, 2011, p. 3)", "found", "bauder"),
        ("(Mia et al., 2011, p. 3)", "found", "trio"),
        ("(Hudson and Atak, 2017, p. 3)", "found", "pair"),
        ("(Hudson et al., 2017, p. 3)", "found", "four"),
        ("(Min. No. P208/12)", "found", "tpsb-2012"),
        ("(Min. No. P208/13)", "absent", ""),
        ("(TPSB, Min. No. P20/06, p. 3)", "found", "tpsb-2006"),
    ],
)
def test_in_text(text: str, status: str, items: str) -> None:
    answer = one(text)
    assert (answer.status, answer.item_ids) == (status, tuple(items.split()))


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "Toronto Police Services Board, Minutes of the Public Meeting (18 May 2006) at 147.",
            "tpsb-2006",
        ),
        (
            "Toronto Police Services Board, Minutes of the Public Meeting, Nov. 20, 2008, 55.",
            "tpsb-2008",
        ),
        ("Toronto Police Services Board, Minutes of the Public Meeting (19 May 2006) at 147.", ""),
        (
            "Immigration Legal Committee, Police Services: Safe Access for All, brief submitted to"
            " the Toronto Police Services Board (November 2008) at 14.",
            "ilc-nov",
        ),
        ("Report of the Independant Street Check Review (2018) at iv.", "tulloch"),
        ("Independent Street Checks Review, at iv.", "tulloch"),
        ("Bauder, Immigration Dialectic, 46.", "bauder"),
        ("Police Services Act, RSO 1990, c P.15, s 31.", "psa"),
        ("The weather was fine that day.", ""),
    ],
)
def test_in_notes(text: str, items: str) -> None:
    assert one(text, in_note=True).item_ids == tuple(items.split())


def chain(*notes: str) -> list[tuple[str, str]]:
    marks = "".join(f"x{{{number}}} " for number in range(1, len(notes) + 1))
    draft = draft_of(marks, notes=notes)
    claims = find_claims(draft, ()).all
    return [(a.status, " ".join(a.item_ids)) for a in resolve(claims, ITEMS)]


@pytest.mark.parametrize(
    ("notes", "last"),
    [
        (("Tulloch 2018, 3.", "Ibid at 4."), ("found", "tulloch")),
        (("Tulloch 2018, 3.", "Ibid at 4.", "Id. at 5."), ("found", "tulloch")),
        (("Tulloch 2018, 3.", "It rained that day.", "Ibid at 5."), ("found", "tulloch")),
        (("Tulloch 2018, 3.", "Nobody 2003, 3.", "Ibid at 5."), ("absent", "")),
        (("Tulloch 2018, 3; NOII 2015, 4.", "Ibid at 5."), ("ambiguous", "tulloch noii")),
        (("Ibid at 5.",), ("absent", "")),
        (
            ("Tulloch 2018, 3.", "NOII 2015, 4.", "Tulloch, supra note 1 at 5."),
            ("found", "tulloch"),
        ),
        (("Tulloch 2018, 3.", "NOII 2015, 4.", "Supra note 2 at 5."), ("found", "noii")),
        (("Tulloch 2018, 3; NOII 2015, 4.", "Supra note 1 at 5."), ("ambiguous", "tulloch noii")),
        (("Tulloch 2018, 3; NOII 2015, 4.", "NOII, supra note 1 at 5."), ("found", "noii")),
        (("Tulloch 2018, 3.", "NOII, supra note 1 at 5."), ("ambiguous", "tulloch noii")),
        (("Tulloch 2018, 3.", "Supra note 9 at 5."), ("absent", "")),
        (("TPSB 2006, 3.", "Tulloch 2018, 4.", "TPSB, supra note 1 at 5."), ("found", "tpsb-2006")),
        (("TPSB 2006, 3.", "Tulloch 2018, 4.", "TPSB, op. cit., p. 5."), ("found", "tpsb-2006")),
        (("Tulloch 2018, 3.", "Ibid at 4.", "Supra note 2 at 5."), ("found", "tulloch")),
    ],
)
def test_ibid_and_supra(notes: tuple[str, ...], last: tuple[str, str]) -> None:
    assert chain(*notes)[-1] == last


def test_why_is_said() -> None:
    assert one("[@nobody]").how == "there is no item “nobody” in the catalogue"
    assert "another date" in one("(Tulloch, 2019, p. 3)").how
    assert one("(Tulloch, 2018, p. 3)").how == "author and date"


@pytest.mark.parametrize("field", ["number", "custom"])
def test_of_a_meetings_extracts_the_one_of_the_minute_is_meant(field: str) -> None:
    def extract(number: str) -> Item:
        own = {"kind": "minutes"} | ({"minute": number} if field == "custom" else {})
        more = {"custom": {"pincite": own}} | ({"number": number} if field == "number" else {})
        return record(number, BOARD, "Extract from the minutes", 2012, 8, 15, **more)

    (group,) = find_citations("(TPSB, 2012, Min. No. P209/12, p. 3)")
    (answer,) = resolve(group.claims, [extract("P208/12"), extract("P209/12")])
    assert (answer.status, answer.item_ids) == ("found", ("P209/12",))


def test_a_title_in_quotation_marks_is_known_as_one() -> None:
    found = TitledItems(ITEMS).find("Independent Street Checks Review")
    assert found is not None and found.id == "tulloch"
    assert TitledItems(ITEMS).find("Immigration Dialectic") is ITEMS[7]
    assert TitledItems(ITEMS).find("the Board approved the report") is None
    assert TitledItems(ITEMS).find("") is None


@cache
def sample() -> tuple[Item, ...]:
    return tuple(Item(found) for found in json.loads(SAMPLE.read_text(encoding="utf-8")))


PINPOINTS = (
    "147",
    "147-148",
    "101-102",
    "iv",
    "iv-vi",
    "A-3",
    "147, 149-150",
    "para 12",
    "paras 5-6",
)


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_every_citation_that_pincite_writes_is_read_back(style: str) -> None:
    context = Context(sample())
    for form in get_style(style).forms:
        if (style, form) == ("mla", "narrative"):
            continue  # a bare number in parentheses after a title may be anything
        for item in sample() if form not in ("bibliography", "ibid", "id") else ():
            for written in PINPOINTS:
                wanted = Pinpoint.parse(written)
                text = str(
                    cite(item, wanted, style=style, form=form, note_number=7, context=context)
                )
                found = [c for group in find_citations(f"“A b” {text}.") for c in group.claims]
                noted = read_note_claims(text)
                (claim,) = found if form == "in-text" else noted
                places = {"page": claim.pages, "paragraph": claim.paragraphs}
                assert places[wanted.label] == wanted.parts, text
                answer = resolve([claim], sample())[0].item_ids
                assert claim.supra or answer == (item.id,), text


TITLED = [
    record("dadt", [], "Safe at the counter: For a complete “Don’t Ask, Don’t Tell” policy"),
    record("short", [], "“Don’t Ask” policies"),
]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Safe at the Counter: For a Complete “Don’t Ask, Don’t Tell” Policy.", "dadt"),
        (
            "See SAFE AT THE COUNTER: For a complete “Don’t Ask, Don’t Tell” policy",
            "dadt",
        ),
        ("Safe at the Counter: For a Complete “Don’t Ask, Don’t Tell” Rule", None),
        ("For a Complete “Don’t Ask, Don’t Tell” Policy", None),
        ("a complete “Don’t Ask, Don’t Tell” policy", None),
        ("the “don’t ask” policies of the city", None),
    ],
)
def test_a_quotation_within_a_title_belongs_to_it(text: str, key: str | None) -> None:
    start, end = text.index("“") + 1, text.index("”")
    found = TitledItems(TITLED).find_around(text, start, end)
    assert (found and found.id) == key
