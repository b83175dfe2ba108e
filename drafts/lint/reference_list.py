"""Finds the list of references at the end of a draft, and reads its entries as records.

An entry begins with its authors: before a date in brackets (APA), before a year between full stops
(Chicago), else before the first full stop that ends no initial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.items import Item
from drafts.citations.citation_dates import find_dates
from drafts.citations.claim import YEAR
from drafts.lint.proxy_addresses import find_addresses
from indexer.readers.flowing.flowing_text import FlowingText

_HEADING = re.compile(
    r"(?:[\dIVX]+\.?\s+)?(?:list of )?(?:references?|bibliography|works cited|sources"
    r"|reference list|sources cited|literature)(?: cited)?\s*:?",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"(?:appendi(?:x|ces)|annex|notes|endnotes|acknowledge?ments?|about the authors?)\b.*",
    re.IGNORECASE,
)
_MARK = re.compile(r"\A\s*(?:\[\d{1,3}\]|\d{1,3}[.)]\s|[•*–-]\s)\s*")
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
    item: Item
    """What could be read of it, as a record whose key is its place."""
    year: str
    """As written, with its letter; "" where none was found, or several that may be it."""
    date: str
    """The whole date as written behind the authors, "" where it is elsewhere."""

    @property
    def place(self) -> str:
        """`reference 7`."""
        return f"reference {self.number}"


def read_reference_list(draft: FlowingText) -> tuple[ReferenceEntry, ...]:
    """The entries of the last list of references; none where the draft has no such list."""
    blocks = list(_find_list_blocks(draft))
    entries: list[ReferenceEntry] = []
    for block in blocks:
        text = _MARK.sub("", draft.blocks[block].text, count=1).strip()
        if len(text) > 3:
            entries.append(_read_entry(text, block, entries))
    dated = sum(bool(entry.year or find_addresses(entry.text)) for entry in entries)
    return tuple(entries) if 2 * dated >= len(entries) else ()


def _find_list_blocks(draft: FlowingText) -> Iterator[int]:
    body = [at for at, block in enumerate(draft.blocks) if block.note is None]
    heads = [at for at in body if _HEADING.fullmatch(draft.blocks[at].text.strip(" *_#"))]
    for at in body:
        if not heads or at <= heads[-1]:
            continue
        block = draft.blocks[at]
        text = block.text.strip(" *_#")
        short = len(text.split()) <= 6 and not YEAR.search(text)
        if short and _AFTERWARDS.fullmatch(text):
            return
        if block.style != "heading" and not block.where.startswith("table"):
            yield at


def _read_entry(text: str, block: int, before: Sequence[ReferenceEntry]) -> ReferenceEntry:
    number = len(before) + 1
    again = _DASHES.match(text) if before else None
    if again:
        lead_before = str(before[-1].item.own["lead"])
        text = f"{lead_before}. {text[again.end() :]}"
    lead, date, rest = _split_entry(_remove_addresses(text))
    year = YEAR.search(date or rest)
    written = year.group() if date and year else _choose_only_year(YEAR.findall(rest))
    record: dict[str, Any] = {
        "id": f"reference {number}",
        "type": "document",
        "title": _parse_title(rest),
        "author": _parse_authors(lead),
        "custom": {"pincite": {"lead": lead, "kind": _guess_kind(rest)}},
    }
    urls = find_addresses(text)
    if urls:
        record["URL"] = urls[0]
    if written[:1].isdigit():
        record["issued"] = {"date-parts": [_parse_date(date, int(written[:4]))]}
    return ReferenceEntry(number, block, text, Item(record), written, date)


def _guess_kind(rest: str) -> str:
    """`minutes` where the title says so: their date is that of a meeting."""
    return "minutes" if re.match(r"[\W_]*minutes\b", rest, re.IGNORECASE) else ""


def _choose_only_year(years: list[str]) -> str:
    return years[0] if len(set(years)) == 1 else ""


def _split_entry(text: str) -> tuple[str, str, str]:
    """Authors, date behind them ("" where there is none), and what follows."""
    for form in (_BRACKETED, _STOPPED):
        found = form.search(text, 0, _LONGEST_LEAD)
        if found and not re.search(r"[“”\"*]", text[: found.start()]):
            lead = text[: found.start()].strip(" .,")
            if lead and len(re.findall(r"[a-z]{3}\.\s", lead)) == 0:
                return lead, found["date"], text[found.end() :].lstrip(" .,")
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
        name = re.sub(r"\s*[\[(][A-Z]{2,}[\])]", "", plain)
        made = [{"literal": name}] if name else []
        return made + [{"literal": short} for short in re.findall(r"[\[(]([A-Z]{2,})[\])]", plain)]
    people = [{"family": first["family"], "given": first["given"].strip()}]
    rest = plain[first.end() :].strip(" ,;&")
    inverted = list(_PERSON.finditer(rest))
    if inverted:
        people += [{"family": m["family"], "given": m["given"].strip()} for m in inverted]
        return people
    for name in re.split(r",\s*(?:and\s+|&\s*)?|;\s*|\s+and\s+|\s*&\s*", rest):
        words = name.removeprefix("and ").split()
        if words and words[-1][:1].isupper() and words != ["et", "al"]:
            people.append({"family": words[-1], "given": " ".join(words[:-1])})
    return people


def _parse_title(rest: str) -> str:
    plain = rest.strip(' *_“"')
    end = re.search(r"[.?!]?[”\"*_](?:\s|$)|[.?!]\s|,\s\d|\s\(", plain)
    return plain[: end.start()].strip(' .,*_“”"') if end else plain.strip(' .,*_“”"')


def _parse_date(date: str, year: int) -> list[int]:
    found = find_dates(date)
    if not found or found[0].year != year:
        return [year]
    return [part for part in (year, found[0].month, found[0].day) if part]


def _remove_addresses(text: str) -> str:
    for url in find_addresses(text):
        text = text.replace(url, " ")
    return re.sub(r"\bdoi:\s*\S+|\b10\.\d{4,}/\S+", " ", text)
