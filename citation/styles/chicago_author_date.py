"""Chicago author-date: The Chicago Manual of Style, 18th and 17th editions."""

from __future__ import annotations

from citation.record.source import Source
from citation.styles.chicago import entry_facts
from citation.styles.chicago_parts import (
    EDITION_17,
    EDITION_18,
    Edition,
    authors_inverted,
    container,
    law_entry,
    locator,
    page_range,
    titled,
    with_pages,
)
from citation.styles.interface import Request, Style
from citation.text.dates import month_day, month_first
from citation.text.names import listed
from citation.text.richtext import RichText, Words, commas, join, link, rich, sentences


def in_text(request: Request, edition: Edition) -> RichText:
    """`(Bauder 2011, 101–2)`: no comma before the year, no "p." (17: 15.22-15.23; 18: 13.113)."""
    year = request.year
    lead = _lead(request, edition)
    named = commas([lead, year]) if year.startswith("n.d.") else join([lead, year])
    return "(" + commas([named, request.minute_apart, locator(request)]) + ")"


def bibliography(request: Request, edition: Edition) -> RichText:
    """An entry of the reference list: the year after the author."""
    source = request.source
    if source.shape in ("law", "case"):
        return law_entry(source, edition)
    author = authors_inverted(source, edition)
    title = titled(source, edition)
    opening: list[Words] = [author, request.year, title] if author else [title, request.year]
    if source.shape == "journal":
        facts: list[Words] = [_journal(source, edition)]
    else:
        facts = entry_facts(source, edition, lambda full: _rest_of_date(source, edition, full))
    seen = source.accessed(month_first)
    accessed = f"Accessed {seen}" if seen and source.url else ""
    return sentences([*opening, *facts, accessed, link(source.url)])


def _lead(request: Request, edition: Edition) -> RichText:
    source = request.source
    people = source.authors or source.editors
    if not people or source.shape in ("law", "case"):
        title = source.title if source.shape in ("law", "case") else source.short_title
        return titled(source, edition, title)
    names = [person.family for person in people]
    if request.context.namesake(people[0]):
        names[0] = people[0].initials_first
    if len(names) <= edition.named_in_notes:
        return rich(listed(names, "and", serial=True))
    needed = request.context.names_needed(source, edition.named_in_notes)
    if needed == len(names):
        return rich(listed(names, "and", serial=True))
    comma = "," if needed > 1 else ""
    return rich(f"{', '.join(names[:needed])}{comma} et al.")


def _rest_of_date(source: Source, edition: Edition, full: bool) -> str:
    """Month and day; the 17th edition repeats the year after them."""
    if not full or not source.date or not month_day(source.date):
        return ""
    return month_day(source.date) if edition.number > 17 else month_first(source.date)


def _journal(source: Source, edition: Edition) -> RichText:
    """`*Journal* 13 (4): 1101–8`; without an issue the 17th edition closes up `22:209–35`."""
    issue = f"({source.text('issue')})" if source.text("issue") else ""
    name = container(source, edition).dressed("italic")
    body = join([name, source.text("volume"), issue])
    colon = ": " if issue or edition.number > 17 else ":"
    return with_pages(body, page_range(source), colon)


def _style(name: str, title: str, edition: Edition) -> Style:
    return Style(
        name,
        title,
        {
            "in-text": lambda request: in_text(request, edition),
            "bibliography": lambda request: bibliography(request, edition),
        },
    )


STYLE = _style("chicago-author-date", "Chicago author-date (18th edition)", EDITION_18)
STYLE_17 = _style("chicago-author-date-17", "Chicago author-date (17th edition)", EDITION_17)
