"""Reads the place in a source out of one citation: pages, paragraphs, sections, minute.

Forms that say what they are ("p. 147", "at 147–48", "at paras 5-6", "Min. No. P208/12") are read
anywhere. A bare number counts only where a citation style puts one: after the year ("2015: 22"),
at the end of an MLA parenthesis ("Tulloch 147"), at the end of a note's citation ("…, 46."), before
the year's bracket (Bluebook), or after "ibid".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from citation.record.pinpoint import Label, LabelRange, Pinpoint
from drafts.citations.claim import YEAR_FORM
from indexer.labels.numerals import parse_roman

CitationContext = Literal["parenthesis", "note", "prose"]
"""Where the citation stands; in prose only forms that say what they are count."""

_ATOM = (
    r"(?:(?:[A-Z]{1,3}[-‑]?|\*)?\d{1,5}(?=n\.?\s?\d)|(?:[A-Z]{1,3}[-‑]?|\*)?\d{1,5}"
    r"(?![\w/]|[.:]\d)|\d{1,5}(?=ff?\b)|[ivxlcIVXLC]{1,8}\b)"
)
_SPAN = rf"{_ATOM}(?:\s?(?:--+|[-‐‑–—−]|\bto\b)\s?{_ATOM})?"
_NUMBERS = rf"{_SPAN}(?:(?:\s*,\s*(?:and\s+|&\s*)?|\s*&\s*|\s+and\s+){_SPAN})*"
_NUMBERS += r"(?:n\.?\s?\d{1,3}\b|,?\s(?:n|nn|fn|note)\b\.?\s?\d{1,3}\b)?"
_ONWARD = r"(?:\s?ff\b\.?|\s(?:et\s+)?seqq?\b\.?)"
_NUMBERS += rf"(?:{_ONWARD}|\s?f\b\.?)?"
_PART = r"\[?\d{1,5}[a-z]?(?:\.\d{1,3}){0,3}\]?(?:\([0-9a-zA-Z]{1,4}\))*(?![\w/])"
_PART_SPAN = rf"{_PART}(?:\s?(?:[-‐‑–—−]|\bto\b)\s?{_PART})?"
_AND = r"(?:\s*,\s*(?:and\s+|&\s*)?|\s*&\s*|\s+and\s+)"
_PARTS = rf"(?:{_PART_SPAN}(?:{_AND}{_PART_SPAN})*|[ivxlc]{{1,8}}\b)"
"""Paragraphs and sections, which may have parts of their own: 3.12, [44], 31(1)."""
_END = r"(?=\s*(?:,?\s*$|[.;)\]]|,\s*(?:https?:|online|accessed|doi|emphasis)|\(|\[))"

_BACK = re.compile(
    r"\b[Ii]bid(?:em)?\b\.?|\bIBID\b\.?|\b[Ii]d\.|\bId\b(?=\s+at\b)|\b[Ii]dem\b"
    r"|\bloc\.?\s?cit\.?"
)
_SUPRA = re.compile(
    r"(?:\b(?:supra|infra)\b|\bop\.?\s?cit\.)"
    r"(?:\s*,?\s*(?:at\s+)?(?:foot)?(?:notes?|nn?\.?|fn\.?)\s*(?P<a>\d{1,4})\b)?"
    r"|\b(?:foot)?(?:note|n\.?|fn\.?)\s*(?P<b>\d{1,4}),?\s+(?:above|below|supra)\b"
    r"|\babove,?\s+(?:foot)?(?:note|n\.?|fn\.?)\s*(?P<c>\d{1,4})\b"
    r"|\(\s*n\.?\s*(?P<d>\d{1,4})\s*\)",
    re.IGNORECASE,
)
MONTH_NAMES = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_WRITTEN = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_MINUTE = re.compile(
    r"(?:\bmin(?:ute)?s?\b\.?\s*)?(?:\bno\b\.?\s*|\bnumber\s+|#\s*)?#?"
    r"\b(?P<full>P\d{1,4}/\d{2}(?:\d\d)?|P\d{4}-\d{4}-\d+(?:\.\d+)*)\b"
    r"|\bmin(?:ute)?\b\.?\s*(?:no\b\.?|number|#)\s*#?(?P<short>[A-Z]?\d{1,4}(?:/\d\d(?:\d\d)?)?)\b",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(
    rf"(?:\bat\s+)?(?:¶+|\bpara(?:graph)?s?\b\.?|\bpars?\b\.?)\s*(?P<n>{_PARTS})", re.IGNORECASE
)
_BRACKETED = re.compile(
    r"(?:\bat\s+|(?<=[,)])\s*|(?<=\s))"
    r"(?P<n>\[\d{1,4}\](?:(?:\s?[-–,]\s?|\s*,?\s+and\s+)\[\d{1,4}\])*)"
    r"(?=\s*(?:$|[.,;)]))"
)
"""Paragraphs of a judgment with a neutral citation: at [44], at [44]–[46]."""
_SECTIONS = re.compile(
    rf"(?:\bat\s+)?(?:§+|\bss?\b\.?|\bsections?\b|\bsecs?\b\.?)\s*(?P<n>{_PARTS})"
)
_PDF_PAGES = re.compile(
    r"\(?\s*\b(?:at\s+)?PDF\s+(?:p{1,2}\b\.?|pages?\b|pgs?\b\.?)\s*(?P<n>\d{1,5}(?:\s?[-–]\s?\d{1,5})?)\)?"
    r"|\b(?:p{1,2}\b\.?|pages?\b)\s*(?P<of>\d{1,5}(?:\s?[-–]\s?\d{1,5})?)\s+of\s+the\s+PDF\b",
    re.IGNORECASE,
)
_FILED = re.compile(r"\bfiled\s+(?=pages?\b)|(?<=\d)\s+of\s+\d{1,5}(?=\s*(?:$|[.,;)]))")
"""What pincite writes around the page of a court's stamp: "filed page 3 of 21"."""
_PASSIM = re.compile(r"(?:,?\s*\b(?:and|et)\s+)?[*_]*\bpassim\b[*_]*\.?", re.IGNORECASE)
_SLIP = re.compile(r"\bslip\.?\s*(?:op(?:inion)?\b\.?)?,?", re.IGNORECASE)
_VOLUME = re.compile(
    r"[,;]?\s*\b(?i:vol(?:ume)?s?\b\.?|book\b|bk\b\.?|tome\b)\s*"
    r"(?P<a>\d{1,2}\b|[IVXivx]{1,5}\b|(?i:one|two|three|four|five)\b)\s*[,:]?"
    r"|,\s*(?P<b>[IVX]{1,4})(?=,\s*(?:pp?\.\s*)?\d{1,4}\b)"
    rf"|\A\s*(?P<c>\d{{1,2}})\s+(?!(?:{MONTH_NAMES})\b)(?=[A-Z][^\W\d_]*[a-z]{{2}})",
)
_PAGES = re.compile(
    r"(?:\bat\s+|\bon\s+)?(?<!\bc\s)(?:\b[Pp]p?\.\s*|\b[Pp]p?\s+|\b[Pp]p?(?=\d)|\b[Pp]ages?\s+"
    rf"|\b[Pp]gs?\b\.?\s*)(?P<n>{_NUMBERS})"
)
_AT = re.compile(
    rf"\bat\s+(?P<n>{_NUMBERS})"
    r"(?=\s*(?:$|[.,;:)\]([“”\"‘«]|that\b|and again\b|online\b))(?!\s*\.m\.|:\d|\.\d)"
)
_AFTER_YEAR = re.compile(rf"{YEAR_FORM}\)?\s*[,:]\s*(?P<n>{_NUMBERS}){_END}")
_YEAR_AND_NUMBER = re.compile(rf"{YEAR_FORM}\]?\s+(?P<n>{_NUMBERS})\s*$")
_BEHIND_DATE = re.compile(rf"{YEAR_FORM}\)\s+(?P<n>{_NUMBERS})\s*[.,;]?\s*$")
"""Behind the bracket with publisher and year: OSCOLA 3.2."""
_AT_END = re.compile(rf"[,:”]\s*(?P<n>{_NUMBERS}){_END}")
_BEFORE_YEAR = re.compile(
    rf"(?<!\bno)(?<!\bno\.)(?<!\bvol)(?<!\bvol\.)(?<!\bbill)(?<!\bitem)(?<=[\w”’),])\s+(?P<n>{_NUMBERS})"
    rf"\s*(?=\((?:[^()]*\s)?{YEAR_FORM}\))",
    re.IGNORECASE,
)
_AFTER_BACK = re.compile(rf"\s*[.,:]?\s*(?P<n>{_NUMBERS}){_END}")
_MLA = re.compile(rf"[,\s]\s*(?P<n>{_NUMBERS})$")
_NAME_AND_NUMBER = re.compile(rf",?\s(?P<n>{_NUMBERS})\s*[,.]?\s*$")
_NAME = re.compile(r"(?:\b[A-Z][^\W\d_]+|[”’]|\bal\.)\Z")
_LONGEST_NAME, _LONGEST_NUMBERS = 60, 120
"""Characters that are looked at before, and of, a bare number at the end."""
_FIRST_PAGE = re.compile(r"\b\d{1,4}\s[A-Z][^,\d]*$")
"""Volume and journal, after which the article's first page comes before the pinpoint."""
_REPORTED = re.compile(r"\b\d{1,4}\s(?:[A-Z][\w.’']*\s?(?:\d[a-z]{1,2}\s)?){1,4}\d{1,5}\b")
"""A case in a volume of reports: 569 U.S. 614."""
_BARE = re.compile(rf"\A\s*(?P<n>{_NUMBERS})\s*$")
_NOT_A_SOURCE = re.compile(
    r"(?:fig(?:ure|s)?|tables?|sec(?:tion)?s?|chapters?|ch|app(?:endix)?|parts?|schedules?|motions?"
    r"|items?|recommendations?|bills?|divisions?|articles?|art|notes?|lines?|numbers?|nos?|steps?"
    r"|days?|volumes?|vol|phase|stage|type|class|grade|level|form|clause|question|answer|exhibit"
    r"|tab|annex|box|step|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|about|approximately|over|under"
    r"|nearly|least|most|only|than|age|aged|by-law)\.?",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class PinpointReading:
    """One citation taken apart."""

    rest: str
    """The citation without the parts that were read."""
    pages: tuple[LabelRange, ...] = ()
    onward: bool = False
    passim: bool = False
    pdf_pages: tuple[LabelRange, ...] = ()
    paragraphs: tuple[LabelRange, ...] = ()
    sections: tuple[LabelRange, ...] = ()
    volume: int = 0
    minute: str = ""
    ibid: bool = False
    supra: bool = False
    supra_note: int | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything was read at all."""
        pinned = self.pages or self.paragraphs or self.sections or self.minute
        return bool(pinned or self.pdf_pages or self.passim or self.ibid or self.supra)


def read_pinpoint(text: str, place: CitationContext) -> PinpointReading:
    """The place that one citation names; what cannot be read is left in `rest`."""
    return _Reader(" ".join(text.split()), place).read()


class _Reader:
    def __init__(self, text: str, place: CitationContext) -> None:
        self._text = text
        self._place = place
        self._onward = False

    def read(self) -> PinpointReading:
        ibid = self._find_and_blank(_BACK)
        supra = self._find_and_blank(_SUPRA)
        back = supra or ibid
        minute = self._find_and_blank(_MINUTE)
        cites = self._place != "prose"
        passim = self._find_and_blank(_PASSIM) if cites else None
        in_file = self._find_and_blank(_PDF_PAGES)
        volume = self._find_and_blank(_VOLUME) if cites else None
        if cites:
            for pattern in (_SLIP, _FILED):
                while self._find_and_blank(pattern):
                    pass
        paragraphs = self._take(_PARAGRAPHS, "paragraph")
        paragraphs = paragraphs or (self._take(_BRACKETED, "paragraph") if cites else ())
        sections = self._take(_SECTIONS, "section")
        pages = self._take(_PAGES, "page") or self._take(_AT, "page")
        if not (pages or paragraphs or sections or in_file) and cites:
            pages = self._read_bare_number(back.end() if back else None)
        notes = [n for n in (supra.groupdict().values() if supra else ()) if n]
        return PinpointReading(
            " ".join(self._text.split()),
            pages,
            self._onward,
            passim is not None,
            _parse_pdf_pages(in_file),
            paragraphs,
            sections,
            _read_volume(volume),
            (minute["full"] or minute["short"]).upper() if minute else "",
            ibid is not None,
            supra is not None,
            int(notes[0]) if notes else None,
        )

    def _read_bare_number(self, after_back: int | None) -> tuple[LabelRange, ...]:
        """A number that only its position makes a page."""
        if after_back is not None:
            match = _AFTER_BACK.match(self._text, after_back)
            return self._accept(match, "page", years=False) if match else ()
        for pattern in self._choose_patterns():
            for match in reversed(list(self._find_bare_numbers(pattern))):
                pages = self._accept(match, "page", years=False)
                if pages:
                    return pages
        return ()

    def _find_bare_numbers(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The places where a pattern of bare numbers fits; those at the end need a name before."""
        if pattern is _AFTER_YEAR:
            # a year in a title may come right before the work's own: "Act of 1998, 1998, 7"
            after = pattern.search(self._text)
            while after:
                yield after
                after = pattern.search(self._text, after.start("n"))
            return
        if pattern not in (_MLA, _NAME_AND_NUMBER):
            yield from pattern.finditer(self._text)
            return
        match = pattern.search(self._text, max(0, len(self._text) - _LONGEST_NUMBERS))
        while match:
            if self._follows_name(match):
                yield match
            match = pattern.search(self._text, match.start() + 1)

    def _follows_name(self, match: re.Match[str]) -> bool:
        before = self._text[: match.start()]
        if match.re is _NAME_AND_NUMBER:
            return bool(_NAME.search(before[-_LONGEST_NAME:]))
        last = next((c for c in reversed(before) if c.isalpha() or c.isdigit()), "")
        return last.isalpha()

    def _choose_patterns(self) -> list[re.Pattern[str]]:
        if self._place == "parenthesis":
            reported = [_BEFORE_YEAR] if _REPORTED.search(self._text) else []
            return [*reported, _AFTER_YEAR, _YEAR_AND_NUMBER, _BARE, _MLA, _BEFORE_YEAR]
        if re.search(rf"\b{YEAR_FORM}", self._text):
            return [_AFTER_YEAR, _BEFORE_YEAR, _BEHIND_DATE, _AT_END]
        return [_NAME_AND_NUMBER, _AT_END]

    def _take(self, pattern: re.Pattern[str], label: Label) -> tuple[LabelRange, ...]:
        for match in pattern.finditer(self._text):
            parts = self._accept(match, label, years=True)
            if parts:
                return parts
        return ()

    def _accept(self, match: re.Match[str], label: Label, *, years: bool) -> tuple[LabelRange, ...]:
        """The parts of a match, which is then blanked out; () where it holds no such numbers."""
        bare = match.re in (_MLA, _NAME_AND_NUMBER)
        if bare and _names_no_source(self._text[: match.start()]):
            return ()
        if label != "page":
            parts = _parse_subdivided(match["n"], label)
        else:
            parts = _parse_parts(_strip_onward(match["n"]), label, years)
            if parts and re.search(rf"{_ONWARD}$", match["n"]):
                self._onward = True
            elif parts and re.search(r"\df\b\.?$|\sf\b\.?$", match["n"]):
                parts = (*parts[:-1], _add_next_page(parts[-1]))
        after_first = match.re is _BEFORE_YEAR and _FIRST_PAGE.search(self._text[: match.start()])
        if len(parts) > 1 and after_first:
            parts = parts[1:]
        if parts:
            # a year in front of the number stays: it belongs to the source
            year = re.match(rf"{YEAR_FORM}[)\]]?(?!\w)", match.group())
            start = match.start("n") if bare else match.start()
            self._blank(match.start() + year.end() if year else start, match.end())
        return parts

    def _blank(self, start: int, end: int) -> None:
        self._text = self._text[:start] + " " * (end - start) + self._text[end:]

    def _find_and_blank(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.search(self._text)
        if match:
            self._blank(*match.span())
        return match


def _names_no_source(before: str) -> bool:
    """Whether the words before a bare number are not an author or title: "Figure", "Division"."""
    names = before.split()
    first = names[0].lstrip('“"‘*_(').removesuffix("’s")
    return not first[:1].isupper() or bool(_NOT_A_SOURCE.fullmatch(names[-1].strip(",.")))


def _strip_onward(numbers: str) -> str:
    """`numbers` without "ff" and the like, the number of a note, and the star of a page that only a
    database counts."""
    numbers = re.sub(rf"(?:{_ONWARD}|\s?f\b\.?)$", "", numbers)
    numbers = re.sub(r"n\.?\s?\d{1,3}$|,?\s(?:n|nn|fn|note)\b\.?\s?\d{1,3}$", "", numbers)
    return numbers.replace("*", "")


def _add_next_page(part: LabelRange) -> LabelRange:
    """ "12f" is 12 and 13."""
    return LabelRange(part.first, str(int(part.first) + 1)) if part.first.isdigit() else part


def _parse_subdivided(numbers: str, label: Label) -> tuple[LabelRange, ...]:
    """Paragraphs or sections: 3.12, [44], 31(1), of which the number before brackets counts."""
    plain = re.sub(r"\([0-9a-zA-Z]{1,4}\)|[\[\]]", "", numbers)
    plain = re.sub(r"\s*\bto\b\s*|−", "–", plain)
    parts = Pinpoint.parse(re.sub(r"(?<=\d)\s?-\s?(?=\d)", "–", plain), label).parts
    years = [at for at, part in enumerate(parts) if at and _YEAR_ALONE.fullmatch(part.first)]
    kept = parts[: years[0]] if years else parts
    return kept if all(_is_label(end) for part in kept for end in part.labels) else ()


def _parse_pdf_pages(match: re.Match[str] | None) -> tuple[LabelRange, ...]:
    return Pinpoint.parse(match["n"] or match["of"], "page").parts if match else ()


def _read_volume(match: re.Match[str] | None) -> int:
    """The volume's number, 0 if none is named."""
    written = next(filter(None, match.groupdict().values()), "") if match else ""
    if written.isdigit():
        return int(written)
    return _WRITTEN.get(written.lower()) or parse_roman(written) or 0


def _parse_parts(numbers: str, label: Label, years: bool) -> tuple[LabelRange, ...]:
    """The numbers as parts, up to the first that is no label; a bare year is one if `years`."""
    numbers = re.sub(r"\s*\bto\b\s*|−|--+", "–", numbers)
    kept: list[LabelRange] = []
    for part in Pinpoint.parse(numbers, label).parts:
        if not all(_is_label(end) for end in (part.first, part.last) if end):
            break
        if _YEAR_ALONE.fullmatch(part.first) and not part.last and not (years and not kept):
            break
        kept.append(part)
    return tuple(kept)


def _is_label(text: str) -> bool:
    return any(letter.isdigit() for letter in text) or parse_roman(text) is not None
