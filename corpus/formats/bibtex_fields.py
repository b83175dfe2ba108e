"""Which field of BibTeX and BibLaTeX is which CSL variable, and which entry type which CSL type."""

from __future__ import annotations

from typing import Literal

Dialect = Literal["bibtex", "biblatex"]

READ_TYPE = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "report",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
"""CSL type by entry type; any other entry is read as a `document`."""

ARTICLE_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""CSL type of an @article by its `entrysubtype`."""

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
"""Entry type in BibLaTeX and in BibTeX by CSL type; any other is @misc."""

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
"""Fields that hold no LaTeX."""

KEYWORDS = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}
"""Words that BibLaTeX prints for its keys in the field `type`."""

THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
"""What an entry type of classic BibTeX says that CSL keeps in `genre`."""

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
"""Language tags by babel's names, as in `langid`; of a tag's several names the first is written."""


def get_number_variable(entry_type: str) -> str:
    """What the field `number` is in an entry of this type."""
    if entry_type in ("article", "periodical", "suppperiodical"):
        return "issue"
    if READ_TYPE.get(entry_type) in ("book", "chapter", "paper-conference"):
        return "collection-number"
    return "number"
