"""McGill: Canadian Guide to Uniform Legal Citation, 10th edition.

Government and board documents follow its general order (4.2): jurisdiction, issuing body, title,
other information, publication information, pinpoint; then ", online: <URL>" (1.6). No full stops in
abbreviations and initials; "at" before a pinpoint, but ", s" before a section. The words of the
guide's French half are in `mcgill_words`; the order is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from citation.law.case import read_case
from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from citation.styles.cases import format_mcgill_name, format_mcgill_reference
from citation.styles.interface import CitationRequest, Form, Style, Writer
from citation.styles.laws import format_law_reference, format_mcgill_law, has_own_title
from citation.styles.mcgill_words import ENGLISH, FRENCH, McGillWords
from citation.text.dates import format_year
from citation.text.joining import join_list, wrap
from citation.text.names import join_names, list_family_names
from citation.text.richtext import (
    RichText,
    Words,
    join,
    join_with_commas,
    make_italic,
    make_link,
)
from citation.text.titles import TitleFace, lowercase_first_letter
from corpus.items import PartialDate

_PARTS_OF_LAWS = ("section", "subsection", "article", "clause", "schedule")
_QUOTED = ("journal", "news", "chapter", "web", "paper")
_PUBLISHED = ("report", "book", "review")
_OF_A_GOVERNMENT = ("report", "staff-report", "review")


def write_note(request: CitationRequest, words: McGillWords) -> RichText:
    """A full citation in a footnote."""
    names = [person.undotted for person in request.source.people]
    return _write_full_citation(request, names, words)


def write_entry(request: CitationRequest, words: McGillWords) -> RichText:
    """The same with the first author's family name first and without pinpoint (1.1)."""
    people = request.source.people
    names = [people[0].inverted_undotted] if people else []
    names += [person.undotted for person in people[1:]]
    unpinned = CitationRequest(request.source, None, None, request.context)
    return _write_full_citation(unpinned, names, words)


def write_supra(request: CitationRequest, words: McGillWords) -> RichText:
    """A later citation: `Bauder, *supra* note 3 at 46.` (1.4)."""
    source = request.source
    author = _format_short_authors(source, words)
    title = _format_short_title(source, words)
    lead: list[Words] = [author or title]
    if author and request.context.is_cited_alike(
        source, partial(_format_short_authors, words=words)
    ):
        lead.append(title)
    start = _join_with_commas([*lead, make_italic("supra")])
    note = f" note {request.require_note_number()}"
    return (start + note + _format_minute_and_pinpoint(request, words)).end_with(".")


def write_ibid(request: CitationRequest, words: McGillWords) -> RichText:
    """The note just before, once more: `*Ibid* at 148.` (1.4)."""
    return (make_italic("Ibid") + _format_minute_and_pinpoint(request, words)).end_with(".")


def _write_full_citation(
    request: CitationRequest, names: Sequence[str], words: McGillWords
) -> RichText:
    source = request.source
    author = _join_names(names, words)
    if author and not source.authors:
        author += f", {words.editors if len(source.editors) > 1 else words.editor}"
    body = _BODIES.get(source.shape, _format_freestanding_work)(request, author, words)
    whole = body if source.is_legal else body + _format_pinpoint(request.pinpoint, words)
    if source.url:
        archived = str(source.item.own.get("archived_url") or "")
        copy = " [" + make_link(archived) + "]" if archived else ""
        whole = _join_with_commas([whole, words.link + "<" + make_link(source.url) + ">" + copy])
    return whole.end_with(".", inside_quotes=False)


def _format_freestanding_work(
    request: CitationRequest, author: str, words: McGillWords
) -> RichText:
    source = request.source
    government = _find_jurisdiction(source, author)
    body = "" if government and (_is_by_person(source) or government in author) else author
    people = [person.undotted for person in source.authors]
    by = f"{words.by} {_join_names(people, words)}" if government and _is_by_person(source) else ""
    start = _join_with_commas(
        [
            government,
            _format_opening(source, body, words, "italic"),
            *_list_helpers(source, words),
            words.write_edition(source.edition),
            *_list_other_facts(request, words),
            by,
        ]
    )
    archive = join_list(source.get_text("archive"), source.get_text("archive_location"))
    if source.shape in _PUBLISHED and source.imprint and not words.parentheses:
        return _join_with_commas([start, _format_publication(source, words), archive])
    published = wrap("(", _format_publication(source, words), ")")
    return _join_with_commas([join([start, published]), archive])


