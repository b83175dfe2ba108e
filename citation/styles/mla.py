"""MLA: the MLA Handbook, 9th edition.

A work whose author is also its publisher is listed by its title, the body once, as publisher
(5.19); a board's minutes are such a work. Freestanding works are italic, parts of something quoted.
"""

from __future__ import annotations

import re

from citation.law.case import read_case
from citation.law.courts import name_court
from citation.record.source import Source
from citation.styles.cases import format_dotted_name, format_dotted_reference_of_case
from citation.styles.interface import CitationRequest, Style
from citation.styles.laws import format_dotted_law
from citation.styles.locators import DOTTED_WORDS, Locators, keep_last_two_digits
from citation.text.dates import format_short_day_first, format_year
from citation.text.joining import join_list, join_words, wrap
from citation.text.names import Person, join_names, list_family_names
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

_LOCATORS = Locators(
    {
        **DOTTED_WORDS,
        "page": ("", ""),
        "paragraph": ("par.", "pars."),
        "section": ("sec.", "secs."),
    },
    keep_last_two_digits,
)
_QUOTED = ("decision", "journal", "news", "chapter", "web")
_CONTAINED = ("journal", "news", "chapter", "web")


def write_in_text(request: CitationRequest) -> RichText:
    """`(Tulloch 147–48)`, `(Tulloch, par. 12)`, `(*Often Asking* 21)` (6.4–6.20)."""
    source = request.source
    author = _join_names(request.list_cited_names(_list_people(source)))
    works = request.context.count_by_key("mla", _make_author_key)[_make_author_key(source)]
    title = _format_short_title(request) if not author or works > 1 else ""
    lead = join_with_commas([author, title])
    locator = _LOCATORS.format_pinpoint(request.pinpoint)
    if request.minute_apart or (request.pinpoint and request.pinpoint.label != "page"):
        return "(" + join_with_commas([lead, request.minute_apart, locator]) + ")"
    return "(" + join([lead, locator]) + ")"


def write_narrative(request: CitationRequest) -> RichText:
    """`Tulloch (147–48)`: the names in the sentence, the place in parentheses (6.4)."""
    source = request.source
    author = _join_names(request.list_cited_names(_list_people(source)))
    works = request.context.count_by_key("mla", _make_author_key)[_make_author_key(source)]
    title = _format_short_title(request) if not author or works > 1 else ""
    locator = _LOCATORS.format_pinpoint(request.pinpoint)
    place = join_with_commas([title if author else "", request.minute_apart, locator])
    return join([author or title, "(" + place + ")" if place else ""])


def write_entry(request: CitationRequest) -> RichText:
    """An entry of the list of works cited: author, title, container (5.1)."""
    source = request.source
    title = _format_title(source, source.title)
    if source.shape == "case":
        return _format_case(source)
    if source.is_legal:
        written = format_dotted_law(source, "", "", format_short_day_first)
        if str(written).startswith("("):  # a country, which belongs to the title
            title, written = (
                format_dotted_law(source, title, "", format_short_day_first),
                RichText(),
            )
        return join_sentences([title, written, make_link(source.url)])
    author = _format_inverted_names(_list_people(source))
    if author and not source.authors:
        author += ", editors" if len(source.editors) > 1 else ", editor"
    aside = source.genre if source.shape == "news" else ""
    accessed = source.format_access_date(format_short_day_first) if source.url else ""
    supplement = _format_supplement(source)
    return join_sentences(
        [
            author,
            title,
            source.original_year,
            aside,
            *_list_facts(source),
            supplement,
            wrap("Accessed ", accessed),
        ]
    )


def _format_case(source: Source) -> RichText:
    """The court as author, the name in italics, reference and day (MLA Style Center, "Documenting
    legal works")."""
    case = read_case(source)
    court = name_court(case.code) or source.get_text("authority")
    name = format_dotted_name(case).format_as("italic")
    if court:
        case = case.omit_court()  # it stands as the author
    if case.reference:
        reference = format_dotted_reference_of_case(case, "", stops=False)
    else:
        reference = wrap("No. " if case.docket[:1].isdigit() else "", case.docket)
    date = source.format_date(format_short_day_first)
    if case.reference and not (source.date and source.date.month):
        date = ""  # the reference holds the year
    return join_sentences([court, name, join_list(reference, date), make_link(source.url)])


