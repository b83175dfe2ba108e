"""Names as the styles write them: direct or inverted, in full or with initials, and in lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from citation.text.joining import join_list, join_words
from corpus.frozen import frozen
from corpus.late_pattern import compile_late

OTHERS = "et al."
_OTHERS = compile_late(r"(?:and |& )?others|et al\.?|et coll\.?|u\.? ?a\.", re.IGNORECASE)
_TRAILING_PARTICLES = compile_late(
    r"(?<=\S)(?: (?:v[oa]n|de[nrls]?|d[aiou]s?|du|zu[mr]?|te[rn]?|la))+$"
)
_INITIAL = compile_late(r"[^\W\d_]\.?(?:-[^\W\d_]\.?)*")


@frozen
class Person:
    """A person, or a body where only `family` is filled."""

    family: str
    given: str = ""
    suffix: str = ""
    body: bool = False
    particle: str = ""
    """`de`, `van` …, with which `family` begins and which some styles put last in a list."""
    others: bool = False
    """Whether it stands for more persons who are not named (`and others`)."""

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
        """`Tulloch, Michael H.`, `Beauvoir, Simone de`; a body as it is."""
        given = add_full_stops(self.given)
        if not self.demoted:
            return join_list(self.family, given, self.suffix)
        return join_list(self.demoted, join_words(given, self.particle), self.suffix)

    @property
    def demoted(self) -> str:
        """The family name without a particle in small letters, by which it is sorted and listed;
        "" where there is none."""
        return self.family.removeprefix(self.particle).strip() if self.particle.islower() else ""

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
    people = [_read_person(name) for name in names if isinstance(name, Mapping)]
    people = [person for person in people if person.family]
    if len(people) > 1 and people[-1].body and _OTHERS.fullmatch(people[-1].family):
        people[-1] = Person(OTHERS, body=True, others=True)
    return tuple(people)


def _read_person(name: Mapping[str, Any]) -> Person:
    def read_part(key: str) -> str:
        return " ".join(str(name.get(key) or "").split())

    if read_part("literal"):
        return Person(read_part("literal"), body=True)
    particle = read_part("non-dropping-particle")
    family = join_words(particle, read_part("family"))
    given = join_words(read_part("given"), read_part("dropping-particle"))
    return Person(
        family or given,
        given if family else "",
        read_part("suffix"),
        body=not given,
        particle=particle,
    )


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
    """`Michael H.` → `M. H.`, `Jean-Luc` → `J.-L.`, `Johann von` → `J. von`."""
    spaced = re.sub(r"\.(?=[^\W\d_-])", ". ", given)
    particles = _TRAILING_PARTICLES.search(spaced)
    words = ([part for part in word.split("-") if part] for word in _drop(spaced, particles))
    initials = (
        "-".join(part[0].upper() + "." if part[0].isalpha() else part for part in word)
        for word in words
        if word
    )
    return join_words(*initials, particles[0].strip() if particles else "")


def _drop(text: str, end: re.Match[str] | None) -> list[str]:
    """The words of `text` before `end`."""
    return (text[: end.start()] if end else text).split()


def join_names(
    names: Sequence[str],
    word: str,
    *,
    serial: bool = False,
    most: int | None = None,
    others: str = "et al.",
) -> str:
    """`A`, `A and B`, `A, B, and C`; where there are more than `most`, `A et al.`

    `word` joins the last two; `serial` puts a comma before it after three or more names. A last
    name `OTHERS` becomes `others`.
    """
    if names and names[-1] == OTHERS:
        shown = names[:1] if most and len(names) > most else names[:-1]
        comma = "," if serial and len(shown) > 1 else ""
        return f"{', '.join(shown)}{comma} {others}"
    if most and len(names) > most:
        return f"{names[0]} {others}"
    if len(names) < 3:
        return f" {word} ".join(names)
    comma = "," if serial else ""
    return f"{', '.join(names[:-1])}{comma} {word} {names[-1]}"


def list_family_names(persons: Iterable[Person]) -> list[str]:
    """Family names and bodies."""
    return [person.family for person in persons]
