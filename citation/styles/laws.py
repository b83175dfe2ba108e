"""Statutes, regulations, bills, debates, treaties and constitutions, by McGill and by others.

McGill chapters 2, 4.1 and 5; The Bluebook, rules 12, 13, 21 and table T2.6; APA 11.5-11.9.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from citation.law.legislation import find_constitution, find_country, read_law_kind
from citation.record.source import Source
from citation.styles.mcgill_words import ENGLISH, McGillWords
from citation.text.joining import join_list, join_words, wrap
from citation.text.names import join_names
from citation.text.richtext import RichText, Words, join, join_with_commas, make_italic
from corpus.frozen import frozen
from corpus.items import PartialDate

_SERIES_WITH_NUMBER = re.compile(r"^(?:SOR|SI|DORS|TR|NLR|PC|CP|[A-Z][A-Za-z]{0,5} Reg\b)")
"""Registers whose numbers hold the year: `SOR/87-373`, `O Reg 384/24`, `PC 1997-627`."""
_AMERICAN_BILL = re.compile(r"^(?:H\.? ?R|S|H\.? ?J|S\.? ?J)\b\.?")
_CITED_ACTS = re.compile(
    r"\b(?:Constitution|Canada) Act,? \d{4}"
    r"|\bLoi constitutionnelle de \d{4}|\bLoi de \d{4} sur le Canada"
)


@frozen
class LawParts:
    """What a citation of a law consists of besides title and pinpoint, each "" where missing."""

    number: str = ""
    """Before the title: `Bill C-51`."""
    country: str = ""
    """After the title, in parentheses."""
    reference: str = ""
    """`RSC 1985, c C-46`, `37-1, No 64 (17 May 2001)`."""
    inset: bool = False
    """Whether the pinpoint stands before the reference."""
    tail: str = ""
    """After the pinpoint: `reprinted in …`."""
    facts: str = ""
    """At the end in parentheses: `entered into force …`, the speaker."""


def format_mcgill_law(source: Source, title: RichText, at: str, words: McGillWords) -> RichText:
    """The whole citation; `at` is the pinpoint with what sets it off: `, s 7`, ` at 4175`."""
    parts = _read_parts(source, words.write_date, words)
    named = join([title, wrap("(", parts.country, ")")])
    reference = _slant_acts(parts.reference)
    if parts.inset:
        cited = join_with_commas([parts.number, named + at, reference])
    else:
        cited = join_with_commas([parts.number, named, reference]) + at
    return join([join_with_commas([cited, _slant_acts(parts.tail)]), wrap("(", parts.facts, ")")])


def format_dotted_law(
    source: Source,
    title: Words,
    at: str,
    write_date: Callable[[PartialDate], str],
    *,
    stops: bool = True,
) -> RichText:
    """The same as American guides write it, `at` set off by a comma; with `stops` abbreviations
    have full stops: `R.S.O. 1990, c. P.15`."""
    parts = _read_parts(source, write_date)
    dot = _add_stops if stops else str
    if read_law_kind(source) == "code":
        return join_with_commas([title, format_dotted_reference(source), at])
    country = wrap("(", dot(parts.country), ")")
    named, reference = join([title, country]), dot(parts.reference)
    if at.startswith("at "):
        places: list[Words] = [join([reference, at])]
    else:
        places = [at, reference] if parts.inset else [reference, at]
    cited = join_with_commas([parts.number, named, *places, dot(parts.tail)])
    return join([cited, wrap("(", dot(parts.facts), ")")])


def _read_parts(
    source: Source, write_date: Callable[[PartialDate], str], words: McGillWords = ENGLISH
) -> LawParts:
    kind = read_law_kind(source)
    own = str(source.item.own.get("mcgill") or "")
    if kind == "constitution":
        return _read_constitution(source)
    if own:
        return LawParts(reference=own)
    if kind == "bill":
        number = _get(source, "number")
        number = number if _AMERICAN_BILL.match(number) else wrap(words.bill, number)
        facts = _get(source, "references")
        return LawParts(number, reference=format_law_reference(source), facts=facts)
    if kind == "debate":
        return _read_debate(source, write_date, words)
    if kind == "treaty":
        volume = join_words(*(_get(source, name) for name in ("volume", "container-title")))
        series = join_words(volume, source.first_page or _get(source, "number"))
        reference = join_list(source.format_date(write_date), series)
        return LawParts(reference=reference, facts=_get(source, "references"))
    country = find_country(source) if kind == "statute" else ""
    return LawParts(country=country, reference=format_law_reference(source))


def _read_constitution(source: Source) -> LawParts:
    """`…, s 7, Part I of …, being Schedule B to …`; `…, c 3, s 91, reprinted in …`."""
    reference = find_constitution(source)
    country = re.match(r"\(([\w-]+)\),? ", reference)
    reference = reference[country.end() :] if country else reference
    reprinted = re.search(r", (?=reprinted in |reproduite dans )", reference)
    before = reference[: reprinted.start()] if reprinted else reference
    tail = reference[reprinted.end() :] if reprinted else ""
    inset = bool(re.match(r"(?:[Pp]art(?:ie)?|being|constituant|Schedule)\b", reference))
    return LawParts("", country[1] if country else "", before, inset, tail)


def _read_debate(
    source: Source, write_date: Callable[[PartialDate], str], words: McGillWords
) -> LawParts:
    """`37-1, No 64 (17 May 2001)` and who spoke (McGill 4.1.1)."""
    session = _get(source, "chapter-number") or _get(source, "volume")
    number = wrap(words.number, re.sub(r"^[Nn]o\.? ", "", _get(source, "number")))
    place = join_list(_get(source, "authority") or _get(source, "section"), session, number)
    date = wrap("(", source.format_date(write_date), ")")
    speakers = join_names([person.undotted for person in source.authors], words.last)
    return LawParts(reference=join_words(place, date), facts=speakers)


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
    shown = "" if find_country(source) and source.year_in_title else year
    return join_list(join_words(series, shown), chapter)


def format_dotted_reference(source: Source) -> str:
    """The same as American guides write it: `R.S.O. 1990, c. P.15`, `42 U.S.C. § 1983`."""
    if is_of_code(source):
        section = wrap("§ ", _get(source, "section").lstrip("§ "))
        year = wrap("(", source.year, ")")
        return join_words(_get(source, "volume"), _get(source, "container-title"), section, year)
    return _add_stops(format_law_reference(source))


def _add_stops(reference: str) -> str:
    volume = re.match(r"([A-Z]{2,6})(?= \d{4}\b)", reference)
    if volume:
        reference = ".".join(volume[1]) + "." + reference[volume.end() :]
    reference = re.sub(
        r"\b(UK|UNTS|RSC|USC)\b", lambda found: "".join(f"{one}." for one in found[1]), reference
    )
    reference = re.sub(r"\b(O|Alta|Man|Nfld) Reg(?= )", r"\1. Reg.", reference)
    reference = re.sub(r"\b(Sess|Parl|Leg|Vict|Cong|Hon|No)\b(?!\.)", r"\1.", reference)
    return re.sub(r"(?:(?<=, )|^)(c|s|Sch)(?= )", r"\1.", reference)


def _slant_acts(reference: str) -> RichText:
    """The reference with the names of the acts in it in italics (McGill 2.2)."""
    written, end = RichText(), 0
    for act in _CITED_ACTS.finditer(reference):
        written = written + reference[end : act.start()] + make_italic(act[0])
        end = act.end()
    return written + reference[end:]


def is_of_code(source: Source) -> bool:
    """Whether it is a section of a code of the United States, cited by title and section."""
    return read_law_kind(source) == "code"


def has_own_title(source: Source) -> bool:
    """Whether the record has a title; without one a regulation is cited by its number alone."""
    return bool(str(source.item.record.get("title") or "").strip())


def _get(source: Source, variable: str) -> str:
    if variable == "jurisdiction-name":  # a code of Juris-M, such as `ca:on`, is no name
        written = source.get_text("jurisdiction")
        return "" if ":" in written or len(written) < 3 else written
    return source.get_text(variable)
