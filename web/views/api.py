"""The JSON API: the same objects as the commands print with `--json`."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from corpus import VERSION
from web.operations import OPERATIONS, Operation, describe_api, read_values
from web.preferences import get_style
from web.site import get_site


def _answer(operation: Operation) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        values = read_values(operation, request.query_params, get_style(request))
        with get_site(request).shelf.lend() as library:
            return JSONResponse(operation.answer(library, values))

    return answer


def send_description(request: Request) -> Response:
    """The description of the API, as OpenAPI."""
    return JSONResponse(describe_api(VERSION))


ROUTES = [
    *(Route(operation.path, _answer(operation)) for operation in OPERATIONS),
    Route("/api/openapi.json", send_description),
]
