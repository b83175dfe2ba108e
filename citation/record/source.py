"""An item as a citation sees it: what sort of document it is, and its fields ready to print."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Literal, get_args

from citation.text.dates import format_span, format_year
from citation.text.names import Person, read_people
from citation.text.titles import Title, curl_quotes
from corpus.frozen import frozen
from corpus.items import Item, PartialDate, parse_whole_number
from corpus.late_pattern import compile_late

Shape = Literal[
    "minutes",
    "brief",
    "decision",
    "staff-report",
    "report",
    "review",
    "paper",
    "book",
    "chapter",
    "journal",
    "news",
    "web",
    "thesis",
    "law",
    "case",
    "document",
]

_OF_TYPE: dict[str, Shape] = {
    "book": "book",
    "collection": "book",
    "chapter": "chapter",
    "entry-encyclopedia": "chapter",
    "entry-dictionary": "chapter",
    "entry": "chapter",
    "paper-conference": "chapter",
    "article-journal": "journal",
    "article-newspaper": "news",
    "article-magazine": "news",
    "webpage": "web",
    "post": "web",
    "post-weblog": "web",
    "thesis": "thesis",
    "legislation": "law",
    "bill": "law",
    "regulation": "law",
    "hearing": "law",
    "treaty": "law",
    "legal_case": "case",
    "article": "paper",
    "report": "report",
}
_OF_KIND: dict[str, Shape] = {
    "board-minutes": "minutes",
    "council-decision": "decision",
    "deputation": "brief",
    "inquiry-report": "review",
    "working-paper": "paper",
    "journal-article": "journal",
    "newspaper": "news",
    "statute": "law",
    "court-filing": "case",
    "judgment": "case",
    "opinion": "case",
    "ngo-report": "report",
    "government-report": "report",
    "policy": "report",
}
_OF_WORDS: dict[Shape, re.Pattern[str]] = {
    "minutes": compile_late(r"^minutes?\b", re.IGNORECASE),
    "brief": compile_late(
        r"^(?:brief|deputation|submission) (?:submitted |made )?to\b", re.IGNORECASE
    ),
    "staff-report": compile_late(r"^staff report\b", re.IGNORECASE),
    "paper": compile_late(r"\bworking paper\b", re.IGNORECASE),
}
_SPECIFIC_TYPES = frozenset(_OF_TYPE) - {"article", "report", "collection", "webpage"}
_NUMBER_WORD = compile_late(r"^(?:min(?:ute)?\.?\s*)?\bno\b\.?\s*", re.IGNORECASE)


@frozen
class Source:
    """One item, read for citing; every text is "" where the record has none."""

    item: Item

    @cached_property
    def shape(self) -> Shape:
        """A specific CSL type decides, else pincite's own kind, else words of the genre or title.

        Where none of them tells, it is a `report` if the CSL type says so, else a `document`.
        """
        item = self.item
        if item.type in _SPECIFIC_TYPES:
            return _OF_TYPE[item.type]
        kind = str(item.own.get("kind", "")).strip().lower()
        if kind in _OF_KIND:
            return _OF_KIND[kind]
        shapes: tuple[Shape, ...] = get_args(Shape)
        if kind in shapes:
            return next(shape for shape in shapes if shape == kind)
        if item.type in ("report", "document"):
            description = item.get_text("genre") or item.title
            for shape, words in _OF_WORDS.items():
                if words.search(description):
                    return shape
        return _OF_TYPE.get(item.type, "document")

    @property
    def is_legal(self) -> bool:
        """Whether it is a law or a case, which are cited by title and reference alone."""
        return self.shape in ("law", "case")

    @cached_property
    def authors(self) -> tuple[Person, ...]:
        """Persons and bodies in order."""
        return read_people(self.item.record.get("author"))

    @cached_property
    def editors(self) -> tuple[Person, ...]:
        """Persons and bodies in order."""
        return read_people(self.item.record.get("editor"))

    @cached_property
    def translators(self) -> tuple[Person, ...]:
        """Persons and bodies in order."""
        return read_people(self.item.record.get("translator"))

    @property
    def people(self) -> tuple[Person, ...]:
        """Those it is cited under: the authors, else the editors; nobody for a law or a case."""
        return () if self.is_legal else self.authors or self.editors

    def has_body_author(self, body: str) -> bool:
        """Whether the body called `body` is one of the authors."""
        return any(author.body and author.family == body for author in self.authors)

    @cached_property
    def title(self) -> Title:
        """In the case in which it is stored; the item's id where nothing else could name it."""
        title = self._parse_title("title")
        return title if title or self.people else Title(self.item.id, ((0, len(self.item.id)),))

    @cached_property
    def short_title(self) -> Title:
        """The record's own short title, else the part of the title before the colon."""
        return self._parse_title("title-short") or self.title.shorten()

    @property
    def later_title(self) -> Title:
        """What later citations call it: the short title; of a law or a case only one that the
        record itself has, else the whole one."""
        return (
            (self._parse_title("title-short") or self.title) if self.is_legal else self.short_title
        )

    @cached_property
    def container(self) -> Title:
        """The journal, newspaper, book or site it appeared in."""
        return self._parse_title("container-title")

    def _parse_title(self, variable: str) -> Title:
        """A title, of which nothing is re-cased where it is not in English: capitals for every word
        are an English habit (The Chicago Manual 11.6, McGill 1.3)."""
        title = Title.parse(self.item.record.get(variable))
        return title.fix() if self.is_foreign else title

    @property
    def is_french(self) -> bool:
        """Whether the record says that the work is in French."""
        return self.get_text("language").lower().startswith("fr")

    @property
    def is_foreign(self) -> bool:
        """Whether the record says that the work is in another language than English."""
        language = self.get_text("language").lower()
        return bool(language) and not language.startswith(("en", "und", "zxx"))

    def get_text(self, variable: str) -> str:
        """Any CSL variable in one line, with typographic quotation marks."""
        return curl_quotes(" ".join(self.item.get_text(variable).split()))

    @property
    def publisher(self) -> str:
        """Who published it."""
        return self.get_text("publisher")

    @property
    def other_publisher(self) -> str:
        """Who published it, "" where that is a body that is also the author."""
        return "" if self.has_body_author(self.publisher) else self.publisher

    @property
    def imprint(self) -> str:
        """`Place: Publisher`, or whichever of them is known."""
        place = self.get_text("publisher-place")
        return f"{place}: {self.publisher}" if place and self.publisher else place or self.publisher

    @property
    def genre(self) -> str:
        """`RCIS Working Paper`, `Brief submitted to …`, `PhD dissertation`."""
        return self.get_text("genre")

    @property
    def bare_number(self) -> str:
        """The number without a leading "No."; one inside, as in `AFS No. 15467`, stays."""
        return _NUMBER_WORD.sub("", self.get_text("number"))

    @property
    def number(self) -> str:
        """The number, with "No." where it is due: `No. 2019/3`, `CD18.5`, `AFS No. 15467`."""
        bare = self.bare_number
        counted = self.get_text("number") != bare or bare[:1].isdigit() or self.shape == "minutes"
        return f"No. {bare}" if bare and counted else bare

    @property
    def pages(self) -> str:
        """The page range of an article or chapter, without "pp."; "" where it is "n/a"."""
        written = re.sub(r"^(?:pages?|pp?)\b\.?\s*(?=\S)", "", self.get_text("page"), flags=re.I)
        return "" if re.fullmatch(r"(?:n/?a\W*)+", written, re.IGNORECASE) else written

    @property
    def first_page(self) -> str:
        """Where an article or chapter starts."""
        return self.get_text("page-first") or re.split(r"\s*(?:-|–|,)\s*", self.pages)[0]

    @property
    def edition(self) -> str:
        """`2nd`, `revised`, `1898`, without "edition"; "" for a first edition."""
        written = re.sub(r"[,\s]*\bed(?:n|ition)?\b\.?$", "", self.get_text("edition"))
        number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|d)?", written)
        ordinal = int(number[1]) if number else _find_ordinal(written)
        if ordinal == 1:
            return ""
        return format_ordinal(ordinal) if ordinal else written

    @property
    def url(self) -> str:
        """The DOI as a link, else the URL."""
        return f"https://doi.org/{self.doi}" if self.doi else self.item.get_text("URL").strip()

    @property
    def doi(self) -> str:
        """The DOI alone: `10.1000/182`."""
        written = self.item.get_text("DOI").strip()
        return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", written)

    @property
    def jurisdiction(self) -> str:
        """The government that issued it, such as `Ontario`."""
        return self.own_text("jurisdiction")

    def own_text(self, field: str) -> str:
        """A text that pincite keeps in the record, with typographic quotation marks."""
        return curl_quotes(str(self.item.own.get(field) or "").strip())

    @cached_property
    def date(self) -> PartialDate | None:
        """When it was issued, the first day of a range; for minutes, when the meeting was held.

        Months 21 to 24 are the seasons from spring to winter.
        """
        date, season = self._issued.get_date("issued"), self._read_issued("season")
        date = date if date and date.year > 0 else None
        number = parse_whole_number(season) or 0
        if date and not date.month and number:
            number = number - 20 if number > 20 else number
            return PartialDate(date.year, 20 + number) if 1 <= number <= 4 else date
        return date

    @cached_property
    def last_date(self) -> PartialDate | None:
        """The last day of a range, None where `issued` is no range or has no end."""
        parts = self._read_issued("date-parts")
        if not self.date or not isinstance(parts, list) or len(parts) < 2:
            return None
        end = Item({"issued": {"date-parts": parts[1:]}}).get_date("issued")
        return end if end and end.year > 0 and end > self.date else None

    @property
    def approximate(self) -> bool:
        """Whether the record says that the date is only about right."""
        return self._read_issued("circa") not in (None, False, "", 0, "false")

    @property
    def original_year(self) -> str:
        """The year of first publication, "" where the record has none or it is the year itself."""
        date = _read_date(self.item, "original-date")
        return str(date.year) if date and (not self.date or date.year != self.date.year) else ""

    def _read_issued(self, part: str) -> object:
        issued = self._issued.record.get("issued")
        return issued.get(part) if isinstance(issued, Mapping) else None

    @cached_property
    def _issued(self) -> Item:
        """The date of issue, read where the record has it in words that mean one date."""
        written = _read_literal_date(self.item)
        if self.item.get_date("issued") or not re.search(r"\d{4}", written):
            return self.item
        from corpus.formats.date_fields import parse_written_date  # here: few records need it

        return Item({"issued": parse_written_date(written) or self.item.record.get("issued")})

    @property
    def year(self) -> str:
        """The year or years, or the date in the record's own words."""
        return self.format_date(format_year)

    @property
    def year_in_title(self) -> bool:
        """Whether the title ends with the year: `Community Safety and Policing Act, 2019`."""
        return bool(self.year) and self.title.text.endswith(self.year)

    def format_date(self, write: Callable[[PartialDate], str], undated: str = "") -> str:
        """The date in the format `write`, else in the record's own words, else `undated`.

        A range has both ends; `ca.` stands before a date that is only about right.
        """
        if self.date:
            last = self.last_date
            date = format_span(self.date, last, write) if last else write(self.date)
            return f"ca. {date}" if date and self.approximate else date
        return _read_literal_date(self.item) or self.get_text("status") or undated

    def format_access_date(self, write: Callable[[PartialDate], str]) -> str:
        """The day of access in the format `write`, "" where the document has a date of its own."""
        date = _read_date(self.item, "accessed")
        return write(date) if date and not self.format_date(str) else ""


_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
)


def _find_ordinal(word: str) -> int:
    """2 for `Second`, 0 for any other word."""
    return _ORDINALS.index(word.lower()) + 1 if word.lower() in _ORDINALS else 0


def format_ordinal(number: int) -> str:
    """`2nd`, `3rd`, `11th`."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _read_date(item: Item, variable: str) -> PartialDate | None:
    date = item.get_date(variable)
    return date if date and date.year > 0 else None


def _read_literal_date(item: Item) -> str:
    issued = item.record.get("issued")
    words = (issued.get("literal") or issued.get("raw")) if isinstance(issued, dict) else ""
    return curl_quotes(str(words or "").strip())
