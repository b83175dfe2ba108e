"""Chicago author-date: The Chicago Manual of Style, 18th and 17th editions."""

from __future__ import annotations

from citation.record.source import Source
from citation.styles.chicago import format_entry_facts
from citation.styles.chicago_parts import (
    EDITION_17,
    EDITION_18,
    Edition,
    add_pages,
    format_inverted_authors,
    format_locator,
    format_page_range,
    format_title,
    make_container_title,
    write_law_entry,
)
from citation.styles.interface import CitationRequest, Style
from citation.text.dates import format_month_day, format_month_first
from citation.text.names import join_names
from citation.text.richtext import (
    RichText,
    Words,
    join,
    join_sentences,
    join_with_commas,
    make_link,
    make_rich,
)


def write_in_text(request: CitationRequest, edition: Edition) -> RichText:
    """`(Bauder 2011, 101–2)`: no comma before the year, no "p." (17: 15.22-15.23; 18: 13.113)."""
    year = request.year
    lead = _format_author_or_title(request, edition)
    named = join_with_commas([lead, year]) if year.startswith("n.d.") else join([lead, year])
    return "(" + join_with_commas([named, request.minute_apart, format_locator(request)]) + ")"


def write_entry(request: CitationRequest, edition: Edition) -> RichText:
    """An entry of the reference list: the year after the author."""
    source = request.source
    if source.shape in ("law", "case"):
        return write_law_entry(source, edition)
    author = format_inverted_authors(source, edition)
    title = format_title(source, edition)
    opening: list[Words] = [author, request.year, title] if author else [title, request.year]
    if source.shape == "journal":
        facts: list[Words] = [_format_journal(source, edition)]
    else:
        facts = format_entry_facts(
            source, edition, lambda full: _format_rest_of_date(source, edition, full)
        )
    seen = source.format_access_date(format_month_first)
    accessed = f"Accessed {seen}" if seen and source.url else ""
    return join_sentences([*opening, *facts, accessed, make_link(source.url)])


def _format_author_or_title(request: CitationRequest, edition: Edition) -> RichText:
    source = request.source
    people = source.authors or source.editors
    if not people or source.shape in ("law", "case"):
        title = source.title if source.shape in ("law", "case") else source.short_title
        return format_title(source, edition, title)
    names = [person.family for person in people]
    if request.context.has_namesake(people[0]):
        names[0] = people[0].initials_first
    if len(names) <= edition.named_in_notes:
        return make_rich(join_names(names, "and", serial=True))
    needed = request.context.count_needed_names(source, edition.named_in_notes)
    if needed == len(names):
        return make_rich(join_names(names, "and", serial=True))
    comma = "," if needed > 1 else ""
    return make_rich(f"{', '.join(names[:needed])}{comma} et al.")


def _format_rest_of_date(source: Source, edition: Edition, full: bool) -> str:
    """Month and day; the 17th edition repeats the year after them."""
    if not full or not source.date or not format_month_day(source.date):
        return ""
    return format_month_day(source.date) if edition.number > 17 else format_month_first(source.date)


def _format_journal(source: Source, edition: Edition) -> RichText:
    """`*Journal* 13 (4): 1101–8`; without an issue the 17th edition closes up `22:209–35`."""
    issue = f"({source.get_text('issue')})" if source.get_text("issue") else ""
    name = make_container_title(source, edition).format_as("italic")
    body = join([name, source.get_text("volume"), issue])
    colon = ": " if issue or edition.number > 17 else ":"
    return add_pages(body, format_page_range(source), colon)


def _make_style(name: str, title: str, edition: Edition) -> Style:
    return Style(
        name,
        title,
        {
            "in-text": lambda request: write_in_text(request, edition),
            "bibliography": lambda request: write_entry(request, edition),
        },
    )


STYLE = _make_style("chicago-author-date", "Chicago author-date (18th edition)", EDITION_18)
STYLE_17 = _make_style("chicago-author-date-17", "Chicago author-date (17th edition)", EDITION_17)
