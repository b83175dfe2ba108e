"""The date that a document prints as its own: of its publication, its meeting, its filing.

Years in titles are what a document is about, and dates in its text are anything's. Its own date
has a word before it ("Published on", "Minutes of the meeting held on", "Decided"), or stands alone
on the title page, or in the clerk's stamp; the copyright notice bears the year of publication
(17 U.S.C. 401(b)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.items import PartialDate
from indexer.readers.sheets import Sheet
from indexer.records.courts import find_filing_day
from indexer.records.document_dates import has_come, locate_date

_HEAD = 1500
"""Characters of the first sheet in which a meeting is named."""
_TITLE_PAGE = 15
"""A later sheet with more lines than this is no title page."""
_DATES_OF_A_TABLE = 3
"""So many different dates in lines of their own are entries, not the document's date."""

_OTHERS = re.compile(r"approv|adopted|confirm|previous|\blast\b", re.IGNORECASE)
"""Minutes speak of the meeting before, the minutes of which they approve."""
_SENTENCE = (80, 60)
"""So many characters before a meeting's date and behind it may say that it is another one's."""


class _Words(NamedTuple):
    """Words that announce a date, and where it must begin and end behind them (in characters)."""

    pattern: str
    begins: int = 14
    """A weekday may stand between."""
    ends: int = 45


_PUBLISHED = (
    _Words(r"^\W*(?:First |Date )?(?:Published|PUBLISHED)(?: on| in|:| online:?)*\s"
           r"(?!.{4,25}, (?!by|in|at)[a-z])"),
    _Words(r"\bThis (?:\w+ )?(?:[Rr]eport|[Dd]ocument|[Pp]ublication|[Pp]aper) was published on "),
    _Words(r"\bpublished on (?=[\s\S]{4,40}\sby (?:the )?(?:authority|order))"),
    _Words(r"^\W*(?:Publication [Dd]ate|Date of (?:[Pp]ublication|[Ii]ssue)|Issue [Dd]ate"
           r"|Released?|(?:For )?[Rr]elease [Dd]ate|For [Rr]elease|PUBLICATION DATE|RELEASE DATE)"
           r"\s*(?:on|:)?\s+"),
    _Words(r"\b[Tt]o be printed,? (?:on )?"),
    _Words(r"\b[Oo]rdered by the House of \w+,? (?:on )?"),
)  # fmt: skip
_MEETING = (
    _Words(r"^\W*Meeting [Dd]ate\s*:?\s*"),
    _Words(r"^\W*Date of (?:the )?[Mm]eeting\s*:?\s*"),
    _Words(r"^\W*(?:DRAFT |Draft |PUBLIC |Public )?(?:Minutes|MINUTES)\b", 160, 200),
    _Words(r"^(?:(?:[A-Z]\S*|of|the|and|for|&)\s+){0,12}"
           r"(?:Meeting|MEETING)\W{1,4}(?:of |on |held )*"),
)  # fmt: skip
_HELD = (_Words(r"\b[Hh]eld(?: at .{3,60}?)? (?:on|this) "),)
"""Only where minutes are spoken of: anything may have been held on a day."""
_DECIDED = (
    _Words(r"\b(?:Decided|DECIDED)\b(?: and [Ff]iled)?\s*(?:on|:)?\s*"),
    _Words(r"\b(?:Filed|FILED)\b\s*(?:on|:)?\s*"),
    _Words(r"^\W*(?:Judge?ment|Decision|Order|Opinion)"
           r"(?: (?:given|handed down|delivered|issued)(?: on)?:?|(?: [Dd]ate)?\s*:)\s*"),
)  # fmt: skip
_COPYRIGHT = (
    _Words(r"(?i:©|\(c\)|\bcopyright\b)\W{0,3}(?:[^\W\d]+\W{1,3}){0,6}?(?=(?:19|20)\d\d\b)", 0),
)

