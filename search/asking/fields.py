"""The filters of the query language: for each, how a value is read and how to write one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from corpus.errors import RequestError
from corpus.frozen import frozen
from corpus.items import PartialDate
from corpus.kinds import KINDS, get_kind
from corpus.late_pattern import compile_late
from search.asking.query import DateRange, Filter, Term

_DASHES = str.maketrans("‐‑−", "---")
_TO = compile_late(r"\.{2,}|…|–|—|(?<=^[0-9]{4})-(?=[0-9]{4}$|$)|(?<=^[0-9]{4}-[0-9]{2})-$")
_PARAGRAPH = compile_late(r"[\[¶]?\s?([0-9]{1,4}(?:\.[0-9]{1,3})?)[.\]]?")
_DATE = compile_late(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")

_Value = str | DateRange | Term
_Reader = Callable[[str, Term | None], _Value | None]
"""The value that a text, or the term its words make, stands for; None if there is none."""


@frozen
class _Field:
    read: _Reader
    hint: str
    """How to write a value, as the end of a sentence."""


def _read_kind(text: str, _: Term | None) -> str | None:
    word = text.strip(" ,;").lower()
    for form in (word, word.removesuffix("s"), f"{word}s"):
        kind = get_kind(form)
        if kind != "other" or form == "other":
            return kind
    return None


def _read_minute(text: str, _: Term | None) -> str | None:
    from indexer.minutes.numbers import normalise_minute_number

    return normalise_minute_number(text.strip(" ,;"))


def _read_paragraph(text: str, _: Term | None) -> str | None:
    number = _PARAGRAPH.fullmatch(text.strip(" ,;"))
    return number[1] if number else None


def _read_date(text: str, _: Term | None) -> DateRange | None:
    ends = _TO.split(text.strip(" ,;").translate(_DASHES))
    dates = [_read_partial_date(end.strip()) for end in ends]
    valid = all(date or not end.strip() for date, end in zip(dates, ends, strict=True))
    if not valid or not any(dates) or len(dates) > 2:
        return None
    first, last = dates[0], dates[-1]
    if first and last and first > last and not DateRange(first, last).may_hold(first):
        first, last = last, first
    return DateRange(first, last)


def _read_partial_date(text: str) -> PartialDate | None:
    """None unless `text` is a day, month or year of the calendar."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return PartialDate(*parts) if 0 not in parts else None


FIELDS: dict[str, _Field] = {
    "kind": _Field(_read_kind, f"the kinds are {', '.join(KINDS)}"),
    "item": _Field(
        lambda text, _: " ".join(text.split()) or None,
        "write it as item:ID, with the citation key of the item",
    ),
    "minute": _Field(_read_minute, "write it as minute:P208/12, or minute:P208 for any year"),
    "para": _Field(_read_paragraph, "write it as para:44 or para:3.12"),
    "head": _Field(lambda _, term: term, 'write it as head:word or head:"some words"'),
    "title": _Field(lambda _, term: term, 'write it as title:word or title:"some words"'),
    "date": _Field(_read_date, "write it as date:2008, date:2008-11-20 or date:2005..2008"),
}


def read_filter(name: str, text: str, term: Term | None) -> Filter | None:
    """The filter `name:text`, where `term` is `text` read as words; None if it is not a filter."""
    field = FIELDS.get(name.lower())
    value = field.read(text, term) if field else None
    return None if value is None else Filter(name.lower(), value)


NAMES = (*FIELDS, "note")
"""What may stand before a colon; `note` limits words to footnotes."""


def describe_failed_filter(name: str, text: str) -> str:
    """One sentence on why `name:text` was read as words."""
    shown = text if len(text) <= 40 else text[:39] + "…"
    if name.lower() not in NAMES:
        return (
            f"“{name}:{shown}” was read as words: "
            f"there is no filter “{name}” (the filters are {', '.join(NAMES)})."
        )
    field = FIELDS.get(name.lower())
    hint = field.hint if field else 'write it as note:word or note:"some words"'
    return f"“{name}:{shown}” was read as words: {hint}."


def read_filter_options(
    *,
    kind: str | None = None,
    item: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
) -> tuple[Filter, ...]:
    """The filters given as options. Raises RequestError for a value that cannot be read."""
    options = (
        ("--kind", "kind", kind),
        ("--item", "item", item),
        ("--from", "date", None if date_from is None else f"{date_from}.."),
        ("--to", "date", None if date_to is None else f"..{date_to}"),
    )
    return tuple(
        _require_filter(option, name, text) for option, name, text in options if text is not None
    )


def _require_filter(option: str, name: str, text: str) -> Filter:
    condition = read_filter(name, text, None)
    if condition is None:
        shown = text.strip(".")
        hint = FIELDS[name].hint.replace("write it as", "write for example")
        raise RequestError(f"{option} cannot be “{shown}”: {hint}.")
    return condition
