"""APA: Publication Manual of the American Psychological Association, 7th edition.

Titles stay in sentence case. The date of a meeting, brief, decision, web page or newspaper article
is given in full, of a report, book or journal article as the year alone (9.14, 10.1–10.4).
"""

from __future__ import annotations

from citation.record.disambiguation import Context
from citation.record.source import Source
from citation.styles.interface import CitationRequest, Style
from citation.styles.laws import format_dotted_reference
from citation.styles.locators import Locators, format_page_span, keep_all_digits
from citation.text.dates import format_month_day, format_month_first
from citation.text.names import Person
from citation.text.richtext import (
    RichText,
    Words,
    join,
    join_sentences,
    join_with_commas,
    make_italic,
    make_link,
    make_rich,
)
from citation.text.titles import SMALL_APA, capitalise_words, lowercase_first_letter

_LOCATORS = Locators(
    {
        "page": ("p.", "pp."),
        "paragraph": ("para.", "paras."),
        "section": ("Section", "Sections"),
    },
    keep_all_digits,
)
_LAW_LOCATORS = Locators({**_LOCATORS.words, "section": ("s.", "ss.")}, keep_all_digits)
_FULLY_DATED = ("minutes", "brief", "decision", "staff-report", "news", "web", "document")
_PART_OF_MORE = ("journal", "news", "chapter")
_SHOWN = 20


def write_in_text(request: CitationRequest) -> RichText:
    """`(Toronto Police Services Board, 2006, p. 147)` (8.10–8.19)."""
    source = request.source
    locators = _LAW_LOCATORS if source.shape in ("law", "case") else _LOCATORS
    parts: list[Words] = [
        _format_author_or_title(request),
        request.year,
        request.minute_apart,
        locators.format_pinpoint(request.pinpoint),
    ]
    return "(" + join_with_commas(parts) + ")"


def write_entry(request: CitationRequest) -> RichText:
    """An entry of the reference list (chapters 9 and 10)."""
    source = request.source
    if source.shape in ("law", "case"):
        return join_sentences(
            [
                join_with_commas(
                    [source.title.capitalise_words(SMALL_APA).text, format_dotted_reference(source)]
                )
            ]
        ) + _format_url(source)
    title = _format_title(request)
    author, date = _format_authors(source), f"({_format_date(request)})"
    opening: list[Words] = [author, date, title] if author else [title, date]
    return join_sentences([*opening, *_format_publication(source)]) + _format_url(source)


def _format_authors(source: Source) -> RichText:
    people = source.authors or source.editors
    names = format_names(people)
    if people and not source.authors:
        names += " (Eds.)" if len(people) > 1 else " (Ed.)"
    return make_rich(names)


def format_names(people: tuple[Person, ...]) -> str:
    """Up to twenty names; of more the first nineteen, an ellipsis and the last (9.8)."""
    names = [person.inverted_initials for person in people]
    if len(names) > _SHOWN:
        return f"{', '.join(names[: _SHOWN - 1])}, . . . {names[-1]}"
    if len(names) == 2 and people[0].body:
        return " & ".join(names)
    return ", & ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _format_date(request: CitationRequest) -> str:
    date, source = request.source.date, request.source
    rest = format_month_day(date) if date and source.shape in _FULLY_DATED else ""
    return ", ".join(part for part in (request.year, rest) if part)


def _format_title(request: CitationRequest) -> RichText:
    """The title, what identifies it in parentheses, what describes it in brackets (9.19–9.22)."""
    source = request.source
    title = source.title.format_as("plain" if source.shape in _PART_OF_MORE else "italic")
    number, described = _format_number(source), _format_description(source)
    notes = (
        []
        if source.shape in _PART_OF_MORE
        else [_format_edition(source), _format_volume(source), number]
    )
    bracketed = ", ".join(part for part in notes if part)
    parts: list[Words] = [
        title,
        f"({bracketed})" if bracketed else "",
        f"[{described}]" if described else "",
    ]
    return join(parts)


