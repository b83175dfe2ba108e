"""What the Chicago styles share: names, titles, publication facts; where two editions differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citation.record.source import Source
from citation.styles.interface import CitationRequest
from citation.styles.laws import format_dotted_reference
from citation.styles.locators import Locators, format_page_span
from citation.styles.locators import keep_chicago_digits as shortened
from citation.text.dates import format_month_first
from citation.text.names import Person, join_names
from citation.text.richtext import RichText, join, join_sentences, join_with_commas, make_link
from citation.text.titles import SMALL_ALL, SMALL_TO_FOUR, Title, TitleFace, capitalise_words
from corpus.frozen import frozen
from corpus.items import PartialDate

LOCATORS = Locators(
    {"page": ("", ""), "paragraph": ("para.", "paras."), "section": ("sec.", "secs.")}, shortened
)
LAW_LOCATORS = Locators({**LOCATORS.words, "section": ("s.", "ss.")}, shortened)
_QUOTED = ("brief", "decision", "paper", "chapter", "journal", "news", "web", "thesis")
_ROMAN = ("minutes", "law")


@frozen
class Edition:
    """The differences between two editions of the manual that matter here."""

    number: int
    small: frozenset[str]
    """Words that stay small in titles (17: all prepositions; 18: those of up to four letters)."""
    named_in_notes: int
    """More authors than these become "et al." in notes and in the text (17: 14.76; 18: 13.23)."""
    listed: tuple[int, int]
    """More authors than the first number are cut to the second in a bibliography."""
    places: bool
    """Whether the place of publication is printed (18: no longer)."""


EDITION_18 = Edition(18, SMALL_TO_FOUR, 2, (6, 3), places=False)
EDITION_17 = Edition(17, SMALL_ALL, 3, (10, 7), places=True)


def format_locator(request: CitationRequest) -> str:
    """The pinpoint, in legislation with "s." for a section."""
    law = request.source.shape in ("law", "case")
    return (LAW_LOCATORS if law else LOCATORS).format_pinpoint(request.pinpoint)


def format_direct_names(
    people: Sequence[Person], edition: Edition, write: Callable[[Person], str]
) -> str:
    """Names for a note or the text: `A`, `A and B`, `A et al.`"""
    if len(people) > edition.named_in_notes:
        return f"{write(people[0])} et al."
    return join_names([write(person) for person in people], "and", serial=True)


def format_inverted_names(people: Sequence[Person], edition: Edition) -> str:
    """Names for a bibliography: the first one inverted, long lists cut."""
    names = [person.inverted for person in people[:1]] + [person.direct for person in people[1:]]
    most, kept = edition.listed
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
    """The authors (else the editors, said to be such), the first one family name first."""
    names = format_inverted_names(source.authors or source.editors, edition)
    return f"{names}, {format_role(source)}" if format_role(source) else names


def write_law_entry(source: Source, edition: Edition) -> RichText:
    """A law or a case in a list, where Chicago has the legal reference and nothing else."""
    reference = join_with_commas([format_title(source, edition), format_dotted_reference(source)])
    return join_sentences([reference, make_link(source.url)])


def choose_dress(source: Source) -> TitleFace:
    """Generic titles such as "Minutes" roman (17: 14.229), parts and unpublished works quoted."""
    if source.shape in _ROMAN:
        return "plain"
    return "quoted" if source.shape in _QUOTED else "italic"


def format_title(source: Source, edition: Edition, title: Title | None = None) -> RichText:
    """The title, or another one of the same source, in headline case."""
    return (title or source.title).capitalise_words(edition.small).format_as(choose_dress(source))


def make_container_title(source: Source, edition: Edition) -> Title:
    """Journal, newspaper or book; the 17th edition drops a newspaper's "The" (14.194)."""
    title = source.container.capitalise_words(edition.small)
    dropped = source.shape == "news" and edition.number < 18 and title.text.startswith("The ")
    return Title(title.text[4:]) if dropped else title


def format_series(source: Source, minute: str = "") -> str:
    """Genre and number: `RCIS Working Paper No. 2019/3`, `Minute No. P220/12`; "" for neither."""
    if source.shape == "minutes":
        return f"Minute No. {minute}" if minute else ""
    genre = capitalise_words(source.genre, SMALL_TO_FOUR) if source.number else source.genre
    return " ".join(part for part in (genre, source.number) if part)


def format_degree(source: Source) -> str:
    """`PhD diss.` (17: 14.215)."""
    return re.sub(r"\bdissertation\b", "diss.", source.genre) or "thesis"


def format_imprint(source: Source, edition: Edition) -> str:
    """Publisher, before it the place where the edition prints one and the record has both."""
    return source.imprint if edition.places and source.publisher else source.publisher


def format_book_editors(source: Source) -> str:
    """The editors of the book that a chapter is in, where the chapter has authors of its own."""
    editors = [person.direct for person in source.editors] if source.authors else []
    return f"{editors[0]} et al." if len(editors) > 3 else join_names(editors, "and", serial=True)


def format_edition(source: Source) -> str:
    """`2nd ed.`"""
    return f"{source.edition} ed." if source.edition else ""


def format_volume_and_issue(source: Source) -> str:
    """`22`, `13, no. 4`."""
    issue = f"no. {source.get_text('issue')}" if source.get_text("issue") else ""
    return ", ".join(part for part in (source.get_text("volume"), issue) if part)


def format_page_range(source: Source) -> str:
    """The pages of an article or chapter."""
    return format_page_span(source.pages, shortened)


def add_pages(body: RichText, pages: str, colon: str = ": ") -> RichText:
    """`body` and after a colon the pages, or whichever there is."""
    return join([body, pages], colon)


def format_date(source: Source, write: Callable[[PartialDate], str] = format_month_first) -> str:
    """The date, or "n.d."; "" for a web page with a day of access instead."""
    return source.format_date(
        write, "" if source.format_access_date(format_month_first) else "n.d."
    )


def format_site_name(source: Source) -> str:
    """The name of a web site, unless it is the author's."""
    name = source.container.text or source.publisher
    return "" if any(person.family == name for person in source.authors) else name
