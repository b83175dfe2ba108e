"""The references of statutes, regulations and bills: in McGill's form, and as others write them.

McGill chapter 2; The Bluebook, rule 12 and table T2.6; APA 11.5-11.7.
"""

from __future__ import annotations

import re

from citation.record.source import Source
from citation.text.joining import join_list, join_words, wrap

_CODE = re.compile(r"^(?:U\.? ?S\.? ?C\.?(?: ?A\.?)?|C\.? ?F\.? ?R\.?)$")
_SERIES_WITH_NUMBER = re.compile(r"^(?:SOR|SI|DORS|TR|NLR|[A-Z][A-Za-z]{0,5} Reg\b)")
"""Registers whose numbers hold the year: `SOR/87-373`, `O Reg 384/24`."""


def format_law_reference(source: Source) -> str:
    """Where a statute, regulation or bill is printed: `RSO 1990, c P.15`; "" where unknown."""
    own = str(source.item.own.get("mcgill") or "")
    if own:
        return own
    series, year, number = _get(source, "container-title"), source.year, _get(source, "number")
    if is_of_code(source):
        section = wrap("§ ", _get(source, "section").lstrip("§ "))
        return join_words(_get(source, "volume"), series.replace(".", "").replace(" ", ""), section)
    if source.item.type == "bill":
        return join_list(_get(source, "chapter-number"), _get(source, "jurisdiction-name"), year)
    if source.item.type == "regulation" and not series and _SERIES_WITH_NUMBER.match(number):
        return number
    if source.item.type == "regulation" and series:
        return join_list(join_words(series, year), number)
    chapter = _get(source, "chapter-number") or number or _get(source, "section")
    if re.match(r"[A-Z]+[-.]?\d|\d", chapter):
        chapter = f"c {chapter}"
    return join_list(join_words(series, year), chapter)


def format_dotted_reference(source: Source) -> str:
    """The same as American guides write it: `R.S.O. 1990, c. P.15`, `42 U.S.C. § 1983`."""
    if is_of_code(source):
        section = wrap("§ ", _get(source, "section").lstrip("§ "))
        year = wrap("(", source.year, ")")
        return join_words(_get(source, "volume"), _get(source, "container-title"), section, year)
    reference = format_law_reference(source)
    volume = re.match(r"([A-Z]{2,6})(?= \d{4}\b)", reference)
    if volume:
        reference = ".".join(volume[1]) + "." + reference[volume.end() :]
    reference = re.sub(r"\b(O|Alta|Man|Nfld) Reg(?= )", r"\1. Reg.", reference)
    return re.sub(r"(?<=, )(c|s|Sch)(?= )", r"\1.", reference)


def is_of_code(source: Source) -> bool:
    """Whether it is a section of a code of the United States, cited by title and section."""
    return bool(_CODE.match(_get(source, "container-title")))


def has_own_title(source: Source) -> bool:
    """Whether the record has a title; without one a regulation is cited by its number alone."""
    return bool(str(source.item.record.get("title") or "").strip())


def _get(source: Source, variable: str) -> str:
    if variable == "jurisdiction-name":  # a code of Juris-M, such as `ca:on`, is no name
        written = source.get_text("jurisdiction")
        return "" if ":" in written or len(written) < 3 else written
    return source.get_text(variable)
