"""Requests that change something: their form is read, and their token checked first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import PinciteError
from web.guard import TOKEN_FIELD, TOKEN_HEADER
from web.site import get_site

_MOST_FILES, _MOST_FIELDS = 200, 2000

Endpoint = Callable[[Request], Awaitable[Response]]


class TokenMissing(PinciteError):
    """A request that changes something does not come from a page of this server."""


def changing(view: Callable[[Request, FormData], Response]) -> Endpoint:
    """The endpoint of a view that changes something: `view` gets the request's form, in a thread.

    The form may be sent as a page sends it, with the field `token`, or by a script with the header
    `X-Pincite-Token`. Without the token, the view is not called.
    """

    async def answer(request: Request) -> Response:
        access = get_site(request).access
        token = request.headers.get(TOKEN_HEADER, "")
        if token and not access.may_change(token):
            raise _refuse()
        # the body is read only now; how long it may be has been limited before
        form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS)
        try:
            if not token and not access.may_change(read_field(form, TOKEN_FIELD)):
                raise _refuse()
            return await run_in_threadpool(view, request, form)
        finally:
            await form.close()

    return answer


def read_field(form: FormData, name: str) -> str:
    """A field's text, "" where there is none or it is a file."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _refuse() -> TokenMissing:
    return TokenMissing(
        "This form was made by a server that has been started again since.",
        "Go back, reload the page and send it again.",
    )
