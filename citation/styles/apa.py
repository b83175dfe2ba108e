"""APA: Publication Manual of the American Psychological Association, 7th edition.

Titles stay in sentence case. The date of a meeting, brief, decision, web page or newspaper article
is given in full, of a report, book or journal article as the year alone (9.14, 10.1–10.4).
"""

from __future__ import annotations

from citation.law.case import read_case
from citation.record.source import Source
from citation.styles.cases import format_dotted_name, format_dotted_reference_of_case
from citation.styles.interface import CitationRequest, Style
from citation.styles.laws import format_dotted_law
from citation.styles.locators import DOTTED_WORDS, Locators, keep_all_digits
from citation.text.dates import format_month_day, format_month_first, format_span
from citation.text.joining import join_list, join_words, wrap
from citation.text.names import Person, join_names
from citation.text.richtext import (
    RichText,
    Words,
    join,
    join_sentences,
    join_with_commas,
    make_italic,
    make_link,
)
from citation.text.titles import SMALL_APA, capitalise_words, lowercase_first_letter

_LOCATORS = Locators(
    {
        **DOTTED_WORDS,
        "page": ("p.", "pp."),
        "paragraph": ("para.", "paras."),
        "section": ("Section", "Sections"),
    },
    keep_all_digits,
)
_LAW_LOCATORS = Locators({**_LOCATORS.words, "section": ("s.", "ss.")}, keep_all_digits)
_FULLY_DATED = ("minutes", "brief", "decision", "staff-report", "news", "web", "document")
_PART_OF_MORE = ("journal", "news", "chapter")
_NAMED_BY_BODIES = ("minutes", "brief", "decision")
"""Whose titles hold the names of bodies, which keep their capitals."""
_SHOWN = 20


def write_in_text(request: CitationRequest) -> RichText:
    """`(Toronto Police Services Board, 2006, p. 147)` (8.10–8.19)."""
    locators = _LAW_LOCATORS if request.source.is_legal else _LOCATORS
    parts: list[Words] = [
        request.format_cited_names("&", 2) or _format_cited_title(request.source),
        join([request.source.original_year, request.year], "/"),
        request.minute_apart,
        locators.format_pinpoint(request.pinpoint),
    ]
    return "(" + join_with_commas(parts) + ")"


def write_narrative(request: CitationRequest) -> RichText:
    """`Toronto Police Services Board (2006, p. 147)`: the names in the sentence (8.11)."""
    locators = _LAW_LOCATORS if request.source.is_legal else _LOCATORS
    names: Words = request.format_cited_names("and", 2) or _format_cited_title(request.source)
    year = join([request.source.original_year, request.year], "/")
    parts: list[Words] = [year, request.minute_apart, locators.format_pinpoint(request.pinpoint)]
    inside = join_with_commas(parts)
    return join([names, "(" + inside + ")" if inside else ""])


def write_entry(request: CitationRequest) -> RichText:
    """An entry of the reference list (chapters 9 and 10)."""
    source = request.source
    if source.is_legal:
        return _format_legal(source).end_with(".") + _format_url(source)
    title = _format_title(source)
    author, date = _format_authors(source), f"({_format_date(request)})"
    opening: list[Words] = [author, date, title] if author else [title, date]
    body = join_sentences([*opening, *_list_publication_facts(source)]) + _format_url(source)
    first = wrap(" (Original work published ", source.original_year, ")")
    return body + first


def _format_legal(source: Source) -> RichText:
    """A decision or statute in the reference list (11.4-11.5); Canadian statutes as they are cited
    in Canada, without full stops."""
    if source.shape == "case":
        case = read_case(source)
        name = format_dotted_name(case).format_as("plain")
        reference = format_dotted_reference_of_case(case, "", stops=False)
        between = " " if reference.startswith("(") else ", "
        return name + (between + reference if reference else "")
    title = source.title.capitalise_words(SMALL_APA).text
    return format_dotted_law(source, title, "", format_month_first, stops=False)


def _format_authors(source: Source) -> str:
    names = format_names(source.people)
    if not names or source.authors:
        return names
    return f"{names} (Eds.)" if len(source.people) > 1 else f"{names} (Ed.)"


def format_names(people: tuple[Person, ...]) -> str:
    """Up to twenty names; of more the first nineteen, an ellipsis and the last (9.8)."""
    names = [person.inverted_initials for person in people]
    if names and people[-1].others:
        return f"{', '.join(names[:_SHOWN][:-1])}, et al."
    if len(names) > _SHOWN:
        return f"{', '.join(names[: _SHOWN - 1])}, . . . {names[-1]}"
    if len(names) == 2 and not people[0].body:
        return ", & ".join(names)
    return join_names(names, "&", serial=True)


