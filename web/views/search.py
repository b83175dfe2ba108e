"""The search: one box, and what it finds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.errors import RequestError
from corpus.frozen import frozen
from indexer.inventory import list_holdings
from indexer.labels.pinpoint_wording import describe_evidence
from indexer.library import Library
from indexer.readers.signatures import has_sheets
from search.answering.answer import answer_question
from search.answering.distribution import distribute
from search.answering.result import Result
from web.asking import AskedSearch, read_search
from web.citers import get_citer
from web.preferences import get_style
from web.rendering import render
from web.site import get_site

_MOST_ITEMS = 8
"""Documents listed as filters."""


@frozen
class ShownResult:
    """A result as its card shows it."""

    result: Result
    id: str
    evidence: tuple[str, ...]
    has_picture: bool


def search(request: Request) -> Response:
    """The start page, and the results of a question."""
    asked = read_search(request.query_params)
    with get_site(request).shelf.lend() as library:
        if not (asked.q or asked.is_filtered):
            return _show_start(request, library)
        try:
            question = asked.make_question()
            cite = get_citer(library, get_style(request))
            answer = answer_question(library, question, cite)
        except RequestError as error:
            return render(request, "search.html", asked=asked, error=error, status=400)
        spread = distribute(library, answer)
        return render(
            request,
            "results.html",
            asked=asked,
            answer=answer,
            spread=spread,
            items=spread.items[:_MOST_ITEMS],
            most=max((pages for _, pages in spread.years), default=1),
            results=[show_result(result) for result in answer.results],
            remark=library.remark,
            title=_find_title(library, asked),
        )


def show_more(request: Request) -> Response:
    """Further passages of one document, to be unfolded below a result."""
    asked = read_search(request.query_params)
    without = request.query_params.get("without", "")
    with get_site(request).shelf.lend() as library:
        answer = answer_question(
            library, asked.make_question(), get_citer(library, get_style(request))
        )
    results = [show_result(result) for result in answer.results if str(result.place) != without]
    return render(request, "more.html", asked=asked, results=results)


def show_result(result: Result) -> ShownResult:
    """A result with what its card needs."""
    evidence = tuple(describe_evidence(result.labels))
    has_picture = has_sheets(result.entry.document.reader)
    return ShownResult(result, str(result.place), evidence, has_picture)


def _show_start(request: Request, library: Library) -> Response:
    holdings = list_holdings(library)
    newest = sorted(holdings, key=lambda one: (one.date or "", one.title), reverse=True)
    coverage = library.measure_coverage()
    return render(
        request,
        "start.html",
        asked=AskedSearch(),
        coverage=coverage,
        documents=newest[:_MOST_ITEMS],
        more=max(0, len(newest) - _MOST_ITEMS),
        remark=library.remark,
    )


def _find_title(library: Library, asked: AskedSearch) -> str:
    """The title of the one document that is searched, "" where all are."""
    titles = (entry.full_title for entry in library.entries if entry.item.id == asked.item)
    return next(titles, "")


ROUTES = [
    Route("/", search, name="search"),
    Route("/more", show_more, name="more"),
]
