"""Reads RIS, as EndNote, Zotero, Mendeley and publishers' sites write it.

The lines are read here: rispy 0.10 silently joins two records if one lacks its end, drops the last
record of such a file, and has no line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.formats.date_fields import (
    make_date,
    parse_month_and_day,
    parse_ris_date,
    parse_written_date,
)
from corpus.formats.interface import FormatReading, ReadEntry, Record, Unread
from corpus.formats.normalising import make_key
from corpus.formats.ris_fields import (
    COUNTED_PAGES,
    FILES,
    IN_A_SERIES,
    LINE,
    OTHER_TAGS,
    PARAGRAPHS,
    READ_TYPE,
    TEXTS,
    list_people_tags,
)

_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")


@dataclass(slots=True)
class _Block:
    """The lines of one record."""

    line: int
    tags: dict[str, list[str]] = field(default_factory=dict)
    ended: bool = False

    def get_first(self, tag: str) -> str:
        return self.tags.get(tag, [""])[0]

    def take(self, tag: str) -> str:
        """Remove the tag's first value and return it."""
        values = self.tags.get(tag, [])
        value = values.pop(0) if values else ""
        if not values:
            self.tags.pop(tag, None)
        return value

    def take_all(self, tag: str) -> list[str]:
        return self.tags.pop(tag, [])


def read(text: str) -> FormatReading:
    """The records of a file; one without its end tag is read and noted."""
    reading = FormatReading()
    taken: set[str] = set()
    for block in _split_blocks(text, reading):
        title = block.get_first("TI") or block.get_first("T1")
        if not block.ended:
            reading.notes.append(
                f"line {block.line}: “{title}” has no end (ER); read up to the next record."
            )
        kind = block.get_first("TY")
        try:
            entry = _read_entry(block, taken)
        except Exception as error:  # one entry, whatever is in it, must not stop the others
            problem = f"it cannot be understood ({error})."
            reading.unread.append(Unread(block.get_first("ID") or title, block.line, problem))
            continue
        if kind.upper() not in READ_TYPE:
            reading.notes.append(
                f"line {block.line}: “{kind}” is not an RIS type; “{entry.record['id']}” was read"
                " as a document."
            )
        reading.entries.append(entry)
    return reading


def _split_blocks(text: str, reading: FormatReading) -> Iterator[_Block]:
    block: _Block | None = None
    tag = ""
    for number, line in enumerate(text.split("\n"), 1):
        tagged = LINE.match(line.lstrip())
        if tagged is None:
            if block and tag and line.strip():
                block.tags[tag][-1] += f"\n{line.strip()}"
            elif line.strip() and not block:
                _note_outside_line(line, number, reading)
            elif block and tag in PARAGRAPHS:
                block.tags[tag][-1] += "\n"
            continue
        tag, value = tagged[1], (tagged[2] or "").strip()
        if tag == "TY":
            if block:
                yield block
            block = _Block(number)
        elif block is None:
            _note_outside_line(line, number, reading)
            continue
        if tag == "ER":
            if block:
                block.ended = True
                yield block
            block, tag = None, ""
        elif block:
            block.tags.setdefault(tag, []).append(value)
    if block:
        yield block


def _note_outside_line(line: str, number: int, reading: FormatReading) -> None:
    """Report a tagged line outside a record, once for each record whose type line is missing.

    A program's banner has no tags, and is ignored.
    """
    if LINE.match(line.lstrip()):
        known = [entry for entry in reading.unread if entry.problem.startswith("it has no type")]
        if not known or known[-1].line < number - 60:
            problem = "it has no type (TY), so it is not a record."
            reading.unread.append(Unread("", number, problem))


def _read_entry(block: _Block, taken: set[str]) -> ReadEntry:
    for old, new in OTHER_TAGS.items():
        if old in block.tags:
            block.tags[new] = [*block.tags.get(new, []), *block.tags.pop(old)]
    block.tags = {
        tag: [part for value in values for part in _join_lines(tag, value) if part]
        for tag, values in block.tags.items()
    }
    block.tags = {tag: values for tag, values in block.tags.items() if values}
    kind = block.take("TY").upper()
    key = block.take("ID")
    record: Record = {"id": "", "type": READ_TYPE.get(kind, "document")}
    _read_people(block, kind, record)
    _read_containers(block, kind, record)
    _read_dates(block, record)
    _read_pages(block, kind, record)
    _read_numbers(block, record)
    for tag, variable in TEXTS.items():
        if tag in block.tags and variable not in record:
            record[variable] = block.take(tag)
    if "KW" in block.tags:
        record["keyword"] = ", ".join(
            word.strip() for words in block.take_all("KW") for word in words.split("\n")
        )
    if "N1" in block.tags:
        record["note"] = "\n\n".join(block.take_all("N1"))
    files = [path for tag in FILES for path in block.take_all(tag)]
    files += [url for url in block.tags.get("UR", []) if url.startswith("file:")]
    # EndNote's ID is its own running number, not a citation key.
    record["id"] = key if key and not key.isdigit() else make_key(record, taken)
    taken.add(record["id"])
    if block.tags:
        record["custom"] = {"ris": block.tags}
    return ReadEntry(record, block.line, tuple(files))


