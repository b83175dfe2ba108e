"""Chicago notes and bibliography: The Chicago Manual of Style, 18th and 17th editions.

Minutes are cited like archival documents, by analogy (17: 14.222–14.229): generic title in roman
type, date, page. Freestanding reports are cited like books.
"""

from __future__ import annotations

from collections.abc import Callable

from citation.record.source import Source
from citation.styles.chicago_parts import (
    EDITION_17,
    EDITION_18,
    Edition,
    add_pages,
    format_book_editors,
    format_date,
    format_degree,
    format_direct_names,
    format_edition,
    format_imprint,
    format_inverted_authors,
    format_locator,
    format_page_range,
    format_role,
    format_series,
    format_site_name,
    format_title,
    format_volume_and_issue,
    make_container_title,
    write_law_entry,
)
from citation.styles.interface import CitationRequest, Style
from citation.styles.laws import format_dotted_reference
from citation.text.dates import format_month_first, format_year
from citation.text.richtext import (
    RichText,
    Words,
    join,
    join_sentences,
    join_with_commas,
    make_link,
)
from citation.text.titles import capitalise_first_letter, lowercase_first_letter
from corpus.items import PartialDate

_FULLY_DATED = ("staff-report", "document")
_BY_DATE = ("minutes", "brief", "decision")


def write_note(request: CitationRequest, edition: Edition) -> RichText:
    """A full note (13.18 and following)."""
    source = request.source
    people = source.authors or source.editors
    author = format_direct_names(people, edition, lambda person: person.direct)
    if source.shape in ("law", "case"):
        body = join_with_commas([format_title(source, edition), format_dotted_reference(source)])
    else:
        facts = _NOTES.get(source.shape, _format_book_for_note)(request, edition)
        body = join_with_commas([author, format_role(source), facts])
    at = format_locator(request)
    if source.shape == "journal" and format_journal(source, edition):
        body = add_pages(body, at)
    else:
        body = join_with_commas([body, at])
    seen = source.format_access_date(format_month_first)
    accessed = f"accessed {seen}" if seen and source.url else ""
    return join_with_commas([body, accessed, make_link(source.url)]).end_with(".")


def write_short_note(request: CitationRequest, edition: Edition) -> RichText:
    """A shortened note: author, short title, pinpoint (13.33)."""
    source = request.source
    people = () if source.shape in ("law", "case") else source.authors or source.editors
    author = format_direct_names(people, edition, lambda person: person.family)
    title = source.title if source.shape in ("law", "case") else source.short_title
    parts: list[Words] = [
        author,
        format_title(source, edition, title),
        request.minute_apart,
        format_locator(request),
    ]
    return join_with_commas(parts).end_with(".")


def write_entry(request: CitationRequest, edition: Edition) -> RichText:
    """An entry of the bibliography (13.20, 13.65 and following)."""
    source = request.source
    if source.shape in ("law", "case"):
        return write_law_entry(source, edition)
    author = format_inverted_authors(source, edition)
    seen = source.format_access_date(format_month_first)
    accessed = f"Accessed {seen}" if seen and source.url else ""
    if source.shape == "journal":
        facts: list[Words] = [add_pages(format_journal(source, edition), format_page_range(source))]
    else:
        facts = format_entry_facts(
            source, edition, lambda full: format_date(source, choose_date_format(full))
        )
    return join_sentences(
        [author, format_title(source, edition), *facts, accessed, make_link(source.url)]
    )


def choose_date_format(full: bool) -> Callable[[PartialDate], str]:
    """How to write a date: whole, or its year."""
    return format_month_first if full else format_year


def format_entry_facts(
    source: Source, edition: Edition, date: Callable[[bool], str]
) -> list[Words]:
    """What stands between title and URL of anything but a journal article.

    `date` gives the date, whole (True) or as its year, or "" where that stands elsewhere.
    """
    if source.shape in _BY_DATE:
        described = capitalise_first_letter(format_series(source, source.bare_number))
        return [described, join_with_commas([_find_issuer(source), date(True)])]
    if source.shape == "news":
        paper = make_container_title(source, edition).format_as("italic")
        return [source.genre, join_with_commas([paper, date(True)])]
    if source.shape == "web":
        return [join_with_commas([format_site_name(source), date(True)])]
    if source.shape == "thesis":
        return [
            join_with_commas(
                [capitalise_first_letter(format_degree(source)), source.publisher, date(False)]
            )
        ]
    if source.shape == "paper":
        return [join_with_commas([format_series(source), source.publisher, date(True)])]
    published = join_with_commas(
        [format_imprint(source, edition), date(source.shape in _FULLY_DATED)]
    )
    if source.shape == "chapter":
        return [*_format_book(source, edition, "edited by", "In "), published]
    volume = f"Vol. {source.get_text('volume')}" if source.get_text("volume") else ""
    return [
        format_edition(source),
        volume,
        capitalise_first_letter(format_series(source)),
        published,
    ]


