"""Turns the values of one record, by their RIS tags, into a CSL-JSON record.

EndNote's tagged and XML exports and PubMed's are brought into these tags first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.formats.date_fields import (
    describe_unclear_date,
    parse_ris_date,
    parse_within_year,
    parse_written_date,
    parse_year_of_numbers,
)
from corpus.formats.interface import FormatReading, Record, Unread
from corpus.formats.keys import add_entry
from corpus.formats.ris_fields import (
    COUNTED_PAGES,
    FILES,
    IN_A_SERIES,
    MANY,
    OTHER_TAGS,
    PARAGRAPHS,
    READ_TYPE,
    TEXTS,
    list_people_tags,
)

_ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
_ISBN = re.compile(r"(?<![\dXx-])(?:97[89][- ]?(?:\d[- ]?){9}\d|(?:\d[- ]?){9}[\dXx])(?![\dXx-])")
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """The values of one record, by RIS tag."""

    line: int
    """1-based line where the record begins."""
    tags: dict[str, list[str]] = field(default_factory=dict)
    ended: bool = False

    def get_first(self, tag: str) -> str:
        """The tag's first value, "" if there is none."""
        return self.tags.get(tag, [""])[0]

    def take(self, tag: str) -> str:
        """Remove the tag's first value and return it."""
        values = self.tags.get(tag, [])
        value = values.pop(0) if values else ""
        if not values:
            self.tags.pop(tag, None)
        return value

    def take_all(self, tag: str) -> list[str]:
        """Remove the tag's values and return them."""
        return self.tags.pop(tag, [])


def add_record(block: Block, reading: FormatReading) -> None:
    """Add the record of a block to what was read; a faulty one is reported there."""
    title = block.get_first("TI") or block.get_first("T1")
    kind = block.get_first("TY")
    if not any(tag != "TY" and any(values) for tag, values in block.tags.items()):
        reading.unread.append(Unread("", block.line, "it is empty."))
        return
    try:
        record, files = _build_record(block)
    except Exception as error:  # one entry, whatever is in it, must not stop the others
        problem = f"it cannot be understood ({error})."
        reading.unread.append(Unread(block.get_first("ID") or title, block.line, problem))
        return
    add_entry(reading, record, block.line, files)
    if kind.upper() not in READ_TYPE:
        reading.notes.append(
            f"line {block.line}: “{kind}” is not an RIS type; “{record['id']}” was read"
            " as a document."
        )
    reading.notes += _describe_unclear_dates(record, block.line)


def _describe_unclear_dates(record: Record, line: int) -> Iterator[str]:
    kept = record.get("custom", {}).get("ris", {})
    for written in [*kept.get("DA", ()), *kept.get("Y1", ())]:
        date = parse_year_of_numbers(written)
        if date and date == record.get("issued"):
            yield describe_unclear_date(written, record["id"], date, line)


def _build_record(block: Block) -> tuple[Record, tuple[str, ...]]:
    """The record, and the files that it names."""
    for old, new in OTHER_TAGS.items():
        # a tag that is there already keeps its own value; the older one stays beside it
        if old in block.tags and (new in MANY or new not in block.tags):
            block.tags[new] = [*block.tags.get(new, []), *block.tags.pop(old)]
    block.tags = {
        tag: [part for value in values for part in _join_lines(tag, value) if part]
        for tag, values in block.tags.items()
    }
    block.tags = {tag: values for tag, values in block.tags.items() if values}
    kind = block.take("TY").upper()
    key = block.take("ID")
    # EndNote's ID is its own running number, not a citation key.
    record: Record = {"id": "" if key.isdigit() else key, "type": READ_TYPE.get(kind, "document")}
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
    if kept := _list_kept(block, record):
        record["custom"] = {"ris": kept}
    return record, tuple(files)


def _list_kept(block: Block, record: Record) -> dict[str, list[str]]:
    """The values that no variable has taken and that say something that none of them says."""
    said = {value for value in record.values() if isinstance(value, str)}
    kept = {
        tag: [value for value in values if value not in said] for tag, values in block.tags.items()
    }
    return {tag: values for tag, values in kept.items() if values}


def _join_lines(tag: str, value: str) -> list[str]:
    """A value over several lines: paragraphs keep them, addresses are split where one begins."""
    if tag in (*PARAGRAPHS, "KW"):
        return [value.strip()]
    if tag == "UR":
        return re.split(r"\s+(?=\w+:)", re.sub(r"\n(?!\w+:)", "", value).strip())
    return [" ".join(value.split())]


def _read_people(block: Block, kind: str, record: Record) -> None:
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


def _read_containers(block: Block, kind: str, record: Record) -> None:
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


def _read_dates(block: Block, record: Record) -> None:
    """DA is the fuller date and PY the year; EndNote's DA may be only month and day.

    Older files have Y1 in place of DA. Where both are there, the one in the year of PY counts.
    """
    year = block.take("PY")
    digits = re.match(r"\d{4}", year)
    tags = [tag for tag in ("DA", "Y1") if tag in block.tags]
    in_year = (tag for tag in tags if digits and digits[0] in block.get_first(tag))
    used = next(in_year, tags[0]) if tags else "DA"
    full = block.take(used)
    date = parse_ris_date(full) if full else None
    if date is None and full and digits:
        date = parse_within_year(full, int(digits[0]))
    if date is None and year and not parse_year_of_numbers(full):
        date = parse_ris_date(year)
    if date is None and (date := parse_year_of_numbers(full)):
        block.tags[used] = [full, *block.tags.get(used, [])]
    if date is None and (full or year):
        date = {"literal": f"{full} {year}".strip()}
    if date:
        record["issued"] = date
    accessed = block.take("Y2")
    if accessed:
        record["accessed"] = (
            parse_ris_date(accessed) or parse_written_date(accessed) or {"literal": accessed}
        )


def _read_pages(block: Block, kind: str, record: Record) -> None:
    start, end = block.take("SP"), block.take("EP")
    if kind in COUNTED_PAGES and start.isdigit() and not end:
        record["number-of-pages"] = start
    elif start or end:
        simple = end and end != start and "-" not in start
        record["page"] = f"{start}-{end}".strip("-") if simple else start


def _read_numbers(block: Block, record: Record) -> None:
    """SN holds ISSNs, ISBNs or a report's number, several at once in some files: their form tells
    which. A DOI may stand in M3, as Web of Science writes it."""
    if "DO" not in block.tags and (doi := _DOI.fullmatch(block.get_first("M3"))):
        record["DOI"] = doi[1]
        block.take("M3")
    for number in block.take_all("SN"):
        # dates, prices and words such as "(print)" beside the numbers tell nothing more
        bare = re.sub(r"\([^)]*\)", " ", number)
        isbns = _ISBN.findall(bare)
        issns = _ISSN.findall(_ISBN.sub(" ", bare))
        if isbns or issns:
            _extend(record, "ISBN", isbns)
            _extend(record, "ISSN", issns)
        elif "M1" not in block.tags:
            block.tags["M1"] = [number]
        else:
            block.tags.setdefault("SN", []).append(number)


def _put(record: Record, variable: str, value: str) -> None:
    if value:
        record.setdefault(variable, value)


def _extend(record: Record, variable: str, numbers: list[str]) -> None:
    known = str(record.get(variable, "")).split(", ") if record.get(variable) else []
    numbers = list(dict.fromkeys([*known, *(number.strip() for number in numbers)]))
    if numbers:
        record[variable] = ", ".join(numbers)
