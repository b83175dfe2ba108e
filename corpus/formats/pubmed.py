"""Reads PubMed's own format (`.nbib`, `PMID- 123`), brought into RIS's tags.

The tags are described by the National Library of Medicine ("MEDLINE/PubMed Data Element (Field)
Descriptions").
"""

from __future__ import annotations

import re

from corpus.formats.interface import FormatReading
from corpus.formats.ris_record import Block, add_record

_LINE = re.compile(r"([A-Z]{2,4}) *- (.*)$")
_TAGS = {
    "AB": "AB",
    "BTI": "TI",
    "CN": "AU",
    "CP": "CY",
    "CTI": "T3",
    "DP": "DA",
    "ED": "A2",
    "FAU": "AU",
    "FED": "A2",
    "IP": "IS",
    "IS": "SN",
    "ISBN": "SN",
    "JT": "T2",
    "LA": "LA",
    "OT": "KW",
    "PB": "PB",
    "PG": "SP",
    "PMID": "AN",
    "TA": "J2",
    "TI": "TI",
    "VI": "VL",
}
_TYPES = {"Book Chapter": "CHAP", "Books": "BOOK", "Congress": "CONF", "Technical Report": "RPRT"}
"""RIS's type for PubMed's; any other is a journal's article."""
_BODIES = ("CN",)
"""Tags whose names are bodies; in RIS a body's name ends with a comma where it holds one."""


def read(text: str) -> FormatReading:
    """The records of a file; each begins with its PMID."""
    reading = FormatReading()
    block: Block | None = None
    tag = ""
    for number, line in enumerate(text.split("\n"), 1):
        tagged = _LINE.match(line)
        if tagged and tagged[1] == "PMID":
            if block:
                _add(block, reading)
            block = Block(number, {}, ended=True)
        if tagged and block:
            tag = tagged[1]
            block.tags.setdefault(tag, []).append(tagged[2].strip())
        elif block and line.startswith("      "):
            block.tags[tag][-1] += f" {line.strip()}"
    if block:
        _add(block, reading)
    return reading


def _add(block: Block, reading: FormatReading) -> None:
    tags: dict[str, list[str]] = {"TY": ["JOUR"]}
    for kind in block.tags.get("PT", ()):
        tags["TY"] = [_TYPES.get(kind, tags["TY"][0])]
    if "FAU" not in block.tags and "AU" in block.tags:
        block.tags["FAU"] = [re.sub(r" (?=[A-Z]+$)", ", ", name) for name in block.tags["AU"]]
    for tag, values in block.tags.items():
        if tag in _TAGS:
            if tag in _BODIES:
                values = [value.replace(",", ",,", 1) for value in values]
            tags.setdefault(_TAGS[tag], []).extend(values)
        elif tag in ("LID", "AID"):
            dois = [value.removesuffix(" [doi]") for value in values if value.endswith(" [doi]")]
            if dois and "DO" not in tags:
                tags["DO"] = dois[:1]
    tags["SN"] = [re.sub(r" \((?:Print|Electronic|Linking)\)", "", n) for n in tags.get("SN", [])]
    if pmid := tags.pop("AN", None):
        tags["AN"], tags["DB"] = pmid, ["PubMed"]
    add_record(Block(block.line, tags, ended=True), reading)
