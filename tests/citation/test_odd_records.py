"""Records as programs and people write them; each file in `cases` beside this one holds a kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citation.cite import cite
from corpus.formats.registry import get_format
from corpus.items import Item
from tests.citation.marked import mark

CASES = Path(__file__).parent / "cases"
FORMS = {"mcgill": "note", "apa": "bibliography", "chicago": "note", "bluebook": "note"}


def write(name: str, key: str, style: str) -> str:
    records = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    item = next(Item(record) for record in records if record["id"] == key)
    return mark(cite(item, None, style=style, form=FORMS[style]))  # type: ignore[arg-type]


@pytest.mark.parametrize("key", [f"e{number}" for number in range(1, 9)])
def test_a_neutral_citation_in_any_field(key: str) -> None:
    written = write("csl-neutral-citation-encodings", key, "mcgill")
    assert written == "*A v B*, 2019 SCC 65."


@pytest.mark.parametrize(
    ("name", "key", "style", "expected"),
    [
        ("csl-neutral-citation-encodings", "e9", "mcgill",
         "*A v B*, 2019 CanLII 12345 (ON LTB)."),
        ("csl-neutral-citation-encodings", "e10", "bluebook", "A v. B, 2019 SCC 65 (Can.)."),
        ("cases-and-laws", "scr", "mcgill", "*R v Doe*, [2009] 2 SCR 353."),
        ("cases-and-laws", "dlr", "mcgill", "*Roe v Poe* (1995), 126 DLR (4th) 203 (Ont CA)."),
        ("cases-and-laws", "us", "bluebook", "Roe v. Poe, 472 F.3d 545 (8th Cir. 2006)."),
        ("cases-and-laws", "usc", "bluebook", "42 U.S.C. § 1983."),
        ("cases-and-laws", "sor", "mcgill", "*Door Rules*, SOR/87-373."),
        ("cases-and-laws", "bill", "mcgill",
         "Bill C-51, *An Act to amend the Door Act*, 2nd Sess, 41st Parl, 2015."),
        ("cases-and-laws", "tr", "chicago",
         "Ann Roe, *The Doors*, ed. Cy Coe, trans. Ruth Bell (Press, 2011)."),
        ("fr-title", "fr", "mcgill",
         "Ann Roe, *Le droit à la ville et ses ennemis* (Montréal: Presse, 2002)."),
        ("csl-odd-fields", "a1", "apa",
         "Roe, A. (2001). On gates. In B. Poe (Ed.), *Walls* (pp. 101–118). Press."),
        ("csl-odd-fields", "a2", "apa", "Soe, A. (2001). On gates II. *Walls*, *3*."),
        ("csl-odd-fields", "a3", "chicago", "Ann Toe, *On Gates III*, 2nd ed. (Press, 2001)."),
        ("csl-odd-fields", "a5", "apa", "Voe, A. (2001). *On gates V* (1898 ed.). Press."),
        ("csl-odd-fields", "a6", "mcgill",
         "Ann Woe, “Effects of β-Blockers and μ-Opioids on E-Mail Use at the IPCC: Why ’Tis So”"
         " (2001) 3 Walls 1."),
        ("csl-odd-fields", "b5", "apa", "Zoe, A., et al. (1963). *Dreams*. Press."),
        ("csl-odd-fields", "b6", "chicago", "A. Aoe, “Forthcoming Work,” *Walls* (in press)."),
        ("csl-odd-fields", "b7", "apa",
         "Boe, A. (2010). *O dreams*. Press. (Original work published 1899)"),
        ("csl-odd-fields", "b8", "mcgill", "A Coe, *Range*, vol 2 (Press, 2010–2012)."),
        ("csl-odd-fields", "c2", "chicago", "A. Eoe, *Circa* (Press, ca. 1850)."),
    ],
)  # fmt: skip
def test_what_is_odd_in_a_record_is_printed_as_the_guides_want(
    name: str, key: str, style: str, expected: str
) -> None:
    assert write(name, key, style) == expected


def test_a_headline_becomes_a_sentence_for_apa_but_not_in_french() -> None:
    path = Path(__file__).parents[1] / "corpus_formats" / "cases" / "bib-title-case.bib"
    entries = get_format("bibtex").read(path.read_text("utf-8")).entries
    items = {entry.record["id"]: Item(entry.record) for entry in entries}
    assert mark(cite(items["tc"], None, style="apa", form="bibliography")) == (
        "Roe, A. (2001). The Toronto police and the right to be let alone: A study of CCTV."
        " *Walls*, *3*."
    )
    assert mark(cite(items["fr"], None, style="mcgill", form="note")) == (
        "Ann Roe, *Le droit à la ville et ses ennemis* (Paris: Press, 2002)."
    )