def _list_helpers(source: Source, words: McGillWords) -> list[str]:
    """`edited by …`, `translated by …` of an authored work (6.2.2)."""
    editors = [person.undotted for person in source.editors] if source.authors else []
    translators = [person.undotted for person in source.translators]
    return [
        wrap(words.edited, _join_names(editors, words)),
        wrap(words.translated, _join_names(translators, words)),
    ]


def _find_jurisdiction(source: Source, author: str) -> str:
    """The jurisdiction to begin with; "" where the name of the issuing body contains it.

    "Government of Canada" is not a body apart from Canada: the jurisdiction stands for it.
    """
    place = source.jurisdiction
    of_one = source.shape in _OF_A_GOVERNMENT and source.item.own.get("kind") != "ngo-report"
    named = place in author and author not in (place, f"Government of {place}")
    return place if of_one and not (named and not _is_by_person(source)) else ""


def _is_by_person(source: Source) -> bool:
    """Whether an author is a person, who then follows the title: ", by Michael H Tulloch"."""
    return any(not author.body for author in source.authors)


def _list_other_facts(request: CitationRequest, words: McGillWords) -> list[str]:
    """Genre and number: `Min No P220/12`, `Item CD18.5`, `brief submitted to …`."""
    source = request.source
    if source.shape == "minutes":
        return [wrap(words.minute, request.minute)]
    number = _write_number(source, words)
    if source.genre and number:
        return [f"{words.capitalise_text(source.genre)} {number}"]
    return [
        wrap("vol ", source.get_text("volume")),
        lowercase_first_letter(source.genre) or number,
        wrap(words.minute, request.pinned_minute),
    ]


def _write_number(source: Source, words: McGillWords) -> str:
    """`AFS No 15467`, `CD18.5`."""
    return re.sub(r"\bNo (?=\S)", words.number, _strip_full_stops(source.number))


def _format_publication(source: Source, words: McGillWords) -> str:
    if source.shape in _PUBLISHED and source.imprint:
        date = _format_date(source, format_year) or words.undated
        return join_list(_format_imprint(source, words), date)
    return _format_date(source, words.write_date)


def _format_imprint(source: Source, words: McGillWords) -> str:
    """`Toronto: Emond`, `Montréal, Thémis` (6.2)."""
    if words.parentheses:
        return source.imprint
    return join_list(source.get_text("publisher-place"), source.publisher)


def _format_date(source: Source, write: Callable[[PartialDate], str]) -> str:
    return re.sub(r"^ca\. ", "ca ", source.format_date(write))


def _format_journal_article(request: CitationRequest, author: str, words: McGillWords) -> RichText:
    source = request.source
    volume = join([source.get_text("volume"), source.get_text("issue")], ":")
    name = _strip_full_stops(source.get_text("container-title-short")) or source.container.text
    year = wrap("(", source.year, ")") if volume else wrap("[", source.year, "]")
    return join([_format_opening(source, author, words), year, volume, name, source.first_page])


def _format_news_article(request: CitationRequest, author: str, words: McGillWords) -> RichText:
    source = request.source
    newspaper = source.container.format_as("italic")
    start = _join_with_commas([_format_opening(source, author, words), newspaper])
    date = wrap("(", source.format_date(words.write_date), ")")
    return join([start, date, source.first_page])


def _format_chapter(request: CitationRequest, author: str, words: McGillWords) -> RichText:
    source = request.source
    editors = [person.undotted for person in source.editors] if source.authors else []
    role = (words.editors if len(editors) > 1 else words.editor) if editors else ""
    book = words.capitalise(source.container).format_as("italic")
    edition = words.write_edition(source.edition)
    inside = _join_with_commas([_join_names(editors, words), role, book, edition])
    year = source.format_date(format_year, words.undated)
    place = join_list(_format_imprint(source, words), year)
    start = join([_format_opening(source, author, words), words.within + inside if inside else ""])
    if not words.parentheses:
        return _join_with_commas([start, place, source.first_page])
    return join([start, wrap("(", place, ")"), source.first_page])


def _format_web_page(request: CitationRequest, author: str, words: McGillWords) -> RichText:
    source = request.source
    date = wrap("(", source.format_date(words.write_date), ")")
    return join([_format_opening(source, author, words), date])


def _format_paper(request: CitationRequest, author: str, words: McGillWords) -> RichText:
    source = request.source
    series = words.capitalise_text(source.genre) or source.publisher
    number = _write_number(source, words)
    opening = _format_opening(source, author, words)
    return join([opening, wrap("(", source.year, ")"), series, number])