def _format_number(source: Source) -> str:
    """`Minute No. P220/12`, `Staff Report AFS No. 15467`, `No. 12`."""
    if not source.number:
        return ""
    word = source.genre or ("Minute" if source.shape == "minutes" else "")
    return str(join([capitalise_words(word, SMALL_APA), source.number]))


def _format_description(source: Source) -> str:
    if source.shape != "thesis":
        return source.genre if source.genre and not source.number else ""
    degree = source.genre or "Thesis"
    if source.url:
        return ", ".join(part for part in (degree, source.publisher) if part)
    return f"Unpublished {lowercase_first_letter(degree)}"


def _format_publication(source: Source) -> list[Words]:
    """What comes after the title and before the URL."""
    if source.shape == "journal":
        return [_format_journal(source)]
    if source.shape == "news":
        return [
            join_with_commas(
                [
                    source.container.format_as("italic"),
                    format_page_span(source.pages, keep_all_digits),
                ]
            )
        ]
    if source.shape == "chapter":
        return [_format_book(source), source.publisher]
    if source.shape == "web":
        site = source.container.text or source.publisher
        return ["" if _is_author(source, site) else site]
    if source.shape == "thesis" and source.url:
        return []
    return ["" if _is_author(source, source.publisher) else source.publisher]


def _format_journal(source: Source) -> RichText:
    issue = f"({source.get_text('issue')})" if source.get_text("issue") else ""
    volume = make_italic(source.get_text("volume")) + issue
    article = source.get_text("number")
    article = f"Article {source.bare_number}" if article and not source.pages else ""
    return join_with_commas(
        [
            source.container.format_as("italic"),
            volume,
            format_page_span(source.pages, keep_all_digits),
            article,
        ]
    )


def _format_book(source: Source) -> RichText:
    editors = [person.initials_first for person in source.editors] if source.authors else []
    comma = ", & " if len(editors) > 2 else " & "
    named = comma.join(part for part in (", ".join(editors[:-1]), *editors[-1:]) if part)
    role = ("(Eds.)" if len(editors) > 1 else "(Ed.)") if editors else ""
    pages = format_page_span(source.pages, keep_all_digits)
    word = "pp." if "–" in pages or "," in pages else "p."
    notes = [_format_edition(source), _format_volume(source), f"{word} {pages}" if pages else ""]
    bracketed = ", ".join(part for part in notes if part)
    book = join([source.container.format_as("italic"), f"({bracketed})" if bracketed else ""])
    inside = join_with_commas([join([named, role]), book])
    return "In " + inside if inside else inside


def _format_url(source: Source) -> RichText:
    if not source.url:
        return RichText()
    seen = source.format_access_date(format_month_first) if source.shape == "web" else ""
    return (f" Retrieved {seen}, from " if seen else " ") + make_link(source.url)


def _format_author_or_title(request: CitationRequest) -> RichText:
    """The author as the text names it, else the title."""
    source = request.source
    people = source.authors or source.editors
    if people and source.shape not in ("law", "case"):
        return make_rich(_format_cited_names(people, source, request.context))
    title = (source.title if source.shape == "law" else source.short_title).capitalise_words(
        SMALL_APA
    )
    if source.shape == "law":
        return title.format_as("plain")
    return title.format_as("quoted" if source.shape in _PART_OF_MORE else "italic")


def _format_cited_names(people: tuple[Person, ...], source: Source, context: Context) -> str:
    names = [person.family for person in people]
    if context.has_namesake(people[0]):
        names[0] = people[0].initials_first
    if len(names) < 3:
        return " & ".join(names)
    needed = context.count_needed_names(source, 2)
    if needed == len(names):
        return f"{', '.join(names[:-1])}, & {names[-1]}"
    return f"{', '.join(names[:needed])}{',' if needed > 1 else ''} et al."


def _format_edition(source: Source) -> str:
    return f"{source.edition} ed." if source.edition else ""


def _format_volume(source: Source) -> str:
    return f"Vol. {source.get_text('volume')}" if source.get_text("volume") else ""


def _is_author(source: Source, body: str) -> bool:
    return any(author.body and author.family == body for author in source.authors)


STYLE = Style(
    "apa",
    "APA style (7th edition)",
    {"in-text": write_in_text, "bibliography": write_entry},
)
