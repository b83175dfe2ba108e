"""Which numbers of a line could be the page's own, told by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from indexer.labels.numerals import Numeral, parse_numeral
from indexer.labels.stamps import is_stamp

Shape = Literal["alone", "page", "of", "end", "start", "inside", "stamp"]
"""How a number stands in its line: alone; after the word page; as N of M; at the line's end or
start; between other words; as the page in a court's filing stamp."""
BESIDE_WORDS: tuple[Shape, ...] = ("end", "start", "inside")
"""The shapes in which only the other words tell a page number from any other."""
LONE = ("", "#")
"""The rest of a line that holds nothing but the number, and the word page or a total."""


class LineReading(NamedTuple):
    """One reading of a line as a page number."""

    numeral: Numeral
    shape: Shape
    rest: str
    """The line without the number, folded: the same on every sheet of a running head or foot."""
    last: int = 0
    """M of "N of M"; 0 where there is none."""


_LONGEST = 250
"""Characters; of a longer line, text run together by the reader, only the beginning counts."""
_BEGINNING = 110
"""Characters of an overlong line in which a running head may stand."""
_MOST_NUMBERS = 6
"""A line with more numbers than this is a row of a table."""
_MOST_KERNED = 7
"""Figures and dashes of a number that stands in pieces."""
_CONTEXT = 50
"""Characters on either side of a number by which a running line is known again."""

_DASHES = r"\-\u2010\u2011\u2012\u2013\u2014\u2212"
_ROMAN = r"[ivxlcdm]{1,8}|[IVXLCDM]{1,8}"
_PREFIXED = rf"(?:[A-Z]{{1,3}}|[IVX]{{1,4}}|\d{{1,2}})\s?[{_DASHES}]\s?\d{{1,3}}"
_TOKEN = rf"(?:{_PREFIXED}|[A-Z]\d{{1,3}}|\d{{1,6}}|{_ROMAN})"
_ORNAMENT = rf"[\s{_DASHES}\[\](){{}}|•·~*_.,:<>/]*"
_OF = r"\s*(?:\bof\b|\bde\b|\bsur\b|/)\s*"

_ALONE = re.compile(rf"{_ORNAMENT}(?P<n>{_TOKEN}){_ORNAMENT}")
_DOTTED = re.compile(r"(?P<n>\d{1,2}\.\d{1,3})")
_PAGE = re.compile(
    rf"\W(?=[psf])(?:page(?=\d)|(?:page|pages|p\s?a\s?g\s?e|pg|p|sheet|slide|folio)\b\.?)"
    rf"\s*[:{_DASHES}]?\s*(?P<n>{_TOKEN})(?!\w)(?:{_OF}(?P<m>\d{{1,5}})(?!\w))?",
    re.IGNORECASE,
)
"""Searched for in a line with a space before it: a pattern that begins with a character class is
found several times as fast as one that begins with a word boundary. The look-ahead for a first
letter helps in the same way."""
_PAGE_STUCK = re.compile(r"page(?P<n>\d{1,5})", re.IGNORECASE)
_BETWEEN_FIGURES = re.compile(rf"\d{_OF}\d")
"""Without this a line cannot match `_N_OF_M`, which takes much longer to try."""
_N_OF_M = re.compile(
    rf"(?P<before>(?:.*[\s|\]])?)[{_DASHES}\[(]*(?P<n>\d{{1,5}}){_OF}(?P<m>\d{{1,5}})"
    rf"(?![\d/.,%{_DASHES}])[{_DASHES}\])]*(?P<after>(?:[\s|].*)?)"
)
_END = re.compile(
    rf"(?P<rest>.*(?:\s|[{_DASHES}|•·\]]|(?<!\d)/))(?P<n>{_TOKEN})[\s.|{_DASHES}\])]*"
)
_END_PREFIXED = re.compile(
    r"(?P<rest>.*\s)(?P<n>(?:[A-Z]{1,4}|\d{1,2})[-\u2010\u2011\u2013]\d{1,3})"
)
_AFTER_END = " .|-\u2010\u2011\u2012\u2013\u2014\u2212])"
"""What may follow a number at the end of a line."""
_ROMAN_LETTERS = "ivxlcdmIVXLCDM"
_START = re.compile(
    rf"[\s{_DASHES}\[(|]*(?P<n>{_TOKEN})(?P<rest>(?:\s|[|•·{_DASHES}](?!\d)|[.)]\s).*)"
)
_INSIDE = re.compile(
    rf"[\s|•·](?:[{_DASHES}]\s?)?(?P<n>\d{{1,5}}|{_ROMAN})(?=(?:\s?[{_DASHES}])?[\s|•·])"
)
_NUMBER_LIKE = re.compile(rf"[\W\d_](?:(?<=\d)|[{_ROMAN_LETTERS}]{{1,8}}[\W_])")
"""A figure, or a word of roman numerals' letters, in a line between two spaces: without one, no
pattern here finds a number."""
_CATCHWORD = re.compile(r"\W*(?:/|\.\.|…)\s*\d+\W*")
"""".../2" at the foot of a letter announces the next page."""
_SPLIT = re.compile(rf"(?P<prefix>[A-Z]{{1,4}}|\d{{1,2}})\s?[{_DASHES}]\s?(?P<n>\d{{1,3}})")

