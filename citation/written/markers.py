"""Citations that a writer leaves in a Markdown draft: `[see @key, p. 12; @other]`, `@key [p. 12]`.

The syntax is pandoc's (Pandoc User's Guide, "Citation syntax"). What stands in code is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citation.record.pinpoint import Pinpoint
from corpus.errors import RequestError
from corpus.frozen import frozen

_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?))"
_MARKER = re.compile(
    rf"(?P<code>^(?P<fence>```+|~~~+).*?^(?P=fence)|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|\\[\[@])"
    rf"|\[(?P<inside>[^\[\]]*?(?<![\w.])-?@[^\[\]]*)\]"
    rf"|(?<![\w.@\[-]){_KEY}(?:[ ]?\[(?P<place>[^\[\]@]*\d[^\[\]@]*)\])?",
    re.DOTALL | re.MULTILINE,
)
_CITED = re.compile(rf"^(?P<prefix>.*?)(?P<bare>-?){_KEY}(?P<rest>.*)$", re.DOTALL)
_PLACE = re.compile(
    r"^\s*,?\s*(?P<place>(?:[A-Za-z¶§]+\.?\s*){0,2}[*\[(]?(?:\d|[ivxlc]+\b|[A-Z]-?\d)[\w.\-–():/\]]*"
    r"(?:\s*(?:,|and|&)\s*\d[\w.\-–():/]*)*)(?P<suffix>(?:,?\s.*|,.*)?)$",
    re.DOTALL,
)


@frozen
class CitedWork:
    """One work of a marker."""

    key: str
    pinpoint: Pinpoint | None = None
    prefix: str = ""
    suffix: str = ""
    without_names: bool = False
    """Whether the sentence names the authors already (`-@key`)."""


@frozen
class Marker:
    """A place where a draft cites."""

    start: int
    end: int
    works: tuple[CitedWork, ...]
    narrative: bool = False
    """Whether the names are part of the sentence (`@key [p. 12]`)."""


def find_markers(text: str, keys: frozenset[str]) -> Iterator[Marker]:
    """The markers in reading order; `@name` outside brackets is one only if it is a key.

    Raises RequestError for a key in brackets that is not among `keys`, and for impossible pages.
    """
    for found in _MARKER.finditer(text):
        if found["code"]:
            continue
        if found["inside"] is not None:
            pieces = found["inside"].split(";")
            works = tuple(_read_work(piece, keys) for piece in pieces if "@" in piece)
            yield Marker(found.start(), found.end(), works)
            continue
        key = found["braced"] or found["key"]
        if key in keys:
            place = _parse_place(found["place"] or "", key)
            yield Marker(found.start(), found.end(), (CitedWork(key, place),), narrative=True)


def _read_work(piece: str, keys: frozenset[str]) -> CitedWork:
    cited = _CITED.match(piece)
    key = (cited["braced"] or cited["key"]) if cited else piece.strip()
    if cited is None or key not in keys:
        raise RequestError(
            f"The draft cites “{key}”, and the catalogue has no such item.",
            "Correct the key; `pincite list` shows all keys.",
        )
    placed = _PLACE.match(cited["rest"])
    place = placed["place"] if placed else ""
    suffix = placed["suffix"] if placed else cited["rest"]
    return CitedWork(
        key,
        _parse_place(place, key),
        " ".join(cited["prefix"].split()),
        " ".join(suffix.split()).strip(" ,"),
        bool(cited["bare"]),
    )


def _parse_place(text: str, key: str) -> Pinpoint | None:
    pinpoint = Pinpoint.parse(text)
    if impossible := pinpoint.list_impossible():
        raise RequestError(
            f"The draft cites {key} at “{impossible[0]}”, which no {pinpoint.label} can be.",
            "Correct it there.",
        )
    return pinpoint or None
