"""What the Chicago styles share: names, titles, publication facts, and how two editions differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from citation.law.case import read_case
from citation.law.courts import is_canadian_code
from citation.record.source import Source
from citation.styles.cases import format_dotted_name, format_dotted_reference_of_case
from citation.styles.interface import CitationRequest, Form, Style, Writer
from citation.styles.laws import format_dotted_law
from citation.styles.locators import DOTTED_WORDS, Locators, keep_chicago_digits
from citation.text.dates import format_month_first
from citation.text.joining import join_list, join_words, wrap
from citation.text.names import Person, join_names
from citation.text.richtext import (
    RichText,
    Words,
    join,
    join_sentences,
    make_link,
)
from citation.text.titles import SMALL_ALL, SMALL_TO_FOUR, Title, TitleFace, capitalise_words
from corpus.frozen import frozen
from corpus.items import PartialDate

_LOCATORS = Locators(
    {
        **DOTTED_WORDS,
        "page": ("", ""),
        "paragraph": ("par.", "pars."),
        "section": ("sec.", "secs."),
    },
    keep_chicago_digits,
)
_LAW_LOCATORS = Locators({**_LOCATORS.words, "section": ("s.", "ss.")}, keep_chicago_digits)
_QUOTED = ("brief", "decision", "paper", "chapter", "journal", "news", "web", "thesis")
_ROMAN = ("minutes", "law")


@frozen
class Edition:
    """The differences between two editions of the manual that matter here."""

    number: int
    small: frozenset[str]
    """Words not capitalised in titles (17: all prepositions; 18: those of up to four letters)."""
    named_in_notes: int
    """More authors than these become "et al." in notes and in the text (17: 14.76; 18: 13.23)."""
    listed: tuple[int, int]
    """More authors than the first number are cut to the second in a bibliography."""
    places: bool
    """Whether the place of publication is printed (18: no longer)."""


EDITION_18 = Edition(18, SMALL_TO_FOUR, 2, (6, 3), places=False)
EDITION_17 = Edition(17, SMALL_ALL, 3, (10, 7), places=True)

EditionWriter = Callable[[CitationRequest, Edition], RichText]


def make_style(
    name: str, title: str, edition: Edition, writers: Mapping[Form, EditionWriter]
) -> Style:
    """A style whose forms follow one edition of the manual."""

    def bind(write: EditionWriter) -> Writer:
        return lambda request: write(request, edition)

    return Style(name, title, {form: bind(write) for form, write in writers.items()})


def format_locator(request: CitationRequest) -> str:
    """The pinpoint, in legislation with "s." for a section."""
    locators = _LAW_LOCATORS if request.source.is_legal else _LOCATORS
    return locators.format_pinpoint(request.pinpoint)


def format_direct_names(names: Sequence[str], edition: Edition) -> str:
    """Names for a note: `A`, `A and B`, `A et al.`"""
    return join_names(names, "and", serial=True, most=edition.named_in_notes)


def _format_inverted_names(people: Sequence[Person], edition: Edition) -> str:
    """Names for a bibliography: the first one inverted, long lists cut."""
    names = [person.inverted for person in people[:1]] + [person.direct for person in people[1:]]
    most, kept = edition.listed
    if names and people[-1].others and len(names) <= most:
        return ", ".join(names)
    if len(names) > most:
        return f"{', '.join(names[:kept])}, et al."
    if len(names) == 2 and not people[0].body:
        return f"{names[0]}, and {names[1]}"
    return join_names(names, "and", serial=True)


def format_role(source: Source) -> str:
    """`ed.` or `eds.` where editors stand in the author's place."""
    if source.authors or not source.editors:
        return ""
    return "eds." if len(source.editors) > 1 else "ed."


def format_inverted_authors(source: Source, edition: Edition) -> str:
    """The authors, else the editors with "ed.", the first one family name first."""
    return join_list(_format_inverted_names(source.people, edition), format_role(source))


def write_law_entry(source: Source, edition: Edition) -> RichText:
    """A law or a case in a list: the legal reference and nothing else."""
    return join_sentences([format_legal(source, edition, ""), make_link(source.url)])


