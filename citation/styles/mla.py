"""MLA: the MLA Handbook, 9th edition.

A work whose author is also its publisher is listed by its title, the body once, as publisher
(5.19); a board's minutes are such a work. Freestanding works are italic, parts of something quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citation.record.source import Source
from citation.styles.interface import Request, Style
from citation.styles.laws import dotted_reference
from citation.styles.locators import Locators, last_two, page_span
from citation.text.dates import short_day_first, year_only
from citation.text.names import Person, listed
from citation.text.richtext import RichText, Words, commas, join, link, sentences
from citation.text.titles import SMALL_ALL, Dress, Title, headline, raised
from corpus.items import PartialDate

_LOCATORS = Locators(
    {"page": ("", ""), "paragraph": ("par.", "pars."), "section": ("sec.", "secs.")}, last_two
)
_QUOTED = ("decision", "journal", "news", "chapter", "web")
_CONTAINED = ("journal", "news", "chapter", "web")


def in_text(request: Request) -> RichText:
    """`(Tulloch 147–48)`, `(Tulloch, par. 12)`, `(*Often Asking* 21)` (6.4–6.20)."""
    source = request.source
    author, title = _names(request), RichText()
    works = request.context.tally("mla", _author_key)[_author_key(source)]
    if not author or works > 1:
        title = _short_title(request)
    lead = commas([author, title])
    locator = _LOCATORS.text(request.pinpoint)
    if request.minute_apart or (request.pinpoint and request.pinpoint.label != "page"):
        return "(" + commas([lead, request.minute_apart, locator]) + ")"
    return "(" + join([lead, locator]) + ")"


def bibliography(request: Request) -> RichText:
    """An entry of the list of works cited: author, title, container (5.1)."""
    source = request.source
    title = _dressed(source, source.title)
    if source.shape in ("law", "case"):
        return sentences([title, dotted_reference(source), link(source.url)])
    author = _inverted(_people(source))
    if author and not source.authors:
        author += ", editors" if len(source.editors) > 1 else ", editor"
    aside = source.genre if source.shape == "news" else ""
    seen = source.accessed(short_day_first)
    accessed = f"Accessed {seen}" if seen and source.url else ""
    supplement = _supplement(source)
    parts = [author, title, aside, *_facts(source), supplement, accessed]
    return sentences(parts)


def _facts(source: Source) -> list[Words]:
    if source.shape == "thesis":
        where = ", ".join(part for part in (source.publisher, source.genre) if part)
        return [source.when(year_only), commas([where, link(source.url)])]
    holder = source.container.headline(SMALL_ALL).dressed("italic")
    volume = f"vol. {source.text('volume')}" if source.text("volume") else ""
    number = f"no. {source.text('issue')}" if source.text("issue") else _series(source)
    edition = f"{source.edition} ed." if source.edition else ""
    pages = _pages(source)
    place: list[Words] = [
        _publisher(source),
        source.when(_date_of(source)),
        pages,
        link(source.url),
    ]
    if source.shape in _CONTAINED:
        return [commas([holder, _edited_by(source), edition, volume, number, *place])]
    details = [part for part in (edition, volume, number) if part]
    return [commas([*map(raised, details[:1]), *details[1:], *place])]


def _date_of(source: Source) -> Callable[[PartialDate], str]:
    return year_only if source.shape in ("book", "chapter") else short_day_first


def _series(source: Source) -> str:
    if source.shape == "minutes":
        return f"Minute No. {source.bare_number}" if source.bare_number else ""
    if source.shape in ("news", "web") or not source.number:
        return ""
    return str(join([headline(source.genre, SMALL_ALL), source.number]))


def _supplement(source: Source) -> str:
    """A description such as "Brief submitted to …", at the end of the entry (5.113)."""
    described = (
        source.genre and not source.number and source.shape not in ("news", "thesis", "minutes")
    )
    return raised(source.genre) if described else ""


def _publisher(source: Source) -> str:
    if source.shape in ("journal", "news"):
        return ""
    if source.shape == "minutes" and not source.publisher and source.authors:
        return source.authors[0].family if source.authors[0].body else ""
    same = source.shape == "web" and source.publisher == source.container.text
    return "" if same else source.publisher


def _people(source: Source) -> tuple[Person, ...]:
    """Those under whom the work is listed: none where the author is also the publisher."""
    if source.shape in ("law", "case"):
        return ()
    same = len(source.authors) == 1 and source.authors[0].family == _publisher(source)
    if same and source.title:
        return ()
    return source.authors or source.editors


def _inverted(people: tuple[Person, ...]) -> str:
    """`Hannan, C.-A., and H. Bauder`; three or more: `Hershkowitz, Mia, et al.` (5.7-5.8)."""
    if len(people) > 2:
        return f"{people[0].inverted}, et al."
    if len(people) == 2:
        comma = "" if people[0].body else ","
        return f"{people[0].inverted}{comma} and {people[1].direct}"
    return "".join(person.inverted for person in people)


def _names(request: Request) -> str:
    people = _people(request.source)
    if people and request.context.namesake(people[0]):
        rest = [person.family for person in people[1:]]
        return _together([people[0].initials_first, *rest])
    return _listed_under(request.source)


def _listed_under(source: Source) -> str:
    return _together([person.family for person in _people(source)])


def _author_key(source: Source) -> str:
    """What works are cited under, namesakes kept apart; "G." and "Graham" are the same person."""
    people = _people(source)
    return people[0].given[:1] + _listed_under(source) if people else ""


def _together(names: list[str]) -> str:
    return f"{names[0]} et al." if len(names) > 2 else listed(names, "and", serial=False)


def _short_title(request: Request) -> RichText:
    """The short title; where another entry would be cited alike, with the date (6.10)."""
    source = request.source
    title = source.title if source.shape in ("law", "case") else source.short_title
    alike = request.context.tally("mla-title", _title_key)[_title_key(source)]
    date = source.when(short_day_first)
    return _dressed(source, title) + (f" [{date}]" if alike > 1 and date else "")


def _title_key(source: Source) -> str:
    return f"{_author_key(source)}|{source.short_title.text.casefold()}"


def _dressed(source: Source, title: Title) -> RichText:
    dress: Dress = "quoted" if source.shape in _QUOTED else "italic"
    return title.headline(SMALL_ALL).dressed(dress)


def _edited_by(source: Source) -> str:
    editors = [person.direct for person in source.editors] if source.authors else []
    if len(editors) > 2:
        return f"edited by {editors[0]} et al."
    return f"edited by {listed(editors, 'and', serial=False)}" if editors else ""


def _pages(source: Source) -> str:
    """`pp. 209–35`, `p. A14`."""
    if source.shape not in ("journal", "news", "chapter") or not source.pages:
        return ""
    pages = page_span(source.pages, last_two)
    return f"{'pp.' if re.search('[–,+]', pages) else 'p.'} {pages}"


STYLE = Style("mla", "MLA style (9th edition)", {"in-text": in_text, "bibliography": bibliography})
