"""Templates filled in: everything is escaped, and every template knows the same few things."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from citation.styles.registry import STYLE_NAMES
from corpus import VERSION
from web.marking import cut_marked
from web.preferences import get_style
from web.site import get_site
from web.strings import Strings, get_strings

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _get_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals["cut_marked"] = cut_marked
    environment.globals["version"] = VERSION
    return environment


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The page that `template` makes of `values`.

    Templates also know `t` (the interface's words), `path` and `address` of the request, `corpus`
    (the folder's name), `form_token`, `in_basket` (the passages kept), and `style`, the citation
    style chosen.
    """
    return HTMLResponse(fill(request, template, **values), status)


def fill(request: Request, template: str, **values: Any) -> Markup:
    """The same as a piece of HTML, which other templates take as it is: all of it is escaped."""
    site = get_site(request)
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    page = _get_environment().get_template(template)
    text = page.render(
        values,
        t=choose_strings(request),
        path=request.url.path,
        address=address,
        corpus=site.paths.root.name,
        form_token=site.access.form_token,
        in_basket=site.kept.read(),
        style=get_style(request),
        style_names=STYLE_NAMES,
    )
    return Markup(text)


def choose_strings(request: Request) -> Strings:
    """The interface's words in the language that the browser asks for, as far as there is one."""
    wanted = request.headers.get("accept-language", "").split(",")
    return get_strings(part.split(";")[0].strip()[:2].lower() for part in wanted)