def format_legal(source: Source, edition: Edition, at: str) -> RichText:
    """A law or a decision with its reference, `at` being the pinpoint in it; the name of a case is
    roman in a full citation (17: 14.272, 14.276)."""
    if source.shape != "case":
        return format_dotted_law(source, format_title(source, edition), at, format_month_first)
    case = read_case(source)
    name = format_dotted_name(case).format_as("plain")
    reference = format_dotted_reference_of_case(case, at, stops=True)
    cited = join([name, reference], " " if reference.startswith("(") else ", ")
    return join([cited, "(Can.)" if is_canadian_code(case.code) else ""])


def _choose_title_face(source: Source) -> TitleFace:
    """Generic titles such as "Minutes" roman (17: 14.229), parts and unpublished works quoted."""
    if source.shape in _ROMAN:
        return "plain"
    return "quoted" if source.shape in _QUOTED else "italic"


def format_title(source: Source, edition: Edition, title: Title | None = None) -> RichText:
    """The title, or another one of the same source, in headline case."""
    capitalised = (title or source.title).capitalise_words(edition.small)
    return capitalised.format_as(_choose_title_face(source))


def format_container(source: Source, edition: Edition) -> RichText:
    """Journal, newspaper or book; the 17th edition drops a newspaper's "The" (14.194)."""
    title = source.container.capitalise_words(edition.small)
    if source.shape == "news" and edition.number < 18 and title.text.startswith("The "):
        title = Title(title.text[4:])
    return title.format_as("italic")


def format_series(source: Source, minute: str = "") -> str:
    """Genre and number: `RCIS Working Paper No. 2019/3`, `Minute No. P220/12`; "" for neither."""
    if source.shape == "minutes":
        return wrap("Minute No. ", minute)
    genre = capitalise_words(source.genre, SMALL_TO_FOUR) if source.number else source.genre
    return join_words(genre, source.number)


def format_degree(source: Source) -> str:
    """`PhD diss.` (17: 14.215)."""
    return re.sub(r"\bdissertation\b", "diss.", source.genre) or "thesis"


def format_imprint(source: Source, edition: Edition) -> str:
    """The publisher, after its place where the edition prints one and the record has both."""
    return source.imprint if edition.places and source.publisher else source.publisher


def format_book_editors(source: Source) -> str:
    """The editors of the book that a chapter is in, where the chapter has authors of its own."""
    editors = [person.direct for person in source.editors] if source.authors else []
    return join_names(editors, "and", serial=True, most=3)


def format_archive(source: Source) -> str:
    """The collection and where it is kept (17: 14.222)."""
    parts = ("archive_location", "archive_collection", "archive", "archive-place")
    return join_list(*map(source.get_text, parts))


def format_edition(source: Source) -> str:
    """`2nd ed.`"""
    return wrap("", source.edition, " ed.")


def format_volume_and_issue(source: Source) -> str:
    """`22`, `13, no. 4`."""
    return join_list(source.get_text("volume"), wrap("no. ", source.get_text("issue")))


def format_page_range(source: Source) -> str:
    """The pages of an article or chapter."""
    return _LOCATORS.format_span(source.pages)


def add_pages(body: RichText, pages: str, colon: str = ": ") -> RichText:
    """`body` and `pages` with a colon between them, or whichever there is."""
    return join([body, pages], colon)


def list_access(source: Source, word: str = "Accessed") -> list[Words]:
    """The day of access, where there is no other date, and the link; nothing without a link."""
    if not source.url:
        return []
    return [wrap(f"{word} ", source.format_access_date(format_month_first)), make_link(source.url)]


def format_date(source: Source, write: Callable[[PartialDate], str] = format_month_first) -> str:
    """The date, or "n.d."; "" where a day of access is printed instead."""
    return source.format_date(
        write, "" if source.format_access_date(format_month_first) else "n.d."
    )


def format_site_name(source: Source) -> str:
    """The name of a web site, "" where it is also an author's."""
    name = source.container.text or source.publisher
    return "" if any(person.family == name for person in source.authors) else name
