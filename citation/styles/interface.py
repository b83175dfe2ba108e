"""What every citation style offers: its forms, each with a function that writes a citation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from citation.text.joining import wrap
from citation.text.names import Person, join_names, list_family_names
from citation.text.richtext import RichText
from corpus.errors import RequestError
from corpus.frozen import frozen

Form = Literal["note", "in-text", "narrative", "bibliography", "short", "supra", "ibid", "id"]


@frozen
class CitationRequest:
    """What is to be cited, and where the citation stands."""

    source: Source
    pinpoint: Pinpoint | None = None
    note_number: int | None = None
    """The earlier note that a short form refers to."""
    context: Context = Context()

    @property
    def minute(self) -> str:
        """The minute number of the pinpoint, else of an item that is one minute; without "No."."""
        if self.pinpoint and self.pinpoint.minute:
            return self.pinpoint.minute
        return self.source.bare_number if self.source.shape == "minutes" else ""

    @property
    def pinned_minute(self) -> str:
        """The minute number of the pinpoint, "" where the item itself has that number."""
        minute = self.pinpoint.minute if self.pinpoint else ""
        return "" if minute == self.source.bare_number else minute

    @property
    def minute_apart(self) -> str:
        """`Minute No. P220/12` where only the pinpoint names the minute, else ""."""
        return wrap("Minute No. ", self.pinned_minute)

    @property
    def year(self) -> str:
        """`2008`, `2008a`, `n.d.-a`; "" for a law without a year or with the year in its title."""
        year, letter = self.source.year, self.context.get_letter(self.source)
        if self.source.shape == "law" and (self.source.year_in_title or not year):
            return ""
        return f"{year}{letter}" if year else "n.d." + wrap("-", letter)

    def list_cited_names(self, people: Sequence[Person]) -> list[str]:
        """Family names, the first with initials where another author shares it."""
        names = list_family_names(people)
        if people and self.context.has_namesake(people[0]):
            names[0] = people[0].initials_first
        return names

    def format_cited_names(self, word: str, most: int) -> str:
        """Those whom the work is cited under, as author-date styles name them in the text.

        More than `most` are cut to "et al.", as far as the work can still be told from others.
        `word` joins the last two.
        """
        names = self.list_cited_names(self.source.people)
        if names and self.source.people[-1].others:
            return join_names(names, word, serial=True, most=most)
        needed = len(names)
        if needed > most:
            needed = self.context.count_needed_names(self.source, most)
        if needed == len(names):
            return join_names(names, word, serial=True)
        return ", ".join(names[:needed]) + (", et al." if needed > 1 else " et al.")

    def require_note_number(self) -> int:
        """The number of the earlier note. Raises RequestError where the caller gave none."""
        if self.note_number is None:
            raise RequestError(
                "A “supra” citation needs the number of the note it refers to.",
                "Give the note number, or ask for the full form.",
            )
        return self.note_number


Writer = Callable[[CitationRequest], RichText]


@frozen
class Style:
    """One citation style."""

    name: str
    title: str
    """For people: the guide and its edition."""
    forms: Mapping[Form, Writer]
    """The first one is the style's usual form."""

    @property
    def usual_form(self) -> Form:
        """The form used where nobody asks for another."""
        return next(iter(self.forms))

    def get_writer(self, form: Form | None) -> Writer:
        """The writer of `form`, or of the usual one. Raises RequestError for a form it lacks."""
        if form and form not in self.forms:
            known = ", ".join(self.forms)
            raise RequestError(f"{self.title} has no form “{form}”; its forms are {known}.")
        return self.forms[form or self.usual_form]
