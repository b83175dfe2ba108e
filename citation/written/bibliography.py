"""Bibliographies: the order a style prescribes, dashes for repeated authors, and sections.

How the styles order several works by the same authors:

mcgill, mcgill-fr    by title; dashed; legislation, jurisprudence and secondary material apart (1.1)
apa                  by year, undated first; names repeated (9.44–9.49)
chicago              by title; names repeated (18: 13.72), dashed in the 17th edition (14.67)
chicago-author-date  by year, undated last; names as above (18: 13.112–114; 17: 15.17–20)
mla                  by title; dashed with three hyphens (5.126)

Works by one author come before those the author wrote with others. A work without authors is listed
under its title, without the opening article; works with the same title are ordered by date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citation.record.disambiguation import Context
from citation.record.source import Source
from citation.styles.interface import CitationRequest
from citation.styles.registry import STYLE_NAMES, get_style
from citation.text.richtext import Format, RichText, make_rich
from citation.written.listed_works import FRENCH_SECTIONS, SECTIONS, ListedWork, Rules
from citation.written.output import OutputParagraph, write_document
from corpus.frozen import frozen
from corpus.items import Item

HEADINGS = {
    "mcgill": "Bibliography",
    "mcgill-fr": "Bibliographie",
    "apa": "References",
    "chicago": "Bibliography",
    "chicago-17": "Bibliography",
    "chicago-author-date": "References",
    "chicago-author-date-17": "References",
    "mla": "Works Cited",
}
"""What the guides call the list (McGill 1.1; APA 2.12; Chicago 17: 14.61, 15.10; MLA 1.5)."""
_RULES = {
    "mcgill": Rules(dash="———", sections=SECTIONS),
    "mcgill-fr": Rules(dash="———", sections=FRENCH_SECTIONS),
    "apa": Rules("year", undated="first", initials=True),
    "chicago": Rules(),
    "chicago-17": Rules(dash="———"),
    "chicago-author-date": Rules("year"),
    "chicago-author-date-17": Rules("year", dash="———"),
    "mla": Rules(dash="---"),
}


@frozen
class ListEntry:
    """One work in a bibliography."""

    item: Item
    text: RichText
    section: str = ""
    """The heading it is listed under, "" where the list has no sections."""

    def as_json(self, style: str) -> dict[str, str | None]:
        """The documented, stable form."""
        return {
            "item": self.item.id,
            "style": style,
            "form": "bibliography",
            "section": self.section or None,
            **self.text.as_json(),
        }


def build_bibliography(items: Iterable[Item], style: str) -> list[ListEntry]:
    """The entries of `items`, each once and in order; letters after years count these items only.

    `style` is built in or a CSL style. Some CSL styles have no entries for briefs and the like and
    leave them out. Raises RequestError where there is no such style or it has no bibliography.
    """
    listed = list({item.id: item for item in items}.values())
    if style not in STYLE_NAMES:
        from citation.csl.csl_styles import find_csl_style

        entries = find_csl_style(style).make_entries(listed)
        return [ListEntry(item, text) for item, text in entries if text]
    write = get_style(style).get_writer("bibliography")
    rules, context = _RULES[style], Context(listed)
    works = [
        ListedWork(CitationRequest(Source(item), context=context), write, rules) for item in listed
    ]
    works.sort(key=ListedWork.make_sort_key)
    sections = {work.section for work in works} if rules.sections else set()
    return _make_entries(works, rules, with_sections=len(sections) > 1)


def write_bibliography(entries: Iterable[ListEntry], output: Format, heading: str = "") -> str:
    """The list in one of the output formats, with its headings and, above it, `heading`."""
    return write_document(make_paragraphs(entries, heading), output, hanging=True)


def make_paragraphs(entries: Iterable[ListEntry], heading: str = "") -> list[OutputParagraph]:
    """The entries and headings, in order."""
    paragraphs = [OutputParagraph(make_rich(heading), heading=True)] if heading else []
    section = ""
    for entry in entries:
        if entry.section != section:
            section = entry.section
            paragraphs.append(OutputParagraph(make_rich(section), heading=True))
        paragraphs.append(OutputParagraph(entry.text))
    return paragraphs


def find_relettered_items(
    items: Iterable[Item], catalogue: Iterable[Item], style: str
) -> list[str]:
    """Ids of the items whose year letter in a list of `items` differs from that in `catalogue`."""
    if style not in _RULES or _RULES[style].by != "year":
        return []
    in_list, in_catalogue = Context(items), Context(catalogue)
    return [
        source.item.id
        for source in in_list.sources
        if in_list.get_letter(source) != in_catalogue.get_letter(source)
    ]


def _make_entries(
    works: Sequence[ListedWork], rules: Rules, *, with_sections: bool
) -> list[ListEntry]:
    entries: list[ListEntry] = []
    before: ListedWork | None = None
    for work in works:
        repeated = before is not None and work.has_same_authors_as(before) and rules.dash
        text = work.replace_authors(rules.dash) if repeated else work.text
        entries.append(
            ListEntry(work.request.source.item, text, work.section if with_sections else "")
        )
        before = work
    return entries
