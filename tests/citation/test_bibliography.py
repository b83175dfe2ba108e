"""Lists of works: order, repeated authors and letters after years, style by style."""

from __future__ import annotations

import re
from typing import Any

import pytest

from citation.styles.registry import STYLE_NAMES
from citation.written.bibliography import (
    build_bibliography,
    find_relettered_items,
    write_bibliography,
)
from citation.written.listed_works import fold_for_sorting
from corpus.errors import RequestError
from corpus.items import Item
from tests.citation.marked import mark

PEEL = {"family": "Peel", "given": "Ada M."}
OAK = {"family": "Oak", "given": "Ben"}
COMMITTEE = {"literal": "The Harbour Committee"}
BOARD = {"literal": "Port Halden Board"}


def item(key: str, title: str, *date: int, by: tuple[Any, ...] = (), **fields: Any) -> Item:
    issued = {"issued": {"date-parts": [list(date)]}} if date else {}
    record = {"id": key, "type": "book", "title": title, **issued, **fields}
    return Item({**record, "author": list(by)} if by else record)


ITEMS = [
    item("zoo", "A zoo of one’s own", 1999),
    item("both", "Joint work", 2001, by=(PEEL, OAK)),
    item("late", "Apples", 2010, by=(PEEL,)),
    item("early", "Zebras", 2003, by=(PEEL,)),
    item("edited", "Middle matters", 2005, editor=[PEEL]),
    item("undated", "Never dated", by=(PEEL,)),
    item("law", "Police Act", 1990, type="legislation", number="c P.15"),
    item("nov", "Brief", 2008, 11, by=(COMMITTEE,)),
    item("may", "Brief", 2008, 5, by=(COMMITTEE,)),
    item("min2", "Minutes", 2007, 3, 1, by=(BOARD,), type="document", publisher=BOARD["literal"]),
    item("min1", "Minutes", 2006, 5, 18, by=(BOARD,), type="document", publisher=BOARD["literal"]),
    item("oak", "Øre and gold", 2000, by=({"family": "Øak", "given": "Carl"},)),
]

ORDER = {
    "mcgill": "law | may nov oak late edited undated early both min1 min2 zoo",
    "apa": "may nov oak undated early edited late both law min1 min2 zoo",
    "chicago": "may nov oak late edited undated early both law min1 min2 zoo",
    "chicago-17": "may nov oak late edited undated early both law min1 min2 zoo",
    "chicago-author-date": "may nov oak early edited late undated both law min1 min2 zoo",
    "chicago-author-date-17": "may nov oak early edited late undated both law min1 min2 zoo",
    "mla": "may nov min1 min2 oak late edited undated early both law zoo",
}


def opening(text: str) -> str:
    """The first letters of an entry, up to its title."""
    return re.split(r"[“*]", text)[0].strip()


def entries(style: str, items: list[Item] = ITEMS) -> dict[str, str]:
    return {one.item.id: mark(one.text) for one in build_bibliography(items, style)}


@pytest.mark.parametrize("style", ORDER)
def test_order(style: str) -> None:
    assert list(entries(style)) == ORDER[style].replace("| ", "").split()


def test_only_mcgill_parts_laws_from_the_rest() -> None:
    found = build_bibliography(ITEMS, "mcgill")
    assert {one.section for one in found[:1]} == {"Legislation"}
    assert {one.section for one in found[1:]} == {"Secondary Material"}
    assert {one.section for one in build_bibliography(ITEMS[:5], "mcgill")} == {""}
    for style in set(ORDER) - {"mcgill"}:
        assert {one.section for one in build_bibliography(ITEMS, style)} == {""}


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("mcgill", ["Peel, Ada M,", "———, ed,", "———,", "———,", "Peel, Ada M & Ben Oak,"]),
        ("chicago-17", ["Peel, Ada M.", "———, ed.", "———.", "———.", "Peel, Ada M., and Ben Oak."]),
        ("mla", ["Peel, Ada M.", "---, editor.", "---.", "---.", "Peel, Ada M., and Ben Oak."]),
        ("chicago", ["Peel, Ada M.", "Peel, Ada M., ed.", *["Peel, Ada M."] * 2,
                     "Peel, Ada M., and Ben Oak."]),
    ],
)  # fmt: skip
def test_repeated_authors(style: str, expected: list[str]) -> None:
    found = entries(style)
    starts = [opening(found[key]) for key in ("late", "edited", "undated", "early", "both")]
    assert starts == expected


def test_a_dash_leaves_the_year_behind_it() -> None:
    found = entries("chicago-author-date-17")
    by_year = [opening(found[key]) for key in ("early", "edited", "late", "undated")]
    assert by_year == ["Peel, Ada M. 2003.", "———, ed. 2005.", "———. 2010.", "———. n.d."]
    assert opening(found["nov"]) == "———. 2008b."


def test_apa_repeats_names() -> None:
    found = entries("apa")
    assert [opening(found[key]) for key in ("undated", "early", "may", "nov")] == [
        "Peel, A. M. (n.d.).",
        "Peel, A. M. (2003).",
        "The Harbour Committee. (2008a).",
        "The Harbour Committee. (2008b).",
    ]


def test_a_title_is_never_dashed() -> None:
    found = entries("mla")
    assert found["min1"] == "*Minutes*. Port Halden Board, 18 May 2006."
    assert found["min2"] == "*Minutes*. Port Halden Board, 1 Mar. 2007."


def test_letters_are_those_of_the_list() -> None:
    nov = next(one for one in ITEMS if one.id == "nov")
    assert "(2008)" in entries("apa", [nov])["nov"]
    assert find_relettered_items([nov], ITEMS, "apa") == ["nov"]
    assert find_relettered_items(ITEMS, ITEMS, "apa") == []
    assert find_relettered_items([nov], ITEMS, "mla") == []


def test_an_item_is_listed_once() -> None:
    assert len(build_bibliography([*ITEMS, *ITEMS], "apa")) == len(ITEMS)


def test_a_style_without_bibliography_says_so() -> None:
    with pytest.raises(RequestError, match="no form “bibliography”"):
        build_bibliography(ITEMS, "bluebook")
    assert set(ORDER) | {"bluebook", "mcgill-fr"} == set(STYLE_NAMES)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The Harbour", "harbour"),
        ("“A Night” out", "nightout"),
        ("O’Brien, Ann", "obrienann"),
        ("Åse Łuk", "aseluk"),
        ("Theory", "theory"),
        ("Another", "another"),
    ],
)
def test_what_counts_in_sorting(text: str, counted: str) -> None:
    assert fold_for_sorting(text) == counted


def test_written_in_every_format() -> None:
    found = build_bibliography([ITEMS[2], ITEMS[3], ITEMS[6]], "mcgill")
    assert write_bibliography(found, "text") == (
        "Legislation\n\nPolice Act, 1990, c P.15.\n\nSecondary Material\n\n"
        "Peel, Ada M, Apples (2010).\n\n———, Zebras (2003)."
    )
    assert "## Secondary Material\n\nPeel, Ada M, *Apples* (2010)." in write_bibliography(
        found, "markdown"
    )
    assert "<h2>Legislation</h2>\n<p" in write_bibliography(found, "html")
    rtf = write_bibliography(found, "rtf")
    assert rtf.startswith(r"{\rtf1\ansi")
    assert rtf.isascii()
    assert rtf.count("{") == rtf.count("}")
    assert r"{\i Apples}" in rtf


def test_markdown_makes_no_list_of_a_dash() -> None:
    assert "\n\n\\---, editor. *Middle" in write_bibliography(
        build_bibliography(ITEMS, "mla"), "markdown"
    )
