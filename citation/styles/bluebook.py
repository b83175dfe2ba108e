"""Bluebook, 21st edition, law-review footnotes.

Books stand in large and small capitals (R15), articles in italics (R16). A page needs no "at" right
after a title or a first page; ¶ and § stand before their numbers (R3.3). Names of institutions stay
in full: R15.1(c) shortens them only where the result is unmistakable, which a person must judge.
Board minutes, briefs and decisions follow R15 by analogy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citation.law.case import read_case
from citation.law.courts import is_canadian_code
from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from citation.styles.cases import format_dotted_name, format_dotted_reference_of_case
from citation.styles.interface import CitationRequest, Style
from citation.styles.journals import abbreviate_journal
from citation.styles.laws import format_dotted_law, format_dotted_reference, is_of_code
from citation.styles.locators import DOTTED_WORDS, Locators, keep_last_two_digits
from citation.text.dates import format_short_month_first, format_year
from citation.text.joining import join_list, join_words, wrap
from citation.text.names import join_names, list_family_names
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
    {
        **DOTTED_WORDS,
        "page": ("", ""),
        "paragraph": ("¶", "¶¶"),
        "section": ("§", "§§"),
    },
    keep_last_two_digits,
)
_LAW_LOCATORS = Locators({**_LOCATORS.words, "section": ("s.", "ss.")}, keep_last_two_digits)
_ARTICLES = ("journal", "news", "chapter", "web", "paper", "thesis")
_FULLY_DATED = ("minutes", "brief", "decision", "staff-report", "document")


def write_note(request: CitationRequest) -> RichText:
    """A full footnote."""
    source = request.source
    body = _BODIES.get(source.shape, _format_book)(request)
    visited = source.format_access_date(format_short_month_first) if source.url else ""
    linked = join_with_commas([body, make_link(source.url)])
    return (linked + wrap(" (last visited ", visited, ")")).end_with(".")


def write_id(request: CitationRequest) -> RichText:
    """The footnote just before, once more: `*Id.* at 46.`, `*Id.* ¶ 12.` (R4.1)."""
    return join(
        [make_italic("Id."), request.minute_apart, _format_pinpoint(request.pinpoint)]
    ).end_with(".")


def write_short_note(request: CitationRequest) -> RichText:
    """A later footnote: `^Bauder^, *supra* note 3, at 46.` (R4.2)."""
    source = request.source
    if source.is_legal:
        cited = join_with_commas([_format_law_title(source), _format_law_pinpoint(request)])
        return cited.end_with(".")
    names = _format_names(source, _join_family_names(source))
    title = _format_title(source.short_title, "italic" if _is_article(source) else "small-caps")
    lead = names or title
    if names and request.context.is_cited_alike(source, _join_family_names):
        lead = join_with_commas([names, title])
    back = make_italic("supra") + f" note {request.require_note_number()}"
    return join_with_commas(
        [lead, back, request.minute_apart, _format_pinpoint(request.pinpoint)]
    ).end_with(".")


def _format_book(request: CitationRequest) -> RichText:
    source = request.source
    opened = join_with_commas([_format_opening(source, "small-caps"), _format_number(request)])
    at = _LOCATORS.format_pinpoint(request.pinpoint)
    pinned = join_with_commas([opened, f"at {at}"]) if _needs_at(opened, at) else join([opened, at])
    full = source.shape in _FULLY_DATED
    date = source.format_date(format_short_month_first if full else format_year)
    translators = _join_names([person.direct for person in source.translators])
    archive = join_list(source.get_text("archive"), source.get_text("archive-place"))
    facts = join_with_commas(
        [
            _format_editors(source),
            wrap("", translators, " trans."),
            archive,
            join_words(_format_edition(source), date),
        ]
    )
    described = source.genre if not source.number and source.shape != "minutes" else ""
    description = wrap("(", lowercase_first_letter(described), ")")
    first = wrap("(", source.original_year, ")")
    return join([pinned, wrap("(", facts, ")"), first, description])


def _format_number(request: CitationRequest) -> str:
    source = request.source
    if source.shape == "minutes":
        return wrap("Minute No. ", request.minute)
    if request.minute_apart or not source.number:
        return request.minute_apart
    return join_words(capitalise_words(source.genre, SMALL_TO_FOUR), source.number)


def _format_journal_article(request: CitationRequest) -> RichText:
    source = request.source
    volume, at = source.get_text("volume"), _LOCATORS.format_pinpoint(request.pinpoint)
    name = make_small_caps(abbreviate_journal(source))
    opened = _format_opening(source)
    pages = join_with_commas([source.first_page, at])
    if volume:
        cited = join([volume, name, pages])
        return join([join_with_commas([opened, cited]), wrap("(", source.year, ")")])
    date = source.format_date(format_short_month_first)
    return join_with_commas([opened, name, date, wrap("at ", pages)])


def _format_news_article(request: CitationRequest) -> RichText:
    source = request.source
    at = _LOCATORS.format_pinpoint(request.pinpoint) or source.first_page
    title = _format_title(source.title, "italic")
    opened: list[Words] = [_format_authors(source), source.genre, title]
    name = make_small_caps(abbreviate_journal(source))
    date = source.format_date(format_short_month_first)
    if source.url and not at:
        return join_with_commas([*opened, join([name, wrap("(", date, ")")])])
    return join_with_commas([*opened, name, date, wrap("at ", at)])


def _format_chapter(request: CitationRequest) -> RichText:
    source = request.source
    book = _format_title(source.container, "small-caps")
    pages = join_with_commas([source.first_page, _LOCATORS.format_pinpoint(request.pinpoint)])
    inside = join([make_italic("in"), source.get_text("volume"), book, pages]) if book else pages
    editors = _format_editors(source) if source.authors else ""
    facts = join_with_commas([editors, join_words(_format_edition(source), source.year)])
    cited = join_with_commas([_format_opening(source), inside])
    return join([cited, wrap("(", facts, ")")])


def _format_web_page(request: CitationRequest) -> RichText:
    source = request.source
    site = make_small_caps(capitalise_words(source.container.text, SMALL_TO_FOUR))
    date = wrap("(", source.format_date(format_short_month_first), ")")
    opened = join_with_commas([_format_opening(source), site])
    return join([opened, _LOCATORS.format_pinpoint(request.pinpoint), date])


def _format_paper(request: CitationRequest) -> RichText:
    """R17.4: author, *title* page (institution, working paper number, year)."""
    source = request.source
    series = join_words(capitalise_words(source.genre, SMALL_TO_FOUR), source.number)
    facts = wrap("(", join_with_commas([source.publisher, series, source.year]), ")")
    return join([_format_opening(source), _LOCATORS.format_pinpoint(request.pinpoint), facts])


def _format_thesis(request: CitationRequest) -> RichText:
    """R17.2: author, title page (date) (degree, university)."""
    source = request.source
    at = _LOCATORS.format_pinpoint(request.pinpoint)
    date = wrap("(", source.format_date(format_short_month_first), ")")
    degree = source.genre.replace("PhD", "Ph.D.") or "thesis"
    facts = wrap("(", join_with_commas([degree, source.publisher]), ")")
    return join([_format_opening(source, "plain"), at, date, facts])


def _format_law(request: CitationRequest) -> RichText:
    """T2.6: `Police Services Act, R.S.O. 1990, c. P.15, s. 31 (Can.)`."""
    source = request.source
    reference = format_dotted_reference(source)
    if is_of_code(source):
        return _format_code(request, reference)
    at = _format_law_pinpoint(request)
    cited = format_dotted_law(source, _format_law_title(source), at, format_short_month_first)
    country = source.get_text("jurisdiction").lower()
    return join([cited, "(Can.)" if country.split(":")[0] == "ca" else ""])


def _format_code(request: CitationRequest, reference: str) -> RichText:
    """R12.3: a code is cited by title and section alone, a cited section in place of its own."""
    pinned = request.pinpoint is not None and request.pinpoint.label == "section"
    if pinned:
        reference = reference.split(" §")[0]
    return join([reference, _LOCATORS.format_pinpoint(request.pinpoint) if pinned else ""])


def _format_case(request: CitationRequest) -> RichText:
    """R10 and T2.6: the name in roman, shortened; `347 U.S. 483, 495 (1954)`."""
    case = read_case(request.source)
    at = _LOCATORS.format_pinpoint(request.pinpoint)
    reference = format_dotted_reference_of_case(case, at, stops=True)
    name = format_dotted_name(case, shorten=True).format_as("plain")
    cited = join_with_commas([name, reference]) if reference[:1] != "(" else join([name, reference])
    return join([cited, "(Can.)" if is_canadian_code(case.code) else ""])


_BODIES: dict[str, Callable[[CitationRequest], RichText]] = {
    "journal": _format_journal_article,
    "news": _format_news_article,
    "chapter": _format_chapter,
    "web": _format_web_page,
    "paper": _format_paper,
    "thesis": _format_thesis,
    "law": _format_law,
    "case": _format_case,
}


def _format_law_title(source: Source) -> RichText:
    title = source.later_title if source.shape == "case" else source.title
    return _format_title(title, "italic" if source.shape == "case" else "plain")


def _format_law_pinpoint(request: CitationRequest) -> str:
    return _format_pinpoint(request.pinpoint, _LAW_LOCATORS)


def _format_pinpoint(pinpoint: Pinpoint | None, locators: Locators = _LOCATORS) -> str:
    """`at 46`, `¶ 12`, `§ 31` (R3.2, R3.3)."""
    written = locators.format_pinpoint(pinpoint)
    return wrap("at " if pinpoint and pinpoint.label == "page" else "", written)


def _format_opening(source: Source, title_face: TitleFace = "italic") -> RichText:
    return join_with_commas([_format_authors(source), _format_title(source.title, title_face)])


def _format_authors(source: Source) -> RichText:
    return _format_names(source, _join_names([person.direct for person in source.authors]))


def _format_names(source: Source, names: str) -> RichText:
    return make_rich(names) if _is_article(source) else make_small_caps(names)


def _is_article(source: Source) -> bool:
    return source.shape in _ARTICLES


def _format_title(title: Title, title_face: TitleFace) -> RichText:
    return title.capitalise_words(SMALL_TO_FOUR).format_as(title_face)


def _join_names(names: Sequence[str]) -> str:
    """Two names with "&", more as the first and "et al." (R15.1)."""
    return join_names(names, "&", most=2)


def _format_editors(source: Source) -> str:
    names = _join_names([person.direct for person in source.editors])
    return wrap("", names, " eds." if len(source.editors) > 1 else " ed.")


def _join_family_names(source: Source) -> str:
    return _join_names(list_family_names(source.authors or source.editors))


def _format_edition(source: Source) -> str:
    """`2d ed.`, `3d ed.`, `4th ed.` (R6.2(b))."""
    return wrap("", re.sub(r"(?<=\d)[nr]d$", "d", source.edition), " ed.")


def _needs_at(opened: RichText, at: str) -> bool:
    """A title that ends in a number is set off from the page by "at" (R3.2(a))."""
    return bool(at) and at[0].isalnum() and str(opened)[-1:].isdigit()


STYLE = Style(
    "bluebook",
    "Bluebook (21st edition)",
    {"note": write_note, "id": write_id, "short": write_short_note},
)
