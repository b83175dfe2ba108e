"""McGill: Canadian Guide to Uniform Legal Citation, 10th edition.

Government and board documents follow its general order (4.2): jurisdiction, issuing body, title,
other information, publication information, pinpoint; then ", online: <URL>" (1.6). No full stops in
abbreviations and initials; "at" before a pinpoint, but ", s" before a section.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from citation.styles.interface import Request, Style
from citation.styles.laws import law_reference
from citation.styles.locators import Locators, last_two
from citation.text.dates import day_first, year_only
from citation.text.names import Person, listed, shorts
from citation.text.richtext import RichText, Words, commas, italic, join, link, rich
from citation.text.titles import SMALL_TO_FOUR, Dress, headline, lowered

_LOCATORS = Locators(
    {"page": ("", ""), "paragraph": ("para", "paras"), "section": ("s", "ss")}, last_two
)
_QUOTED = ("journal", "news", "chapter", "web", "paper")
_PUBLISHED = ("report", "book", "review")
_OF_A_GOVERNMENT = ("report", "staff-report", "review")


def note(request: Request) -> RichText:
    """A full citation in a footnote."""
    names = [person.undotted for person in request.source.authors or request.source.editors]
    return _full(request, names)


def bibliography(request: Request) -> RichText:
    """The same with the first author's family name first and without pinpoint (1.1)."""
    people = request.source.authors or request.source.editors
    names = [people[0].inverted_undotted] if people else []
    names += [person.undotted for person in people[1:]]
    return _full(Request(request.source, None, None, request.context), names)


def supra(request: Request) -> RichText:
    """A later citation: `Bauder, *supra* note 3 at 46.` (1.4)."""
    source = request.source
    lead = rich(_lead(source)) or _short_title(source)
    titled = source.shape not in ("law", "case") and request.context.cited_alike(source, _lead)
    title = _short_title(source) if titled and _lead(source) else ""
    start = _commas([lead, title, italic("supra")])
    return (start + f" note {request.note()}" + _minute_at(request)).closed(".")


def ibid(request: Request) -> RichText:
    """The note just before, once more: `*Ibid* at 148.` (1.4)."""
    return (italic("Ibid") + _minute_at(request)).closed(".")


def _full(request: Request, names: Sequence[str]) -> RichText:
    source = request.source
    author = _together(names)
    if author and not source.authors:
        author += ", eds" if len(source.editors) > 1 else ", ed"
    body = _BODIES.get(source.shape, _standing_alone)(request, author)
    whole = body + _at(request.pinpoint)
    if source.url:
        archived = str(source.item.own.get("archived_url") or "")
        copy = " [" + link(archived) + "]" if archived else ""
        whole = _commas([whole, "online: <" + link(source.url) + ">" + copy])
    return whole.closed(".", inside_quotes=False)


def _standing_alone(request: Request, author: str) -> RichText:
    source = request.source
    government = _government(source, author)
    body = "" if government and (_written_by_person(source) or government in author) else author
    people = [person.undotted for person in source.authors]
    by = f"by {_together(people)}" if government and _written_by_person(source) else ""
    edition = f"{source.edition} ed" if source.edition else ""
    title = _title(source, "italic")
    start = _commas([government, body, title, edition, *_other(request), by])
    return join([start, _bracketed(_publication(source))])


def _government(source: Source, author: str) -> str:
    """The jurisdiction to begin with; "" where the issuing body names it.

    "Government of Canada" is no body besides Canada: the jurisdiction stands for it.
    """
    place = source.jurisdiction
    of_one = source.shape in _OF_A_GOVERNMENT and source.item.own.get("kind") != "ngo-report"
    named = place in author and author not in (place, f"Government of {place}")
    return place if of_one and not (named and not _written_by_person(source)) else ""


def _written_by_person(source: Source) -> bool:
    """Whether the author is a person, who then follows the title: ", by Michael H Tulloch"."""
    return any(not author.body for author in source.authors)


def _other(request: Request) -> list[str]:
    """Genre and number: `Min No P220/12`, `Item CD18.5`, `brief submitted to …`."""
    source = request.source
    if source.shape == "minutes":
        return [f"Min No {request.minute}"] if request.minute else []
    number = _undotted(source.number)
    if source.genre and number:
        return [f"{headline(source.genre, SMALL_TO_FOUR)} {number}"]
    volume = source.text("volume")
    return [f"vol {volume}" if volume else "", lowered(source.genre) or number, _pinned(request)]


def _publication(source: Source) -> str:
    if source.shape in _PUBLISHED and source.imprint:
        return f"{source.imprint}, {source.when(year_only, 'nd')}"
    return source.when(day_first)


