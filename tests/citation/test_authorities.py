"""Every kind of authority in every style.

The table of docs/citing.md is made from the code; the strings below are to be checked by eye.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from citation.cite import cite
from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from citation.styles.interface import Form
from citation.written.unprinted import describe_unprinted
from corpus.items import Item
from tests.citation.marked import mark

HERE = Path(__file__).parent
AUTHORITIES = json.loads((HERE / "authorities.json").read_text("utf-8"))
DOCUMENT = HERE.parents[1] / "docs" / "citing.md"
BEGIN, END = "<!-- authorities: begin -->", "<!-- authorities: end -->"
SHOWN: list[tuple[str, Form]] = [
    ("mcgill", "note"), ("mcgill-fr", "note"), ("apa", "in-text"), ("apa", "bibliography"),
    ("chicago", "note"), ("chicago-author-date", "in-text"), ("mla", "bibliography"),
    ("bluebook", "note"),
]  # fmt: skip


def write(item: Item, style: str, form: Form, at: str) -> str:
    place = Pinpoint.parse(at) or None
    return cite(item, place, style=style, form=form, context=Context([item])).write_as("markdown")


def make_section() -> str:
    """One example of each authority in each style."""
    lines = []
    for authority in AUTHORITIES:
        lines += ["", f"**{authority['of'][0].upper()}{authority['of'][1:]}**", ""]
        item = Item(authority["item"])
        for style, form in SHOWN:
            lines.append(f"- `{style}`, {form}: {write(item, style, form, authority['at'])}")
    return "\n".join(lines).strip()


def test_the_documentation_shows_what_the_code_writes() -> None:
    text = DOCUMENT.read_text("utf-8")
    shown = text.partition(BEGIN)[2].partition(END)[0].strip()
    assert shown == make_section()


@pytest.mark.parametrize(
    ("name", "mcgill"),
    [
        ("smith", "*R v Smith*, 2019 SCC 65 at para 12."),
        ("roe", "*Roe v Poe* (1995), 126 DLR (4th) 203 at 205 (Ont CA), aff’d [1997] 1 SCR 3."),
        ("us", "*Roe v Poe*, 472 F (3d) 545 at 550 (8th Cir 2006)."),
        ("doe", "*R v Doe* (17 July 2009), 31892 at para 3 (Ont Sup Ct)."),
        ("tribunal", "*AB v CD*, 2011 HRTO 5 at para 4."),
        ("code", "*Criminal Code*, RSC 1985, c C-46, s 319."),
        ("tenancies", "*Residential Tenancies Act, 2006*, SO 2006, c 17, s 5."),
        ("rights", "*Human Rights Act 1998* (UK), c 42, s 3."),
        ("rules", "*Competition Tribunal Rules*, SOR/87-373, s 8."),
        ("order", "*Order About Doors*, PC 1997-627."),
        ("bill", "Bill C-51, *An Act to amend the Door Act*, 2nd Sess, 41st Parl, 2015, cl 2"
                 " (first reading 6 May 2015)."),
        ("hansard", "*House of Commons Debates*, 37-1, No 64 (17 May 2001) at 4175 (Hon Ann Roe)."),
        ("child", "*Convention on the Rights of the Child*, 20 November 1989, 1577 UNTS 3, art 12"
                  " (entered into force 2 September 1990)."),
        ("charter", "*Canadian Charter of Rights and Freedoms*, s 7, Part I of the *Constitution"
                    " Act, 1982*, being Schedule B to the *Canada Act 1982* (UK), 1982, c 11."),
        ("constitution", "*Constitution Act, 1867* (UK), 30 & 31 Vict, c 3, s 91, reprinted in RSC"
                         " 1985, Appendix II, No 5."),
    ],
)  # fmt: skip
def test_mcgill(name: str, mcgill: str) -> None:
    found = next(one for one in AUTHORITIES if one["item"]["id"] == name)
    item = Item(found["item"])
    place = Pinpoint.parse(found["at"]) or None
    assert mark(cite(item, place, style="mcgill", form="note")) == mcgill


@pytest.mark.parametrize(
    ("name", "mla"),
    [
        ("smith", "Canada, Supreme Court. *R. v. Smith*. 2019 SCC 65."),
        ("roe", "Ont CA. *Roe v. Poe*. (1995), 126 DLR (4th) 203, aff’d [1997] 1 SCR 3."),
        ("us", "8th Cir. *Roe v. Poe*. 472 F.3d 545 (2006)."),
    ],
)
def test_mla_names_the_court_once(name: str, mla: str) -> None:
    found = next(one for one in AUTHORITIES if one["item"]["id"] == name)
    assert mark(cite(Item(found["item"]), style="mla", form="bibliography")) == mla


@pytest.mark.parametrize("authority", AUTHORITIES, ids=lambda one: one["item"]["id"])
@pytest.mark.parametrize(("style", "form"), [one for one in SHOWN if one[1] != "in-text"])
def test_nothing_of_an_authority_is_lost(authority: dict[str, Any], style: str, form: Form) -> None:
    item = Item(authority["item"])
    written = str(cite(item, style=style, form=form))
    if (style, item.id) != ("bluebook", "usc"):  # a code is cited by section alone (R12.3)
        assert describe_unprinted(Source(item), style, form, written) == ""
