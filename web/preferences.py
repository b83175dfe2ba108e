"""What one browser prefers, kept in a cookie: the citation style."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from citation.styles.registry import STYLE_NAMES, find_style_name
from citation.written.preferences import DEFAULT_STYLE, load_remembered_style
from corpus.errors import RequestError

_COOKIE = "pincite_style"
_YEAR = 365 * 24 * 3600


def get_style(request: Request) -> str:
    """The citation style chosen in this browser, else the one last used by a command."""
    chosen = request.cookies.get(_COOKIE, "")
    if chosen in STYLE_NAMES:
        return chosen
    remembered = load_remembered_style() or DEFAULT_STYLE
    return remembered if remembered in STYLE_NAMES else DEFAULT_STYLE


def require_style(name: str) -> str:
    """The style that people call `name`. Raises RequestError for any but pincite's own: others are
    files, and no request names a file."""
    style = find_style_name(name)
    if not style:
        raise RequestError(f"There is no style “{name}”.", f"Choose {', '.join(STYLE_NAMES)}.")
    return style


def keep_style(response: Response, style: str) -> None:
    """Have the browser keep `style`, one of `STYLE_NAMES`."""
    response.set_cookie(_COOKIE, style, max_age=_YEAR, httponly=True, samesite="strict")
