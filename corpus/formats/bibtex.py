"""BibTeX and BibLaTeX files, as Zotero, Better BibTeX, JabRef, Mendeley and people write them.

bibtexparser splits the file, because it keeps what it could not read; values, names and LaTeX are
read here. pybtex and pandoc refuse a whole file for one unclosed brace, and bibtexparser 1 silently
skips the entry.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from corpus.formats.bibtex_fields import DATES, NAMES, VERBATIM
from corpus.formats.bibtex_names import is_doubtful, split_names
from corpus.formats.bibtex_read import PINPOINTS, REST, build_record, strip_escapes
from corpus.formats.braces import BRACES, is_in_braces, is_nested_deeper
from corpus.formats.date_fields import (
    MONTHS,
    describe_unclear_date,
    parse_written_date,
    parse_year_of_numbers,
)
from corpus.formats.interface import FormatReading, Unread
from corpus.formats.keys import add_entry
from corpus.formats.latex import find_unknown_macros
from corpus.items import Item

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry, String

_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}()=]+)")
_PIECE = re.compile(r'"((?:[^"{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)"|([^\s{}"#]+)')
_LONGEST = 100_000
"""Characters that abbreviations may make of a value."""
_DEEPEST = 100
"""Braces in one another."""
_INHERITED_TITLE = {"title": "booktitle", "subtitle": "booksubtitle"}
_NOT_INHERITED = frozenset({"crossref", "xref", "shorttitle", "file", "keywords", "ids", "label"})


class _Unfit(Exception):
    """A value that is not read; the message says why, as the end of a sentence."""


def read(text: str) -> FormatReading:
    """The entries of a .bib file; those that cannot be read are reported and the others kept."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry, ParsingFailedBlock, String

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    reading = FormatReading()
    strings = {name: name for name in MONTHS}
    entries: list[Entry] = []
    for block in parse_string(text, parse_stack=[]).blocks:
        if isinstance(block, String):
            _define(block, strings, reading)
        elif isinstance(block, Entry):
            entries.append(block)
        elif isinstance(block, ParsingFailedBlock):
            entries += filter(None, [_salvage(block, reading)])
    entries.sort(key=lambda entry: entry.start_line or 0)
    fields = [_read_fields(entry, strings, reading) for entry in entries]
    # an entry without a key is nobody's parent; of several with one key the first is
    by_key: dict[str, Mapping[str, str]] = {}
    for entry, own in zip(entries, fields, strict=True):
        if entry.key:
            by_key.setdefault(entry.key, own)
    for entry, own in zip(entries, fields, strict=True):
        _add(entry, own, by_key, reading)
    return reading


def _define(string: String, strings: dict[str, str], reading: FormatReading) -> None:
    """Note what an abbreviation stands for."""
    try:
        strings[string.key.lower()] = _parse_value(string.value, strings)
    except _Unfit as unfit:
        line = (string.start_line or 0) + 1
        reading.notes.append(f"line {line}: @string {string.key} {unfit}: it was left out.")


def _salvage(block: Block, reading: FormatReading) -> Entry | None:
    """The entry of a block that is complete but doubtful; one that is not complete is reported."""
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

    line = (block.start_line or 0) + 1
    key = _KEY.match(block.raw or "")
    named = key[1] if key else ""
    if isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(str(name) for name in block.duplicate_keys))
        reading.notes.append(f"line {line}: “{named}” has {names} twice; the first is kept.")
        inner = block.ignore_error_block
        return inner if isinstance(inner, Entry) else None
    if isinstance(block, DuplicateBlockKeyBlock) and isinstance(block.ignore_error_block, Entry):
        return block.ignore_error_block
    problem = "it is incomplete: a brace or a comma is missing."
    reading.unread.append(Unread(named, line, problem))
    return None


def _read_fields(
    entry: Entry, strings: Mapping[str, str], reading: FormatReading
) -> dict[str, str]:
    fields: dict[str, str] = {}
    for field in entry.fields:
        try:
            fields.setdefault(field.key.lower(), _parse_value(str(field.value), strings))
        except _Unfit as unfit:
            line = (entry.start_line or 0) + 1
            note = f"line {line}: {field.key} of “{entry.key}” {unfit}: it was left out."
            reading.notes.append(note)
    return fields


