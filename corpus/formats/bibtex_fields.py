"""The CSL variables and types of the fields and entry types of BibTeX and BibLaTeX."""

from __future__ import annotations

from typing import Literal

Dialect = Literal["bibtex", "biblatex"]

WRITE_TYPE = {
    "article-journal": ("article", "article"),
    "article-magazine": ("article", "article"),
    "article-newspaper": ("article", "article"),
    "bill": ("legislation", "misc"),
    "book": ("book", "book"),
    "chapter": ("incollection", "incollection"),
    "dataset": ("dataset", "misc"),
    "entry-encyclopedia": ("inreference", "incollection"),
    "graphic": ("artwork", "misc"),
    "legal_case": ("jurisdiction", "misc"),
    "legislation": ("legislation", "misc"),
    "manuscript": ("unpublished", "unpublished"),
    "motion_picture": ("movie", "misc"),
    "pamphlet": ("booklet", "booklet"),
    "paper-conference": ("inproceedings", "inproceedings"),
    "patent": ("patent", "misc"),
    "performance": ("performance", "misc"),
    "periodical": ("periodical", "misc"),
    "personal_communication": ("letter", "misc"),
    "post": ("online", "misc"),
    "post-weblog": ("online", "misc"),
    "regulation": ("legislation", "misc"),
    "report": ("report", "techreport"),
    "review": ("review", "misc"),
    "review-book": ("review", "misc"),
    "software": ("software", "misc"),
    "song": ("audio", "misc"),
    "standard": ("standard", "misc"),
    "thesis": ("thesis", "phdthesis"),
    "treaty": ("legal", "misc"),
    "webpage": ("online", "misc"),
}
"""Entry types in BibLaTeX and BibTeX by CSL type; any other is @misc."""

READ_TYPE = {biblatex: csl for csl, (biblatex, _) in reversed(WRITE_TYPE.items())} | {
    "bookinbook": "chapter",
    "collection": "book",
    "conference": "paper-conference",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "legislation": "legislation",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "video": "motion_picture",
    "www": "webpage",
}
"""CSL type by entry type; of several CSL types the first above counts; others are `document`."""

ARTICLE_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""CSL type of an @article by its `entrysubtype`."""

NAMES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
}

DATES = {
    "date": "issued",
    "urldate": "accessed",
    "eventdate": "event-date",
    "origdate": "original-date",
}

TITLES = {
    "title": "title",
    "shorttitle": "title-short",
    "journaltitle": "container-title",
    "journal": "container-title",
    "shortjournal": "container-title-short",
    "booktitle": "container-title",
    "series": "collection-title",
    "eventtitle": "event-title",
    "origtitle": "original-title",
}
"""Fields in which braces protect from a change of case."""

SUBTITLES = {
    "title": "subtitle",
    "booktitle": "booksubtitle",
    "journaltitle": "journalsubtitle",
}

TEXTS = {
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "chapter": "chapter-number",
    "part": "part",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "location": "publisher-place",
    "address": "publisher-place",
    "venue": "event-place",
    "note": "note",
    "annotation": "annote",
    "annote": "annote",
    "abstract": "abstract",
    "keywords": "keyword",
    "language": "language",
    "type": "genre",
    "titleaddon": "genre",
    "howpublished": "genre",
    "version": "version",
    "volumes": "number-of-volumes",
    "pagetotal": "number-of-pages",
    "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place",
    "library": "call-number",
    "pubstate": "status",
}

VERBATIM = {"doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID"}
"""Fields without LaTeX."""

KEYWORDS = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""What BibLaTeX prints for its keys in the field `type`."""

THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
"""The CSL `genre` that an entry type of classic BibTeX stands for."""

LANGUAGES = {
    "canadian": "en-CA",
    "american": "en-US",
    "british": "en-GB",
    "ukenglish": "en-GB",
    "usenglish": "en-US",
    "australian": "en-AU",
    "newzealand": "en-NZ",
    "english": "en",
    "french": "fr",
    "acadian": "fr-CA",
    "canadien": "fr-CA",
    "german": "de",
    "ngerman": "de-DE",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "dutch": "nl",
}
"""Language tags by babel's names, as in `langid`; of several names for a tag the first is used."""


def get_number_variable(entry_type: str) -> str:
    """The CSL variable for the field `number` in an entry of this type."""
    if entry_type in ("article", "periodical", "suppperiodical"):
        return "issue"
    if READ_TYPE.get(entry_type) in ("book", "chapter", "paper-conference"):
        return "collection-number"
    return "number"
