"""Names as the styles write them: direct or inverted, in full or with initials, and in lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from corpus.frozen import frozen
from corpus.patterns import regex

_INITIAL = regex(r"[^\W\d_]\.?(?:-[^\W\d_]\.?)*")


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
        return _spaced(dotted(self.given), self.family, self.suffix)

    @property
    def undotted(self) -> str:
        """`Michael H Tulloch`, `GHL Fridman`: no full stops, initials closed up (McGill)."""
        return _spaced(_undotted(self.given), self.family, self.suffix.replace(".", ""))

    @property
    def inverted(self) -> str:
        """`Tulloch, Michael H.`; a body as it is."""
        return _commaed(self.family, dotted(self.given), self.suffix)

    @property
    def inverted_undotted(self) -> str:
        """`Tulloch, Michael H`."""
        return _commaed(self.family, _undotted(self.given), self.suffix.replace(".", ""))

    @property
    def inverted_initials(self) -> str:
        """`Tulloch, M. H.` (APA)."""
        return _commaed(self.family, initials(self.given), self.suffix)

    @property
    def initials_first(self) -> str:
        """`M. H. Tulloch`."""
        return _spaced(initials(self.given), self.family, self.suffix)


def people(found: object) -> tuple[Person, ...]:
    """The persons and bodies of a CSL name variable, nameless ones left out."""
    if not isinstance(found, list):
        return ()
    made = (_person(name) for name in found if isinstance(name, Mapping))
    return tuple(person for person in made if person.family)


def _person(name: Mapping[str, Any]) -> Person:
    def part(key: str) -> str:
        return " ".join(str(name.get(key) or "").split())

    if part("literal"):
        return Person(part("literal"), body=True)
    family = _spaced(part("non-dropping-particle"), part("family"))
    given = _spaced(part("given"), part("dropping-particle"))
    return Person(family or given, given if family else "", part("suffix"), body=not given)


def dotted(given: str) -> str:
    """Given names with a full stop after every initial: `Michael H` → `Michael H.`."""
    return _each_initial(given, lambda letters: "-".join(f"{letter}." for letter in letters))


def _undotted(given: str) -> str:
    plain = _each_initial(given, "-".join)
    return re.sub(r"\b([^\W\d_]) (?=[^\W\d_]\b)", r"\1", plain)


def _each_initial(given: str, write: Callable[[list[str]], str]) -> str:
    spaced = re.sub(r"\.(?=[^\W\d_])", ". ", given)
    words = (
        write([part.rstrip(".") for part in word.split("-")])
        if _INITIAL.fullmatch(word) and word[0].isupper()
        else word
        for word in spaced.split()
    )
    return " ".join(words)


def initials(given: str) -> str:
    """`Michael H.` → `M. H.`, `Jean-Luc` → `J.-L.`."""
    spaced = re.sub(r"\.(?=[^\W\d_-])", ". ", given)
    words = ([part for part in word.split("-") if part] for word in spaced.split())
    return " ".join(
        "-".join(part[0].upper() + "." if part[0].isalpha() else part for part in word)
        for word in words
        if word
    )


def listed(names: Sequence[str], word: str, *, serial: bool) -> str:
    """`A`, `A and B`, `A, B, and C`; `serial`: a comma before the last word of three or more."""
    if len(names) < 3:
        return f" {word} ".join(names)
    comma = "," if serial else ""
    return f"{', '.join(names[:-1])}{comma} {word} {names[-1]}"


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _commaed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def shorts(persons: Iterable[Person]) -> list[str]:
    """Family names and bodies."""
    return [person.family for person in persons]
