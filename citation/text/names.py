"""Names as the styles write them: direct or inverted, in full or with initials, and in lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from citation.text.joining import join_list, join_words
from corpus.frozen import frozen

_INITIAL = re.compile(r"[^\W\d_]\.?(?:-[^\W\d_]\.?)*")


@frozen
class Person:
    """A person, or a body where only `family` is filled."""

    family: str
    given: str = ""
    suffix: str = ""
    body: bool = False

    @property
    def direct(self) -> str:
        """`Michael H. Tulloch`."""
        return join_words(add_full_stops(self.given), self.family, self.suffix)

    @property
    def undotted(self) -> str:
        """`Michael H Tulloch`, `GHL Fridman`: no full stops, initials closed up (McGill)."""
        return join_words(_strip_full_stops(self.given), self.family, self.suffix.replace(".", ""))

    @property
    def inverted(self) -> str:
        """`Tulloch, Michael H.`; a body as it is."""
        return join_list(self.family, add_full_stops(self.given), self.suffix)

    @property
    def inverted_undotted(self) -> str:
        """`Tulloch, Michael H`."""
        return join_list(self.family, _strip_full_stops(self.given), self.suffix.replace(".", ""))

    @property
    def inverted_initials(self) -> str:
        """`Tulloch, M. H.` (APA)."""
        return join_list(self.family, format_initials(self.given), self.suffix)

    @property
    def initials_first(self) -> str:
        """`M. H. Tulloch`."""
        return join_words(format_initials(self.given), self.family, self.suffix)


def read_people(names: object) -> tuple[Person, ...]:
    """The persons and bodies of a CSL name variable, nameless ones left out."""
    if not isinstance(names, list):
        return ()
    people = (_read_person(name) for name in names if isinstance(name, Mapping))
    return tuple(person for person in people if person.family)


def _read_person(name: Mapping[str, Any]) -> Person:
    def read_part(key: str) -> str:
        return " ".join(str(name.get(key) or "").split())

    if read_part("literal"):
        return Person(read_part("literal"), body=True)
    family = join_words(read_part("non-dropping-particle"), read_part("family"))
    given = join_words(read_part("given"), read_part("dropping-particle"))
    return Person(family or given, given if family else "", read_part("suffix"), body=not given)


def add_full_stops(given: str) -> str:
    """Given names with a full stop after every initial: `Michael H` → `Michael H.`."""
    return _replace_initials(given, lambda letters: "-".join(f"{letter}." for letter in letters))


def _strip_full_stops(given: str) -> str:
    plain = _replace_initials(given, "-".join)
    return re.sub(r"\b([^\W\d_]) (?=[^\W\d_]\b)", r"\1", plain)


def _replace_initials(given: str, write: Callable[[list[str]], str]) -> str:
    spaced = re.sub(r"\.(?=[^\W\d_])", ". ", given)
    words = (
        write([part.rstrip(".") for part in word.split("-")])
        if _INITIAL.fullmatch(word) and word[0].isupper()
        else word
        for word in spaced.split()
    )
    return " ".join(words)


def format_initials(given: str) -> str:
    """`Michael H.` → `M. H.`, `Jean-Luc` → `J.-L.`."""
    spaced = re.sub(r"\.(?=[^\W\d_-])", ". ", given)
    words = ([part for part in word.split("-") if part] for word in spaced.split())
    return " ".join(
        "-".join(part[0].upper() + "." if part[0].isalpha() else part for part in word)
        for word in words
        if word
    )


def join_names(
    names: Sequence[str],
    word: str,
    *,
    serial: bool = False,
    most: int | None = None,
    others: str = "et al.",
) -> str:
    """`A`, `A and B`, `A, B, and C`; where there are more than `most`, `A et al.`

    `word` joins the last two; `serial` puts a comma before it after three or more names.
    """
    if most and len(names) > most:
        return f"{names[0]} {others}"
    if len(names) < 3:
        return f" {word} ".join(names)
    comma = "," if serial else ""
    return f"{', '.join(names[:-1])}{comma} {word} {names[-1]}"


def list_family_names(persons: Iterable[Person]) -> list[str]:
    """Family names and bodies."""
    return [person.family for person in persons]
