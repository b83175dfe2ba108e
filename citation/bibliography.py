"""Lists of works: in the order a style prescribes, repeated authors dashed, in sections.

How the styles sort, where the same authors have several works:

mcgill               by title; dashed; legislation, jurisprudence and secondary material apart (1.1)
apa                  by year, undated first; names repeated (9.44–9.49)
chicago              by title; names repeated (18: 13.72), dashed in the 17th edition (14.67)
chicago-author-date  by year, undated last; the same of the names (18: 13.112–114; 17: 15.17–20)
mla                  by title; dashed with three hyphens (5.126)

Works of one author stand before those that the author wrote with others; a work without authors
stands under its title, whose article does not count. Works of one title stand by date.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from citation.context import Context
from citation.interface import Request, Writer
from citation.names import Person, initials
from citation.output import Output, Paragraph, document
from citation.richtext import RichText, Segment, rich
from citation.source import Source
from citation.styles import STYLE_NAMES, style_named
from corpus.items import Item

_TITLE = "\ue000"
"""A title that no work has: what a style writes before it is what an entry is listed under."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_TAIL = re.compile(r"(?:, (?:eds?|editors?))?[.,]?$")
_SECTIONS = {"law": "Legislation", "case": "Jurisprudence"}
_OTHERS = "Secondary Material"


@dataclass(frozen=True)
class _Rules:
    """How one style lists works."""

    by: Literal["title", "year"] = "title"
    undated: Literal["first", "last"] = "last"
    dash: str = ""
    """What stands for the authors of the entry before; "" where they are repeated."""
    sections: bool = False
    initials: bool = False
    """Whether given names count by their initials only, as they are printed."""


_RULES = {
    "mcgill": _Rules(dash="———", sections=True),
    "apa": _Rules("year", undated="first", initials=True),
    "chicago": _Rules(),
    "chicago-17": _Rules(dash="———"),
    "chicago-author-date": _Rules("year"),
    "chicago-author-date-17": _Rules("year", dash="———"),
    "mla": _Rules(dash="---"),
}


@dataclass(frozen=True)
class Entry:
    """One work of a list."""

    item: Item
    text: RichText
    section: str = ""
    """The heading that it stands under, "" where the list has no sections."""

    def as_json(self, style: str) -> dict[str, str | None]:
        """The documented, stable form."""
        return {
            "item": self.item.id,
            "style": style,
            "form": "bibliography",
            "section": self.section or None,
            "text": self.text.written("text"),
            "markdown": self.text.written("markdown"),
            "html": self.text.written("html"),
        }


def bibliography(items: Iterable[Item], style: str) -> list[Entry]:
    """The entries of `items`, each once, in order; years get their letters among these items.

    `style` is one of pincite's own or a CSL style. Raises RequestError when there is no such style
    or it has no bibliography.
    """
    listed = list({item.id: item for item in items}.values())
    if style not in STYLE_NAMES:
        from citation.csl_styles import csl_style

        return [Entry(item, text) for item, text in csl_style(style).bibliography(listed)]
    write = style_named(style).writer("bibliography")
    rules, context = _RULES.get(style, _Rules()), Context(listed)
    works = [_Work(Request(Source(item), context=context), write, rules) for item in listed]
    works.sort(key=_Work.place)
    sections = {work.section for work in works} if rules.sections else set()
    return _entries(works, rules, with_sections=len(sections) > 1)


def written(entries: Iterable[Entry], output: Output) -> str:
    """The list in one of the output formats, with its headings."""
    paragraphs: list[Paragraph] = []
    section = ""
    for entry in entries:
        if entry.section != section:
            section = entry.section
            paragraphs.append(Paragraph(rich(section), heading=True))
        paragraphs.append(Paragraph(entry.text))
    return document(paragraphs, output, hanging=True)


