"""What the words of a line may say of the page: each number in it that could be the page's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from indexer.labels.numerals import Numeral, numeral

Shape = Literal["alone", "page", "of", "end", "start", "inside", "stamp"]
"""How a number stands in its line: alone; after the word page; as N of M; at the line's end or
start; between other words; in a court's filing stamp."""
BESIDE_WORDS: tuple[Shape, ...] = ("end", "start", "inside")
"""The shapes in which only the other words tell a page number from any other."""
LONE = ("", "#")
"""The rest of a line that holds nothing but the number, and the word page or a total."""


class Wording(NamedTuple):
    """One reading of a line as a page number."""

    numeral: Numeral
    shape: Shape
    rest: str
    """The line without the number, folded: what recurs with a running head or foot."""
    last: int = 0
    """M of "N of M"; 0 where there is none."""


_LONGEST = 250
"""Characters; of a longer line, text run together by the reader, only the beginning counts."""
_BEGINNING = 110
"""Characters of an overlong line in which a running head may stand."""
_MOST_NUMBERS = 6
"""A line with more numbers than this is a row of a table."""
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
    rf"(?P<before>.*?)\b(?:page|pages|p\s?a\s?g\s?e|pg|p|sheet|slide|folio)\b\.?"
    rf"\s*[:{_DASHES}]?\s*(?P<n>{_TOKEN})(?!\w)"
    rf"(?:{_OF}(?P<m>\d{{1,5}})(?!\w))?(?P<after>.*)",
    re.IGNORECASE,
)
_PAGE_STUCK = re.compile(r"(?P<before>)page(?P<n>\d{1,5})(?P<m>)(?P<after>)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?P<before>(?:.*[\s|\]])?)[{_DASHES}\[(]*(?P<n>\d{{1,5}}){_OF}(?P<m>\d{{1,5}})"
    rf"(?![\d/.,%{_DASHES}])[{_DASHES}\])]*(?P<after>(?:[\s|].*)?)"
)
_END = re.compile(
    rf"(?P<rest>.*(?:\s|[{_DASHES}|•·\]]|(?<!\d)/))(?P<n>{_TOKEN})[\s.|{_DASHES}\])]*"
)
_END_PREFIXED = re.compile(
    r"(?P<rest>.*\s)(?P<n>(?:[A-Z]{1,4}|\d{1,2})[-\u2010\u2011\u2013]\d{1,3})"
)
_START = re.compile(
    rf"[\s{_DASHES}\[(|]*(?P<n>{_TOKEN})(?P<rest>(?:\s|[|•·{_DASHES}](?!\d)|[.)]\s).*)"
)
_INSIDE = re.compile(rf"(?<=[\s|•·])(?P<n>\d{{1,5}}|{_ROMAN})(?=[\s|•·])")
_CATCHWORD = re.compile(r"\W*(?:/|\.\.|…)\s*\d+\W*")
"""".../2" at the foot of a letter announces the next page."""
_STAMP = re.compile(r"\b(case|document|doc|filed|pageid|ecf|docket|entered)\b[ :#.]", re.IGNORECASE)
_SPLIT = re.compile(rf"(?P<prefix>[A-Z]{{1,4}}|\d{{1,2}})\s?[{_DASHES}]\s?(?P<n>\d{{1,3}})")

_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_NAMED = re.compile(
    r"\b(?:section|article|clause|para|paragraph|chapter|part|number|item|rule|volume|figure|table|tab"
    r"|exhibit|schedule|appendix|annex|form|document|issue|question|recommendation|finding|case|study"
    r"|example|interview|witness|participant|respondent|attachment|enclosure|submission|motion|bill"
    r"|plate|photo|map|box|chart|day|week|year|phase|step|stage|goal|theme|lesson|module|unit|line"
    rf"|column|note|footnote|{_MONTH})\b\.?\s*:?\s*\Z",
    re.IGNORECASE,
)
"""A word for something else that is numbered says what the number after it counts: "Figure 12" is
no page. The name of a month makes it a day."""
_ABBREVIATED = re.compile(
    r"(?:\b(?:ss?|c|[Ss]ecs?|[Aa]rts?|[Cc]ls?|[Cc]h|[Cc]hap|[Nn]os?|[Vv]ols?|[Ff]igs?|[Cc]ol)\.|\bss?"
    r"|[#§¶$£€])\s*\Z"
)
"""The same as it is abbreviated."""
_NAME_WORDS = 3
"""A line with more words before the number than this is a title that happens to end with such a
word: "Report of the Special Investigations Unit 12"."""
_DAY = re.compile(rf"\s*(?:{_MONTH})\b", re.IGNORECASE)
_NAME_LENGTH = 24
"""Characters before a number in which the name of what it counts stands."""
_TWO_FIGURES = re.compile(r"\d{1,6} \d{1,6}")
"""A document's own number and that of the collection it is bound in, side by side."""
_FIGURES = re.compile(r"[\W\d_]*")