def _journal(request: Request, author: str) -> RichText:
    source = request.source
    volume = ":".join(part for part in (source.text("volume"), source.text("issue")) if part)
    name = _undotted(source.text("container-title-short")) or source.container.text
    start = _commas([author, _title(source, "quoted")])
    year = _bracketed(source.year) if volume else f"[{source.year}]" if source.year else ""
    return join([start, year, volume, name, source.first_page])


def _news(request: Request, author: str) -> RichText:
    source = request.source
    start = _commas([author, _title(source, "quoted"), source.container.dressed("italic")])
    return join([start, _bracketed(source.when(day_first)), source.first_page])


def _chapter(request: Request, author: str) -> RichText:
    source = request.source
    editors = [person.undotted for person in source.editors] if source.authors else []
    named = _together(editors)
    role = ("eds" if len(editors) > 1 else "ed") if editors else ""
    book = source.container.headline(SMALL_TO_FOUR).dressed("italic")
    edition = f"{source.edition} ed" if source.edition else ""
    inside = _commas([named, role, book, edition])
    start = _commas([author, _title(source, "quoted")])
    place = ", ".join(part for part in (source.imprint, source.when(year_only, "nd")) if part)
    return join([start, "in " + inside if inside else "", _bracketed(place), source.first_page])


def _web(request: Request, author: str) -> RichText:
    start = _commas([author, _title(request.source, "quoted")])
    return join([start, _bracketed(request.source.when(day_first))])


def _paper(request: Request, author: str) -> RichText:
    source = request.source
    start = _commas([author, _title(source, "quoted")])
    series = join(
        [headline(source.genre, SMALL_TO_FOUR) or source.publisher, _undotted(source.number)]
    )
    return join([start, _bracketed(source.year), series])


def _thesis(request: Request, author: str) -> RichText:
    source = request.source
    start = _commas([author, _title(source, "italic")])
    degree = headline(source.genre.replace("Ph.D.", "PhD"), SMALL_TO_FOUR) or "Thesis"
    where = ", ".join(part for part in (degree, source.publisher, source.year) if part)
    return join([start, f"({where})", "" if source.url else "[unpublished]"])


def _law(request: Request, author: str) -> RichText:
    source = request.source
    return _commas([source.title.headline(SMALL_TO_FOUR).dressed("italic"), law_reference(source)])


_BODIES = {
    "journal": _journal,
    "news": _news,
    "chapter": _chapter,
    "web": _web,
    "paper": _paper,
    "thesis": _thesis,
    "law": _law,
    "case": _law,
}


def _at(pinpoint: Pinpoint | None) -> str:
    """` at 147`, ` at para 12`, `, s 31`; the minute number stands elsewhere."""
    written = _LOCATORS.text(pinpoint)
    if not pinpoint or not written:
        return ""
    return f", {written}" if pinpoint.label == "section" else f" at {written}"


def _minute_at(request: Request) -> str:
    minute = request.pinned_minute
    return (f", Min No {minute}" if minute else "") + _at(request.pinpoint)


def _pinned(request: Request) -> str:
    return f"Min No {request.pinned_minute}" if request.pinned_minute else ""


def _lead(source: Source) -> str:
    """The family names and bodies by which a later note calls the work."""
    place = source.jurisdiction
    names = shorts(_people(source))
    return place if place and names == [f"Government of {place}"] else _together(names)


def _together(names: Sequence[str]) -> str:
    """Up to three names; of more the first and "et al" (6.2.2)."""
    return f"{names[0]} et al" if len(names) > 3 else listed(names, "&", serial=False)


def _people(source: Source) -> tuple[Person, ...]:
    return () if source.shape in ("law", "case") else source.authors or source.editors


def _title(source: Source, dress: Dress) -> RichText:
    return source.title.headline(SMALL_TO_FOUR).dressed(dress)


def _short_title(source: Source) -> RichText:
    dress: Dress = "quoted" if source.shape in _QUOTED else "italic"
    title = source.title if source.shape in ("law", "case") else source.short_title
    return title.headline(SMALL_TO_FOUR).dressed(dress)


def _undotted(text: str) -> str:
    """Without the full stops of abbreviations, which numbers keep: `AFS No 15467`, `CD18.5`."""
    return re.sub(r"(?<=[^\W\d])\.(?!\d)", "", text)


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""


def _commas(parts: Sequence[Words]) -> RichText:
    return commas(parts, inside_quotes=False)


STYLE = Style(
    "mcgill",
    "McGill Guide (10th edition)",
    {"note": note, "bibliography": bibliography, "supra": supra, "ibid": ibid},
)