def relettered(items: Iterable[Item], catalogue: Iterable[Item], style: str) -> list[str]:
    """Ids of the items whose year has another letter in a list of `items` than in the catalogue."""
    if style not in _RULES or _RULES[style].by != "year":
        return []
    kept = list(items)
    among, whole = Context(kept), Context(catalogue)
    return [item.id for item in kept if among.letter(Source(item)) != whole.letter(Source(item))]


def _entries(works: Sequence[_Work], rules: _Rules, *, with_sections: bool) -> list[Entry]:
    entries: list[Entry] = []
    before: _Work | None = None
    for work in works:
        repeated = before is not None and work.follows(before) and rules.dash
        text = work.dashed(rules.dash) if repeated else work.text
        entries.append(Entry(work.request.source.item, text, work.section if with_sections else ""))
        before = work
    return entries


class _Work:
    """One item, its entry, and what the entry begins with."""

    def __init__(self, request: Request, write: Writer, rules: _Rules) -> None:
        self.request, self.rules = request, rules
        self.text = write(request)
        source = request.source
        probe = Item({**source.item.record, "title": _TITLE})
        written = str(write(Request(Source(probe), context=request.context)))
        self.lead = written.partition(_TITLE)[0].rstrip(" “‘") if _TITLE in written else ""
        people = source.authors or source.editors
        self.people = people if people and self._under(people[0]) else ()
        self.section = _SECTIONS.get(source.shape, _OTHERS)

    def _under(self, person: Person) -> bool:
        forms = (person.inverted, person.inverted_undotted, person.inverted_initials)
        return self.lead.startswith(forms)

    @property
    def _names(self) -> str:
        """What the entry begins with, without the year that some styles write behind it."""
        year = self.request.year if self.rules.by == "year" else ""
        if not year:
            return self.lead
        return self.lead.removesuffix(year if year.endswith(".") else f"{year}.").rstrip()

    def follows(self, other: _Work) -> bool:
        """Whether it has the same authors as the entry before, in the same section."""
        return bool(self.people) and (self.people, self.section) == (other.people, other.section)

    def dashed(self, dash: str) -> RichText:
        """The entry with a dash for its authors; a role such as ", ed." stays."""
        names = self._names
        tail = _TAIL.search(names)
        kept = len(names) - len(tail[0]) if tail else len(names)
        return dash + _without_start(self.text, kept)

    def place(self) -> tuple[object, ...]:
        """What the list is sorted by."""
        source, rules = self.request.source, self.rules
        order = [*_SECTIONS.values(), _OTHERS]
        section = order.index(self.section) if rules.sections else 0
        date = source.date
        when = (date.year, date.month, date.day) if date else (0, 0, 0)
        title = letters(source.title.text)
        if rules.by == "title":
            return (section, self._heading(title), title, source.text("volume"), when)
        letter = self.request.context.letter(source)
        return (section, self._heading(title), *self._year(), len(letter), letter, title, when)

    def _heading(self, title: str) -> tuple[tuple[str, str], ...]:
        if self.people:
            given = initials if self.rules.initials else str
            return tuple((letters(one.family), letters(given(one.given))) for one in self.people)
        return ((letters(self._names) or title, ""),)

    def _year(self) -> tuple[int, int, str]:
        """Undated works before or after all others, those "in press" and alike behind the dated."""
        source = self.request.source
        if source.date:
            return (1, source.date.year, "")
        if source.year:
            return (2, 0, source.year)
        return (0 if self.rules.undated == "first" else 3, 0, "")


def letters(text: str) -> str:
    """What counts when names and titles are sorted letter by letter, opening articles left out."""
    bare = _ARTICLE.sub("", text.lstrip(" “‘\"'"))
    folded = unicodedata.normalize("NFKD", bare.casefold().translate(_LETTERS))
    return "".join(letter for letter in folded if letter.isalnum())


def _without_start(text: RichText, count: int) -> RichText:
    """`text` without its first `count` characters."""
    kept: list[Segment] = []
    for segment in text.segments:
        cut = min(count, len(segment.text))
        count -= cut
        kept.append(Segment(segment.text[cut:], segment.face))
    return RichText(tuple(segment for segment in kept if segment.text))