_STUCK = re.compile(r"([A-Z])(\d{1,3})")

_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_LAST_WORD = re.compile(r"\b\w+(?=\.?\s*:?\s*\Z)")
_NAME = re.compile(
    r"section|article|clause|para|paragraph|chapter|part|number|item|rule|volume|figure|table|tab"
    r"|exhibit|schedule|appendix|annex|form|document|issue|question|recommendation|finding|case|study"
    r"|example|interview|witness|participant|respondent|attachment|enclosure|submission|motion|bill"
    r"|plate|photo|map|box|chart|day|week|year|phase|step|stage|goal|theme|lesson|module|unit|line"
    rf"|column|note|footnote|{_MONTH}",
    re.IGNORECASE,
)
"""Words for other numbered things: "Figure 12" is no page. After a month, the number is a day."""
_ABBREVIATED = re.compile(
    r"(?:\b(?:ss?|c|[Ss]ecs?|[Aa]rts?|[Cc]ls?|[Cc]h|[Cc]hap|[Nn]os?|[Vv]ols?|[Ff]igs?|[Cc]ol)\.|\bss?"
    r"|[#§¶$£€])\s*\Z"
)
"""The same abbreviated."""
_ENDS_ABBREVIATED = frozenset(".s#§¶$£€")
_NAME_WORDS = 3
"""With more words than this before the number, the line is a title that happens to end in such a
word: "Report of the Special Investigations Unit 12"."""
_DAY = re.compile(rf"\s*(?=[jfmasond])(?:{_MONTH})\b(?!\.?\s\d{{1,2}},?\s\d{{4}}\b)", re.IGNORECASE)
"""Makes a day of the number before it, unless the month has a day of its own: "2 May 14, 2022"."""
_NAME_LENGTH = 24
"""Characters before a number in which the name of what it counts stands."""
_TWO_FIGURES = re.compile(r"\d{1,6} \d{1,6}")
"""A document's own number and that of the collection it is bound in, side by side."""
_DATE = r"(?P<date>\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})"
_DATED = (re.compile(rf"(?P<n>.*)\s{_DATE}"), re.compile(rf"{_DATE}\s(?P<n>.*)"))
"""A line of figures that ends or begins with a date."""
_FIGURES = re.compile(r"[\W\d_]*")
"""A line without letters."""


def may_hold_number(text: str) -> bool:
    """Whether it makes sense to call `find_wordings` for a line."""
    return _NUMBER_LIKE.search(f" {text} ") is not None


def find_wordings(text: str) -> list[LineReading]:
    """All readings of `text`, one line, as the number of its page."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return list(_find_inside(text[:_BEGINNING], cut=True))
    return list(_find_in_line(text))


def _find_in_line(text: str) -> Iterator[LineReading]:
    """The same of a line that is not too long, in which white space is single spaces."""
    if _FIGURES.fullmatch(text):
        yield from _find_in_figures(text)
    elif alone := _ALONE.fullmatch(text):
        yield from _read_number(alone["n"], "alone", "", "")
    else:
        n_of_m = _N_OF_M.fullmatch(text) if _BETWEEN_FIGURES.search(text) else None
        yield from _find_page_number(text, n_of_m)
        yield from _find_at_ends(text)
        yield from _find_inside(text)


def _find_in_figures(text: str) -> Iterator[LineReading]:
    """The same of a line without letters."""
    if _TWO_FIGURES.fullmatch(text):
        yield from _find_at_ends(text)
    text = _join_kerned(text)
    if _CATCHWORD.fullmatch(text):
        return
    if dated := next(filter(None, (pattern.fullmatch(text) for pattern in _DATED)), None):
        if alone := _ALONE.fullmatch(dated["n"]):
            shape: Shape = "end" if dated.start("date") == 0 else "start"
            yield from _read_number(alone["n"], shape, dated["date"], "")
        return
    if alone := _ALONE.fullmatch(text) or _DOTTED.fullmatch(text):
        yield from _read_number(alone["n"], "alone", "", "")
    elif n_of_m := _N_OF_M.fullmatch(text):
        yield from _find_page_number(text, n_of_m)
        yield from _find_at_ends(text)
        yield from _find_inside(text)


def _read_number(
    token: str, shape: Shape, rest: str, words: str, last: int = 0
) -> Iterator[LineReading]:
    """The number `token`, if it is one; where the `words` are a stamp's, only the page counts."""
    value = _parse_token(token)
    if value is None:
        return
    if not is_stamp(words):
        yield LineReading(value, shape, rest, last)
    elif shape in ("page", "of"):
        yield LineReading(value, "stamp", rest, last)


