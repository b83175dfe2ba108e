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
from citation.styles.interface import CitationRequest, Style
from citation.styles.journals import abbreviate_journal
from citation.styles.laws import format_dotted_reference
from citation.styles.locators import Locators, keep_last_two_digits
from citation.text.dates import format_short_month_first, format_year
from citation.text.names import Person
from citation.text.richtext import (
    RichText,
    Words,
    join,
    join_with_commas,
    make_italic,
    make_link,
    make_rich,
    make_small_caps,
)
from citation.text.titles import (
    SMALL_TO_FOUR,
    Title,
    TitleFace,
    capitalise_words,
    lowercase_first_letter,
)

_LOCATORS = Locators(
    {"page": ("", ""), "paragraph": ("¶", "¶¶"), "section": ("§", "§§")}, keep_last_two_digits
)
_ARTICLES = ("journal", "news", "chapter", "web", "paper", "thesis")
_FULLY_DATED = ("minutes", "brief", "decision", "staff-report", "document")


def write_note(request: CitationRequest) -> RichText:
    """A full footnote."""
    source = request.source
    body = _BODIES.get(source.shape, _format_book)(request)
    whole = join_with_commas([body, make_link(source.url)])
    if source.url and source.format_access_date(format_short_month_first):
        whole = whole + f" (last visited {source.format_access_date(format_short_month_first)})"
    return whole.end_with(".")


def write_id(request: CitationRequest) -> RichText:
    """The footnote just before, once more: `*Id.* at 46.`, `*Id.* ¶ 12.` (R4.1)."""
    return join(
        [make_italic("Id."), request.minute_apart, _format_pinpoint(request.pinpoint)]
    ).end_with(".")


def write_short_note(request: CitationRequest) -> RichText:
    """A later footnote: `^Bauder^, *supra* note 3, at 46.` (R4.2)."""
    source = request.source
    if source.shape in ("law", "case"):
        title = _capitalise_words(source.title).format_as(
            "italic" if source.shape == "case" else "plain"
        )
        return join_with_commas([title, _format_law_pinpoint(request)]).end_with(".")
    names = [person.family for person in source.authors or source.editors]
    lead = _format_names(source, _join_names(names)) or _capitalise_words(
        source.short_title
    ).format_as(_choose_dress(source))
    if names and request.context.is_cited_alike(source, _join_family_names):
        lead = join_with_commas(
            [lead, _capitalise_words(source.short_title).format_as(_choose_dress(source))]
        )
    back = make_italic("supra") + f" note {request.require_note_number()}"
    return join_with_commas(
        [lead, back, request.minute_apart, _format_pinpoint(request.pinpoint)]
    ).end_with(".")


def _format_book(request: CitationRequest) -> RichText:
    source = request.source
    full = source.shape in _FULLY_DATED
    title = _capitalise_words(source.title).format_as("small-caps")
    number = _format_number(request)
    opened = join_with_commas([_format_authors(source), title, number])
    at = _LOCATORS.format_pinpoint(request.pinpoint)
    pinned = join_with_commas([opened, f"at {at}"]) if _needs_at(opened, at) else join([opened, at])
    edition = _format_edition(source)
    date = source.format_date(format_short_month_first if full else format_year)
    facts: list[Words] = [
        _format_editors(source) if not source.authors else "",
        join([edition, date]),
    ]
    described = lowercase_first_letter(source.genre) if source.genre and not source.number else ""
    bracketed = _add_brackets(str(join_with_commas(facts)))
    return join([pinned, bracketed, _add_brackets(described) if source.shape != "minutes" else ""])


def _format_number(request: CitationRequest) -> str:
    source = request.source
    if source.shape == "minutes":
        return f"Minute No. {request.minute}" if request.minute else ""
    if request.minute_apart or not source.number:
        return request.minute_apart
    return str(join([capitalise_words(source.genre, SMALL_TO_FOUR), source.number]))


def _format_journal_article(request: CitationRequest) -> RichText:
    source = request.source
    volume, at = source.get_text("volume"), _LOCATORS.format_pinpoint(request.pinpoint)
    name = make_small_caps(abbreviate_journal(source))
    opened = join_with_commas(
        [_format_authors(source), _capitalise_words(source.title).format_as("italic")]
    )
    if volume:
        cited = join([volume, name, join_with_commas([source.first_page, at])])
        return join([join_with_commas([opened, cited]), _add_brackets(source.year)])
    pages = join_with_commas([source.first_page, at])
    pages = "at " + pages if pages else pages
    return join_with_commas([opened, name, source.format_date(format_short_month_first), pages])


def _format_news_article(request: CitationRequest) -> RichText:
    source = request.source
    at = _LOCATORS.format_pinpoint(request.pinpoint) or source.first_page
    title = _capitalise_words(source.title).format_as("italic")
    opened: list[Words] = [_format_authors(source), source.genre, title]
    name, date = (
        make_small_caps(abbreviate_journal(source)),
        source.format_date(format_short_month_first),
    )
    if source.url and not at:
        return join_with_commas([*opened, join([name, _add_brackets(date)])])
    return join_with_commas([*opened, name, date, f"at {at}" if at else ""])