def _list_facts(source: Source) -> list[Words]:
    if source.shape == "thesis":
        where = join_list(source.publisher, source.genre)
        return [_format_date(source), join_with_commas([where, make_link(source.url)])]
    details = [
        *_list_helpers(source),
        wrap("", source.edition, " ed."),
        wrap("vol. ", source.get_text("volume")),
        wrap("no. ", source.get_text("issue")) or _format_series(source),
    ]
    details = [detail for detail in details if detail]
    place: list[Words] = [
        _find_publisher(source),
        _format_date(source),
        _format_pages(source),
        *map(source.get_text, ("archive_location", "archive", "archive-place")),
        make_link(source.url),
    ]
    if source.shape in _CONTAINED:
        container = source.container.capitalise_words(SMALL_ALL).format_as("italic")
        return [join_with_commas([container, _format_editors(source), *details, *place])]
    return [join_with_commas([*map(capitalise_first_letter, details[:1]), *details[1:], *place])]


def _list_helpers(source: Source) -> list[str]:
    """Translator and editor of an authored book (5.41-5.45)."""
    if source.shape in _CONTAINED or not source.authors:
        return []
    translators = [person.direct for person in source.translators]
    return [wrap("translated by ", _join_names(translators)), _format_editors(source)]


def _format_date(source: Source) -> str:
    """The date; one that is only about right with "circa" (5.79)."""
    by_year = source.shape in ("book", "chapter", "thesis")
    date = source.format_date(format_year if by_year else format_short_day_first)
    return re.sub(r"^ca\. ", "circa ", date)


def _format_series(source: Source) -> str:
    if source.shape == "minutes":
        return wrap("Minute No. ", source.bare_number)
    if source.shape in ("news", "web") or not source.number:
        return ""
    return join_words(capitalise_words(source.genre, SMALL_ALL), source.number)


def _format_supplement(source: Source) -> str:
    """A description such as "Brief submitted to …", at the end of the entry (5.113)."""
    if source.number or source.shape in ("news", "thesis", "minutes"):
        return ""
    return capitalise_first_letter(source.genre)


def _find_publisher(source: Source) -> str:
    if source.shape in ("journal", "news"):
        return ""
    if source.shape == "minutes" and not source.publisher and source.authors:
        return source.authors[0].family if source.authors[0].body else ""
    same = source.shape == "web" and source.publisher == source.container.text
    return "" if same else source.publisher


def _list_people(source: Source) -> tuple[Person, ...]:
    """Those under whom the work is listed: nobody where the only author is also the publisher."""
    same = len(source.authors) == 1 and source.authors[0].family == _find_publisher(source)
    return () if same and source.title else source.people


def _format_inverted_names(people: tuple[Person, ...]) -> str:
    """`Hannan, C.-A., and H. Bauder`; three or more: `Hershkowitz, Mia, et al.` (5.7-5.8)."""
    if len(people) > 2 or (people and people[-1].others):
        return f"{people[0].inverted}, et al."
    if len(people) == 2:
        comma = "" if people[0].body else ","
        return f"{people[0].inverted}{comma} and {people[1].direct}"
    return "".join(person.inverted for person in people)


def _make_author_key(source: Source) -> str:
    """What works are cited under, namesakes kept apart; "G." and "Graham" are the same person."""
    people = _list_people(source)
    return people[0].given[:1] + _join_names(list_family_names(people)) if people else ""


def _join_names(names: list[str]) -> str:
    return join_names(names, "and", most=2)


def _format_short_title(request: CitationRequest) -> RichText:
    """The short title; where another entry would be cited alike, with the date (6.10)."""
    source = request.source
    alike = request.context.count_by_key("mla-title", _make_title_key)[_make_title_key(source)]
    date = source.format_date(format_short_day_first)
    return _format_title(source, source.later_title) + (wrap(" [", date, "]") if alike > 1 else "")


def _make_title_key(source: Source) -> str:
    return f"{_make_author_key(source)}|{source.short_title.text.casefold()}"


def _format_title(source: Source, title: Title) -> RichText:
    title_face: TitleFace = "quoted" if source.shape in _QUOTED else "italic"
    return title.capitalise_words(SMALL_ALL).format_as(title_face)


def _format_editors(source: Source) -> str:
    editors = [person.direct for person in source.editors] if source.authors else []
    return wrap("edited by ", _join_names(editors))


def _format_pages(source: Source) -> str:
    """`pp. 209–35`, `p. A14`."""
    if source.shape not in ("journal", "news", "chapter"):
        return ""
    pages = _LOCATORS.format_span(source.pages)
    return wrap("pp. " if re.search("[–,+]", pages) else "p. ", pages)


STYLE = Style(
    "mla",
    "MLA style (9th edition)",
    {"in-text": write_in_text, "narrative": write_narrative, "bibliography": write_entry},
)
