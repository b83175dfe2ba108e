"""Writes items as RIS: bodies without a comma, dates in four parts, never a pinpoint in SP."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from corpus.formats.date_fields import convert_to_ris_date
from corpus.formats.interface import Pinpoints, Record, format_pinpoint
from corpus.formats.normalising import normalise_record
from corpus.formats.ris_fields import (
    COUNTED_PAGES,
    IN_A_SERIES,
    LINE,
    PARAGRAPHS,
    TEXTS,
    WRITE_TYPE,
    list_people_tags,
)
from corpus.items import Item, strip_markup


def write(items: Sequence[Item], pinpoints: Pinpoints) -> str:
    """The items as RIS, pinpoints as notes (`p. 147: the quoted words`)."""
    return "\n".join(
        "".join(f"{tag}  - {value}\n" for tag, value in _write_item(item, pinpoints))
        for item in items
    )


def _write_item(item: Item, pinpoints: Pinpoints) -> Iterator[tuple[str, str]]:
    record = normalise_record(item.record)
    kind = WRITE_TYPE.get(item.type, "GEN")
    yield "TY", kind
    yield "ID", item.id
    for tag, variable in list_people_tags(kind).items():
        for name in record.get(variable, ()):
            if isinstance(name, Mapping):
                yield tag, _join_lines(_write_name(name))
    if kind in IN_A_SERIES:
        titles = [("T2", "collection-title")]
    else:
        titles = [("T2", "container-title"), ("T3", "collection-title")]
    for tag, variable in (*titles, *TEXTS.items(), ("SN", "ISSN"), ("SN", "ISBN")):
        yield from _write_text(tag, record, variable)
    yield from _write_dates(record)
    yield from _write_pages(record, kind)
    for word in str(record.get("keyword", "")).split(", "):
        if word.strip():
            yield "KW", _join_lines(word)
    yield from _write_notes(item, record, pinpoints)
    if item.own.get("file"):
        yield "L1", _join_lines(str(item.own["file"]))
    yield from _write_kept_lines(record)
    yield "ER", ""


def _write_text(tag: str, record: Record, variable: str) -> Iterator[tuple[str, str]]:
    value = record.get(variable)
    if isinstance(value, (str, int, float)) and str(value).strip():
        text = strip_markup(str(value))
        yield tag, _write_paragraphs(text) if tag in PARAGRAPHS else _join_lines(text)


def _write_dates(record: Record) -> Iterator[tuple[str, str]]:
    for tag, variable in (("DA", "issued"), ("Y2", "accessed")):
        value = record.get(variable)
        written = convert_to_ris_date(value)
        if written is None and isinstance(value, Mapping):
            written = str(value.get("literal") or value.get("raw") or "")
        elif written and tag == "DA":
            yield "PY", written[:4]
        if written:
            yield tag, _join_lines(written)


def _write_pages(record: Record, kind: str) -> Iterator[tuple[str, str]]:
    pages = _join_lines(str(record.get("page", "")))
    simple = re.fullmatch(r"([^-–, ]+)-([^-–, ]+)", pages)
    if simple:
        yield "SP", simple[1]
        yield "EP", simple[2]
    elif pages:
        yield "SP", pages
        if kind in COUNTED_PAGES:
            yield "EP", pages
    elif kind in COUNTED_PAGES and str(record.get("number-of-pages", "")).isdigit():
        yield "SP", str(record["number-of-pages"])


def _write_notes(item: Item, record: Record, pinpoints: Pinpoints) -> Iterator[tuple[str, str]]:
    yield from _write_text("N1", record, "note")
    for label, locator, quote in pinpoints.get(item.id, ()):
        yield "N1", _write_paragraphs(f"{format_pinpoint(label, locator)}: {quote}")


def _write_kept_lines(record: Record) -> Iterable[tuple[str, str]]:
    """The lines of another program's file for which CSL has no variable."""
    custom = record.get("custom")
    kept = custom.get("ris") if isinstance(custom, Mapping) else None
    for tag, values in kept.items() if isinstance(kept, Mapping) else ():
        if re.fullmatch(r"[A-Z][A-Z0-9]", str(tag)) and tag not in ("TY", "ER", "ID"):
            for value in values if isinstance(values, list) else [values]:
                yield str(tag), _write_paragraphs(str(value))


def _write_name(name: Mapping[str, Any]) -> str:
    if name.get("literal") or not name.get("family"):
        return str(name.get("literal") or name.get("given") or "").replace(",", ",,", 1)
    family = [name.get("non-dropping-particle"), name.get("family")]
    given = [name.get("given"), name.get("dropping-particle")]
    parts = [" ".join(map(str, filter(None, words))) for words in (family, given)]
    return ", ".join([*parts, str(name["suffix"])] if name.get("suffix") else parts)


def _join_lines(text: str) -> str:
    return " ".join(text.split())


def _write_paragraphs(text: str) -> str:
    """Several lines, none of which looks like a tag."""
    first, *others = (line.strip() for line in text.strip().split("\n"))
    return first + "".join(f" {line}" if LINE.match(line) else f"\n{line}" for line in others)
