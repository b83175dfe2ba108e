"""Turns one BibTeX or BibLaTeX entry, its fields still raw, into a CSL-JSON record."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from corpus.formats.bibtex_fields import (
    ARTICLE_SUBTYPES,
    DATES,
    KEYWORDS,
    LANGUAGES,
    NAMES,
    READ_TYPE,
    SUBTITLES,
    TEXTS,
    THESES,
    TITLES,
    VERBATIM,
    get_number_variable,
)
from corpus.formats.bibtex_names import read_names
from corpus.formats.date_fields import (
    Date,
    make_date,
    parse_edtf,
    parse_month,
    parse_within_year,
    parse_written_date,
    parse_year_of_numbers,
)
from corpus.formats.interface import Record
from corpus.formats.latex import convert_to_csl

REST = "csljson"
"""pincite's own field for what BibTeX has no field for, as a JSON object."""

PINPOINTS = "pinpoints"
"""pincite's own field that shows pinpoints to a person; programs read them from `csljson`."""

_URL_ESCAPE = re.compile(r"\{\\([_%&#$~])\}|\\([_%&#$])|\\textasciitilde\{\}|\\~\{\}")
_IN_URL_MACRO = re.compile(r"\\(?:url|path)\{(.*)\}", re.DOTALL)
_NUMBER = re.compile(r"\bNo\.? \S.*$")


def build_record(entry_type: str, key: str, fields: Mapping[str, str]) -> Record:
    """The record of an entry.

    `fields` has lower-case names, and values without their outer braces. Fields without a CSL
    variable are kept under `custom.bibtex`, as written.
    """
    record: Record = {"id": key, "type": _choose_type(entry_type, fields)}
    kept: dict[str, str] = {}
    _read_date(fields, record)
    for field, value in fields.items():
        if field in ("year", "month", "day", REST, PINPOINTS, "entrysubtype", "file"):
            continue
        if not value.strip() or field in SUBTITLES.values():
            continue
        variable, content = _read_field(entry_type, field, value, fields)
        if variable in DATES.values() and parse_year_of_numbers(value):
            kept[field] = value  # beside the year, which alone is certain
        if not variable or variable in record:
            kept[field] = value
        else:
            record[variable] = content
    _finish(entry_type, record, fields)
    return _merge_rest(record, kept, fields.get(REST, ""))


def _choose_type(entry_type: str, fields: Mapping[str, str]) -> str:
    if entry_type == "article":
        return ARTICLE_SUBTYPES.get(fields.get("entrysubtype", "").strip(), "article-journal")
    return READ_TYPE.get(entry_type, "document")


def _read_field(
    entry_type: str, field: str, value: str, fields: Mapping[str, str]
) -> tuple[str, Any]:
    """The CSL variable of a field and its value; ("", None) if CSL does not have it."""
    if field in NAMES:
        return NAMES[field], read_names(value)
    if field in DATES:
        return DATES[field], _read_full_date(value)
    if field in TITLES:
        return TITLES[field], _read_title(field, value, fields)
    if field in VERBATIM:
        return VERBATIM[field], strip_escapes(value)
    if field == "pages":
        return "page", re.sub(r"-{2,}", "-", convert_to_csl(value.replace("--", "-")))
    if field == "number":
        return get_number_variable(entry_type), convert_to_csl(value)
    if field == "eid" and entry_type == "article":
        return "number", convert_to_csl(value)
    if field == "chapter" and entry_type == "legislation":
        return "section", convert_to_csl(value)
    if field == "langid":
        return "language", LANGUAGES.get(value.strip().lower(), value.strip())
    if field == "language":
        return "language", LANGUAGES.get(value.strip().lower(), convert_to_csl(value))
    if field == "type":
        return "genre", KEYWORDS.get(value.strip(), convert_to_csl(value))
    if field == "howpublished" and _read_address(value):
        return "URL", _read_address(value)
    return (TEXTS[field], convert_to_csl(value)) if field in TEXTS else ("", None)


def _read_full_date(value: str) -> Date:
    date = parse_edtf(value) or parse_written_date(value) or parse_year_of_numbers(value)
    return date or {"literal": convert_to_csl(value)}


def _read_title(field: str, value: str, fields: Mapping[str, str]) -> str:
    title = convert_to_csl(value, titled=True)
    subtitle = fields.get(SUBTITLES.get(field, ""), "")
    if not subtitle.strip():
        return title
    joint = " " if title.endswith((":", "?", "!")) else ": "
    return title + joint + convert_to_csl(subtitle, titled=True)


def strip_escapes(value: str) -> str:
    """An address, path or number without LaTeX's escapes and macros."""
    macro = _IN_URL_MACRO.fullmatch(value.strip())
    written = macro[1] if macro else value.strip()
    return _URL_ESCAPE.sub(lambda escape: escape[1] or escape[2] or "~", written)


def _read_address(value: str) -> str:
    address = strip_escapes(value)
    return address if re.match(r"(?:https?|ftp)://\S+$", address) else ""


def _read_date(fields: Mapping[str, str], record: Record) -> None:
    """Read `year`, `month` and `day` of classic BibTeX, unless there is a `date`."""
    year = convert_to_csl(fields.get("year", ""))
    if not year or fields.get("date", "").strip():
        return
    month_words = convert_to_csl(fields.get("month", "")).replace("~", " ")
    month, day = parse_month(month_words), fields.get("day", "").strip()
    number = re.fullmatch(r"\[?(\d{4})\]?", year)
    if not number:
        date = None if month_words else parse_written_date(year)
    elif month_words and not month:
        date = parse_within_year(f"{day} {month_words}", int(number[1]))
    else:
        date = make_date(int(number[1]), month, int(day) if day.isdigit() else 0)
    record["issued"] = date or {"literal": f"{year} {month_words}".strip()}


def _finish(entry_type: str, record: Record, fields: Mapping[str, str]) -> None:
    """Fill in what follows from the entry type, and split a number off the genre."""
    if entry_type in THESES:
        record.setdefault("genre", THESES[entry_type])
    genre = str(record.get("genre", ""))
    if READ_TYPE.get(entry_type, "document") != "document" or not genre:
        return
    if numbered := _NUMBER.search(genre):
        record.setdefault("number", numbered[0])
    number = str(record.get("number", ""))
    if number and genre.endswith(number):
        record["genre"] = genre.removesuffix(number).strip()
        if not record["genre"]:
            del record["genre"]


def _merge_rest(record: Record, kept: dict[str, str], rest: str) -> Record:
    """The record with what pincite itself wrote beside the fields, and the fields `kept`."""
    try:
        ours = json.loads(rest) if rest.strip() else {}
    except json.JSONDecodeError:
        ours, kept = {}, {**kept, REST: rest}
    if isinstance(ours, dict):
        removed = ours.pop("", [])
        record = {field: value for field, value in record.items() if field not in removed} | ours
    if kept:
        custom = record.get("custom") or {}
        before = custom.get("bibtex")
        all_kept = {**before, **kept} if isinstance(before, dict) else kept
        record["custom"] = {**custom, "bibtex": all_kept}
    return record
