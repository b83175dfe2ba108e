"""MLA: the MLA Handbook, 9th edition.

A work whose author is also its publisher is listed by its title, the body once, as publisher
(5.19); a board's minutes are such a work. Freestanding works are italic, parts of something quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citation.record.source import Source
from citation.styles.interface import CitationRequest, Style
from citation.styles.laws import format_dotted_reference
from citation.styles.locators import Locators, format_page_span, keep_last_two_digits
from citation.text.dates import format_short_day_first, format_year
from citation.text.names import Person, join_names
from citation.text.richtext import (
    RichText,
    Words,
    join,
    join_sentences,
    join_with_commas,
    make_link,
)
from citation.text.titles import (
    SMALL_ALL,
    Title,
    TitleFace,
    capitalise_first_letter,
    capitalise_words,
)
from corpus.items import PartialDate

_LOCATORS = Locators(
    {"page": ("", ""), "paragraph": ("par.", "pars."), "section": ("sec.", "secs.")},
    keep_last_two_digits,
)
_QUOTED = ("decision", "journal", "news", "chapter", "web")
_CONTAINED = ("journal", "news", "chapter", "web")


def write_in_text(request: CitationRequest) -> RichText:
    """`(Tulloch 147–48)`, `(Tulloch, par. 12)`, `(*Often Asking* 21)` (6.4–6.20)."""
    source = request.source
    author, title = _format_cited_names(request), RichText()
    works = request.context.count_by_key("mla", _make_author_key)[_make_author_key(source)]
    if not author or works > 1:
        title = _format_short_title(request)
    lead = join_with_commas([author, title])
    locator = _LOCATORS.format_pinpoint(request.pinpoint)
    if request.minute_apart or (request.pinpoint and request.pinpoint.label != "page"):
        return "(" + join_with_commas([lead, request.minute_apart, locator]) + ")"
    return "(" + join([lead, locator]) + ")"


def write_entry(request: CitationRequest) -> RichText:
    """An entry of the list of works cited: author, title, container (5.1)."""
    source = request.source
    title = _format_title(source, source.title)
    if source.shape in ("law", "case"):
        return join_sentences([title, format_dotted_reference(source), make_link(source.url)])
    author = _format_inverted_names(_list_people(source))
    if author and not source.authors:
        author += ", editors" if len(source.editors) > 1 else ", editor"
    aside = source.genre if source.shape == "news" else ""
    seen = source.format_access_date(format_short_day_first)
    accessed = f"Accessed {seen}" if seen and source.url else ""
    supplement = _format_supplement(source)
    parts = [author, title, aside, *_format_facts(source), supplement, accessed]
    return join_sentences(parts)


def _format_facts(source: Source) -> list[Words]:
    if source.shape == "thesis":
        where = ", ".join(part for part in (source.publisher, source.genre) if part)
        return [source.format_date(format_year), join_with_commas([where, make_link(source.url)])]
    holder = source.container.capitalise_words(SMALL_ALL).format_as("italic")
    volume = f"vol. {source.get_text('volume')}" if source.get_text("volume") else ""
    number = (
        f"no. {source.get_text('issue')}" if source.get_text("issue") else _format_series(source)
    )
    edition = f"{source.edition} ed." if source.edition else ""
    pages = _format_pages(source)
    place: list[Words] = [
        _find_publisher(source),
        source.format_date(_choose_date_format(source)),
        pages,
        make_link(source.url),
    ]
    if source.shape in _CONTAINED:
        return [
            join_with_commas([holder, _format_editors(source), edition, volume, number, *place])
        ]
    details = [part for part in (edition, volume, number) if part]
    return [join_with_commas([*map(capitalise_first_letter, details[:1]), *details[1:], *place])]


def _choose_date_format(source: Source) -> Callable[[PartialDate], str]:
    return format_year if source.shape in ("book", "chapter") else format_short_day_first


def _format_series(source: Source) -> str:
    if source.shape == "minutes":
        return f"Minute No. {source.bare_number}" if source.bare_number else ""
    if source.shape in ("news", "web") or not source.number:
        return ""
    return str(join([capitalise_words(source.genre, SMALL_ALL), source.number]))


def _format_supplement(source: Source) -> str:
    """A description such as "Brief submitted to …", at the end of the entry (5.113)."""
    described = (
        source.genre and not source.number and source.shape not in ("news", "thesis", "minutes")
    )
    return capitalise_first_letter(source.genre) if described else ""


def _find_publisher(source: Source) -> str:
    if source.shape in ("journal", "news"):
        return ""
    if source.shape == "minutes" and not source.publisher and source.authors:
        return source.authors[0].family if source.authors[0].body else ""
    same = source.shape == "web" and source.publisher == source.container.text
    return "" if same else source.publisher


def _list_people(source: Source) -> tuple[Person, ...]:
    """Those under whom the work is listed: none where the author is also the publisher."""
    if source.shape in ("law", "case"):
        return ()
    same = len(source.authors) == 1 and source.authors[0].family == _find_publisher(source)
    if same and source.title:
        return ()
    return source.authors or source.editors


def _format_inverted_names(people: tuple[Person, ...]) -> str:
    """`Hannan, C.-A., and H. Bauder`; three or more: `Hershkowitz, Mia, et al.` (5.7-5.8)."""
    if len(people) > 2:
        return f"{people[0].inverted}, et al."
    if len(people) == 2:
        comma = "" if people[0].body else ","
        return f"{people[0].inverted}{comma} and {people[1].direct}"
    return "".join(person.inverted for person in people)


def _format_cited_names(request: CitationRequest) -> str:
    people = _list_people(request.source)
    if people and request.context.has_namesake(people[0]):
        rest = [person.family for person in people[1:]]
        return _join_names([people[0].initials_first, *rest])
    return _join_family_names(request.source)


def _join_family_names(source: Source) -> str:
    return _join_names([person.family for person in _list_people(source)])


def _make_author_key(source: Source) -> str:
    """What works are cited under, namesakes kept apart; "G." and "Graham" are the same person."""
    people = _list_people(source)
    return people[0].given[:1] + _join_family_names(source) if people else ""


def _join_names(names: list[str]) -> str:
    return f"{names[0]} et al." if len(names) > 2 else join_names(names, "and", serial=False)


def _format_short_title(request: CitationRequest) -> RichText:
    """The short title; where another entry would be cited alike, with the date (6.10)."""
    source = request.source
    title = source.title if source.shape in ("law", "case") else source.short_title
    alike = request.context.count_by_key("mla-title", _make_title_key)[_make_title_key(source)]
    date = source.format_date(format_short_day_first)
    return _format_title(source, title) + (f" [{date}]" if alike > 1 and date else "")


def _make_title_key(source: Source) -> str:
    return f"{_make_author_key(source)}|{source.short_title.text.casefold()}"


def _format_title(source: Source, title: Title) -> RichText:
    dress: TitleFace = "quoted" if source.shape in _QUOTED else "italic"
    return title.capitalise_words(SMALL_ALL).format_as(dress)


def _format_editors(source: Source) -> str:
    editors = [person.direct for person in source.editors] if source.authors else []
    if len(editors) > 2:
        return f"edited by {editors[0]} et al."
    return f"edited by {join_names(editors, 'and', serial=False)}" if editors else ""


def _format_pages(source: Source) -> str:
    """`pp. 209–35`, `p. A14`."""
    if source.shape not in ("journal", "news", "chapter") or not source.pages:
        return ""
    pages = format_page_span(source.pages, keep_last_two_digits)
    return f"{'pp.' if re.search('[–,+]', pages) else 'p.'} {pages}"


STYLE = Style(
    "mla", "MLA style (9th edition)", {"in-text": write_in_text, "bibliography": write_entry}
)
