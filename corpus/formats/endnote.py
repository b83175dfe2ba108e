"""Reads EndNote's two exports: tagged lines (`.enw`, `%A Roe, Ann`), and XML.

Both are brought into RIS's tags, as EndNote's own RIS export would write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.formats.interface import FormatReading, Unread
from corpus.formats.ris_record import Block, add_record

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LINE = re.compile(r"%([0-9A-Z!@#$&()*+<>?\[\]^\\|~:,.;=-]) (.*)$")
_TAGS = {
    "A": "AU", "B": "T2", "C": "CY", "D": "PY", "E": "A2", "F": "ID", "G": "LA", "I": "PB",
    "J": "T2", "K": "KW", "L": "CN", "M": "AN", "N": "IS", "P": "SP", "R": "DO", "S": "T3",
    "T": "TI", "U": "UR", "V": "VL", "X": "AB", "Y": "A3", "Z": "N1", "6": "NV", "7": "ET",
    "8": "DA", "9": "M3", "@": "SN", "!": "ST", ">": "L1", "[": "Y2", "&": "SE", "?": "A4",
    "~": "DP", "W": "DB",
}  # fmt: skip
"""RIS's tag for each of EndNote's."""
_TYPES = {
    "audiovisual material": "ADVS",
    "bill": "BILL",
    "blog": "BLOG",
    "book": "BOOK",
    "book section": "CHAP",
    "case": "CASE",
    "computer program": "COMP",
    "conference paper": "CPAPER",
    "conference proceedings": "CONF",
    "dataset": "DATA",
    "edited book": "EDBOOK",
    "electronic article": "EJOUR",
    "electronic book": "EBOOK",
    "electronic book section": "ECHAP",
    "encyclopedia": "ENCYC",
    "dictionary": "DICT",
    "film or broadcast": "MPCT",
    "generic": "GEN",
    "government document": "GOVDOC",
    "hearing": "HEAR",
    "journal article": "JOUR",
    "legal rule or regulation": "LEGAL",
    "magazine article": "MGZN",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "newspaper article": "NEWS",
    "pamphlet": "PAMP",
    "patent": "PAT",
    "personal communication": "PCOMM",
    "report": "RPRT",
    "serial": "SER",
    "standard": "STAND",
    "statute": "STAT",
    "thesis": "THES",
    "unpublished work": "UNPB",
    "web page": "ELEC",
}
"""RIS's type for EndNote's reference types, in small letters."""


def read_tagged(text: str) -> FormatReading:
    """The records of a `.enw` file; each begins with its type (`%0`)."""
    reading = FormatReading()
    block: Block | None = None
    tag = ""
    for number, line in enumerate(text.split("\n"), 1):
        tagged = _LINE.match(line.strip())
        if tagged and tagged[1] == "0":
            if block:
                add_record(block, reading)
            block, tag = Block(number, {"TY": [_choose_type(tagged[2])]}, ended=True), "TY"
        elif tagged and block:
            tag = _TAGS.get(tagged[1], "N1")
            block.tags.setdefault(tag, []).append(tagged[2].strip())
        elif tagged:
            reading.unread.append(Unread("", number, "it has no type (%0), so it is no record."))
            return reading
        elif block and line.strip() and tag != "TY":
            block.tags[tag][-1] += f"\n{line.strip()}"
    if block:
        add_record(block, reading)
    return reading


def _choose_type(name: str) -> str:
    return _TYPES.get(name.strip().lower(), name.strip())


_XML_PATHS = {
    "AU": "contributors/authors/author",
    "A2": "contributors/secondary-authors/author",
    "A3": "contributors/tertiary-authors/author",
    "A4": "contributors/subsidiary-authors/author",
    "TI": "titles/title",
    "T2": "titles/secondary-title",
    "T3": "titles/tertiary-title",
    "ST": "titles/short-title",
    "J2": "titles/alt-title",
    "PY": "dates/year",
    "DA": "dates/pub-dates/date",
    "SP": "pages",
    "VL": "volume",
    "IS": "number",
    "NV": "num-vols",
    "ET": "edition",
    "SE": "section",
    "CY": "pub-location",
    "PB": "publisher",
    "SN": "isbn",
    "DO": "electronic-resource-num",
    "UR": "urls/*/url",
    "L1": "urls/pdf-urls/url",
    "AB": "abstract",
    "N1": "notes",
    "KW": "keywords/keyword",
    "LA": "language",
    "M3": "work-type",
    "CN": "call-num",
    "AN": "accession-num",
    "Y2": "access-date",
    "DP": "remote-database-provider",
    "DB": "remote-database-name",
}
"""Where EndNote's XML has what RIS has under each tag."""


def read_xml(text: str) -> FormatReading:
    """The records of an EndNote XML file.

    A file that declares entities is refused: no export needs them, and they can grow without end.
    """
    from xml.etree.ElementTree import ParseError, XMLParser

    reading = FormatReading()
    if "<!ENTITY" in text:
        reading.unread.append(
            Unread("", 1, "it declares entities, which no export of EndNote does.")
        )
        return reading
    parser = XMLParser()
    try:
        parser.feed(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
        root = parser.close()
    except ParseError as error:
        line, column = error.position
        problem = f"this is not XML that can be read: see column {column + 1}."
        reading.unread.append(Unread("", line, problem))
        return reading
    for number, record in enumerate(root.iter("record"), 1):
        add_record(Block(number, dict(_list_values(record)), ended=True), reading)
    return reading


def _list_values(record: Element) -> Iterator[tuple[str, list[str]]]:
    kind = record.find("ref-type")
    yield "TY", [_choose_type(kind.get("name", "")) if kind is not None else "GEN"]
    pdfs = {_join_text(url) for url in record.findall(_XML_PATHS["L1"])}
    for tag, path in _XML_PATHS.items():
        values = [_join_text(element) for element in record.findall(path)]
        if tag == "UR":
            values = [value for value in values if value not in pdfs]
        if values := list(filter(None, values)):
            yield tag, values


def _join_text(element: Element) -> str:
    """An element's text without the styles that EndNote puts around each run of it."""
    return "".join(element.itertext()).replace("\r", "\n").strip()
