"""A passage to take along: quotation and citation, for people and for the page's scripts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from corpus.errors import RequestError
from drafts.quoting import QuotedPassage, quote_passage
from indexer.labels.pinpoint_wording import describe_evidence
from search.answering.chosen_words import Spot, place_chosen
from web.preferences import get_style, require_style
from web.rendering import render
from web.site import get_site


def show_passage(request: Request) -> Response:
    """Quotation and citation as a page, to be copied by hand."""
    quoted = _quote(request, request.query_params.get("passage", ""))
    evidence = describe_evidence(quoted.shown.labels)
    return render(request, "take.html", quoted=quoted, evidence=evidence)


def send_chosen(request: Request) -> Response:
    """Words that were selected on pages, as a passage."""
    query = request.query_params
    with get_site(request).shelf.lend() as library:
        start, end = (_read_spot(query.get(name, "")) for name in ("from", "to"))
        in_notes = bool(query.get("notes"))
        place = place_chosen(library, query.get("item", ""), start, end, in_notes=in_notes)
    return JSONResponse(_quote(request, str(place)).as_json())


def _quote(request: Request, passage: str) -> QuotedPassage:
    asked = request.query_params.get("style", "")
    style = require_style(asked) if asked else get_style(request)
    with get_site(request).shelf.lend() as library:
        return quote_passage(library, passage, style)


def _read_spot(text: str) -> Spot:
    """A page and an offset, written `147:20`."""
    page, _, offset = text.partition(":")
    if not (page.isdecimal() and offset.isdecimal() and len(text) < 20 and int(page)):
        raise RequestError(f"“{text}” is no place on a page.", "Write it as 12:340.")
    return int(page), int(offset)


ROUTES = [
    Route("/take", show_passage, name="take"),
    Route("/api/chosen", send_chosen, name="chosen"),
]
