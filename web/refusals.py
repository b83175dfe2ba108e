"""Errors become pages: one sentence and a remedy, as the commands print them."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from corpus.errors import CorpusBusy, CorpusError, PinciteError, ReadingError, RequestError
from web.forms import TokenMissing
from web.guard import MOST_UPLOAD, TooLarge, TooSlow
from web.rendering import choose_strings, render

_STATUS: tuple[tuple[type[PinciteError], int], ...] = (
    (TokenMissing, 403),
    (RequestError, 400),
    (CorpusBusy, 409),
    (ReadingError, 422),
    (CorpusError, 500),
)


def explain_error(request: Request, error: Exception) -> Response:
    """The page for a PinciteError."""
    assert isinstance(error, PinciteError)
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 400)
    return _answer(request, status, error.message, error.remedy)


def explain_status(request: Request, error: Exception) -> Response:
    """The page for an address that does not exist, and the like."""
    assert isinstance(error, HTTPException)
    t = choose_strings(request)
    if error.status_code == 404:
        return _answer(request, 404, t("error.no-page"), t("error.no-page-remedy"))
    return _answer(request, error.status_code, str(error.detail), "")


def explain_size(request: Request, error: Exception) -> Response:
    """The page for a body that grew too large while it came."""
    assert isinstance(error, TooLarge)
    t = choose_strings(request)
    answer = _answer(request, 413, t("error.too-large", most=MOST_UPLOAD // 1_000_000), "")
    answer.headers["connection"] = "close"
    return answer


def explain_slowness(request: Request, error: Exception) -> Response:
    """The page for a body that does not come."""
    assert isinstance(error, TooSlow)
    answer = _answer(request, 408, choose_strings(request)("error.too-slow"), "")
    answer.headers["connection"] = "close"
    return answer


def explain_fault(request: Request, error: Exception) -> Response:
    """The page for a fault of our own; the server prints where it is."""
    t = choose_strings(request)
    return _answer(request, 500, t("error.unexpected", name=type(error).__name__), "")


def _answer(request: Request, status: int, message: str, remedy: str) -> Response:
    asks_for_json = "application/json" in request.headers.get("accept", "")
    if asks_for_json or request.url.path.startswith("/api/"):
        return JSONResponse({"error": message, "remedy": remedy}, status)
    return render(request, "refusal.html", status=status, message=message, remedy=remedy)
