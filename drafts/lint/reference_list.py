"""Finds the list of references at the end of a draft, and reads its entries as records.

An entry begins with its authors, who end at a date in brackets (APA), at a year between full stops
(Chicago), or else at the first full stop that does not belong to an initial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.items import Item
from drafts.citations.citation_dates import find_dates
from drafts.citations.claim import YEAR
from drafts.citations.joined_entries import split_entries, split_heading
from drafts.citations.list_blocks import find_list_blocks
from drafts.lint.proxy_addresses import find_addresses
from indexer.readers.flowing.flowing_text import FlowingText

_NUMBER_OR_BULLET = re.compile(r"\A\s*(?:\[\d{1,3}\]|\d{1,3}[.)]\s|[•*–-]\s)\s*")
_DASHES = re.compile(r"\s*(?:[—–]{1,3}|-{3,}|_{3,})\s*[.,]?\s*")
_BRACKETED = re.compile(
    rf"\(\s*(?P<date>(?:[^():]*?[\s,])?{YEAR.pattern}(?:,[^():]*)?|n\.?\s?d\.?)\s*\)"
)
_STOPPED = re.compile(rf"[.,]\s+\(?(?P<date>{YEAR.pattern})\)?[.,:]")
_FIRST_STOP = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])\.\s|,\s(?=[“\"*])|\.\s(?=[“\"*])")
_PERSON = re.compile(
    r"(?P<family>(?:(?:de|du|la|le|van|von|der|den|el|al)\s)*[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?),\s+"
    r"(?P<given>(?:[A-Z]\.[\s-]?)+|[A-Z][\w’'-]+\.?(?:\s(?:[A-Z]\.|[A-Z][\w’'-]+))?)"
    r"(?=\s*(?:,|;|&|\band\b|$))"
)
_ONE_PERSON = re.compile(
    r"(?P<lead>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?,\s(?:[A-Z][\w’'-]+(?:\s[A-Z]\.)*|(?:[A-Z]\.\s?)+))"
    r"(?:\.\s|(?<=\.)\s)"
)
_LONGEST_LEAD = 250


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """One entry of the list."""

    number: int
    """1-based, in the list."""
    block: int
    """0-based index of its paragraph among the draft's blocks."""
    text: str
    """Without its number; dashes for the authors before are replaced by their names."""
    item: Item
    """Its contents as far as legible, as a record whose key is its place."""
    year: str
    """As written, with its letter; "" if there is none, or several that may be it."""
    date: str
    """The whole date as written after the authors, "" if it is elsewhere."""

    @property
    def place(self) -> str:
        """`reference 7`."""
        return f"reference {self.number}"


def read_reference_list(draft: FlowingText) -> tuple[ReferenceEntry, ...]:
    """The entries of the last list of references; none if the draft has no such list."""
    entries: list[ReferenceEntry] = []
    for block in find_list_blocks(draft):
        written = draft.blocks[block].text
        for entry in split_entries(split_heading(written) or written):
            text = _NUMBER_OR_BULLET.sub("", entry, count=1).strip()
            if len(text) > 3:
                entries.append(_read_entry(text, block, entries))
    dated = sum(bool(entry.year or find_addresses(entry.text)) for entry in entries)
    return tuple(entries) if 2 * dated >= len(entries) else ()


def _read_entry(text: str, block: int, before: Sequence[ReferenceEntry]) -> ReferenceEntry:
    number = len(before) + 1
    dashes = _DASHES.match(text) if before else None
    if dashes:  # "———. 2013." repeats the authors of the entry before
        text = f"{before[-1].item.own['lead']}. {text[dashes.end() :]}"
    lead, date, rest = _split_entry(_remove_addresses(text))
    years = YEAR.findall(date)[:1] or YEAR.findall(rest)
    written = years[0] if len(set(years)) == 1 else ""
    # the date of minutes is that of a meeting, so rules about addresses need to know them
    kind = "minutes" if re.match(r"[\W_]*minutes\b", rest, re.IGNORECASE) else ""
    record: dict[str, Any] = {
        "id": f"reference {number}",
        "type": "document",
        "title": _parse_title(rest),
        "author": _parse_authors(lead),
        "custom": {"pincite": {"lead": lead, "kind": kind}},
    }
    addresses = find_addresses(text)
    if addresses:
        record["URL"] = addresses[0]
    if written[:1].isdigit():
        record["issued"] = {"date-parts": [_parse_date(date, int(written[:4]))]}
    return ReferenceEntry(number, block, text, Item(record), written, date)


def _split_entry(text: str) -> tuple[str, str, str]:
    """Authors, the date after them ("" without one), and what follows."""
    for form in (_BRACKETED, _STOPPED):
        match = form.search(text, 0, _LONGEST_LEAD)
        if match and not re.search(r"[“”\"*]", text[: match.start()]):
            lead = text[: match.start()].strip(" .,")
            if lead and not re.search(r"[a-z]{3}\.\s", lead):
                return lead, match["date"], text[match.end() :].lstrip(" .,")
    alone = _ONE_PERSON.match(text)
    if alone:
        return alone["lead"].strip(" ,"), "", text[alone.end() :].lstrip()
    stop = _FIRST_STOP.search(text, 0, _LONGEST_LEAD)
    if stop is None:
        return "", "", text
    return text[: stop.start()].strip(" .,"), "", text[stop.end() :]


def _parse_authors(lead: str) -> list[dict[str, str]]:
    plain = re.sub(r"\s*\((?:eds?\.?|dir\.?)\)\.?", "", lead).strip(" ,.")
    plain += "." if re.search(r"\b[A-Z]$", plain) else ""
    first = _PERSON.match(plain)
    if first is None:
        # a body; an acronym in brackets behind it is another name for it
        name = re.sub(r"\s*[\[(][A-Z]{2,}[\])]", "", plain)
        names = [name] if name else []
        names += re.findall(r"[\[(]([A-Z]{2,})[\])]", plain)
        return [{"literal": name} for name in names]
    rest = plain[first.end() :].strip(" ,;&")
    inverted = list(_PERSON.finditer(rest))
    people = [
        {"family": person["family"], "given": person["given"].strip()}
        for person in (first, *inverted)
    ]
    if inverted:
        return people
    for name in re.split(r",\s*(?:and\s+|&\s*)?|;\s*|\s+and\s+|\s*&\s*", rest):
        words = name.removeprefix("and ").split()
        if words and words[-1][:1].isupper() and words != ["et", "al"]:
            people.append({"family": words[-1], "given": " ".join(words[:-1])})
    return people


def _parse_title(rest: str) -> str:
    plain = rest.strip(' *_“"')
    end = re.search(r"[.?!]?[”\"*_](?:\s|$)|[.?!]\s|,\s\d|\s\(", plain)
    return plain[: end.start() if end else None].strip(' .,*_“”"')


def _parse_date(date: str, year: int) -> list[int]:
    dates = find_dates(date)
    if not dates or dates[0].year != year:
        return [year]
    return [part for part in (year, dates[0].month, dates[0].day) if part]


def _remove_addresses(text: str) -> str:
    for address in find_addresses(text):
        text = text.replace(address, " ")
    return re.sub(r"\bdoi:\s*\S+|\b10\.\d{4,}/\S+", " ", text)
