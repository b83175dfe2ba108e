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
    authors_inverted,
    book_editors,
    container,
    dated,
    degree,
    edition_of,
    imprint,
    law_entry,
    locator,
    names_direct,
    page_range,
    role,
    series,
    site,
    titled,
    volume_issue,
    with_pages,
)
from citation.styles.interface import Request, Style
from citation.styles.laws import dotted_reference
from citation.text.dates import month_first, year_only
from citation.text.richtext import RichText, Words, commas, join, link, sentences
from citation.text.titles import lowered, raised
from corpus.items import PartialDate

_FULLY_DATED = ("staff-report", "document")
_BY_DATE = ("minutes", "brief", "decision")


def note(request: Request, edition: Edition) -> RichText:
    """A full note (13.18 and following)."""
    source = request.source
    people = source.authors or source.editors
    author = names_direct(people, edition, lambda person: person.direct)
    if source.shape in ("law", "case"):
        body = commas([titled(source, edition), dotted_reference(source)])
    else:
        facts = _NOTES.get(source.shape, _book_note)(request, edition)
        body = commas([author, role(source), facts])
    at = locator(request)
    if source.shape == "journal" and journal(source, edition):
        body = with_pages(body, at)
    else:
        body = commas([body, at])
    seen = source.accessed(month_first)
    accessed = f"accessed {seen}" if seen and source.url else ""
    return commas([body, accessed, link(source.url)]).closed(".")


def short(request: Request, edition: Edition) -> RichText:
    """A shortened note: author, short title, pinpoint (13.33)."""
    source = request.source
    people = () if source.shape in ("law", "case") else source.authors or source.editors
    author = names_direct(people, edition, lambda person: person.family)
    title = source.title if source.shape in ("law", "case") else source.short_title
    parts: list[Words] = [
        author,
        titled(source, edition, title),
        request.minute_apart,
        locator(request),
    ]
    return commas(parts).closed(".")


def bibliography(request: Request, edition: Edition) -> RichText:
    """An entry of the bibliography (13.20, 13.65 and following)."""
    source = request.source
    if source.shape in ("law", "case"):
        return law_entry(source, edition)
    author = authors_inverted(source, edition)
    seen = source.accessed(month_first)
    accessed = f"Accessed {seen}" if seen and source.url else ""
    if source.shape == "journal":
        facts: list[Words] = [with_pages(journal(source, edition), page_range(source))]
    else:
        facts = entry_facts(source, edition, lambda full: dated(source, full_or_year(full)))
    return sentences([author, titled(source, edition), *facts, accessed, link(source.url)])


def full_or_year(full: bool) -> Callable[[PartialDate], str]:
    """How to write a date: whole, or its year."""
    return month_first if full else year_only


def entry_facts(source: Source, edition: Edition, date: Callable[[bool], str]) -> list[Words]:
    """What stands between title and URL of anything but a journal article.

    `date` gives the date, whole (True) or as its year, or "" where that stands elsewhere.
    """
    if source.shape in _BY_DATE:
        described = raised(series(source, source.bare_number))
        return [described, commas([_issuer(source), date(True)])]
    if source.shape == "news":
        paper = container(source, edition).dressed("italic")
        return [source.genre, commas([paper, date(True)])]
    if source.shape == "web":
        return [commas([site(source), date(True)])]
    if source.shape == "thesis":
        return [commas([raised(degree(source)), source.publisher, date(False)])]
    if source.shape == "paper":
        return [commas([series(source), source.publisher, date(True)])]
    published = commas([imprint(source, edition), date(source.shape in _FULLY_DATED)])
    if source.shape == "chapter":
        return [*_book(source, edition, "edited by", "In "), published]
    volume = f"Vol. {source.text('volume')}" if source.text("volume") else ""
    return [edition_of(source), volume, raised(series(source)), published]


def _issuer(source: Source) -> str:
    return "" if source.own_publisher else source.publisher


def _by_date_note(request: Request, edition: Edition) -> RichText:
    source = request.source
    described = series(source, request.minute)
    described = described if source.number else lowered(described)
    apart = request.minute_apart if source.shape != "minutes" else ""
    title = titled(source, edition)
    return commas([title, described, apart, _issuer(source), dated(source)])


def _book_note(request: Request, edition: Edition) -> RichText:
    source = request.source
    described = series(source) if source.number else lowered(source.genre)
    volume = f"vol. {source.text('volume')}" if source.text("volume") else ""
    title = commas([titled(source, edition), edition_of(source), volume, described])
    issued = dated(source, full_or_year(source.shape in _FULLY_DATED))
    facts = commas([imprint(source, edition), issued])
    return join([title, f"({facts})" if facts else ""])


def _paper_note(request: Request, edition: Edition) -> RichText:
    source = request.source
    facts = commas([series(source), source.publisher, dated(source)])
    return join([titled(source, edition), f"({facts})" if facts else ""])


def _thesis_note(request: Request, edition: Edition) -> RichText:
    source = request.source
    facts = commas([degree(source), source.publisher, dated(source, year_only)])
    return join([titled(source, edition), f"({facts})" if facts else ""])


def _journal_note(request: Request, edition: Edition) -> RichText:
    source = request.source
    return commas([titled(source, edition), journal(source, edition)])


def journal(source: Source, edition: Edition) -> RichText:
    """`*Journal* 22, no. 4 (2009)`; the 17th edition names the month of an issue (14.171)."""
    with_month = edition.number < 18 and source.text("issue")
    date = dated(source, month_first if with_month else year_only)
    name = container(source, edition).dressed("italic")
    return join([name, volume_issue(source), f"({date})" if date else ""])


def _news_note(request: Request, edition: Edition) -> RichText:
    source = request.source
    paper = container(source, edition).dressed("italic")
    return commas([titled(source, edition), source.genre, paper, dated(source)])


def _chapter_note(request: Request, edition: Edition) -> RichText:
    source = request.source
    facts = commas([imprint(source, edition), dated(source, year_only)])
    book = commas(_book(source, edition, "ed.", "in "))
    return join([commas([titled(source, edition), book]), f"({facts})" if facts else ""])


def _book(source: Source, edition: Edition, edited: str, word: str) -> list[Words]:
    """The book that a chapter is in; a bibliography of the 17th edition gives the pages too."""
    name = container(source, edition).dressed("italic")
    editors = f"{edited} {book_editors(source)}" if book_editors(source) else ""
    pages = page_range(source) if word == "In " and edition.number < 18 else ""
    book = commas([name, editors, edition_of(source), pages])
    return [word + book if book else ""]


def _web_note(request: Request, edition: Edition) -> RichText:
    source = request.source
    return commas([titled(source, edition), site(source), dated(source)])


_NOTES = {
    **dict.fromkeys(_BY_DATE, _by_date_note),
    "paper": _paper_note,
    "thesis": _thesis_note,
    "journal": _journal_note,
    "news": _news_note,
    "chapter": _chapter_note,
    "web": _web_note,
}


def _style(name: str, title: str, edition: Edition) -> Style:
    return Style(
        name,
        title,
        {
            "note": lambda request: note(request, edition),
            "bibliography": lambda request: bibliography(request, edition),
            "short": lambda request: short(request, edition),
        },
    )


STYLE = _style("chicago", "Chicago notes (18th edition)", EDITION_18)
STYLE_17 = _style("chicago-17", "Chicago notes (17th edition)", EDITION_17)
