"""Chicago notes and bibliography: The Chicago Manual of Style, 18th and 17th editions.

Minutes are cited like archival documents, by analogy (17: 14.222–14.229): generic title in roman
type, date, page. Freestanding reports are cited like books.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citation.record.source import Source
from citation.styles.chicago_parts import (
    EDITION_17,
    EDITION_18,
    Edition,
    EditionWriter,
    add_pages,
    format_archive,
    format_book_editors,
    format_container,
    format_date,
    format_degree,
    format_direct_names,
    format_edition,
    format_imprint,
    format_inverted_authors,
    format_legal,
    format_locator,
    format_page_range,
    format_role,
    format_series,
    format_site_name,
    format_title,
    format_volume_and_issue,
    list_access,
    make_style,
    write_law_entry,
)
from citation.styles.interface import CitationRequest, Form
from citation.text.dates import format_month_first, format_year
from citation.text.joining import wrap
from citation.text.names import join_names, list_family_names
from citation.text.richtext import RichText, Words, join, join_sentences, join_with_commas
from citation.text.titles import capitalise_first_letter, lowercase_first_letter
from corpus.items import PartialDate

_FULLY_DATED = ("staff-report", "document")
_BY_DATE = ("minutes", "brief", "decision")


def write_note(request: CitationRequest, edition: Edition) -> RichText:
    """A full note (13.18 and following)."""
    source = request.source
    at = format_locator(request)
    if source.is_legal:
        cited = format_legal(source, edition, at)
        return join_with_commas([cited, *list_access(source, "accessed")]).end_with(".")
    body = _format_work(source, request, edition)
    if source.shape == "journal" and format_journal(source, edition):
        body = add_pages(body, at)
    else:
        body = join_with_commas([body, at])
    return join_with_commas([body, *list_access(source, "accessed")]).end_with(".")


def _format_work(source: Source, request: CitationRequest, edition: Edition) -> RichText:
    """Author, title and publication facts of a note."""
    author = format_direct_names([person.direct for person in source.people], edition)
    facts, published = _list_note_facts(request, edition)
    imprint = wrap("(", join([source.original_year, join_with_commas(published)], "; "), ")")
    title = format_title(source, edition)
    work = join([join_with_commas([title, *_list_helpers(source), *facts]), imprint])
    return join_with_commas([author, format_role(source), work])


def _list_helpers(source: Source) -> list[str]:
    """Translator and editor of an authored book, after its title (17: 14.104; 18: 14.6)."""
    if source.shape not in ("book", "report", "review", "document"):
        return []
    editors = [person.direct for person in source.editors] if source.authors else []
    translators = [person.direct for person in source.translators]
    return [
        wrap("ed. ", join_names(editors, "and", serial=True)),
        wrap("trans. ", join_names(translators, "and", serial=True)),
    ]


def _spell_out_role(helper: str) -> str:
    """In a list `Edited by …` and `Translated by …`."""
    return re.sub(
        r"^(ed|trans)\. ",
        lambda role: {"ed": "Edited by ", "trans": "Translated by "}[role[1]],
        helper,
    )


def write_short_note(request: CitationRequest, edition: Edition) -> RichText:
    """A shortened note: author, short title, pinpoint (13.33)."""
    source = request.source
    parts: list[Words] = [
        format_direct_names(list_family_names(source.people), edition),
        format_title(source, edition, source.later_title),
        request.minute_apart,
        format_locator(request),
    ]
    return join_with_commas(parts).end_with(".")


def write_entry(request: CitationRequest, edition: Edition) -> RichText:
    """An entry of the bibliography (13.20, 13.65 and following)."""
    source = request.source
    if source.is_legal:
        return write_law_entry(source, edition)
    if source.shape == "journal":
        facts: list[Words] = [add_pages(format_journal(source, edition), format_page_range(source))]
    else:
        facts = list_entry_facts(
            source, edition, lambda full: format_date(source, _choose_date_format(full))
        )
    author, title = format_inverted_authors(source, edition), format_title(source, edition)
    return join_sentences([author, title, *facts, *list_access(source)])


def _choose_date_format(full: bool) -> Callable[[PartialDate], str]:
    return format_month_first if full else format_year


def list_entry_facts(source: Source, edition: Edition, date: Callable[[bool], str]) -> list[Words]:
    """What stands between title and URL of anything but a journal article.

    `date` gives the date, in full (True) or as its year, or "" where that stands elsewhere.
    """
    if source.shape in _BY_DATE:
        described = capitalise_first_letter(format_series(source, source.bare_number))
        return [described, join_with_commas([source.other_publisher, date(True)])]
    if source.shape == "news":
        return [source.genre, join_with_commas([format_container(source, edition), date(True)])]
    if source.shape == "web":
        return [join_with_commas([format_site_name(source), date(True)])]
    if source.shape == "thesis":
        degree = capitalise_first_letter(format_degree(source))
        return [join_with_commas([degree, source.publisher, date(False)])]
    if source.shape == "paper":
        return [join_with_commas([format_series(source), source.publisher, date(True)])]
    imprint = format_imprint(source, edition)
    published = join_with_commas([imprint, date(source.shape in _FULLY_DATED)])
    if source.shape == "chapter":
        # A bibliography of the 17th edition gives the pages of the chapter too
        pages = format_page_range(source) if edition.number < 18 else ""
        return [_format_book("In ", source, edition, "edited by", pages), published]
    helpers = list(map(_spell_out_role, _list_helpers(source)))
    volume = wrap("Vol. ", source.get_text("volume"))
    series = capitalise_first_letter(format_series(source))
    first = source.original_year if date(False) else ""
    archive = format_archive(source)
    return [*helpers, format_edition(source), volume, series, archive, first, published]


def _list_note_facts(request: CitationRequest, edition: Edition) -> tuple[list[Words], list[Words]]:
    """What follows the title in a note, and the publication facts in parentheses after that."""
    source = request.source
    if source.shape in _BY_DATE:
        described = format_series(source, request.minute)
        described = described if source.number else lowercase_first_letter(described)
        apart = request.minute_apart if source.shape != "minutes" else ""
        return [described, apart, source.other_publisher, format_date(source)], []
    if source.shape == "journal":
        return [format_journal(source, edition)], []
    if source.shape == "news":
        return [source.genre, format_container(source, edition), format_date(source)], []
    if source.shape == "web":
        return [format_site_name(source), format_date(source)], []
    if source.shape == "paper":
        return [], [format_series(source), source.publisher, format_date(source)]
    year = format_date(source, format_year)
    if source.shape == "thesis":
        return [], [format_degree(source), source.publisher, year]
    imprint = format_imprint(source, edition)
    if source.shape == "chapter":
        return [_format_book("in ", source, edition, "ed.")], [imprint, year]
    volume = wrap("vol. ", source.get_text("volume"))
    described = format_series(source) if source.number else lowercase_first_letter(source.genre)
    issued = format_date(source) if source.shape in _FULLY_DATED else year
    facts: list[Words] = [format_edition(source), volume, described, format_archive(source)]
    return facts, [imprint, issued]


def format_journal(source: Source, edition: Edition) -> RichText:
    """`*Journal* 22, no. 4 (2009)`; the 17th edition names the month of an issue (14.171)."""
    with_month = edition.number < 18 and source.get_text("issue")
    date = format_date(source, format_month_first if with_month else format_year)
    container = format_container(source, edition)
    return join([container, format_volume_and_issue(source), wrap("(", date, ")")])


def _format_book(
    word: str, source: Source, edition: Edition, edited: str, pages: str = ""
) -> RichText:
    """The book that a chapter is in, after `word`; `edited` stands before its editors."""
    editors = wrap(f"{edited} ", format_book_editors(source))
    container = format_container(source, edition)
    book = join_with_commas([container, editors, format_edition(source), pages])
    return word + book if book else book


_WRITERS: dict[Form, EditionWriter] = {
    "note": write_note,
    "bibliography": write_entry,
    "short": write_short_note,
}
STYLE = make_style("chicago", "Chicago notes (18th edition)", EDITION_18, _WRITERS)
STYLE_17 = make_style("chicago-17", "Chicago notes (17th edition)", EDITION_17, _WRITERS)
