"""The search: one box, and what it finds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from web.rendering import render


def search(request: Request) -> Response:
    """The start page, and the results of a question."""
    return render(request, "search.html", query=request.query_params.get("q", ""))


ROUTES = [Route("/", search, name="search")]