def _format_date(request: CitationRequest) -> str:
    source = request.source
    first, last = source.date, source.last_date
    if not first or source.shape not in _FULLY_DATED:
        return request.year
    if not last:
        return join_list(request.year, format_month_day(first))
    same_year = first.year == last.year
    return join_list(request.year, format_span(first, last, format_month_day) if same_year else "")


def _format_title(source: Source) -> RichText:
    """The title, what identifies it in parentheses, what describes it in brackets (9.19–9.22)."""
    description = wrap("[", _format_description(source), "]")
    title = source.title
    if source.shape not in _NAMED_BY_BODIES:
        title = title.lower_words(_list_names(source))
    if source.shape in _PART_OF_MORE:
        return join([title.format_as("plain"), description])
    identifiers = join_list(_format_edition(source), _format_volume(source), _format_number(source))
    inside = "; ".join(filter(None, (_format_helpers(source), identifiers)))
    return join([title.format_as("italic"), wrap("(", inside, ")"), description])


def _format_helpers(source: Source) -> str:
    """`C. Coe, Ed.; R. Bell, Trans.` of an authored book (10.2, examples 29 and 37)."""
    editors = source.editors if source.authors else ()
    role = "Eds." if len(editors) > 1 else "Ed."
    return "; ".join(
        f"{join_names([person.initials_first for person in people], '&', serial=True)}, {word}"
        for people, word in ((editors, role), (source.translators, "Trans."))
        if people
    )


def _list_names(source: Source) -> list[str]:
    """Names that the record itself shows, and that keep their capitals in a title."""
    people = (*source.authors, *source.editors)
    places = (source.publisher, source.get_text("publisher-place"), source.get_text("authority"))
    return [*(person.family for person in people), *places]


def _format_number(source: Source) -> str:
    """`Minute No. P220/12`, `Staff Report AFS No. 15467`, `No. 12`."""
    if not source.number:
        return ""
    genre = source.genre or ("Minute" if source.shape == "minutes" else "")
    return join_words(capitalise_words(genre, SMALL_APA), source.number)


def _format_description(source: Source) -> str:
    if source.shape != "thesis":
        return source.genre if not source.number else ""
    degree = source.genre or "Thesis"
    if source.url:
        return join_list(degree, source.publisher)
    return f"Unpublished {lowercase_first_letter(degree)}"


def _list_publication_facts(source: Source) -> list[Words]:
    """What comes after the title and before the URL."""
    if source.shape == "journal":
        return [_format_journal(source)]
    if source.shape == "news":
        newspaper = source.container.format_as("italic")
        return [join_with_commas([newspaper, _LOCATORS.format_span(source.pages)])]
    if source.shape == "chapter":
        return [_format_book(source), source.publisher]
    if source.shape == "web":
        site = source.container.text or source.publisher
        return ["" if source.has_body_author(site) else site]
    if source.shape == "thesis" and source.url:
        return []
    parts = ("archive_collection", "archive_location", "archive", "archive-place")
    archive = join_list(*map(source.get_text, parts))
    return [source.other_publisher, archive]


def _format_journal(source: Source) -> RichText:
    volume = make_italic(source.get_text("volume")) + wrap("(", source.get_text("issue"), ")")
    article = wrap("Article ", source.bare_number) if not source.pages else ""
    pages = _LOCATORS.format_span(source.pages)
    return join_with_commas([source.container.format_as("italic"), volume, pages, article])


def _format_book(source: Source) -> RichText:
    editors = [person.initials_first for person in source.editors] if source.authors else []
    role = "(Eds.)" if len(editors) > 1 else "(Ed.)"
    edited = wrap("", join_names(editors, "&", serial=True), f" {role}")
    pages = _LOCATORS.format_span(source.pages)
    word = "pp. " if "–" in pages or "," in pages else "p. "
    details = join_list(_format_edition(source), _format_volume(source), wrap(word, pages))
    book = join([source.container.format_as("italic"), wrap("(", details, ")")])
    inside = join_with_commas([edited, book])
    return "In " + inside if inside else inside


def _format_url(source: Source) -> RichText:
    if not source.url:
        return RichText()
    accessed = source.format_access_date(format_month_first) if source.shape == "web" else ""
    return " " + wrap("Retrieved ", accessed, ", from ") + make_link(source.url)


def _format_cited_title(source: Source) -> RichText:
    """The title by which the text names a work without an author."""
    if source.shape == "law":
        return source.title.capitalise_words(SMALL_APA).format_as("plain")
    title = source.short_title.capitalise_words(SMALL_APA)
    return title.format_as("quoted" if source.shape in _PART_OF_MORE else "italic")


def _format_edition(source: Source) -> str:
    return wrap("", source.edition, " ed.")


def _format_volume(source: Source) -> str:
    return wrap("Vol. ", source.get_text("volume"))


STYLE = Style(
    "apa",
    "APA style (7th edition)",
    {"in-text": write_in_text, "narrative": write_narrative, "bibliography": write_entry},
)
