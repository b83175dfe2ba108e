"""Decisions and statutes: what is read from a record, and what the guides print.

`golden_guides.json` holds strings that public guides of universities print, each with its source;
they are compared without their faces, which web pages do not keep.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from citation.cite import cite
from citation.law.case import read_case
from citation.law.case_record import read_case_string
from citation.law.reference import Report, parse_reference, split_case
from citation.law.reporters import add_stops, is_american, strip_stops
from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from corpus.errors import RequestError
from corpus.items import Item
from tests.citation.marked import mark

GUIDES = json.loads((Path(__file__).parent / "golden_guides.json").read_text("utf-8"))
ITEMS = {record["id"]: Item(record) for record in GUIDES["items"]}
OTHERWISE = {
    ("bluebook", "brown"): "Brown v. Bd. of Educ., 347 U.S. 483, 495 (1954).",
    ("mcgill", "gallupe"): (
        "Owen Gallupe, Martin Bouchard & Garth Davies, “Delinquent Displays and Social Status Among"
        " Adolescents” (2015) 57:4 Can J Corr 439 at 440,"
        " online: <https://doi.org/10.3138/cjccj.2013.E49>."
    ),
}
"""Where we follow the guide itself and not the page that quotes it: The Bluebook abbreviates the
parties (table T6), and a DOI is printed as the address that it is."""


def write(item: Item, style: str, form: str, pinpoint: str = "", label: Any = None) -> str:
    place = Pinpoint.parse(pinpoint, label) or None
    return mark(cite(item, place, style=style, form=form, context=Context([item])))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "case", GUIDES["strings"], ids=lambda case: f"{case['style']}-{case['item']}-{case['form']}"
)
def test_strings_that_guides_print(case: dict[str, Any]) -> None:
    written = write(
        ITEMS[case["item"]],
        case["style"],
        case["form"],
        case.get("locator") or "",
        case.get("label"),
    )
    expected = OTHERWISE.get((case["style"], case["item"]), case["expected"])
    assert re.sub(r"[*^]", "", written) == re.sub(r"[*^]", "", expected)


NEUTRAL: list[dict[str, Any]] = [
    {"authority": "SCC", "number": "65"},
    {"container-title": "SCC", "page": "65"},
    {"number": "SCC 65"},
    {"number": "2019 SCC 65"},
    {"container-title": "SCC", "number": "65"},
    {"references": "2019 SCC 65"},
    {"title": "A v B, 2019 SCC 65", "issued": {}},
    {
        "authority": "Supreme Court of Canada",
        "container-title": "SCC",
        "volume": "2019",
        "page": "65",
    },
    {"custom": {"pincite": {"mcgill": "2019 SCC 65"}}, "issued": {}},
]
"""The fields in which programs and people put a neutral citation."""


@pytest.mark.parametrize("fields", NEUTRAL, ids=lambda fields: "-".join(fields))
def test_every_way_to_record_a_neutral_citation_gives_the_same(fields: dict[str, Any]) -> None:
    record = {"id": "e", "type": "legal_case", "title": "A v B", "issued": {"date-parts": [[2019]]}}
    item = Item(record | fields)
    assert write(item, "mcgill", "note", "para 12") == "*A v B*, 2019 SCC 65 at para 12."
    assert write(item, "apa", "bibliography") == "A v. B, 2019 SCC 65."
    assert write(item, "bluebook", "note", "para 12") == "A v. B, 2019 SCC 65, ¶ 12 (Can.)."
    assert write(item, "mla", "bibliography") == "Canada, Supreme Court. *A v. B*. 2019 SCC 65."


def test_a_decision_that_only_a_database_has() -> None:
    item = Item(
        {
            "id": "e",
            "type": "legal_case",
            "title": "A v B",
            "number": "2019 CanLII 12345",
            "authority": "ON LTB",
        }
    )
    assert write(item, "mcgill", "note", "para 3") == (
        "*A v B*, 2019 CanLII 12345 at para 3 (ON LTB)."
    )


@pytest.mark.parametrize(
    ("record", "style", "pinpoint", "expected"),
    [
        (
            {"container-title": "SCR", "volume": "2", "page": "353", "number": "31892",
             "authority": "Supreme Court of Canada", "issued": {"date-parts": [[2009, 7, 17]]}},
            "mcgill", "360", "*R v Doe*, [2009] 2 SCR 353 at 360.",
        ),
        (
            {"container-title": "DLR (4th)", "volume": "126", "page": "203", "authority": "Ont CA",
             "issued": {"date-parts": [[1995]]}},
            "mcgill", "210", "*R v Doe* (1995), 126 DLR (4th) 203 at 210 (Ont CA).",
        ),
        (
            {"container-title": "F.3d", "volume": "472", "page": "545", "authority": "8th Cir.",
             "issued": {"date-parts": [[2006]]}},
            "mcgill", "550", "*R v Doe*, 472 F (3d) 545 at 550 (8th Cir 2006).",
        ),
        (
            {"container-title": "F.3d", "volume": "472", "page": "545", "authority": "8th Cir.",
             "issued": {"date-parts": [[2006]]}},
            "bluebook", "550", "R. v. Doe, 472 F.3d 545, 550 (8th Cir. 2006).",
        ),
        (
            {"references": "2009 SCC 32, [2009] 2 SCR 353", "issued": {"date-parts": [[2009]]}},
            "mcgill", "360", "*R v Doe*, 2009 SCC 32, [2009] 2 SCR 353 at 360.",
        ),
        (
            {"references": "2009 SCC 32, [2009] 2 SCR 353", "issued": {"date-parts": [[2009]]}},
            "mcgill", "para 5", "*R v Doe*, 2009 SCC 32 at para 5, [2009] 2 SCR 353.",
        ),
        (
            {"container-title": "SCR", "volume": "2", "page": "353",
             "issued": {"date-parts": [[2009]]}},
            "chicago", "360", "R. v. Doe, [2009] 2 S.C.R. 353, 360.",
        ),
    ],
)  # fmt: skip
def test_reporters(record: dict[str, Any], style: str, pinpoint: str, expected: str) -> None:
    item = Item({"id": "e", "type": "legal_case", "title": "R v Doe", **record})
    assert write(item, style, "note", pinpoint) == expected


@pytest.mark.parametrize(
    ("written", "name", "neutral", "reports", "court"),
    [
        ("R v Smith, 2019 SCC 65 at para 12", "R v Smith", "2019 SCC 65", (), ""),
        (
            "R v Latimer (1995), 126 DLR (4th) 203 (Sask CA)",
            "R v Latimer", "", (Report("126", "DLR (4th)", "203", "1995"),), "Sask CA",
        ),
        (
            "Brown v. Board of Education, 347 U.S. 483 (1954)",
            "Brown v. Board of Education", "", (Report("347", "U.S.", "483"),), "",
        ),
        (
            "R v Z (1990), 74 OR (2d) 1, 57 CCC (3d) 100 (CA)",
            "R v Z", "",
            (Report("74", "OR (2d)", "1", "1990"), Report("57", "CCC (3d)", "100")), "CA",
        ),
        (
            "R (Miller) v Secretary of State [2017] UKSC 5, [2018] AC 61",
            "R (Miller) v Secretary of State", "[2017] UKSC 5",
            (Report("", "AC", "61", "2018"),), "",
        ),
        ("Re A, [2001] RJQ 12 (CA)", "Re A", "", (Report("", "RJQ", "12", "2001"),), "CA"),
        ("Minutes of the board for 2009", "Minutes of the board for 2009", "", (), ""),
    ],
)  # fmt: skip
def test_references_as_people_write_them(
    written: str, name: str, neutral: str, reports: tuple[Report, ...], court: str
) -> None:
    found, tail = split_case(written)
    reference = parse_reference(tail)
    assert (found, reference.neutral, reference.reports, reference.court) == (
        name,
        neutral,
        reports,
        court,
    )


def test_full_stops_of_reporters() -> None:
    plain = ["U.S.", "F.3d", "F. Supp. 2d", "S. Ct.", "Cal. Rptr. 3d", "DLR (4th)", "L. Ed. 2d"]
    assert list(map(strip_stops, plain)) == [
        "US", "F (3d)", "F Supp (2d)", "S Ct", "Cal Rptr (3d)", "DLR (4th)", "L Ed (2d)",
    ]  # fmt: skip
    assert add_stops("DLR (4th)") == "D.L.R. (4th)"
    names = ("U.S.", "F.3d", "So. 2d", "SCR", "DLR (4th)", "OR (3d)")
    assert [name for name in names if is_american(name)] == ["U.S.", "F.3d", "So. 2d"]


def test_the_court_is_not_repeated() -> None:
    record = {
        "id": "e",
        "type": "legal_case",
        "title": "A v B",
        "authority": "Supreme Court of Canada",
    }
    told = read_case(Source(Item(record | {"container-title": "SCR", "volume": "1", "page": "5"})))
    untold = read_case(
        Source(Item(record | {"container-title": "DLR", "volume": "1", "page": "5"}))
    )
    assert (told.court, untold.court) == ("", "Supreme Court of Canada")


@pytest.mark.parametrize(
    ("written", "style", "cited", "place"),
    [
        ("R v Smith, 2019 SCC 65 at para 12", "mcgill", "R v Smith, 2019 SCC 65.", "at para 12"),
        ("Roe v Poe (1995), 126 DLR (4th) 203 at 205 (Ont CA), aff'd [1997] 1 SCR 3", "mcgill",
         "Roe v Poe (1995), 126 DLR (4th) 203 (Ont CA), aff’d [1997] 1 SCR 3.", "at 205"),
        ("Brown v. Board of Education, 347 U.S. 483, 495 (1954)", "chicago",
         "Brown v. Board of Education, 347 U.S. 483 (1954).", "495"),
        ("Roe v. Poe, 472 F.3d 545, 550 (8th Cir. 2006)", "chicago",
         "Roe v. Poe, 472 F.3d 545 (8th Cir. 2006).", "550"),
        ("R v Oakes, 1986 CanLII 46 (SCC)", "mcgill", "R v Oakes, 1986 CanLII 46 (SCC).", ""),
        ("R (Jackson) v Attorney General, [2005] UKHL 56, [2006] 1 AC 262", "mcgill",
         "R (Jackson) v Attorney General, [2005] UKHL 56, [2006] 1 AC 262.", ""),
        ("Donoghue v Stevenson, [1932] AC 562 (HL)", "mcgill",
         "Donoghue v Stevenson, [1932] AC 562 (HL).", ""),
        ("R v Doe, 2009 SCC 32, [2009] 2 SCR 353", "mcgill",
         "R v Doe, 2009 SCC 32, [2009] 2 SCR 353.", ""),
    ],
)  # fmt: skip
def test_a_citation_is_read_and_written_again(
    written: str, style: str, cited: str, place: str
) -> None:
    read = read_case_string(written)
    assert str(cite(Item({"id": "e", **read.fields}), style=style, form="note")) == cited
    assert read.pinpoint == place


def test_what_is_no_citation_is_refused() -> None:
    with pytest.raises(RequestError, match="no reference follows its name"):
        read_case_string("Roe v Poe")
