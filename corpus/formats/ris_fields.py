"""The CSL types and variables of RIS's types and tags."""

from __future__ import annotations

import re

LINE = re.compile(r"^([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$")
"""A line with its tag and value; some programs omit one of the two spaces."""

PARAGRAPHS = ("N1", "AB")
"""Tags whose values keep their line breaks."""

WRITE_TYPE = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "classic": "CLSWK",
    "collection": "AGGR",
    "dataset": "DATA",
    "document": "GEN",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CONF",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post-weblog": "BLOG",
    "regulation": "LEGAL",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""RIS type by CSL type; any other CSL type is written as GEN."""

READ_TYPE = {tag: csl for csl, tag in WRITE_TYPE.items()} | {
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "ANCIENT": "classic",
    "CHART": "graphic",
    "CPAPER": "paper-conference",
    "CTLG": "document",
    "DBASE": "dataset",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "EQUA": "figure",
    "GOVDOC": "report",
    "GRANT": "document",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "MULTI": "motion_picture",
    "SER": "book",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
"""CSL type by RIS type; any other is read as a `document`."""

TEXTS = {
    "TI": "title",
    "ST": "title-short",
    "J2": "container-title-short",
    "VL": "volume",
    "IS": "issue",
    "M1": "number",
    "NV": "number-of-volumes",
    "ET": "edition",
    "SE": "section",
    "CY": "publisher-place",
    "PB": "publisher",
    "M3": "genre",
    "CN": "call-number",
    "DB": "archive",
    "AN": "archive_location",
    "DP": "source",
    "LA": "language",
    "DO": "DOI",
    "UR": "URL",
    "AB": "abstract",
}
"""Tags that mean the same in every type, in the order in which they are written."""

OTHER_TAGS = {
    "T1": "TI",
    "CT": "TI",
    "A1": "AU",
    "N2": "AB",
    "JA": "J2",
    "PP": "CY",
    "UL": "UR",
}
"""Tags of older files and other programs, with the tag that is used today."""

MANY = frozenset({"AU", "UR", "KW", "N1"})
"""Tags that may stand several times."""

_BOOKS = frozenset({"BOOK", "SER", "EDBOOK", "EBOOK"})
"""Types in which A2 is the series' editor and A3 the book's, as EndNote and Zotero have it."""

IN_A_SERIES = _BOOKS | {"RPRT", "GOVDOC", "MAP", "COMP"}
"""Types in which T2 is a series, not the work's container."""

COUNTED_PAGES = frozenset({"BOOK", "THES", "EBOOK", "EDBOOK", "MANSCPT"})
"""Types in which SP alone is the number of pages."""

FILES = ("L1", "L4", "L2", "L3", "LK")
"""Tags that name files: PDF, picture, full text, related."""


def list_people_tags(kind: str) -> dict[str, str]:
    """The CSL name variable for each tag with a name, in a record of this RIS type."""
    editors = ("A3", "A2") if kind in _BOOKS else ("A2", "A3")
    named = dict(zip(editors, ("editor", "collection-editor"), strict=True))
    return {"AU": "author", "A4": "translator", **named}