def _format_chapter(request: CitationRequest) -> RichText:
    source = request.source
    book = _capitalise_words(source.container).format_as("small-caps")
    pages = join_with_commas([source.first_page, _LOCATORS.format_pinpoint(request.pinpoint)])
    opened = join_with_commas(
        [_format_authors(source), _capitalise_words(source.title).format_as("italic")]
    )
    inside = join([make_italic("in"), source.get_text("volume"), book, pages]) if book else pages
    edition = _format_edition(source)
    editors = _format_editors(source) if source.authors else ""
    facts = str(join_with_commas([editors, join([edition, source.year])]))
    return join([join_with_commas([opened, inside]), _add_brackets(facts)])


def _format_web_page(request: CitationRequest) -> RichText:
    source = request.source
    site = make_small_caps(capitalise_words(source.container.text, SMALL_TO_FOUR))
    opened = join_with_commas(
        [_format_authors(source), _capitalise_words(source.title).format_as("italic"), site]
    )
    at = _LOCATORS.format_pinpoint(request.pinpoint)
    return join([opened, at, _add_brackets(source.format_date(format_short_month_first))])


def _format_paper(request: CitationRequest) -> RichText:
    """R17.4: author, *title* page (institution, working paper number, year)."""
    source = request.source
    opened = join_with_commas(
        [_format_authors(source), _capitalise_words(source.title).format_as("italic")]
    )
    series = join([capitalise_words(source.genre, SMALL_TO_FOUR), source.number])
    facts = str(join_with_commas([source.publisher, series, source.year]))
    return join([opened, _LOCATORS.format_pinpoint(request.pinpoint), _add_brackets(facts)])


def _format_thesis(request: CitationRequest) -> RichText:
    """R17.2: author, title page (date) (degree, university)."""
    source = request.source
    opened = join_with_commas(
        [_format_authors(source), _capitalise_words(source.title).format_as("plain")]
    )
    degree = source.genre.replace("PhD", "Ph.D.") or "thesis"
    facts = str(join_with_commas([degree, source.publisher]))
    date = _add_brackets(source.format_date(format_short_month_first))
    return join([opened, _LOCATORS.format_pinpoint(request.pinpoint), date, _add_brackets(facts)])


def _format_law(request: CitationRequest) -> RichText:
    """T2.6: `Police Services Act, R.S.O. 1990, c. P.15, s. 31 (Can.)`."""
    source = request.source
    dress: TitleFace = "italic" if source.shape == "case" else "plain"
    title = _capitalise_words(source.title).format_as(dress)
    cited = join_with_commas(
        [title, format_dotted_reference(source), _format_law_pinpoint(request)]
    )
    country = source.get_text("jurisdiction").lower()
    return join([cited, "(Can.)" if country.split(":")[0] == "ca" else ""])


_BODIES: dict[str, Callable[[CitationRequest], RichText]] = {
    "journal": _format_journal_article,
    "news": _format_news_article,
    "chapter": _format_chapter,
    "web": _format_web_page,
    "paper": _format_paper,
    "thesis": _format_thesis,
    "law": _format_law,
    "case": _format_law,
}


def _format_law_pinpoint(request: CitationRequest) -> str:
    pinpoint = request.pinpoint
    if not pinpoint or not pinpoint.parts:
        return ""
    if pinpoint.label != "section":
        return _format_pinpoint(pinpoint)
    return f"{'ss.' if pinpoint.several else 's.'} {_LOCATORS.format_numbers(pinpoint)}"


def _format_pinpoint(pinpoint: Pinpoint | None) -> str:
    """`at 46`, `¶ 12`, `§ 31` (R3.2, R3.3)."""
    written = _LOCATORS.format_pinpoint(pinpoint)
    return f"at {written}" if pinpoint and written and pinpoint.label == "page" else written


def _format_authors(source: Source) -> RichText:
    return _format_names(source, _join_names([person.direct for person in source.authors]))


def _format_names(source: Source, names: str) -> RichText:
    return make_rich(names) if source.shape in _ARTICLES else make_small_caps(names)


def _choose_dress(source: Source) -> TitleFace:
    return "italic" if source.shape in _ARTICLES else "small-caps"


def _join_names(names: Sequence[str]) -> str:
    """Two names with "&", more as the first and "et al." (R15.1)."""
    return f"{names[0]} et al." if len(names) > 2 else " & ".join(names)


def _format_editors(source: Source) -> str:
    names = _join_names([person.direct for person in source.editors])
    return f"{names} {'eds.' if len(source.editors) > 1 else 'ed.'}" if names else ""


def _join_family_names(source: Source) -> str:
    people: tuple[Person, ...] = source.authors or source.editors
    return _join_names([person.family for person in people])


def _format_edition(source: Source) -> str:
    """`2d ed.`, `3d ed.`, `4th ed.` (R6.2(b))."""
    return re.sub(r"(?<=\d)[nr]d$", "d", source.edition) + " ed." if source.edition else ""


def _capitalise_words(title: Title) -> Title:
    return title.capitalise_words(SMALL_TO_FOUR)


def _needs_at(opened: RichText, at: str) -> bool:
    """A title that ends in a number is set off from the page by "at" (R3.2(a))."""
    return bool(at) and at[0].isalnum() and str(opened)[-1:].isdigit()


def _add_brackets(text: str) -> str:
    return f"({text})" if text else ""


STYLE = Style(
    "bluebook",
    "Bluebook (21st edition)",
    {"note": write_note, "id": write_id, "short": write_short_note},
)
