"""A work in a bibliography: its entry, how that begins, and what it is sorted by."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from citation.record.source import Source
from citation.styles.interface import CitationRequest, Writer
from citation.text.names import Person, format_initials
from citation.text.richtext import RichText, TextSegment
from corpus.frozen import frozen
from corpus.items import Item

_TITLE = "\ue000"
"""A title that no work has: what a style writes before it is what the entry is listed under."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_TAIL = re.compile(r"(?:, (?:eds?|editors?|dir))?[.,]?$")
SECTIONS = ("Legislation", "Jurisprudence", "International Materials", "Secondary Material")
FRENCH_SECTIONS = ("Législation", "Jurisprudence", "Documents internationaux", "Doctrine")


@frozen
class Rules:
    """How one style lists works."""

    by: Literal["title", "year"] = "title"
    undated: Literal["first", "last"] = "last"
    dash: str = ""
    """Replaces authors that the entry before has too; "" where they are repeated."""
    sections: tuple[str, ...] = ()
    """Headings for laws, cases, treaties and the rest."""
    initials: bool = False
    """Whether only the initials of given names count, since only they are printed."""


class ListedWork:
    """One item, its entry, and how the entry begins."""

    def __init__(self, request: CitationRequest, write: Writer, rules: Rules) -> None:
        self.request, self.rules = request, rules
        self.text = write(request)
        source = request.source
        probe = Item({**source.item.record, "title": _TITLE})
        written = str(write(CitationRequest(Source(probe), context=request.context)))
        self.lead = (
            written.partition(_TITLE)[0].rstrip(" “‘«\N{NO-BREAK SPACE}")
            if _TITLE in written
            else ""
        )
        people = source.people
        self.people = people if people and self._is_listed_under(people[0]) else ()
        self.section = rules.sections[_find_section(source)] if rules.sections else ""

    def _is_listed_under(self, person: Person) -> bool:
        forms = (person.inverted, person.inverted_undotted, person.inverted_initials)
        return self.lead.startswith(forms)

    @property
    def _names(self) -> str:
        """How the entry begins, without the year that some styles put next."""
        year = self.request.year if self.rules.by == "year" else ""
        if not year:
            return self.lead
        return self.lead.removesuffix(year if year.endswith(".") else f"{year}.").rstrip()

    def has_same_authors_as(self, other: ListedWork) -> bool:
        """Whether it has the same authors as `other`, in the same section."""
        return bool(self.people) and (self.people, self.section) == (other.people, other.section)

    def replace_authors(self, dash: str) -> RichText:
        """The entry with `dash` for its authors; a role such as ", ed." stays."""
        names = self._names
        tail = _TAIL.search(names)
        kept = len(names) - len(tail[0]) if tail else len(names)
        return dash + _strip_start(self.text, kept)

    def make_sort_key(self) -> tuple[object, ...]:
        """What the bibliography is sorted by."""
        source, rules = self.request.source, self.rules
        section = _find_section(source) if rules.sections else 0
        date = source.date
        when = (date.year, date.month, date.day) if date else (0, 0, 0)
        title = fold_for_sorting(source.title.text)
        if rules.by == "title":
            return (section, self._make_heading_key(title), title, source.get_text("volume"), when)
        letter = self.request.context.get_letter(source)
        return (
            section,
            self._make_heading_key(title),
            *self._make_year_key(),
            len(letter),
            letter,
            title,
            when,
        )

    def _make_heading_key(self, title: str) -> tuple[tuple[str, str], ...]:
        if self.people:
            given = format_initials if self.rules.initials else str
            return tuple(
                (
                    fold_for_sorting(self._choose_family(person)),
                    fold_for_sorting(given(person.given)),
                )
                for person in self.people
            )
        return ((fold_for_sorting(self._names) or title, ""),)

    def _choose_family(self, person: Person) -> str:
        """Without its particle where the entry begins without it."""
        demoted = person.demoted and self.lead.startswith(self.people[0].inverted)
        return person.demoted if demoted else person.family

    def _make_year_key(self) -> tuple[int, int, str]:
        """Undated works come first or last, and "in press" and the like after the dated ones."""
        source = self.request.source
        if source.date:
            return (1, source.date.year, "")
        if source.year:
            return (2, 0, source.year)
        return (0 if self.rules.undated == "first" else 3, 0, "")


def _find_section(source: Source) -> int:
    """Its place in `Rules.sections`; debates are secondary material (McGill 1.1)."""
    if source.item.type == "treaty":
        return 2
    return 3 if source.item.type == "hearing" else {"law": 0, "case": 1}.get(source.shape, 3)


def fold_for_sorting(text: str) -> str:
    """The letters that count when names and titles are sorted, without an opening article."""
    bare = _ARTICLE.sub("", text.lstrip(" “‘\"'"))
    folded = unicodedata.normalize("NFKD", bare.casefold().translate(_LETTERS))
    return "".join(letter for letter in folded if letter.isalnum())


def _strip_start(text: RichText, count: int) -> RichText:
    """`text` without its first `count` characters."""
    kept: list[TextSegment] = []
    for segment in text.segments:
        cut = min(count, len(segment.text))
        count -= cut
        kept.append(TextSegment(segment.text[cut:], segment.face))
    return RichText(tuple(segment for segment in kept if segment.text))
