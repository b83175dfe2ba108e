"""What a record holds and a full citation does not print.

One comparison serves every style: the words of a variable are looked for in the citation that was
written. Left out of account is what no guide prints (identifiers, notes, abstracts) and what a
style's guide leaves out on purpose, which the table here says; anything else is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from citation.record.source import Source
from citation.styles.interface import Form
from citation.text.dates import format_year
from citation.text.names import read_people

FULL_FORMS: frozenset[Form] = frozenset({"note", "bibliography"})
"""The forms that describe a work; all others only point to such a description."""

_NAMES = (
    "author editor translator interviewer director recipient reviewed-author composer illustrator"
    " performer host guest contributor narrator curator producer script-writer series-creator"
    " collection-editor editorial-director compiler chair organizer"
).split()
_TEXTS = (
    "title volume issue number edition page section genre medium status version authority"
    " container-title collection-title collection-number volume-title part-number part-title"
    " supplement-number number-of-volumes event event-title event-place archive archive_collection"
    " archive_location archive-place publisher publisher-place original-title original-publisher"
    " original-publisher-place reviewed-title reviewed-genre scale references chapter-number"
    " printing-number dimensions DOI URL"
).split()
_DATES = ("original-date", "event-date", "submitted", "available-date")
_WITHOUT_PLACE = ("apa", "chicago", "chicago-author-date", "mla", "bluebook")
_WITH_IMPRINT = ("book", "chapter", "report", "review")


def _leaves_out_publisher(source: Source, style: str, form: Form) -> bool:
    """Of periodicals nobody names the publisher, and nobody names it twice."""
    if source.shape in ("journal", "news", "web", "minutes") or source.is_legal:
        return True
    if style.startswith("mcgill") and source.shape not in _WITH_IMPRINT:
        return True
    return style == "bluebook" or source.has_body_author(source.publisher)


def _leaves_out_page(source: Source, style: str, form: Form) -> bool:
    """A note gives the page cited; a list of Chicago's the pages of journal articles alone."""
    chicago, shape = style.startswith("chicago"), source.shape
    unlisted = chicago and (shape == "news" or (shape == "chapter" and not style.endswith("-17")))
    return form == "note" or not source.pages or shape == "case" or unlisted


def _abbreviates_container(source: Source, style: str, form: Form) -> bool:
    short = style.startswith("mcgill") and source.get_text("container-title-short")
    return source.is_legal or source.shape == "web" or style == "bluebook" or bool(short)


_LEFT_OUT: Mapping[str, Callable[[Source, str, Form], bool]] = {
    "publisher-place": lambda source, style, _: (
        style in _WITHOUT_PLACE
        or source.shape not in _WITH_IMPRINT
        or source.jurisdiction == source.get_text("publisher-place")
    ),
    "publisher": _leaves_out_publisher,
    "author": lambda source, *_: any(
        person.family == f"Government of {source.jurisdiction}" for person in source.authors
    ),
    "container-title": _abbreviates_container,
    "edition": lambda source, *_: not source.edition,
    "page": _leaves_out_page,
    "issue": lambda source, style, _: style == "bluebook" and bool(source.get_text("volume")),
    "authority": lambda source, *_: source.is_legal,
    "genre": lambda source, *_: source.shape in ("journal", "chapter", "web"),
    "number": lambda source, *_: source.shape in ("case", "news", "web", "journal"),
    "URL": lambda source, *_: bool(source.doi),
    "title": lambda source, style, _: style == "bluebook" or source.is_legal,
    "section": lambda source, *_: source.shape == "news",
    "medium": lambda *_: True,
}
"""Variables that a guide leaves out on purpose, each with a test for when."""


def describe_unprinted(source: Source, style: str, form: Form, written: str) -> str:
    """`not printed: translator (Ruth Bell), status (in press)`; "" where nothing is left out.

    `written` is the citation in plain text, `style` the name of a built-in style or a CSL file.
    """
    if form not in FULL_FORMS:
        return ""
    missing = [f"{name} ({value})" for name, value in _list_missing(source, style, form, written)]
    return f"this form of the style does not print: {', '.join(missing)}" if missing else ""


def _list_missing(
    source: Source, style: str, form: Form, written: str
) -> Iterator[tuple[str, str]]:
    folded, record = _fold(written), source.item.record
    for variable in filter(record.__contains__, _NAMES):
        if _is_left_out(variable, source, style, form):
            continue
        people = read_people(record[variable])
        families = [person.demoted or person.family for person in people]
        if people and not any(_fold(family) in folded for family in families):
            yield variable, ", ".join(person.direct for person in people)
    for variable in filter(record.__contains__, _TEXTS):
        if _is_left_out(variable, source, style, form):
            continue
        value = source.pages if variable == "page" else source.get_text(variable)
        if value and not _is_printed(value, variable, source, written, folded):
            yield variable, value
    yield from _list_missing_dates(source, written)


def _is_left_out(variable: str, source: Source, style: str, form: Form) -> bool:
    leaves_out = _LEFT_OUT.get(variable)
    return bool(leaves_out and leaves_out(source, style, form))


def _is_printed(value: str, variable: str, source: Source, written: str, folded: str) -> bool:
    if variable == "page":
        return _has_number(source.first_page, written)
    if variable == "edition" and (ordinal := re.match(r"\d+(?=\D)", source.edition)):
        return bool(re.search(rf"\b{ordinal[0]}(?:st|nd|rd|th|d|r?e)\b", written))
    if variable in ("volume", "issue", "number", "number-of-volumes") and value.isalnum():
        return _has_number(value, written)
    if variable == "DOI":
        return source.doi.casefold() in written.casefold()
    if variable == "container-title":
        return _fold(value) in folded or _shares_words(value, written)
    if variable == "genre":
        return _fold(value) in folded or _shares_words(value, written)
    return _fold(value) in folded


def _shares_words(value: str, written: str) -> bool:
    """Whether a name stands there shortened: the beginnings of its long words, in order."""
    starts = [re.escape(word[:2]) for word in re.findall(r"[^\W\d_]{4,}", value)]
    pattern = r"\b" + r".*?\b".join(starts)
    return bool(starts) and bool(re.search(pattern, written, re.IGNORECASE))


def _has_number(number: str, written: str) -> bool:
    return bool(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", written, re.IGNORECASE))


def _list_missing_dates(source: Source, written: str) -> Iterator[tuple[str, str]]:
    if source.date:
        last = source.last_date
        shown = f"{source.date.year}–{last.year}" if last else ""
        if last and last.year != source.date.year and not _has_number(str(last.year), written):
            yield "second year", shown
        if source.approximate and not re.search(r"\b(?:c|ca|circa)\b", written):
            yield "circa", source.year
        by_number = source.shape == "law" or source.year_in_title
        if not by_number and not _has_number(str(source.date.year), written):
            yield "date", str(source.date)
    for variable in _DATES:
        date = source.item.get_date(variable)
        if date and not _has_number(format_year(date), written):
            yield variable, str(date)


def _fold(text: Any) -> str:
    """Letters and digits alone, without accents and case."""
    plain = unicodedata.normalize("NFKD", str(text)).casefold()
    return "".join(letter for letter in plain if letter.isalnum())
