"""Dates as the formats write them, and as CSL-JSON has them."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Any

Date = dict[str, Any]

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
"""Their names in BibTeX, which are also how their English names begin."""
_SEASONS = ("spring", "summer", "autumn", "winter")
_SEASON_NUMBERS = {season: number for number, season in enumerate(_SEASONS, 1)} | {"fall": 3}
_EDTF = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:[T ]\d\d:?\d\d\S*)?([~?%]?)")
_OPEN_ENDS = ("", "..", "open")
_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?[ .]+)?(?P<month>[a-z]{3,9})\.?"
    r"(?: (?P<late_day>\d{1,2})(?:st|nd|rd|th)?)?",
    re.IGNORECASE,
)


def make_date(year: int, month: int = 0, day: int = 0) -> Date | None:
    """A CSL date with the parts that are known; None if the calendar has no such date."""
    if not 1 <= year <= 9999 or not 0 <= month <= 12 or day < 0:
        return None
    if day and (not month or day > monthrange(year, month)[1]):
        return None
    return {"date-parts": [[part for part in (year, month, day) if part]]}


def parse_month(word: str) -> int:
    """1 to 12 for the number, English name or abbreviation of a month; 0 for anything else."""
    word = word.strip().lower().rstrip(".")
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else 0
    return MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS else 0


def parse_edtf(text: str) -> Date | None:
    """An ISO 8601 or EDTF level 1 date (`2008-11`, `2008~`, `2005/2008`), None for anything else.

    `~`, `?` and `%` become `circa`; months 21 to 24 are the seasons; an open end becomes `[0]`.
    """
    start, slash, end = text.strip().partition("/")
    first = _parse_edtf_part(start)
    if first is None or not slash:
        return first
    if end.strip() in _OPEN_ENDS:
        return {**first, "date-parts": [*first["date-parts"], [0]]}
    second = _parse_edtf_part(end)
    if second is None or "season" in first or "season" in second:
        return None
    return {**first, **second, "date-parts": [*first["date-parts"], *second["date-parts"]]}


def _parse_edtf_part(text: str) -> Date | None:
    parts = _EDTF.fullmatch(text.strip())
    if not parts:
        return None
    year, month, day = (int(part or 0) for part in parts.groups()[:3])
    season = month - 20 if 21 <= month <= 24 else 0
    date = make_date(year, 0 if season else month, day)
    if date is None:
        return None
    if season:
        date["season"] = season
    if parts[4]:
        date["circa"] = True
    return date


def convert_to_edtf(date: Any) -> str | None:
    """The date in ISO 8601 or EDTF level 1, None if that cannot express it."""
    parts = date.get("date-parts") if isinstance(date, dict) else None
    if not parts or set(date) - {"date-parts", "season", "circa"}:
        return None
    ends = [_format_parts(end) for end in parts]
    if ends[1:] == ["0000"]:
        ends[1] = ".."
    if "season" in date:
        if len(parts) > 1 or len(parts[0]) > 1 or date["season"] not in (1, 2, 3, 4):
            return None
        ends[0] += f"-{20 + date['season']}"
    mark = "~" if date.get("circa") else ""
    return "/".join(end + ("" if end == ".." else mark) for end in ends)


def _format_parts(parts: list[int]) -> str:
    return "-".join(f"{part:0{4 if at == 0 else 2}d}" for at, part in enumerate(parts))


def parse_written_date(text: str) -> Date | None:
    """A date as people write it, or None: `20 November 2008`, `18–19 May 2007`, `Autumn 2001`,
    `May/June 2003`, `2008/11/20`, `2015/october`, `20081120`, `13/1/2000`.

    Numbers that could be day or month (`5/6/2008`) are not a date: nothing says which is which.
    """
    text = " ".join(text.split()).strip(" ()[]")
    if about := re.fullmatch(r"(?:c|ca|circa)\.? ?(\d{4})", text, re.IGNORECASE):
        return {"date-parts": [[int(about[1])]], "circa": True}
    if years := re.fullmatch(r"(\d{4}) ?[-–—] ?(\d{4})", text):
        first_year, last_year = int(years[1]), int(years[2])
        return {"date-parts": [[first_year], [last_year]]} if first_year < last_year else None
    if compact := re.fullmatch(r"(1[5-9]\d\d|20\d\d)(\d\d)(\d\d)", text):
        return make_date(*map(int, compact.groups()))
    if last := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        return _make_unmistakable_date(*map(int, last.groups()))
    if first := re.fullmatch(r"(\d{4})[/.](\D.*|\d{1,2}(?:[/.]\d{1,2})?)", text):
        return _parse_after_year(int(first[1]), first[2])
    if with_year := re.fullmatch(r"(\D.*?|\d{1,2}\D.*?),? ?\b(\d{4})|(\d{4}),? (\D.*)", text):
        within, year = with_year[1] or with_year[4], with_year[2] or with_year[3]
        if date := parse_within_year(within, int(year)):
            return date
    return parse_edtf(text)


def _parse_after_year(year: int, rest: str) -> Date | None:
    numbers = re.fullmatch(r"(\d{1,2})(?:[/.](\d{1,2}))?", rest)
    if numbers:
        return make_date(year, int(numbers[1]), int(numbers[2] or 0))
    return parse_within_year(rest.replace("/", " "), year)


def _make_unmistakable_date(one: int, other: int, year: int) -> Date | None:
    """The date of two numbers and a year if only one of them can be the month."""
    if one == other or one > 12 >= other:
        return make_date(year, other, one)
    return make_date(year, one, other) if other > 12 >= one else None


def parse_year_of_numbers(text: str) -> Date | None:
    """The year of a date in numbers of which nothing says which is the month (`5/6/2008`)."""
    numbers = re.fullmatch(r"\d{1,2}[/.]\d{1,2}[/.](\d{4})", text.strip())
    return make_date(int(numbers[1])) if numbers else None


def describe_unclear_date(written: str, key: str, date: Date, line: int) -> str:
    """What is said of a date of which only the year was read; `line` is 1-based."""
    year = date["date-parts"][0][0]
    return (
        f"line {line}: nothing says which number of “{written.strip()}” in “{key}” is the month;"
        f" only {year} was read."
    )


def parse_within_year(text: str, year: int) -> Date | None:
    """A month, day, season or range of them in a year, or None: `May`, `18 May`, `May 18`,
    `18–19 May`, `May/June`, `30 May–2 June`, `Summer`."""
    text = re.sub(r"\s*[-–—/]+\s*", "-", " ".join(text.split()).strip(" .,"))
    if text.lower() in _SEASON_NUMBERS:
        return {"date-parts": [[year]], "season": _SEASON_NUMBERS[text.lower()]}
    ends = text.split("-")
    if len(ends) > 2:
        return None
    parts = [_parse_day_and_month(end) for end in ends]
    if len(parts) == 1:
        day, month = parts[0] or (0, 0)
        return make_date(year, month, day) if month else None
    return _make_range(year, parts[0], parts[1])


def _make_range(
    year: int, start: tuple[int, int] | None, end: tuple[int, int] | None
) -> Date | None:
    if start is None or end is None:
        return None
    months = (start[1] or end[1], end[1] or start[1])
    if not all(months) or bool(start[0]) != bool(end[0]):
        return None
    dates = [
        make_date(year, month, day) for month, day in zip(months, (start[0], end[0]), strict=True)
    ]
    if not all(dates):
        return None
    parts = [date["date-parts"][0] for date in dates if date]
    return {"date-parts": parts} if parts[0] < parts[1] else None


def _parse_day_and_month(text: str) -> tuple[int, int] | None:
    """`Nov 20`, `20 November`, `November` or `20` as day and month, 0 for what is not said; None
    for anything else."""
    text = text.strip(" ,")
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", text):
        return int(re.sub(r"\D", "", text)), 0
    words = _WORDS.fullmatch(text)
    if not words or not parse_month(words["month"]):
        return None
    return int(words["day"] or words["late_day"] or 0), parse_month(words["month"])


def parse_ris_date(text: str) -> Date | None:
    """A date in the form `YYYY/MM/DD/other`, where other may be a season or `circa`, or None."""
    parts = [part.strip() for part in text.strip().split("/", 3)]
    if not re.fullmatch(r"\d{4}", parts[0]) or not all(
        part.isdigit() or not part for part in parts[1:3]
    ):
        return parse_written_date(text)
    month, day = (int(part) if part else 0 for part in [*parts[1:3], "", ""][:2])
    date = make_date(int(parts[0]), month, day)
    other = parts[3].lower() if len(parts) > 3 else ""
    other = "" if re.match(r"\d\d?:\d\d", other) else other
    if date and other in _SEASONS:
        date["season"] = _SEASONS.index(other) + 1
    elif date and other == "circa":
        date["circa"] = True
    elif other:
        return None
    return date


def convert_to_ris_date(date: Any) -> str | None:
    """The (first) date in the form `YYYY/MM/DD/other`, None if that cannot express it."""
    if not isinstance(date, dict) or not date.get("date-parts"):
        return None
    parts = date["date-parts"][0]
    if not 1 <= parts[0] <= 9999 or (parts[1:2] and not 1 <= parts[1] <= 12):
        return None
    season = date.get("season")
    other = _SEASONS[season - 1] if season in (1, 2, 3, 4) else "circa" if date.get("circa") else ""
    month, day = (f"{part:02d}" if part else "" for part in [*parts[1:], 0, 0][:2])
    return f"{parts[0]:04d}/{month}/{day}/{other}"