def _format_thesis(request: CitationRequest, author: str, words: McGillWords) -> RichText:
    source = request.source
    degree = words.capitalise_text(source.genre.replace("Ph.D.", "PhD")) or words.thesis
    where = join_list(degree, source.publisher, source.year)
    opening = _format_opening(source, author, words, "italic")
    start = (
        join([opening, f"({where})"]) if words.parentheses else _join_with_commas([opening, where])
    )
    return join([start, "" if source.url else words.unpublished])


def _format_law(request: CitationRequest, author: str, words: McGillWords) -> RichText:
    source = request.source
    untitled = not has_own_title(source) and format_law_reference(source)
    title = RichText() if untitled else _format_law_title(source, words)
    return format_mcgill_law(source, title, _format_law_pinpoint(request, words), words)


def _format_law_title(source: Source, words: McGillWords) -> RichText:
    """The title of a statute; that of a bill or treaty stays as its printer has it."""
    title = source.title
    named = title if source.item.type in ("bill", "treaty") else words.capitalise(title)
    return named.format_as("italic")


def _format_case(request: CitationRequest, author: str, words: McGillWords) -> RichText:
    case, pinpoint = read_case(request.source), request.pinpoint
    reference, glue = format_mcgill_reference(
        case,
        _format_pinpoint(pinpoint, words).lstrip(" ,"),
        by_paragraph=pinpoint is None or pinpoint.label != "page",
        write_date=words.write_date,
    )
    name = format_mcgill_name(case).format_as("italic")
    return name + glue + reference if reference else name


_BODIES = {
    "journal": _format_journal_article,
    "news": _format_news_article,
    "chapter": _format_chapter,
    "web": _format_web_page,
    "paper": _format_paper,
    "thesis": _format_thesis,
    "law": _format_law,
    "case": _format_case,
}


def _format_law_pinpoint(request: CitationRequest, words: McGillWords) -> str:
    """`, s 31`; an article where the law is in French (McGill 2.1.7)."""
    pinpoint = request.pinpoint
    if pinpoint and pinpoint.label == "section" and request.source.is_french:
        return wrap(", ", words.french_locators.format_pinpoint(pinpoint))
    return _format_pinpoint(pinpoint, words)


def _format_pinpoint(pinpoint: Pinpoint | None, words: McGillWords) -> str:
    """` at 147`, ` at para 12`, `, s 31`, `, art 5`; the minute number stands elsewhere."""
    section = pinpoint is not None and pinpoint.label in _PARTS_OF_LAWS
    return wrap(", " if section else words.at, words.locators.format_pinpoint(pinpoint))


def _format_minute_and_pinpoint(request: CitationRequest, words: McGillWords) -> str:
    return wrap(f", {words.minute}", request.pinned_minute) + _format_pinpoint(
        request.pinpoint, words
    )


def _format_short_authors(source: Source, words: McGillWords) -> str:
    """The family names and bodies by which a later note calls the work."""
    place = source.jurisdiction
    names = list_family_names(source.people)
    return place if place and names == [f"Government of {place}"] else _join_names(names, words)


def _join_names(names: Sequence[str], words: McGillWords) -> str:
    """Up to three names; of more the first and "et al" (6.2.2)."""
    return join_names(names, words.last, most=3, others="et al")


def _format_opening(
    source: Source, author: str, words: McGillWords, title_face: TitleFace | None = None
) -> RichText:
    """Author and title, by default in quotation marks."""
    title = words.capitalise(source.title).format_as(title_face or words.quoted)
    return _join_with_commas([author, title])


def _format_short_title(source: Source, words: McGillWords) -> RichText:
    title_face: TitleFace = words.quoted if source.shape in _QUOTED else "italic"
    return words.capitalise(source.later_title).format_as(title_face)


def _strip_full_stops(text: str) -> str:
    """`text` without the full stops of abbreviations: `AFS No 15467`, but `CD18.5`."""
    return re.sub(r"(?<=[^\W\d])\.(?!\d)", "", text)


def _join_with_commas(parts: Sequence[Words]) -> RichText:
    return join_with_commas(parts, inside_quotes=False)


def _make_style(name: str, title: str, words: McGillWords) -> Style:
    writers: dict[Form, Callable[[CitationRequest, McGillWords], RichText]] = {
        "note": write_note, "bibliography": write_entry, "supra": write_supra, "ibid": write_ibid,
    }  # fmt: skip

    def bind(write: Callable[[CitationRequest, McGillWords], RichText]) -> Writer:
        return lambda request: write(request, words)

    return Style(name, title, {form: bind(write) for form, write in writers.items()})


STYLE = _make_style("mcgill", "McGill Guide (10th edition)", ENGLISH)
STYLE_IN_FRENCH = _make_style("mcgill-fr", "McGill Guide in French (10th edition)", FRENCH)
