"""Writes items as BibTeX or BibLaTeX.

What has no field of its own goes into `csljson`, which styles ignore: each entry is read back while
it is written, and whatever would not come back the same is put there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corpus.catalogue import find_free_key
from corpus.formats.bibtex_fields import (
    ARTICLE_SUBTYPES,
    DATES,
    LANGUAGES,
    NAMES,
    TEXTS,
    TITLES,
    VERBATIM,
    WRITE_TYPE,
    Dialect,
    get_number_variable,
)
from corpus.formats.bibtex_names import write_names
from corpus.formats.bibtex_read import PINPOINTS, REST, build_record
from corpus.formats.braces import BRACES, is_in_braces
from corpus.formats.date_fields import MONTHS, convert_to_edtf
from corpus.formats.interface import Pinpoints, Record, add_pinpoints, format_pinpoint
from corpus.formats.latex import convert_to_latex
from corpus.formats.normalising import is_same_value, normalise_record
from corpus.items import Item

_NOT_IN_A_KEY = re.compile(r"[\s,{}\"#%'()=~\\@]+")
_URL_ENCODED = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
_FIELD_OF = {
    variable: field
    for table in (TITLES, TEXTS, VERBATIM)
    for field, variable in reversed(table.items())
}


def write(items: Iterable[Item], pinpoints: Pinpoints, dialect: Dialect) -> str:
    """The items as a .bib file, above each entry the commands that cite its pinpoints."""
    keys: set[str] = set()
    entries: list[str] = []
    for item in items:
        key = find_free_key(_NOT_IN_A_KEY.sub("-", item.id).strip("-") or "item", keys)
        keys.add(key)
        commands = [
            f"% {_write_command(label, locator, key, dialect)}"
            for label, locator, _ in pinpoints.get(item.id, ())
        ]
        fields, entry_type = _write_fields(item, key, pinpoints, dialect)
        lines = [f"  {field} = {value}," for field, value in fields.items()]
        entries.append("\n".join([*commands, f"@{entry_type}{{{key},", *lines, "}"]))
    return "\n\n".join(entries) + "\n"


def _write_command(label: str, locator: str, key: str, dialect: Dialect) -> str:
    note = locator if label == "page" else format_pinpoint(label, locator)
    if label == "page" or dialect == "biblatex":
        note = re.sub(r"[-–]+", "--", note).replace("@", "")
    return rf"\{'autocite' if dialect == 'biblatex' else 'cite'}[{note}]{{{key}}}"


def _write_fields(
    item: Item, key: str, pinpoints: Pinpoints, dialect: Dialect
) -> tuple[dict[str, str], str]:
    """Field values with their braces, and the entry type."""
    record = normalise_record(add_pinpoints(item, pinpoints))
    entry_type = _choose_entry_type(item, dialect)
    raw = {
        field: value
        for field, value in _write_raw_fields(record, entry_type, dialect)
        if field and value
    }
    rest = _collect_rest(record, build_record(entry_type, key, raw))
    fields = {field: value if field == "month" else f"{{{value}}}" for field, value in raw.items()}
    if item.own.get("file"):
        path = re.sub(r"([:;\\])", r"\\\1", str(item.own["file"]))
        fields["file"] = f"{{:{path}:PDF}}"
    if rest:
        fields[REST] = f"{{{_write_without_braces(rest)}}}"
    quotes = [
        f"{format_pinpoint(label, locator)}: “{quote}”"
        for label, locator, quote in pinpoints.get(item.id, ())
    ]
    if quotes:
        fields[PINPOINTS] = f"{{{convert_to_latex('; '.join(quotes))}}}"
    return fields, entry_type


def _choose_entry_type(item: Item, dialect: Dialect) -> str:
    if item.type == "thesis" and dialect == "bibtex" and "master" in item.get_text("genre").lower():
        return "mastersthesis"
    return WRITE_TYPE.get(item.type, ("misc", "misc"))[dialect == "bibtex"]


def _write_raw_fields(
    record: Record, entry_type: str, dialect: Dialect
) -> Iterator[tuple[str, str]]:
    """Field and value, without braces, in the order in which people expect them."""
    for field, variable in NAMES.items():
        if isinstance(record.get(variable), list):
            yield field, write_names(record[variable])
    subtypes = {csl: subtype for subtype, csl in ARTICLE_SUBTYPES.items()}
    yield "entrysubtype", subtypes.get(str(record.get("type")), "")
    numbered = get_number_variable(entry_type)
    for variable, value in record.items():
        if variable in DATES.values():
            yield from _write_date(variable, value, dialect)
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            yield from _write_text(variable, str(value), entry_type, numbered, dialect)
    if entry_type == "misc" and (record.get("genre") or record.get("number")):
        # The kind of document, in the field that a style prints for @misc.
        kind = " ".join(str(record[field]) for field in ("genre", "number") if record.get(field))
        yield ("titleaddon" if dialect == "biblatex" else "howpublished"), convert_to_latex(kind)
    custom = record.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    for field, value in kept.items() if isinstance(kept, Mapping) else ():
        if _can_be_braced(str(value)):
            yield str(field), str(value)


def _write_text(
    variable: str, text: str, entry_type: str, numbered: str, dialect: Dialect
) -> Iterator[tuple[str, str]]:
    if variable == "genre":
        yield ("type" if entry_type != "misc" else ""), convert_to_latex(text)
    elif variable == numbered:
        yield "number", convert_to_latex(text)
    elif variable == "number" and entry_type == "article":
        yield "eid", convert_to_latex(text)
    elif variable == "section" and entry_type == "legislation":
        yield "chapter", convert_to_latex(text)
    elif variable == "page":
        yield "pages", "--".join(convert_to_latex(part) for part in text.split("-"))
    elif variable == "language" and dialect == "biblatex":
        yield "langid", {tag: name for name, tag in reversed(LANGUAGES.items())}.get(text, "")
    elif variable in VERBATIM.values():
        yield _FIELD_OF[variable], "".join(_URL_ENCODED.get(sign, sign) for sign in text)
    elif variable in _FIELD_OF and variable not in ("genre", "issue"):
        yield _choose_field(variable, entry_type, dialect), convert_to_latex(text)


def _choose_field(variable: str, entry_type: str, dialect: Dialect) -> str:
    if variable == "publisher":
        if entry_type in ("report", "techreport", "thesis"):
            return "institution"
        if entry_type in ("phdthesis", "mastersthesis"):
            return "school"
        body = entry_type == "online" or (entry_type, dialect) == ("misc", "biblatex")
        return "organization" if body else "publisher"
    if variable == "container-title":
        if dialect == "bibtex":
            return "journal" if entry_type == "article" else "booktitle"
        periodicals = ("article", "legislation", "jurisdiction", "review", "periodical")
        return "journaltitle" if entry_type in periodicals else "booktitle"
    if variable == "publisher-place":
        return "location" if dialect == "biblatex" else "address"
    return "annotation" if (variable, dialect) == ("annote", "biblatex") else _FIELD_OF[variable]


def _write_date(variable: str, value: Any, dialect: Dialect) -> Iterator[tuple[str, str]]:
    field = next(field for field, csl in DATES.items() if csl == variable)
    written = convert_to_edtf(value)
    if variable != "issued" or (dialect == "biblatex" and written):
        yield field, written or ""
    elif written and "/" not in written and not {"season", "circa"} & set(value):
        parts = value["date-parts"][0]
        yield "year", f"{parts[0]:04d}"
        yield "month", MONTHS[parts[1] - 1] if len(parts) > 1 else ""
        yield "day", str(parts[2]) if len(parts) > 2 else ""
    elif written:
        yield "year", written[:4]
    elif isinstance(value, dict) and set(value) == {"literal"}:
        yield "year", convert_to_latex(str(value["literal"]))


def _can_be_braced(value: str) -> bool:
    """Whether a value kept from another file can be written between braces."""
    harmful = value.endswith("\\") or re.search(r"^\s*@", value, re.MULTILINE)
    return not harmful and is_in_braces(f"{{{value}}}", BRACES)


def _collect_rest(record: Record, back: Record) -> dict[str, Any]:
    """What of `record` the entry does not give back; under "" the fields that it adds."""
    rest: dict[str, Any] = {}
    for field, value in record.items():
        if field == "custom" and isinstance(value, dict):
            ours = {key: field for key, field in value.items() if key != "bibtex"}
            kept = back.get("custom", {}).get("bibtex") == value.get("bibtex")
            if ours or not kept or field not in back:
                rest["custom"] = ours if kept else value
        elif not is_same_value(back.get(field), value):
            rest[field] = value
    extra = [field for field in back if field not in record]
    if extra:
        rest[""] = extra
    return rest


def _write_without_braces(rest: Mapping[str, Any]) -> str:
    """JSON without braces and at signs in its strings, so that BibTeX readers count them right."""
    text = json.dumps(rest, ensure_ascii=False)

    def escape(string: re.Match[str]) -> str:
        return re.sub("[{}@]", lambda sign: f"\\u{ord(sign[0]):04x}", string[0])

    return re.sub(r'"(?:[^"\\]|\\.)*"', escape, text)
