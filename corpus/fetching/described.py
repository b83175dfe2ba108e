"""What public catalogues say of a work: Crossref by DOI, Open Library by ISBN.

Both answer with JSON (https://api.crossref.org, https://openlibrary.org/dev/docs/api/books). Only
fields that CSL-JSON has are taken, names and dates in its form; nothing is filled in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from corpus.csl import FIELDS, classify_variable
from corpus.errors import RequestError
from corpus.fetching.fetch_errors import AddressDead, FetchError, ServerRefused, Setback
from corpus.fetching.limits import Limits
from corpus.fetching.public_addresses import parse
from corpus.fetching.transport import Transport
from corpus.formats.date_fields import parse_written_date

CROSSREF = "https://api.crossref.org"
OPEN_LIBRARY = "https://openlibrary.org"
_CSL = "application/vnd.citationstyles.csl+json"
_LARGEST = 5_000_000
_TYPES = {
    "journal-article": "article-journal", "book-chapter": "chapter", "monograph": "book",
    "proceedings-article": "paper-conference", "posted-content": "article",
    "dissertation": "thesis", "edited-book": "book", "reference-entry": "entry",
}  # fmt: skip
_LEFT_OUT = ("id", "abstract", "source", "custom", "categories", "note")
_NAME_PARTS = (
    "family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"
)  # fmt: skip


def describe_doi(
    doi: str, *, service: str = CROSSREF, transport: Transport | None = None
) -> dict[str, Any]:
    """The fields that Crossref has for a DOI (`10.1000/182`, also as an address), without a key.

    Raises RequestError where it is none, FetchError where the service does not answer or has none.
    """
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.I)
    if not re.fullmatch(r"10\.\d{4,9}/\S+", bare):
        raise RequestError(f"“{doi}” is not a DOI.", "Write it like 10.1000/182.")
    address = (
        f"{service}/works/{quote(bare, safe='')}/transform/application/vnd.citationstyles.csl+json"
    )
    answer = _ask(address, f"the DOI {bare}", transport)
    return {"type": "document", **_clean(answer), "DOI": bare}


def describe_isbn(
    isbn: str, *, service: str = OPEN_LIBRARY, transport: Transport | None = None
) -> dict[str, Any]:
    """The fields that Open Library has for an ISBN, without a key.

    Raises RequestError for an impossible ISBN, FetchError where the service does not answer or has
    none.
    """
    digits = re.sub(r"[\s‐-]", "", isbn).upper().removeprefix("ISBN").lstrip(":")
    if not _is_isbn(digits):
        raise RequestError(f"“{isbn}” is not an ISBN.", "Check its digits.")
    asked = urlencode({"bibkeys": f"ISBN:{digits}", "format": "json", "jscmd": "data"})
    answer = _ask(f"{service}/api/books?{asked}", f"the ISBN {digits}", transport)
    book = answer.get(f"ISBN:{digits}")
    if not isinstance(book, Mapping) or not book.get("title"):
        raise AddressDead(f"Open Library has no book with the ISBN {digits}.", "Add it by hand.")
    title = ": ".join(str(book[part]) for part in ("title", "subtitle") if book.get(part))
    fields: dict[str, Any] = {
        "type": "book",
        "title": title,
        "author": [_split_name(name) for name in _list_names(book.get("authors"))],
        "publisher": "; ".join(_list_names(book.get("publishers"))),
        "publisher-place": "; ".join(_list_names(book.get("publish_places"))),
        "issued": parse_written_date(str(book.get("publish_date") or "")),
        "ISBN": digits,
    }
    return {field: value for field, value in fields.items() if value}


def _ask(address: str, what: str, transport: Transport | None) -> Mapping[str, Any]:
    """The JSON object at an address."""
    transport = transport or Transport(Limits())
    try:
        with transport.get(parse(address), {"Accept": "application/json"}) as answer:
            if answer.status == 404:
                raise AddressDead(f"Nobody has registered {what}.", "Check it.")
            if answer.status != 200:
                said = f"The catalogue answered {answer.status} for {what}."
                raise ServerRefused(said, "Try again later.")
            body = answer.read(_LARGEST)
    except Setback as setback:
        raise setback.lasting from setback
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _make_unreadable_error(what) from error
    if not isinstance(found, Mapping):
        raise _make_unreadable_error(what)
    return found


def _make_unreadable_error(what: str) -> FetchError:
    return ServerRefused(f"The catalogue's answer for {what} is not readable.", "Try again later.")


def _clean(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The CSL fields of an answer, each in the form that CSL wants."""
    fields: dict[str, Any] = {}
    for field, value in answer.items():
        if field not in FIELDS or field in _LEFT_OUT or not value:
            continue
        kind = classify_variable(field)
        if kind == "names":
            names = [_clean_name(name) for name in value if isinstance(name, Mapping)]
            value = [name for name in names if name]
        elif kind == "date":
            parts = value.get("date-parts") if isinstance(value, Mapping) else None
            value = {"date-parts": parts} if parts and parts[0] and parts[0][0] else None
        elif isinstance(value, list):
            value = ", ".join(map(str, value)) if field in ("ISSN", "ISBN") else str(value[0])
        elif not isinstance(value, str | int):
            value = None
        if value:
            fields[field] = _TYPES.get(value, value) if field == "type" else value
    return fields


def _clean_name(name: Mapping[str, Any]) -> dict[str, str]:
    kept = {part: str(name[part]) for part in _NAME_PARTS if name.get(part)}
    return kept or ({"literal": str(name["name"])} if name.get("name") else {})


def _list_names(entries: object) -> list[str]:
    if not isinstance(entries, list):
        return []
    return [str(one["name"]) for one in entries if isinstance(one, Mapping) and one.get("name")]


def _split_name(name: str) -> dict[str, str]:
    """`Michael H. Tulloch`, `Tulloch, Michael H.`; the last word is the family name."""
    family, comma, given = name.partition(",")
    if not comma:
        given, _, family = name.rpartition(" ")
    return {"family": family.strip(), "given": given.strip()} if given else {"literal": name}


def _is_isbn(digits: str) -> bool:
    """Whether the check digit is right (ISO 2108)."""
    if re.fullmatch(r"\d{13}", digits):
        return sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if d == "X" else int(d) for d in digits]
        return sum(value * (10 - i) for i, value in enumerate(values)) % 11 == 0
    return False
