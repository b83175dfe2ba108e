"""The citation style is chosen."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from web.forms import changing, read_field
from web.preferences import keep_style, require_style


def choose_style(_: Request, form: FormData) -> Response:
    """Keep the style, and go back to the page that it was chosen on."""
    style = require_style(read_field(form, "style"))
    response = RedirectResponse(make_local(read_field(form, "back")), 303)
    keep_style(response, style)
    return response


def make_local(address: str) -> str:
    """`address` if it leads to a page of this server, else the start page."""
    parts = urlsplit(address)
    is_local = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return address if is_local and not address.startswith(("//", "/\\")) else "/"


ROUTES = [Route("/style", changing(choose_style), methods=["POST"])]
