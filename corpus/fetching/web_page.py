"""What a page of the web states about itself, as fields of a record.

Read are the tags with which pages describe themselves to reference managers and search engines
(`citation_…` of Highwire Press, Dublin Core), then those of the Open Graph protocol, then the title
of the page. Nothing is taken from its text: what the tags do not state stays out of the record.
A process of its own reads the page: anybody may have written it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

from urllib3.response import BaseHTTPResponse

from corpus.apart.pool import Pool
from corpus.decoding import decode_text
from corpus.errors import GivenUp
from corpus.fetching.fetch_errors import (
    AddressDead,
    AddressRefused,
    Incomplete,
    NotADocument,
    ServerRefused,
    Setback,
)
from corpus.fetching.limits import Limits
from corpus.fetching.public_addresses import Address, follow, parse
from corpus.fetching.transport import Transport
from corpus.formats.date_fields import parse_written_date

_LARGEST = 5_000_000
"""Bytes of a page that are read; its description stands at the beginning."""
_LONGEST = 60.0
_PIECE = 65536
_SECONDS = 60.0
"""Seconds that reading the description may take."""
_LONGEST_TEXT = 2000
"""Letters of what one tag states; a longer one describes nothing."""
_MOVED = {301, 302, 303, 307, 308}
_HTML = ("text/html", "application/xhtml+xml")
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title"),
    "volume": ("citation_volume",),
    "issue": ("citation_issue",),
    "DOI": ("citation_doi",),
    "ISBN": ("citation_isbn",),
    "ISSN": ("citation_issn",),
    "language": ("citation_language", "dc.language", "dcterms.language"),
    "number": ("citation_technical_report_number",),
}
_DATES = (
    "citation_publication_date", "citation_date", "citation_online_date", "citation_year",
    "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "article:published_time",
)  # fmt: skip
_PUBLISHERS = (
    "citation_publisher", "citation_dissertation_institution",
    "citation_technical_report_institution", "dc.publisher", "dcterms.publisher",
)  # fmt: skip
_CONTAINERS = (
    ("citation_journal_title", "article-journal"), ("citation_inbook_title", "chapter"),
    ("citation_conference_title", "paper-conference"),
)  # fmt: skip
_TYPES = (
    ("citation_dissertation_institution", "thesis"),
    ("citation_technical_report_institution", "report"),
    ("citation_isbn", "book"),
)


def describe_url(
    url: str,
    apart: Pool,
    *,
    limits: Limits | None = None,
    transport: Transport | None = None,
    today: date | None = None,
) -> dict[str, Any]:
    """The fields that the page at `url` states about itself, without a key; a process of `apart`
    reads it.

    An author whose tag does not say which name is the family's is kept as written and listed under
    `custom.pincite.incomplete`, as guessed. Raises FetchError where there is no page, and GivenUp
    if reading it takes too much.
    """
    limits = limits or Limits()
    address = parse(url)
    body, encoding = _fetch(address, limits, transport or Transport(limits))
    about = f"The page of {address.host}"
    try:
        fields = apart.call(_read_page, (body, encoding), about=about, seconds=_SECONDS)
    except GivenUp as error:
        raise GivenUp(error.message, "Add it with --title and --set URL=….") from error
    seen = today or date.today()
    accessed = {"date-parts": [[seen.year, seen.month, seen.day]]}
    return {**fields, "URL": url.strip(), "accessed": accessed}


def _read_page(body: bytes, encoding: str) -> dict[str, Any]:
    return read_description(decode_text(body, encoding, "replace")[0])


def read_description(markup: str) -> dict[str, Any]:
    """The fields that a page states, each as CSL-JSON has it; its type is `webpage` by default."""
    from lxml.etree import ParserError  # here: only pages of the web need it
    from lxml.html import document_fromstring

    try:
        root = document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    except (ParserError, ValueError):  # an empty page, or one of control characters
        return {"type": "webpage"}
    tags: dict[str, list[str]] = {}
    for tag in root.iter("meta"):
        name = str(tag.get("name") or tag.get("property") or tag.get("itemprop") or "").lower()
        text = " ".join(str(tag.get("content") or "").split())
        if name and 0 < len(text) <= _LONGEST_TEXT:
            tags.setdefault(name.replace("dc:", "dc."), []).append(text)
    fields: dict[str, Any] = {
        "type": _find_type(tags),
        **{field: _find_first(tags, names) for field, names in _FIELDS.items()},
        "container-title": _find_first(tags, [name for name, _ in _CONTAINERS] + ["og:site_name"]),
        "publisher": _find_first(tags, _PUBLISHERS),
        "page": "-".join(_list_pages(tags)),
        "issued": parse_written_date(_find_first(tags, _DATES)),
        **_read_authors(tags),
    }
    title = " ".join(str(root.findtext(".//title") or "").split())
    fields["title"] = fields["title"] or (title if len(title) <= _LONGEST_TEXT else "")
    fields["language"] = fields["language"] or str(cast(str, root.get("lang")) or "")
    return {field: value for field, value in fields.items() if value}


def _find_first(tags: dict[str, list[str]], names: tuple[str, ...] | list[str]) -> str:
    return next((tags[name][0] for name in names if name in tags), "")


def _find_type(tags: dict[str, list[str]]) -> str:
    return next((csl for name, csl in (*_CONTAINERS, *_TYPES) if name in tags), "webpage")


def _list_pages(tags: dict[str, list[str]]) -> list[str]:
    ends = [_find_first(tags, [f"citation_{end}page"]) for end in ("first", "last")]
    return list(dict.fromkeys(filter(None, ends)))


def _read_authors(tags: dict[str, list[str]]) -> dict[str, Any]:
    """The authors; a name without a comma is not taken apart."""
    names = tags.get("citation_author") or [
        name
        for field in ("dc.creator", "dcterms.creator", "author")
        for name in tags.get(field, ())
    ]
    authors: list[dict[str, str]] = []
    for name in dict.fromkeys(names):
        family, comma, given = name.partition(", ")
        split = bool(comma) and "," not in given
        authors.append({"family": family, "given": given} if split else {"literal": name})
    unsure = any("literal" in author for author in authors)
    guessed = {"custom": {"pincite": {"incomplete": ["author"]}}} if unsure else {}
    return {"author": authors, **guessed}


def _fetch(start: Address, limits: Limits, transport: Transport) -> tuple[bytes, str]:
    """The page at the end of the redirections, each of which is checked, and its encoding."""
    headers = {"Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"}
    try:
        with _open_answer(start, headers, limits, transport) as answer:
            return _read_body(answer, start)
    except Setback as setback:
        raise setback.lasting from setback


@contextmanager
def _open_answer(
    start: Address, headers: dict[str, str], limits: Limits, transport: Transport
) -> Iterator[BaseHTTPResponse]:
    address = start
    for _ in range(limits.redirections + 1):
        with transport.get(address, headers) as answer:
            location = answer.headers.get("Location")
            if answer.status not in _MOVED or not location:
                yield answer
                return
        address = follow(address, location)
    raise AddressRefused(
        f"{start.host} redirects more than {limits.redirections} times.",
        "Look at the address in a browser.",
    )


def _read_body(answer: BaseHTTPResponse, address: Address) -> tuple[bytes, str]:
    """The beginning of the page, and the encoding that it or its server declares, else ""."""
    if answer.status in (404, 410):
        raise AddressDead(f"There is no page at {address} ({answer.status}).", "Correct the URL.")
    if answer.status != 200:
        said = f"{address.host} does not give the page ({answer.status})."
        raise ServerRefused(said, "Look at the address in a browser.")
    kind, _, rest = answer.headers.get("Content-Type", "text/html").partition(";")
    if kind.strip().lower() not in _HTML:
        raise NotADocument(
            f"What {address.host} returned is no web page ({kind.strip()}).",
            "Add it with --title and --set URL=…; `pincite fetch` then downloads a PDF.",
        )
    body, deadline = b"", time.monotonic() + _LONGEST
    while len(body) < _LARGEST and (piece := answer.read1(_PIECE, decode_content=True)):
        body += piece
        if time.monotonic() > deadline:
            raise Incomplete(f"{address.host} is too slow.", "Try again later.")
    declared = re.search(r"charset\s*=\s*[\"']?([\w-]+)", rest, re.IGNORECASE)
    stated = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", body[:4096], re.IGNORECASE)
    return body, declared[1] if declared else stated[1].decode("ascii") if stated else ""
