"""What the Chicago styles share: names, titles, publication facts; where two editions differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from citation.record.source import Source
from citation.styles.interface import Request
from citation.styles.laws import dotted_reference
from citation.styles.locators import Locators, page_span
from citation.styles.locators import chicago as shortened
from citation.text.dates import month_first
from citation.text.names import Person, listed
from citation.text.richtext import RichText, commas, join, link, sentences
from citation.text.titles import SMALL_ALL, SMALL_TO_FOUR, Dress, Title, headline
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


def locator(request: Request) -> str:
    """The pinpoint, in legislation with "s." for a section."""
    law = request.source.shape in ("law", "case")
    return (LAW_LOCATORS if law else LOCATORS).text(request.pinpoint)


def names_direct(people: Sequence[Person], edition: Edition, write: Callable[[Person], str]) -> str:
    """Names for a note or the text: `A`, `A and B`, `A et al.`"""
    if len(people) > edition.named_in_notes:
        return f"{write(people[0])} et al."
    return listed([write(person) for person in people], "and", serial=True)


def names_inverted(people: Sequence[Person], edition: Edition) -> str:
    """Names for a bibliography: the first one inverted, long lists cut."""
    names = [person.inverted for person in people[:1]] + [person.direct for person in people[1:]]
    most, kept = edition.listed
    if len(names) > most:
        return f"{', '.join(names[:kept])}, et al."
    if len(names) == 2 and not people[0].body:
        return f"{names[0]}, and {names[1]}"
    return listed(names, "and", serial=True)


def role(source: Source) -> str:
    """`ed.` or `eds.` where editors stand in the author's place."""
    if source.authors or not source.editors:
        return ""
    return "eds." if len(source.editors) > 1 else "ed."


def authors_inverted(source: Source, edition: Edition) -> str:
    """The authors (else the editors, said to be such), the first one family name first."""
    names = names_inverted(source.authors or source.editors, edition)
    return f"{names}, {role(source)}" if role(source) else names


def law_entry(source: Source, edition: Edition) -> RichText:
    """A law or a case in a list, where Chicago has the legal reference and nothing else."""
    reference = commas([titled(source, edition), dotted_reference(source)])
    return sentences([reference, link(source.url)])


def dress_of(source: Source) -> Dress:
    """Generic titles such as "Minutes" roman (17: 14.229), parts and unpublished works quoted."""
    if source.shape in _ROMAN:
        return "plain"
    return "quoted" if source.shape in _QUOTED else "italic"


def titled(source: Source, edition: Edition, title: Title | None = None) -> RichText:
    """The title, or another one of the same source, in headline case."""
    return (title or source.title).headline(edition.small).dressed(dress_of(source))


def container(source: Source, edition: Edition) -> Title:
    """Journal, newspaper or book; the 17th edition drops a newspaper's "The" (14.194)."""
    title = source.container.headline(edition.small)
    dropped = source.shape == "news" and edition.number < 18 and title.text.startswith("The ")
    return Title(title.text[4:]) if dropped else title


def series(source: Source, minute: str = "") -> str:
    """Genre and number: `RCIS Working Paper No. 2019/3`, `Minute No. P220/12`; "" for neither."""
    if source.shape == "minutes":
        return f"Minute No. {minute}" if minute else ""
    genre = headline(source.genre, SMALL_TO_FOUR) if source.number else source.genre
    return " ".join(part for part in (genre, source.number) if part)


def degree(source: Source) -> str:
    """`PhD diss.` (17: 14.215)."""
    return re.sub(r"\bdissertation\b", "diss.", source.genre) or "thesis"


def imprint(source: Source, edition: Edition) -> str:
    """Publisher, before it the place where the edition prints one and the record has both."""
    return source.imprint if edition.places and source.publisher else source.publisher


def book_editors(source: Source) -> str:
    """The editors of the book that a chapter is in, where the chapter has authors of its own."""
    editors = [person.direct for person in source.editors] if source.authors else []
    return f"{editors[0]} et al." if len(editors) > 3 else listed(editors, "and", serial=True)


def edition_of(source: Source) -> str:
    """`2nd ed.`"""
    return f"{source.edition} ed." if source.edition else ""


def volume_issue(source: Source) -> str:
    """`22`, `13, no. 4`."""
    issue = f"no. {source.text('issue')}" if source.text("issue") else ""
    return ", ".join(part for part in (source.text("volume"), issue) if part)


def page_range(source: Source) -> str:
    """The pages of an article or chapter."""
    return page_span(source.pages, shortened)


def with_pages(body: RichText, pages: str, colon: str = ": ") -> RichText:
    """`body` and after a colon the pages, or whichever there is."""
    return join([body, pages], colon)


def dated(source: Source, write: Callable[[PartialDate], str] = month_first) -> str:
    """The date, or "n.d."; "" for a web page with a day of access instead."""
    return source.when(write, "" if source.accessed(month_first) else "n.d.")


def site(source: Source) -> str:
    """The name of a web site, unless it is the author's."""
    name = source.container.text or source.publisher
    return "" if any(person.family == name for person in source.authors) else name
