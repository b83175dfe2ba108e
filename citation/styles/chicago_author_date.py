"""Chicago author-date: The Chicago Manual of Style, 18th and 17th editions."""

from __future__ import annotations

from citation.record.source import Source
from citation.styles.chicago import list_entry_facts
from citation.styles.chicago_parts import (
    EDITION_17,
    EDITION_18,
    Edition,
    EditionWriter,
    add_pages,
    format_container,
    format_inverted_authors,
    format_locator,
    format_page_range,
    format_title,
    list_access,
    make_style,
    write_law_entry,
)
from citation.styles.interface import CitationRequest, Form
from citation.text.dates import format_month_day, format_month_first, format_span
from citation.text.joining import join_words, wrap
from citation.text.richtext import RichText, Words, join, join_sentences, join_with_commas


def write_in_text(request: CitationRequest, edition: Edition) -> RichText:
    """`(Bauder 2011, 101–2)`: no comma before the year, no "p." (17: 15.22-15.23; 18: 13.113)."""
    source, year = request.source, _format_years(request)
    names = request.format_cited_names("and", edition.named_in_notes)
    lead = names or format_title(source, edition, source.later_title)
    named = join_with_commas([lead, year]) if year.startswith("n.d.") else join([lead, year])
    return "(" + join_with_commas([named, request.minute_apart, format_locator(request)]) + ")"


def write_narrative(request: CitationRequest, edition: Edition) -> RichText:
    """`Bauder (2011, 101–2)`: the names in the sentence (17: 15.25; 18: 13.115)."""
    source = request.source
    names: Words = request.format_cited_names("and", edition.named_in_notes) or format_title(
        source, edition, source.later_title
    )
    parts = [_format_years(request), request.minute_apart, format_locator(request)]
    inside = join_with_commas(parts)
    return join([names, "(" + inside + ")" if inside else ""])


def write_entry(request: CitationRequest, edition: Edition) -> RichText:
    """An entry of the reference list: the year after the author."""
    source = request.source
    if source.is_legal:
        return write_law_entry(source, edition)
    year = _format_years(request)
    author, title = format_inverted_authors(source, edition), format_title(source, edition)
    opening: list[Words] = [author, year, title] if author else [title, year]
    if source.shape == "journal":
        facts: list[Words] = [_format_journal(source, edition)]
    else:
        facts = list_entry_facts(
            source, edition, lambda full: _format_rest_of_date(source, edition, full)
        )
    return join_sentences([*opening, *facts, *list_access(source)])


def _format_years(request: CitationRequest) -> str:
    """The year, that of first publication before it in parentheses (17: 15.40; 18: 13.106)."""
    return join_words(wrap("(", request.source.original_year, ")"), request.year)


def _format_rest_of_date(source: Source, edition: Edition, full: bool) -> str:
    """Month and day; the 17th edition repeats the year after them."""
    if not full or not source.date or not format_month_day(source.date):
        return ""
    last = source.last_date
    repeated = edition.number < 18 or (last and last.year != source.date.year)
    write = format_month_first if repeated else format_month_day
    return format_span(source.date, last, write) if last else write(source.date)


def _format_journal(source: Source, edition: Edition) -> RichText:
    """`*Journal* 13 (4): 1101–8`; without an issue the 17th edition closes up `22:209–35`."""
    issue = wrap("(", source.get_text("issue"), ")")
    body = join([format_container(source, edition), source.get_text("volume"), issue])
    colon = ": " if issue or edition.number > 17 else ":"
    return add_pages(body, format_page_range(source), colon)


_WRITERS: dict[Form, EditionWriter] = {
    "in-text": write_in_text,
    "narrative": write_narrative,
    "bibliography": write_entry,
}
STYLE = make_style(
    "chicago-author-date", "Chicago author-date (18th edition)", EDITION_18, _WRITERS
)
STYLE_17 = make_style(
    "chicago-author-date-17", "Chicago author-date (17th edition)", EDITION_17, _WRITERS
)