def _find_issuer(source: Source) -> str:
    return "" if source.own_publisher else source.publisher


def _format_dated_document_for_note(request: CitationRequest, edition: Edition) -> RichText:
    source = request.source
    described = format_series(source, request.minute)
    described = described if source.number else lowercase_first_letter(described)
    apart = request.minute_apart if source.shape != "minutes" else ""
    title = format_title(source, edition)
    return join_with_commas([title, described, apart, _find_issuer(source), format_date(source)])


def _format_book_for_note(request: CitationRequest, edition: Edition) -> RichText:
    source = request.source
    described = format_series(source) if source.number else lowercase_first_letter(source.genre)
    volume = f"vol. {source.get_text('volume')}" if source.get_text("volume") else ""
    title = join_with_commas(
        [format_title(source, edition), format_edition(source), volume, described]
    )
    issued = format_date(source, choose_date_format(source.shape in _FULLY_DATED))
    facts = join_with_commas([format_imprint(source, edition), issued])
    return join([title, f"({facts})" if facts else ""])


def _format_paper_for_note(request: CitationRequest, edition: Edition) -> RichText:
    source = request.source
    facts = join_with_commas([format_series(source), source.publisher, format_date(source)])
    return join([format_title(source, edition), f"({facts})" if facts else ""])


def _format_thesis_for_note(request: CitationRequest, edition: Edition) -> RichText:
    source = request.source
    facts = join_with_commas(
        [format_degree(source), source.publisher, format_date(source, format_year)]
    )
    return join([format_title(source, edition), f"({facts})" if facts else ""])


def _format_journal_article_for_note(request: CitationRequest, edition: Edition) -> RichText:
    source = request.source
    return join_with_commas([format_title(source, edition), format_journal(source, edition)])


def format_journal(source: Source, edition: Edition) -> RichText:
    """`*Journal* 22, no. 4 (2009)`; the 17th edition names the month of an issue (14.171)."""
    with_month = edition.number < 18 and source.get_text("issue")
    date = format_date(source, format_month_first if with_month else format_year)
    name = make_container_title(source, edition).format_as("italic")
    return join([name, format_volume_and_issue(source), f"({date})" if date else ""])


def _format_news_article_for_note(request: CitationRequest, edition: Edition) -> RichText:
    source = request.source
    paper = make_container_title(source, edition).format_as("italic")
    return join_with_commas(
        [format_title(source, edition), source.genre, paper, format_date(source)]
    )


def _format_chapter_for_note(request: CitationRequest, edition: Edition) -> RichText:
    source = request.source
    facts = join_with_commas([format_imprint(source, edition), format_date(source, format_year)])
    book = join_with_commas(_format_book(source, edition, "ed.", "in "))
    return join(
        [join_with_commas([format_title(source, edition), book]), f"({facts})" if facts else ""]
    )


def _format_book(source: Source, edition: Edition, edited: str, word: str) -> list[Words]:
    """The book that a chapter is in; a bibliography of the 17th edition gives the pages too."""
    name = make_container_title(source, edition).format_as("italic")
    editors = f"{edited} {format_book_editors(source)}" if format_book_editors(source) else ""
    pages = format_page_range(source) if word == "In " and edition.number < 18 else ""
    book = join_with_commas([name, editors, format_edition(source), pages])
    return [word + book if book else ""]


def _format_web_page_for_note(request: CitationRequest, edition: Edition) -> RichText:
    source = request.source
    return join_with_commas(
        [format_title(source, edition), format_site_name(source), format_date(source)]
    )


_NOTES = {
    **dict.fromkeys(_BY_DATE, _format_dated_document_for_note),
    "paper": _format_paper_for_note,
    "thesis": _format_thesis_for_note,
    "journal": _format_journal_article_for_note,
    "news": _format_news_article_for_note,
    "chapter": _format_chapter_for_note,
    "web": _format_web_page_for_note,
}


def _make_style(name: str, title: str, edition: Edition) -> Style:
    return Style(
        name,
        title,
        {
            "note": lambda request: write_note(request, edition),
            "bibliography": lambda request: write_entry(request, edition),
            "short": lambda request: write_short_note(request, edition),
        },
    )


STYLE = _make_style("chicago", "Chicago notes (18th edition)", EDITION_18)
STYLE_17 = _make_style("chicago-17", "Chicago notes (17th edition)", EDITION_17)
