"""Bluebook, 21st edition, law-review footnotes.

Books stand in large and small capitals (R15), articles in italics (R16). A page needs no "at" right
after a title or a first page; ¶ and § stand before their numbers (R3.3). Names of institutions stay
in full: R15.1(c) shortens them only where the result is unmistakable, which a person must judge.
Board minutes, briefs and decisions follow R15 by analogy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from citation.styles.interface import Request, Style
from citation.styles.journals import bluebook_title
from citation.styles.laws import dotted_reference
from citation.styles.locators import Locators, last_two
from citation.text.dates import short_month_first, year_only
from citation.text.names import Person
from citation.text.richtext import RichText, Words, commas, italic, join, link, rich, small_caps
from citation.text.titles import SMALL_TO_FOUR, Dress, Title, headline, lowered

_LOCATORS = Locators({"page": ("", ""), "paragraph": ("¶", "¶¶"), "section": ("§", "§§")}, last_two)
_ARTICLES = ("journal", "news", "chapter", "web", "paper", "thesis")
_FULLY_DATED = ("minutes", "brief", "decision", "staff-report", "document")


def note(request: Request) -> RichText:
    """A full footnote."""
    source = request.source
    body = _BODIES.get(source.shape, _book)(request)
    whole = commas([body, link(source.url)])
    if source.url and source.accessed(short_month_first):
        whole = whole + f" (last visited {source.accessed(short_month_first)})"
    return whole.closed(".")


def same(request: Request) -> RichText:
    """The footnote just before, once more: `*Id.* at 46.`, `*Id.* ¶ 12.` (R4.1)."""
    return join([italic("Id."), request.minute_apart, _at(request.pinpoint)]).closed(".")


def short(request: Request) -> RichText:
    """A later footnote: `^Bauder^, *supra* note 3, at 46.` (R4.2)."""
    source = request.source
    if source.shape in ("law", "case"):
        title = _headline(source.title).dressed("italic" if source.shape == "case" else "plain")
        return commas([title, _law_pinpoint(request)]).closed(".")
    names = [person.family for person in source.authors or source.editors]
    lead = _faced(source, _together(names)) or _headline(source.short_title).dressed(_dress(source))
    if names and request.context.cited_alike(source, _families):
        lead = commas([lead, _headline(source.short_title).dressed(_dress(source))])
    back = italic("supra") + f" note {request.note()}"
    return commas([lead, back, request.minute_apart, _at(request.pinpoint)]).closed(".")


def _book(request: Request) -> RichText:
    source = request.source
    full = source.shape in _FULLY_DATED
    title = _headline(source.title).dressed("small-caps")
    number = _number(request)
    opened = commas([_author(source), title, number])
    at = _LOCATORS.text(request.pinpoint)
    pinned = commas([opened, f"at {at}"]) if _ends_in_digit(opened, at) else join([opened, at])
    edition = _edition(source)
    date = source.when(short_month_first if full else year_only)
    facts: list[Words] = [_editors(source) if not source.authors else "", join([edition, date])]
    described = lowered(source.genre) if source.genre and not source.number else ""
    bracketed = _bracketed(str(commas(facts)))
    return join([pinned, bracketed, _bracketed(described) if source.shape != "minutes" else ""])


def _number(request: Request) -> str:
    source = request.source
    if source.shape == "minutes":
        return f"Minute No. {request.minute}" if request.minute else ""
    if request.minute_apart or not source.number:
        return request.minute_apart
    return str(join([headline(source.genre, SMALL_TO_FOUR), source.number]))


def _journal(request: Request) -> RichText:
    source = request.source
    volume, at = source.text("volume"), _LOCATORS.text(request.pinpoint)
    name = small_caps(bluebook_title(source))
    opened = commas([_author(source), _headline(source.title).dressed("italic")])
    if volume:
        cited = join([volume, name, commas([source.first_page, at])])
        return join([commas([opened, cited]), _bracketed(source.year)])
    pages = commas([source.first_page, at])
    pages = "at " + pages if pages else pages
    return commas([opened, name, source.when(short_month_first), pages])


def _news(request: Request) -> RichText:
    source = request.source
    at = _LOCATORS.text(request.pinpoint) or source.first_page
    title = _headline(source.title).dressed("italic")
    opened: list[Words] = [_author(source), source.genre, title]
    name, date = small_caps(bluebook_title(source)), source.when(short_month_first)
    if source.url and not at:
        return commas([*opened, join([name, _bracketed(date)])])
    return commas([*opened, name, date, f"at {at}" if at else ""])


def _chapter(request: Request) -> RichText:
    source = request.source
    book = _headline(source.container).dressed("small-caps")
    pages = commas([source.first_page, _LOCATORS.text(request.pinpoint)])
    opened = commas([_author(source), _headline(source.title).dressed("italic")])
    inside = join([italic("in"), source.text("volume"), book, pages]) if book else pages
    edition = _edition(source)
    editors = _editors(source) if source.authors else ""
    facts = str(commas([editors, join([edition, source.year])]))
    return join([commas([opened, inside]), _bracketed(facts)])


def _web(request: Request) -> RichText:
    source = request.source
    site = small_caps(headline(source.container.text, SMALL_TO_FOUR))
    opened = commas([_author(source), _headline(source.title).dressed("italic"), site])
    at = _LOCATORS.text(request.pinpoint)
    return join([opened, at, _bracketed(source.when(short_month_first))])


def _paper(request: Request) -> RichText:
    """R17.4: author, *title* page (institution, working paper number, year)."""
    source = request.source
    opened = commas([_author(source), _headline(source.title).dressed("italic")])
    series = join([headline(source.genre, SMALL_TO_FOUR), source.number])
    facts = str(commas([source.publisher, series, source.year]))
    return join([opened, _LOCATORS.text(request.pinpoint), _bracketed(facts)])


def _thesis(request: Request) -> RichText:
    """R17.2: author, title page (date) (degree, university)."""
    source = request.source
    opened = commas([_author(source), _headline(source.title).dressed("plain")])
    degree = source.genre.replace("PhD", "Ph.D.") or "thesis"
    facts = str(commas([degree, source.publisher]))
    date = _bracketed(source.when(short_month_first))
    return join([opened, _LOCATORS.text(request.pinpoint), date, _bracketed(facts)])


def _law(request: Request) -> RichText:
    """T2.6: `Police Services Act, R.S.O. 1990, c. P.15, s. 31 (Can.)`."""
    source = request.source
    dress: Dress = "italic" if source.shape == "case" else "plain"
    title = _headline(source.title).dressed(dress)
    cited = commas([title, dotted_reference(source), _law_pinpoint(request)])
    country = source.text("jurisdiction").lower()
    return join([cited, "(Can.)" if country.split(":")[0] == "ca" else ""])


_BODIES: dict[str, Callable[[Request], RichText]] = {
    "journal": _journal,
    "news": _news,
    "chapter": _chapter,
    "web": _web,
    "paper": _paper,
    "thesis": _thesis,
    "law": _law,
    "case": _law,
}


def _law_pinpoint(request: Request) -> str:
    pinpoint = request.pinpoint
    if not pinpoint or not pinpoint.parts:
        return ""
    if pinpoint.label != "section":
        return _at(pinpoint)
    return f"{'ss.' if pinpoint.several else 's.'} {_LOCATORS.numbers(pinpoint)}"


def _at(pinpoint: Pinpoint | None) -> str:
    """`at 46`, `¶ 12`, `§ 31` (R3.2, R3.3)."""
    written = _LOCATORS.text(pinpoint)
    return f"at {written}" if pinpoint and written and pinpoint.label == "page" else written


def _author(source: Source) -> RichText:
    return _faced(source, _together([person.direct for person in source.authors]))


def _faced(source: Source, names: str) -> RichText:
    return rich(names) if source.shape in _ARTICLES else small_caps(names)


def _dress(source: Source) -> Dress:
    return "italic" if source.shape in _ARTICLES else "small-caps"


def _together(names: Sequence[str]) -> str:
    """Two names with "&", more as the first and "et al." (R15.1)."""
    return f"{names[0]} et al." if len(names) > 2 else " & ".join(names)


def _editors(source: Source) -> str:
    names = _together([person.direct for person in source.editors])
    return f"{names} {'eds.' if len(source.editors) > 1 else 'ed.'}" if names else ""


def _families(source: Source) -> str:
    people: tuple[Person, ...] = source.authors or source.editors
    return _together([person.family for person in people])


def _edition(source: Source) -> str:
    """`2d ed.`, `3d ed.`, `4th ed.` (R6.2(b))."""
    return re.sub(r"(?<=\d)[nr]d$", "d", source.edition) + " ed." if source.edition else ""


def _headline(title: Title) -> Title:
    return title.headline(SMALL_TO_FOUR)


def _ends_in_digit(opened: RichText, at: str) -> bool:
    """A title that ends in a number is set off from the page by "at" (R3.2(a))."""
    return bool(at) and at[0].isalnum() and str(opened)[-1:].isdigit()


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""


STYLE = Style("bluebook", "Bluebook (21st edition)", {"note": note, "id": same, "short": short})