def wordings(text: str) -> Iterator[Wording]:
    """What `text`, one line, may say of its page."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        yield from _inside(text[:_BEGINNING], cut=True)
        return
    if _TWO_FIGURES.fullmatch(text):
        yield from _at_ends(text)
    text = _unkerned(text)
    if _CATCHWORD.fullmatch(text):
        return
    alone = _ALONE.fullmatch(text) or _DOTTED.fullmatch(text)
    if alone:
        yield from (Wording(value, "alone", "") for value in _readings(alone["n"]))
        return
    if _FIGURES.fullmatch(text) and not _COUNTED.fullmatch(text):
        return
    page = _PAGE_STUCK.fullmatch(text) or _PAGE.fullmatch(text)
    counted = None if page else _COUNTED.fullmatch(text)
    found = page or counted
    if found and len(found["before"]) + len(found["after"]) < _LONGEST / 2:
        rest = folded(f"{found['before']}#{found['after']}")
        shape: Shape = "stamp" if _STAMP.search(rest) else "page" if page else "of"
        last = int(found["m"] or 0)
        yield from (Wording(value, shape, rest, last) for value in _readings(found["n"]))
    yield from _at_ends(text)
    yield from _inside(text)


def folded(text: str) -> str:
    """`text` for comparing furniture: case and white space ignored."""
    return " ".join(text.split()).casefold()


def _unkerned(text: str) -> str:
    """A line of single figures and dashes put together: "1 - 2 5" is 1-25, kerned."""
    pieces = text.split()
    single = all(len(piece) == 1 for piece in pieces)
    if single and 1 < len(pieces) <= 7 and _FIGURES.fullmatch(text):
        return "".join(pieces)
    return text


def _at_ends(text: str) -> Iterator[Wording]:
    """The numbers at the ends of a line: a prefixed one ("G-1") goes before its last part ("1")."""
    stamped = bool(_STAMP.search(text))
    end = _END_PREFIXED.fullmatch(text) or _END.fullmatch(text)
    if end and not _is_named(end["rest"]):
        rest = folded(end["rest"])
        for value in _readings(end["n"]):
            yield Wording(value, "stamp" if stamped else "end", rest)
    start = _START.fullmatch(text)
    if start and not _DAY.match(start["rest"]):
        rest = folded(start["rest"])
        for value in _readings(start["n"]):
            yield Wording(value, "stamp" if stamped else "start", rest)


def _inside(text: str, cut: bool = False) -> Iterator[Wording]:
    """The numbers between other words; where the line is `cut`, only the words before are known."""
    found = list(_INSIDE.finditer(text))
    if len(found) > _MOST_NUMBERS:
        return
    for match in found:
        before, after = text[: match.start()], text[match.end() :]
        if _is_named(before) or _DAY.match(after) or not any(map(str.isalpha, before)):
            continue
        rest = folded(f"{before[-_CONTEXT:]}#{'' if cut else after[:_CONTEXT]}")
        shape: Shape = "stamp" if _STAMP.search(text) else "inside"
        for value in _readings(match["n"]):
            if not value.digits:  # "Frm 00012" counts a printer's frames
                yield Wording(value, shape, rest)


def _is_named(before: str) -> bool:
    """Whether the words before a number say that it counts something else than pages."""
    tail = before[-_NAME_LENGTH:]
    if _ABBREVIATED.search(tail):
        return True
    words = before.split()
    few = len(words) <= _NAME_WORDS and not any(word[0].isdigit() for word in words)
    return few and _NAMED.search(tail) is not None


def _readings(token: str) -> Iterator[Numeral]:
    """The numerals that a token may be."""
    dotted = _DOTTED.fullmatch(token)
    prefixed = _SPLIT.fullmatch(token)
    stuck = re.fullmatch(r"([A-Z])(\d{1,3})", token)
    if dotted:
        chapter, _, page = token.partition(".")
        value = numeral(page, f"{chapter}.")
    elif prefixed:
        value = numeral(prefixed["n"], f"{prefixed['prefix']}-")
    else:
        value = numeral(stuck[2], stuck[1]) if stuck else numeral(token)
    if value is not None:
        yield value