def _join_lines(tag: str, value: str) -> list[str]:
    """A value over several lines: paragraphs keep them, addresses are split where one begins."""
    if tag in (*PARAGRAPHS, "KW"):
        return [value.strip()]
    if tag == "UR":
        return re.split(r"\s+(?=\w+:)", re.sub(r"\n(?!\w+:)", "", value).strip())
    return [" ".join(value.split())]


def _read_people(block: _Block, kind: str, record: Record) -> None:
    tags = {"AU": "author", "ED": "editor"} | list_people_tags(kind)
    for tag, variable in tags.items():
        names = list(filter(None, map(_parse_name, block.take_all(tag))))
        if names:
            record[variable] = [*record.get(variable, []), *names]


def _parse_name(written: str) -> dict[str, str]:
    """A person has a comma after the family name; EndNote ends a body's name with one."""
    if ",," in written:
        return {"literal": written.replace(",,", ",").rstrip(",").strip()}
    parts = [part.strip() for part in written.split(",", 2)]
    if len(list(filter(None, parts))) < 2:
        return {"literal": "".join(parts)} if any(parts) else {}
    named = zip(("family", "given", "suffix"), parts, strict=False)
    return {part: text for part, text in named if text}


def _read_containers(block: _Block, kind: str, record: Record) -> None:
    if kind in IN_A_SERIES:
        _put(record, "collection-title", block.take("T2"))
    elif block.get_first("C3") and READ_TYPE.get(kind) == "paper-conference":
        _put(record, "container-title", block.take("C3"))
        _put(record, "event-title", block.take("T2"))
    else:
        _put(record, "container-title", block.take("T2") or block.take("JF") or block.take("BT"))
        _put(record, "collection-title", block.take("T3"))
    if "container-title" not in record and kind not in IN_A_SERIES:
        _put(record, "container-title", block.take("JF") or block.take("JO"))
    if "J2" not in block.tags:
        _put(record, "container-title-short", block.take("JO"))


def _read_dates(block: _Block, record: Record) -> None:
    """DA is the fuller date and PY the year; EndNote's DA may be only month and day."""
    year, full = block.take("PY"), block.take("DA")
    date = parse_ris_date(full) if full else None
    month, day = parse_month_and_day(full)
    digits = re.match(r"\d{4}", year)
    if date is None and month and digits:
        date = make_date(int(digits[0]), month, day)
    if date is None and year:
        date = parse_ris_date(year)
    if date is None and (full or year):
        date = {"literal": f"{full} {year}".strip()}
    if date:
        record["issued"] = date
    accessed = block.take("Y2")
    if accessed:
        record["accessed"] = (
            parse_ris_date(accessed) or parse_written_date(accessed) or {"literal": accessed}
        )


def _read_pages(block: _Block, kind: str, record: Record) -> None:
    start, end = block.take("SP"), block.take("EP")
    if kind in COUNTED_PAGES and start.isdigit() and not end:
        record["number-of-pages"] = start
    elif start or end:
        simple = end and end != start and "-" not in start
        record["page"] = f"{start}-{end}".strip("-") if simple else start


def _read_numbers(block: _Block, record: Record) -> None:
    """SN is an ISSN, an ISBN or a report's number: its form tells which."""
    for number in block.take_all("SN"):
        bare = number.split("(")[0].strip()
        if _ISSN.fullmatch(bare):
            record.setdefault("ISSN", bare)
        elif _ISBN.fullmatch(bare):
            record.setdefault("ISBN", bare)
        elif "M1" not in block.tags:
            block.tags["M1"] = [number]
        else:
            block.tags.setdefault("SN", []).append(number)


def _put(record: Record, variable: str, value: str) -> None:
    if value:
        record.setdefault(variable, value)