_DAY = r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_PLACE = r"(?:[^\W\d_a-zà-ÿ][\w.’'-]*,? ){1,3}"
_ALONE = re.compile(
    r"(?:(?i:dated?):? (?:the |this )?|(?i:updated|revised|final)[:,–-]? "
    rf"|{_PLACE}(?<=, ))?(?:{_DAY},? )?@[.,]?"
    r"(?:,? ?(?:[–-] |at )?\d{1,2}(?:[:.h]\d\d)? ?(?i:[ap]\.?m\.?)?)?"
)
"""A line that holds a date (here "@"), with place, weekday or hour at most."""
_WRITTEN = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: day)?(?: of)?\s+)?\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec)[a-z]*\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d",
    re.IGNORECASE,
)
"""A date with the month's name, or in the ISO's form; others may be anything's, such as a
printout's."""


def find_printed_date(opening: Sequence[Sheet]) -> PartialDate | None:
    """The date that the first sheets print as the document's own; None where they print none."""
    opening = [sheet for sheet in opening if sheet.lines]
    if not opening:
        return None
    first = opening[0]
    pages = list(map(_join_lines, opening))
    head = pages[0][:_HEAD]
    return (
        _find_announced(_PUBLISHED, pages)
        or _find_meeting(_MEETING, head)
        or ("minutes" in head.casefold() and _find_meeting(_HELD, head))
        or _find_decision(pages[0])
        or _find_alone(first)
        or next(filter(None, map(_find_alone, filter(_is_title_page, opening[1:]))), None)
        or _read_stamp(first)
    ) or None


def find_copyright_year(opening: Sequence[Sheet]) -> PartialDate | None:
    """The year in the copyright notice on the first sheets; None where there is no notice."""
    return _find_announced(_COPYRIGHT, list(map(_join_lines, opening)))


def _join_lines(sheet: Sheet) -> str:
    return "\n".join(" ".join(line.text.split()) for line in sheet.lines if line.angle == 0)


def _is_title_page(sheet: Sheet) -> bool:
    return len(sheet.lines) <= _TITLE_PAGE


def _find_announced(announcements: Sequence[_Words], pages: Sequence[str]) -> PartialDate | None:
    """The first date behind one of the words that announce it, the surest of them first."""
    return next((date for date, _ in _list_announced(announcements, pages)), None)


def _find_meeting(announcements: Sequence[_Words], head: str) -> PartialDate | None:
    """The first month or day of a meeting that the `head` announces as the document's own."""
    before, behind = _SENTENCE
    for date, at in _list_announced(announcements, [head]):
        own = head[max(0, at - before) : at].rpartition(". ")[2]
        if date.month and not _OTHERS.search(own + head[at : at + behind].partition(". ")[0]):
            return date
    return None


def _find_decision(page: str) -> PartialDate | None:
    """The month or day of a decision or filing; a year alone is part of a docket's number."""
    return next((date for date, _ in _list_announced(_DECIDED, [page]) if date.month), None)


def _list_announced(
    announcements: Sequence[_Words], pages: Sequence[str]
) -> Iterator[tuple[PartialDate, int]]:
    """The dates behind words that announce them, each with its 0-based offset in its page."""
    for words in announcements:
        for page in pages:
            for found in re.finditer(words.pattern, page, re.MULTILINE):
                following = page[found.end() : found.end() + words.ends].replace("\n", " ")
                date = locate_date(following)
                if date and date[0] <= words.begins:
                    yield date[1], found.end() + date[0]


def _find_alone(sheet: Sheet) -> PartialDate | None:
    """The first date in a line of its own, None where there are as many as in a table."""
    dates = list(dict.fromkeys(_read_lone_dates(sheet)))
    return dates[0] if dates and len(dates) < _DATES_OF_A_TABLE else None


def _read_lone_dates(sheet: Sheet) -> Iterator[PartialDate]:
    for line in sheet.lines:
        text = " ".join(line.text.split())
        date = _WRITTEN.search(text)
        if date and _ALONE.fullmatch(f"{text[: date.start()]}@{text[date.end() :]}"):
            found = locate_date(date[0])
            if found:
                yield found[1]


def _read_stamp(sheet: Sheet) -> PartialDate | None:
    day = find_filing_day(sheet)
    return PartialDate(*day) if day and has_come(PartialDate(*day)) else None
