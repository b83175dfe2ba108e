"""One item as a BibTeX or BibLaTeX entry.

What has no field of its own goes into `csljson`, which styles ignore: the entry is read back while
it is written, and whatever would not come back the same is put there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

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
from corpus.formats.date_fields import convert_to_edtf
from corpus.formats.interface import Pinpoints, Record, add_pinpoints, format_pinpoint
from corpus.formats.latex import convert_to_latex
from corpus.formats.normalising import normalise_record
from corpus.items import Item

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NOT_IN_A_KEY = re.compile(r"[\s,{}\"#%'()=~\\@]+")
_NOT_VERBATIM = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
_BACK = {
    variable: field
    for table in (TITLES, TEXTS, VERBATIM)
    for field, variable in reversed(table.items())
}


def write_all(items: Iterable[Item], pinpoints: Pinpoints, dialect: Dialect) -> str:
    """The items as a .bib file, above each entry the commands that cite its pinpoints."""
    keys: set[str] = set()
    written: list[str] = []
    for item in items:
        key = _make_key(item.id, keys)
        keys.add(key)
        commands = [
            f"% {_write_command(label, locator, key, dialect)}"
            for label, locator, _ in pinpoints.get(item.id, ())
        ]
        fields, entry_type = _write_fields(item, key, pinpoints, dialect)
        lines = [f"  {field} = {value}," for field, value in fields.items()]
        written.append("\n".join([*commands, f"@{entry_type}{{{key},", *lines, "}"]))
    return "\n\n".join(written) + "\n"


def _make_key(wanted: str, taken: set[str]) -> str:
    base = key = _NOT_IN_A_KEY.sub("-", wanted).strip("-") or "item"
    number = 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _write_command(label: str, locator: str, key: str, dialect: Dialect) -> str:
    said = locator if label == "page" else format_pinpoint(label, locator)
    dashed = re.sub(r"[-–]+", "--", said).replace("@", "")
    command = "autocite" if dialect == "biblatex" else "cite"
    return rf"\{command}[{dashed if label == 'page' or dialect == 'biblatex' else said}]{{{key}}}"


def _write_fields(
    item: Item, key: str, pinpoints: Pinpoints, dialect: Dialect
) -> tuple[dict[str, str], str]:
    """Field values with their braces, and the entry type."""
    record = normalise_record(add_pinpoints(item.record, pinpoints))
    entry_type = _choose_entry_type(item, dialect)
    raw = {
        field: said
        for field, said in _write_raw_fields(record, entry_type, dialect)
        if field and said
    }
    rest = _collect_rest(record, build_record(entry_type, key, raw))
    fields = {field: said if field == "month" else f"{{{said}}}" for field, said in raw.items()}
    own_file = item.own.get("file")
    if own_file:
        fields["file"] = f"{{:{_escape_path(str(own_file))}:PDF}}"
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
    subtypes = {csl: said for said, csl in ARTICLE_SUBTYPES.items()}
    yield "entrysubtype", subtypes.get(str(record.get("type")), "")
    numbered = get_number_variable(entry_type)
    for variable, value in record.items():
        if variable in DATES.values():
            yield from _write_date(variable, value, dialect)
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            yield from _write_text(variable, str(value), entry_type, numbered, dialect)
    if entry_type == "misc" and (record.get("genre") or record.get("number")):
        # What kind of document it is, in the field that a style prints for @misc.
        said = " ".join(str(record[one]) for one in ("genre", "number") if record.get(one))
        yield ("titleaddon" if dialect == "biblatex" else "howpublished"), convert_to_latex(said)
    kept = (
        record.get("custom", {}).get("bibtex") if isinstance(record.get("custom"), dict) else None
    )
    if isinstance(kept, Mapping):
        yield from (
            (str(field), str(said)) for field, said in kept.items() if _can_be_braced(str(said))
        )


def _write_text(
    variable: str, said: str, entry_type: str, numbered: str, dialect: Dialect
) -> Iterator[tuple[str, str]]:
    if variable == "genre":
        yield ("type" if entry_type != "misc" else ""), convert_to_latex(said)
    elif variable == numbered:
        yield "number", convert_to_latex(said)
    elif variable == "number" and entry_type == "article":
        yield "eid", convert_to_latex(said)
    elif variable == "section" and entry_type == "legislation":
        yield "chapter", convert_to_latex(said)
    elif variable == "page":
        yield "pages", "--".join(convert_to_latex(part) for part in said.split("-"))
    elif variable == "language" and dialect == "biblatex":
        yield "langid", {tag: name for name, tag in reversed(LANGUAGES.items())}.get(said, "")
    elif variable in VERBATIM.values():
        yield _BACK[variable], "".join(_NOT_VERBATIM.get(sign, sign) for sign in said)
    elif variable in _BACK and variable not in ("genre", "issue"):
        yield _choose_field(variable, entry_type, dialect), convert_to_latex(said)


def _choose_field(variable: str, entry_type: str, dialect: Dialect) -> str:
    if variable == "publisher":
        if entry_type in ("report", "techreport", "thesis"):
            return "institution"
        if entry_type in ("phdthesis", "mastersthesis"):
            return "school"
        return (
            "organization"
            if entry_type in ("online",) or _is_misc(entry_type, dialect)
            else "publisher"
        )
    if variable == "container-title":
        periodical = entry_type in (
            "article",
            "legislation",
            "jurisdiction",
            "review",
            "periodical",
        )
        classic = "journal" if entry_type == "article" else "booktitle"
        return ("journaltitle" if periodical else "booktitle") if dialect == "biblatex" else classic
    if variable == "publisher-place":
        return "location" if dialect == "biblatex" else "address"
    return "annotation" if (variable, dialect) == ("annote", "biblatex") else _BACK[variable]


def _is_misc(entry_type: str, dialect: Dialect) -> bool:
    return entry_type == "misc" and dialect == "biblatex"


def _write_date(variable: str, value: Any, dialect: Dialect) -> Iterator[tuple[str, str]]:
    field = next(field for field, csl in DATES.items() if csl == variable)
    written = convert_to_edtf(value)
    if variable != "issued" or (dialect == "biblatex" and written):
        yield field, written or ""
    elif written and "/" not in written and not {"season", "circa"} & set(value):
        parts = value["date-parts"][0]
        yield "year", f"{parts[0]:04d}"
        yield "month", _MONTHS[parts[1] - 1] if len(parts) > 1 else ""
        yield "day", str(parts[2]) if len(parts) > 2 else ""
    elif written:
        yield "year", written[:4]
    elif isinstance(value, dict) and set(value) == {"literal"}:
        yield "year", convert_to_latex(str(value["literal"]))


def _can_be_braced(value: str) -> bool:
    """Whether a value kept from another file can stand between braces."""
    depth = 0
    for sign in value:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0 and not value.endswith("\\") and not re.search(r"^\s*@", value, re.MULTILINE)


def _collect_rest(record: Record, back: Record) -> dict[str, Any]:
    """What of `record` the entry does not give back; under "" the fields that it gives wrongly."""
    rest: dict[str, Any] = {}
    for field, value in record.items():
        if field == "custom" and isinstance(value, dict):
            ours = {key: said for key, said in value.items() if key != "bibtex"}
            kept = back.get("custom", {}).get("bibtex") == value.get("bibtex")
            if ours or not kept or field not in back:
                rest["custom"] = ours if kept else value
        elif not _is_same(back.get(field), value):
            rest[field] = value
    extra = [field for field in back if field not in record]
    if extra:
        rest[""] = extra
    return rest


def _is_same(read: Any, written: Any) -> bool:
    number = isinstance(written, (int, float)) and not isinstance(written, bool)
    return bool(read == (str(written) if number else written))


def _write_without_braces(rest: Mapping[str, Any]) -> str:
    """JSON with no brace or at sign inside its texts, so that a BibTeX reader counts them right."""
    text = json.dumps(rest, ensure_ascii=False)

    def escape(found: re.Match[str]) -> str:
        return "".join(f"\\u{ord(sign):04x}" if sign in "{}@" else sign for sign in found[0])

    return re.sub(r'"(?:[^"\\]|\\.)*"', escape, text)


def _escape_path(path: str) -> str:
    return re.sub(r"([:;\\])", r"\\\1", path)