def _add(
    entry: Entry,
    fields: dict[str, str],
    others: Mapping[str, Mapping[str, str]],
    reading: FormatReading,
) -> None:
    line = (entry.start_line or 0) + 1
    if entry.entry_type.lower() == "xdata":
        return
    try:
        record = build_record(entry.entry_type.lower(), entry.key, _inherit_fields(fields, others))
    except Exception as error:  # one entry, whatever is in it, must not stop the others
        reading.unread.append(Unread(entry.key, line, f"it cannot be understood ({error})."))
        return
    attachments = tuple(_parse_attachments(fields.get("file", "")))
    add_entry(reading, record, line, attachments)
    reading.notes += _describe_doubts(fields, record["id"], line)
    if any(name.literal == "others" for name in Item(record).authors):
        reading.notes.append(
            f"line {line}: the authors of “{record['id']}” end in “and others”: not all are known."
        )


def _describe_doubts(fields: Mapping[str, str], key: str, line: int) -> Iterator[str]:
    """What was read, but perhaps not as it was meant, one sentence each."""
    for field in filter(fields.__contains__, NAMES):
        for name in filter(is_doubtful, split_names(fields[field])):
            yield (
                f"line {line}: “{name}” in “{key}” was kept as it is written, as it seems to hold"
                " several names; BibTeX wants “and” between them."
            )
    for field in filter(fields.__contains__, DATES):
        if (date := parse_year_of_numbers(fields[field])) and not parse_written_date(fields[field]):
            yield describe_unclear_date(fields[field], key, date, line)
    macros = {macro for name, value in fields.items() for macro in _list_macros(name, value)}
    if macros:
        yield (
            f"line {line}: “{key}” uses {', '.join(sorted(macros))}, which pincite does not know;"
            " the words inside were kept."
        )


def _list_macros(field: str, value: str) -> list[str]:
    unread = field in VERBATIM or field in ("file", REST, PINPOINTS)
    return [] if unread else find_unknown_macros(value)


def _inherit_fields(
    fields: Mapping[str, str], others: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """The entry's fields, and those it lacks from the entries that `crossref` and `xdata` name."""
    own = {name: value for name, value in fields.items() if name not in ("crossref", "xdata")}
    for link in ("crossref", "xdata"):
        parent = others.get(fields.get(link, "").strip())  # "" is no entry's key
        if parent is None:
            own |= {link: fields[link]} if fields.get(link) else {}
            continue
        renamed = _INHERITED_TITLE if link == "crossref" else {}
        for field, value in parent.items():
            if field not in _NOT_INHERITED:
                own.setdefault(renamed.get(field, field), value)
    return own


def _parse_value(written: str, strings: Mapping[str, str]) -> str:
    """The value of a field without its braces; `"…"`, `#` and names of @string are resolved. Raises
    _Unfit."""
    written = written.strip()
    if is_nested_deeper(written, _DEEPEST):
        raise _Unfit(f"has braces more than {_DEEPEST} deep")
    if is_in_braces(written, BRACES):
        return written[1:-1]
    pieces = []
    for part in re.split(r"\s*#\s*(?=(?:[^\"{}]|\"[^\"]*\"|\{[^{}]*\})*$)", written):
        quoted = _PIECE.fullmatch(part)
        if quoted and quoted[2]:
            pieces.append(strings.get(part.lower(), part))
        elif len(part) > 1 and part[0] + part[-1] in ('""', "{}"):
            pieces.append(part[1:-1])
        else:
            pieces.append(part)
    if sum(map(len, pieces)) > max(len(written), _LONGEST):
        raise _Unfit(f"grows to more than {_LONGEST:,} characters through abbreviations")
    return "".join(pieces)


def _parse_attachments(value: str) -> Iterator[str]:
    """The paths in a `file` field: `path` or `description:path:type`, with `;` between several."""
    value = value.strip().replace("$\\backslash$", "\\").replace("{\\_}", "_")
    for file in re.split(r"(?<!\\);", value):
        # The colon of a Windows drive does not separate: `:C\:/x.pdf:PDF`, `C:\x.pdf`.
        parts = re.split(r"(?<!\\):(?![/\\]{1,2}\w)|(?<=^):", file)
        path = parts[1] if len(parts) == 3 else file
        path = re.sub(r"\\([:;\\_&%#])", r"\1", path).strip()
        if path:
            yield strip_escapes(path)
