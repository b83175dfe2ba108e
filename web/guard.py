"""What stands before every view: foreign requests are refused, answers are protected.

Host: a site that lets its own name point to this computer (DNS rebinding) asks with its own name.
Origin and Sec-Fetch-Site: another site in the same browser asks with its own origin. The token is
what other sites cannot read. None of this depends on the view that is asked for.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.access import Access

MOST_BYTES = 2_000_000
"""Of the body of a request, except where a view takes files."""
MOST_UPLOAD = 200_000_000
_SILENCE = 30.0
"""Seconds for which a body may stop coming."""
_LONGEST = 900.0
"""Seconds in which all of it must have come."""
TOKEN_FIELD, TOKEN_HEADER = "token", "x-pincite-token"
_COOKIE = "pincite_visitor"
_SAFE = ("GET", "HEAD")
_POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
        "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)  # fmt: skip
HEADERS: Mapping[str, str] = {
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # not "no-referrer": browsers then send a form's origin as "null"
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class TooLarge(Exception):
    """The body of a request is larger than the view takes."""


class TooSlow(Exception):
    """The body of a request does not come."""


class Guard:
    """ASGI middleware that lets through what comes from the page itself."""

    def __init__(self, app: ASGIApp, access: Access, upload_paths: frozenset[str]) -> None:
        """`upload_paths` are those of the views that take files."""
        self._app = app
        self._access = access
        self._upload_paths = upload_paths

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._find_refusal(scope["method"], headers)
        if refusal:
            await PlainTextResponse(refusal, 403, HEADERS)(scope, receive, send)
            return
        if self._access.visitor_token and not self._is_known(headers):
            await self._admit(scope, receive, send)
            return
        most = MOST_UPLOAD if scope["path"] in self._upload_paths else MOST_BYTES
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > most:
            text = f"This is too large: {most // 1_000_000} MB is the most that is taken here.\n"
            too_large = PlainTextResponse(text, 413, {**HEADERS, "connection": "close"})
            await too_large(scope, receive, send)
            return
        changes = scope["method"] not in _SAFE
        await self._app(scope, _limit(receive, most), _protect(send, changes=changes))

    def _find_refusal(self, method: str, headers: Headers) -> str:
        """Why a request is not answered at all; "" if it is."""
        if headers.get("host", "").lower() not in self._access.names:
            return "pincite answers only under its own address.\n"
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in self._access.origins:
            return "pincite answers no requests of other sites.\n"
        site = headers.get("sec-fetch-site", "same-origin")
        link = method in _SAFE and headers.get("sec-fetch-mode") == "navigate"
        if site not in ("same-origin", "none") and not link:
            return "pincite answers no requests of other sites.\n"
        return ""

    def _is_known(self, headers: Headers) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(_COOKIE)
        except CookieError:
            return False
        return cookie is not None and self._access.may_visit(cookie.value)

    async def _admit(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in whoever shows the token in the address, which is then taken out of it."""
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        shown = next((value for name, value in query if name == "visitor"), "")
        if not self._access.may_visit(shown):
            refused = PlainTextResponse("Open the address that `pincite serve` printed.\n", 401)
            await refused(scope, receive, _protect(send))
            return
        rest = urlencode([(name, value) for name, value in query if name != "visitor"])
        response = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(_COOKIE, shown, httponly=True, samesite="strict")
        await response(scope, receive, _protect(send))


def _limit(receive: Receive, most: int) -> Receive:
    """`receive`, but raising TooLarge once more than `most` bytes have come, and TooSlow where the
    rest of a body keeps it waiting."""
    seen, is_whole = 0, False
    until = time.monotonic() + _LONGEST

    async def receive_limited() -> Message:
        nonlocal seen, is_whole
        if is_whole:  # what may come now is that the other end hangs up
            return await receive()
        try:
            left = max(0.0, min(_SILENCE, until - time.monotonic()))
            message = await asyncio.wait_for(receive(), left)
        except TimeoutError as error:
            raise TooSlow from error
        is_whole = not message.get("more_body", False)
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge
        return message

    return receive_limited


def _protect(send: Send, *, changes: bool = False) -> Send:
    """`send`, with the headers that every answer has; to a request that `changes` something, a
    refusal ends the connection."""

    started, worked = time.perf_counter(), time.process_time()

    async def send_protected(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "private, no-cache")
            took = 1000 * (time.perf_counter() - started)
            own = 1000 * (time.process_time() - worked)  # of other answers, too, at the same time
            headers["server-timing"] = f"all;dur={took:.1f}, processor;dur={own:.1f}"
            if message["status"] >= 400 and changes:
                headers["connection"] = "close"  # what is still to come of it is not read
        await send(message)

    return send_protected
