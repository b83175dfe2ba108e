"""Reading: a passage on its pages, and the pages around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from citation.written.citation import Citation
from corpus.errors import RequestError
from drafts.quoting import quote_passage
from indexer.cited_files import find_changed_files
from indexer.labels.page_label import PageLabel
from indexer.library import Library
from indexer.minute_listing import list_minutes
from indexer.outline import list_outline
from indexer.page_labels import set_labels
from indexer.readers.pdfium.word_boxes import measure_words
from indexer.readers.word_boxes import LineText, WordBox
from indexer.records.entries import DocumentEntry
from search.answering.answer import answer_question
from search.answering.asked_pages import AskedPages, find_asked_pages, list_pages_named
from search.answering.result import Question
from search.answering.result_place import ResultPlace, read_place
from search.answering.shown_pages import ShownPage, show_pages
from search.asking.fields import read_filter_options
from web.citers import get_citer
from web.forms import changing, read_field
from web.page_view import PageView, view_page
from web.pictures import SECONDS
from web.preferences import get_style
from web.rendering import render
from web.site import get_site
from web.views.pictures import find_file

_MOST_HITS = 500
"""Hits of one document that are stepped through."""


def read(request: Request) -> Response:
    """The pages of a passage, or one page of a document: `passage`, or `item` with `page` (its
    position), `label` (what is printed on it), `minute` or `para`."""
    query = request.query_params
    with get_site(request).shelf.lend() as library:
        passage = query.get("passage", "")
        citation, said = None, ""
        if passage:
            quoted = quote_passage(library, passage, get_style(request))
            citation = quoted.citation
            entry = quoted.shown.entry
            pages: Sequence[ShownPage] = quoted.shown.pages
        else:
            entry = library.get_entry(query.get("item", ""))
            labels = library.read_labels(entry)
            label = query.get("label", "").strip()
            named = list_pages_named(labels, label) if label else []
            if len(named) > 1:
                return _choose_page(request, entry, [labels[number - 1] for number in named])
            pages, said = _find_pages(request, library, entry)
        return _show(request, library, entry, pages, passage, citation, said)


def _find_pages(
    request: Request, library: Library, entry: DocumentEntry
) -> tuple[Sequence[ShownPage], str]:
    """The pages that are asked for; where there are none of that number, the page that was shown
    before, and what is wrong."""
    query = request.query_params
    here, said = query.get("page", "1"), ""
    label, minute, para = (query.get(name, "").strip() for name in ("label", "minute", "para"))
    if label or minute or para:
        asked = AskedPages(page=label, minute=minute, para=para)
        try:
            found = find_asked_pages(library, entry.item.id, asked).pages
            return show_pages(library, entry, [found[0].label.number]).pages, ""
        except RequestError as error:
            said = error.message
    return show_pages(library, entry, [_read_number(library, entry, here)]).pages, said


def _read_number(library: Library, entry: DocumentEntry, text: str) -> int:
    last = len(library.read_labels(entry))
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    if not 1 <= number <= last:
        raise RequestError(f"{entry.item.title} has the pages 1 to {last}.", "Choose one of them.")
    return number


def _show(
    request: Request,
    library: Library,
    entry: DocumentEntry,
    pages: Sequence[ShownPage],
    passage: str,
    citation: Citation | None,
    said: str,
) -> Response:
    labels = library.read_labels(entry)
    first, last = pages[0].label.number, pages[-1].label.number
    return render(
        request,
        "read.html",
        entry=entry,
        item=entry.item,
        pages=[_view(request, library, entry, page) for page in pages],
        passage=passage,
        citation=citation,
        said=said,
        q=request.query_params.get("q", "").strip(),
        first=first,
        last=last,
        count=len(labels),
        unit=labels[0].unit,
        changed=find_changed_files(library, [entry]).certain,
        is_minutes=entry.item.kind == "minutes",
        remark=library.remark,
    )


def _view(request: Request, library: Library, entry: DocumentEntry, page: ShownPage) -> PageView:
    apart = get_site(request).apart

    def measure(
        path: Path, pdf_page: int, lines: Sequence[LineText]
    ) -> Sequence[Sequence[WordBox] | None]:
        find_file(library, entry)
        return apart.call(measure_words, (path, pdf_page, lines), about=path.name, seconds=SECONDS)

    return view_page(library, entry, page, measure)


def _choose_page(request: Request, entry: DocumentEntry, labels: Sequence[PageLabel]) -> Response:
    """Several pages bear the number that was asked for: all of them, to be chosen from."""
    return render(request, "which_page.html", item=entry.item, labels=labels)


def show_page(request: Request) -> Response:
    """One page as a piece of the reading view, which its script adds before or after the others."""
    query = request.query_params
    with get_site(request).shelf.lend() as library:
        entry = library.get_entry(query.get("item", ""))
        number = _read_number(library, entry, query.get("page", ""))
        (page,) = show_pages(library, entry, [number]).pages
        view = _view(request, library, entry, page)
        return render(request, "one_page.html", page=view, item=entry.item, entry=entry, passage="")


def show_contents(request: Request) -> Response:
    """The minutes in a document, or its outline; `only` leaves out what stands around it."""
    query = request.query_params
    with get_site(request).shelf.lend() as library:
        entry = library.get_entry(query.get("item", ""))
        listing = list_minutes(library, entry) if entry.item.kind == "minutes" else None
        return render(
            request,
            "contents_list.html" if query.get("only") else "contents.html",
            item=entry.item,
            entry=entry,
            listing=listing,
            outline=list_outline(library, entry),
        )


def go_to_hit(request: Request) -> Response:
    """On to the next hit of a question in a document, or back to the one before."""
    query = request.query_params
    q, item = query.get("q", "").strip(), query.get("item", "")
    with get_site(request).shelf.lend() as library:
        entry = library.get_entry(item)
        filters = read_filter_options(item=entry.item.id)
        question = Question(q, False, filters, every_hit=True, limit=_MOST_HITS, by_page=True)
        answer = answer_question(library, question, get_citer(library, get_style(request)))
    hits = [result.place for result in answer.results]
    back = query.get("to") == "previous"
    place = _choose_hit(hits, _find_here(query.get("passage", ""), query.get("page", "")), back)
    if place is None:
        raise RequestError(f"There is no other passage with “{q}” here.", "Go back to read on.")
    return RedirectResponse(f"/read?{urlencode({'passage': str(place), 'q': q})}", 303)


_Spot = tuple[int, bool, int]
"""Page, whether in its notes, and offset: hits are in this order."""


def _find_here(passage: str, page: str) -> _Spot:
    place = read_place(passage) if passage else None
    if place is not None:
        return _get_spot(place)
    return (int(page) if page.isdecimal() and len(page) < 9 else 1, False, -1)


def _get_spot(place: ResultPlace) -> _Spot:
    return place.number, place.in_notes, place.start


def _choose_hit(hits: list[ResultPlace], here: _Spot, back: bool) -> ResultPlace | None:
    """The hit after `here`, or the one before; at the end it begins anew."""
    hits = sorted(hits, key=_get_spot)
    if back:
        before = [hit for hit in hits if _get_spot(hit) < here]
        return before[-1] if before else hits[-1] if hits else None
    after = [hit for hit in hits if _get_spot(hit) > here]
    return after[0] if after else hits[0] if hits else None


def correct_label(request: Request, form: FormData) -> Response:
    """Keep the page number that a reader gives: `item`, `pdf_page`, `label`, and `how` far it
    counts: `on` to the end, `only` this page, `none` for no number, `forget` for all set so far."""
    item, pdf_page = read_field(form, "item"), read_field(form, "pdf_page")
    label, how = read_field(form, "label").strip(), read_field(form, "how")
    if not pdf_page.isdecimal() or how not in ("on", "only", "none", "forget"):
        raise RequestError("It is not said which page is meant.", "Go back and try again.")
    if how in ("on", "only") and not label:
        raise RequestError("There is no number.", "Go back and write what is printed on the page.")
    span = pdf_page if how == "on" else f"{pdf_page}-{pdf_page}"
    settings = [] if how == "forget" else [f"{span}={'none' if how == 'none' else label}"]
    with get_site(request).shelf.lend() as library:
        set_labels(library, item, settings, unset=how == "forget")
    address = urlencode({"item": item, "page": read_field(form, "page")})
    return RedirectResponse(f"/read?{address}", 303)


ROUTES = [
    Route("/read", read, name="read"),
    Route("/page", show_page, name="page"),
    Route("/contents", show_contents, name="contents"),
    Route("/hit", go_to_hit, name="hit"),
    Route("/labels", changing(correct_label), methods=["POST"]),
]