def _find_page_number(text: str, n_of_m: re.Match[str] | None) -> Iterator[LineReading]:
    """The number after the word page, or else that of "N of M", matched by `n_of_m`."""
    shape: Shape = "page"
    if number := _PAGE_STUCK.fullmatch(text):
        before = after = last = ""
    elif number := _PAGE.search(f" {text}"):
        before, after, last = text[: number.start()], text[number.end() - 1 :], number["m"]
    elif number := n_of_m:
        shape, before, after, last = "of", number["before"], number["after"], number["m"]
    else:
        return
    if len(before) + len(after) < _LONGEST / 2:
        rest = fold_line(f"{before}#{after}")
        yield from _read_number(number["n"], shape, rest, text, int(last or 0))


def fold_line(text: str) -> str:
    """`text` for comparing running lines: case and white space ignored."""
    return " ".join(text.split()).casefold()


def _join_kerned(text: str) -> str:
    """A kerned line of single figures and dashes, put together: "1 - 2 5" becomes "1-25"."""
    pieces = text.split()
    single = all(len(piece) == 1 for piece in pieces)
    return "".join(pieces) if single and 1 < len(pieces) <= _MOST_KERNED else text


def _find_at_ends(text: str) -> Iterator[LineReading]:
    """The numbers at the ends of a line; a prefixed one ("G-1") is not read as its last part."""
    end = _match_end(text)
    if end and not _is_named(before := text[: end.start("n")]):
        yield from _read_number(end["n"], "end", fold_line(before), text)
    start = _START.fullmatch(text)
    if start and not _DAY.match(start["rest"]):
        yield from _read_number(start["n"], "start", fold_line(start["rest"]), text)


def _match_end(text: str) -> re.Match[str] | None:
    """The number that ends a line, looked for in the last word only."""
    length = len(text.rstrip(_AFTER_END))
    if not length or not (text[length - 1].isdecimal() or text[length - 1] in _ROMAN_LETTERS):
        return None
    word = max(0, text.rfind(" ", 0, length))
    return _END_PREFIXED.fullmatch(text, word) or _END.fullmatch(text, word)


def _find_inside(text: str, cut: bool = False) -> Iterator[LineReading]:
    """The numbers between other words; where the line is `cut`, only the words before are known."""
    numbers = list(_INSIDE.finditer(text))
    if len(numbers) > _MOST_NUMBERS:
        return
    for number in numbers:
        value = _parse_token(number["n"])
        if value is None or value.digits:  # "Frm 00012" counts a printer's frames
            continue
        before, after = text[: number.start("n")], text[number.end() :]
        if _is_named(before) or _DAY.match(after) or not any(map(str.isalpha, before + after)):
            continue
        rest = fold_line(f"{before[-_CONTEXT:]}#{'' if cut else after[:_CONTEXT]}")
        yield from _read_number(number["n"], "inside", rest, text)


def _is_named(before: str) -> bool:
    """Whether the words before a number show that it counts something other than pages."""
    tail = before[-_NAME_LENGTH:].rstrip()
    if tail[-1:] in _ENDS_ABBREVIATED and _ABBREVIATED.search(tail):
        return True
    words = before.split(maxsplit=_NAME_WORDS)
    if len(words) > _NAME_WORDS or any(word[0].isdigit() for word in words):
        return False
    last = _LAST_WORD.search(tail)
    return last is not None and _NAME.fullmatch(last.group()) is not None


@lru_cache(maxsize=4096)
def _parse_token(token: str) -> Numeral | None:
    """The numeral that a token stands for, None where it is not one."""
    if _DOTTED.fullmatch(token):
        chapter, _, page = token.partition(".")
        return parse_numeral(page, f"{chapter}.")
    prefixed = _SPLIT.fullmatch(token)
    if prefixed:
        return parse_numeral(prefixed["n"], f"{prefixed['prefix']}-")
    stuck = _STUCK.fullmatch(token)
    return parse_numeral(stuck[2], stuck[1]) if stuck else parse_numeral(token)
