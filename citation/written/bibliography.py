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

from collections.abc import Iterable, Sequence

from citation.record.disambiguation import Context
from citation.record.source import Source
from citation.styles.interface import CitationRequest
from citation.styles.registry import STYLE_NAMES, get_style
from citation.text.richtext import Format, RichText, make_rich
from citation.written.listed_works import ListedWork, Rules
from citation.written.output import OutputParagraph, write_document
from corpus.frozen import frozen
from corpus.items import Item

_RULES = {
    "mcgill": Rules(dash="———", sections=True),
    "apa": Rules("year", undated="first", initials=True),
    "chicago": Rules(),
    "chicago-17": Rules(dash="———"),
    "chicago-author-date": Rules("year"),
    "chicago-author-date-17": Rules("year", dash="———"),
    "mla": Rules(dash="---"),
}


@frozen
class ListEntry:
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
            **self.text.as_json(),
        }


def build_bibliography(items: Iterable[Item], style: str) -> list[ListEntry]:
    """The entries of `items`, each once, in order; years get their letters among these items.

    `style` is one of pincite's own or a CSL style; some CSL styles have no entries for briefs and
    the like, and leave them out. Raises RequestError when there is no such style or it has no
    bibliography.
    """
    listed = list({item.id: item for item in items}.values())
    if style not in STYLE_NAMES:
        from citation.csl.csl_styles import find_csl_style

        made = find_csl_style(style).make_entries(listed)
        return [ListEntry(item, text) for item, text in made if text]
    write = get_style(style).get_writer("bibliography")
    rules, context = _RULES.get(style, Rules()), Context(listed)
    works = [
        ListedWork(CitationRequest(Source(item), context=context), write, rules) for item in listed
    ]
    works.sort(key=ListedWork.make_sort_key)
    sections = {work.section for work in works} if rules.sections else set()
    return _make_entries(works, rules, with_sections=len(sections) > 1)


def write_bibliography(entries: Iterable[ListEntry], output: Format) -> str:
    """The list in one of the output formats, with its headings."""
    paragraphs: list[OutputParagraph] = []
    section = ""
    for entry in entries:
        if entry.section != section:
            section = entry.section
            paragraphs.append(OutputParagraph(make_rich(section), heading=True))
        paragraphs.append(OutputParagraph(entry.text))
    return write_document(paragraphs, output, hanging=True)


def find_relettered_items(
    items: Iterable[Item], catalogue: Iterable[Item], style: str
) -> list[str]:
    """Ids of the items whose year has another letter in a list of `items` than in the catalogue."""
    if style not in _RULES or _RULES[style].by != "year":
        return []
    kept = list(items)
    among, whole = Context(kept), Context(catalogue)
    return [
        item.id for item in kept if among.get_letter(Source(item)) != whole.get_letter(Source(item))
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
