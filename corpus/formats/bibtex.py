"""BibTeX and BibLaTeX files, as Zotero, Better BibTeX, JabRef, Mendeley and people write them.

bibtexparser splits the file, because it keeps what it could not read; values, names and LaTeX are
read here. pybtex and pandoc refuse a whole file for one unclosed brace, and bibtexparser 1 skips
the entry in silence.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from corpus.formats.bibtex_read import build_record, strip_escapes
from corpus.formats.bibtex_write import write_all
from corpus.formats.interface import FormatReading, Pinpoints, ReadEntry, Unread
from corpus.formats.normalising import make_key
from corpus.items import Item

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}()=]+)")
_PIECE = re.compile(r'"((?:[^"{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)"|([^\s{}"#]+)')
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_INHERITED_TITLE = {"title": "booktitle", "subtitle": "booksubtitle"}
_NOT_INHERITED = frozenset({"crossref", "xref", "shorttitle", "file", "keywords", "ids", "label"})


def read(text: str) -> FormatReading:
    """The entries of a .bib file; those that cannot be read are reported and the others go on."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry, ParsingFailedBlock, String

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    reading = FormatReading()
    strings = {name: name for name in _MONTHS}
    found: list[Entry] = []
    for block in parse_string(text, parse_stack=[]).blocks:
        if isinstance(block, String):
            strings[block.key.lower()] = parse_value(block.value, strings)
        elif isinstance(block, Entry):
            found.append(block)
        elif isinstance(block, ParsingFailedBlock):
            entry = _salvage(block, reading)
            found += [entry] if entry else []
    raw = {entry.key: _read_fields(entry, strings) for entry in found}
    taken: set[str] = set()
    for entry in found:
        _add(entry, _read_fields(entry, strings), raw, reading, taken)
    return reading


def _salvage(block: Block, reading: FormatReading) -> Entry | None:
    """The entry of a block that is whole but doubtful; what is not whole is reported."""
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

    line = (block.start_line or 0) + 1
    key = _KEY.match(block.raw or "")
    named = key[1] if key else ""
    if isinstance(block, DuplicateFieldKeyBlock):
        names = ", ".join(sorted(str(name) for name in block.duplicate_keys))
        reading.notes.append(f"line {line}: “{named}” has {names} twice; the first is kept.")
        inner = block.ignore_error_block
        return inner if isinstance(inner, Entry) else None
    problem = "it is not complete: a brace or a comma is missing."
    if isinstance(block, DuplicateBlockKeyBlock):
        problem = "an earlier entry of the file has the same key."
    reading.unread.append(Unread(named, line, problem))
    return None


def _read_fields(entry: Entry, strings: Mapping[str, str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for field in entry.fields:
        fields.setdefault(field.key.lower(), parse_value(str(field.value), strings))
    return fields


def _add(
    entry: Entry,
    fields: dict[str, str],
    others: Mapping[str, Mapping[str, str]],
    reading: FormatReading,
    taken: set[str],
) -> None:
    line = (entry.start_line or 0) + 1
    if entry.entry_type.lower() == "xdata":
        return
    try:
        record = build_record(entry.entry_type.lower(), entry.key, _inherit_fields(fields, others))
    except Exception as error:  # One entry, whatever is in it, does not stop the others.
        reading.unread.append(Unread(entry.key, line, f"it cannot be understood ({error})."))
        return
    record["id"] = record["id"] or make_key(record, taken)
    taken.add(record["id"])
    if any(name.get("literal") == "others" for name in record.get("author", ())):
        reading.notes.append(
            f"line {line}: the authors of “{record['id']}” end in “and others”: not all are known."
        )
    reading.entries.append(
        ReadEntry(record, line, tuple(parse_attachments(fields.get("file", ""))))
    )


def _inherit_fields(
    fields: Mapping[str, str], others: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """The entry's fields, and where it has none those of the entry that `crossref` names."""
    own = {name: said for name, said in fields.items() if name not in ("crossref", "xdata")}
    for name in ("crossref", "xdata"):
        parent = others.get(fields.get(name, "").strip())
        if parent is None:
            own |= {name: fields[name]} if fields.get(name) else {}
            continue
        for field, said in parent.items():
            if field not in _NOT_INHERITED:
                own.setdefault(
                    _INHERITED_TITLE.get(field, field) if name == "crossref" else field, said
                )
    return own


def parse_value(written: str, strings: Mapping[str, str]) -> str:
    """What a field says between its braces; `"…"`, `#` and the names of @string are resolved."""
    written = written.strip()
    if written.startswith("{") and written.endswith("}"):
        depth = 0
        for at, sign in enumerate(written):
            depth += {"{": 1, "}": -1}.get(sign, 0)
            if depth == 0 and at < len(written) - 1:
                break
        else:
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
    return "".join(pieces)


def parse_attachments(value: str) -> list[str]:
    """The paths in a `file` field: `path` or `description:path:type`, with `;` between several."""
    value = value.strip().replace("$\\backslash$", "\\").replace("{\\_}", "_")
    found = []
    for one in re.split(r"(?<!\\);", value):
        # The colon of a Windows drive is no separator: `:C\:/x.pdf:PDF`, `C:\x.pdf`.
        parts = re.split(r"(?<!\\):(?![/\\]{1,2}\w)|(?<=^):", one)
        path = parts[1] if len(parts) == 3 else one
        path = re.sub(r"\\([:;\\_&%#])", r"\1", path).strip()
        if path:
            found.append(strip_escapes(path))
    return found


def write_biblatex(items: Sequence[Item], pinpoints: Pinpoints) -> str:
    """The items for BibLaTeX, pinpoints as `\\autocite` commands above each entry."""
    return write_all(items, pinpoints, "biblatex")


def write_bibtex(items: Sequence[Item], pinpoints: Pinpoints) -> str:
    """The items for classic BibTeX, pinpoints as `\\cite` commands above each entry."""
    return write_all(items, pinpoints, "bibtex")
