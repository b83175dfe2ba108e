"""The application: its views, its files, and what stands before them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from corpus.errors import PinciteError
from corpus.paths import CorpusPaths
from web import refusals
from web.access import Access
from web.guard import Guard, TooLarge, TooSlow
from web.site import make_site
from web.views import ROUTES, UPLOAD_PATHS

_STATIC = Path(__file__).parent / "static"


def create_app(paths: CorpusPaths, access: Access) -> Starlette:
    """The page of a corpus, for any ASGI server. Whatever it starts ends with its lifespan."""
    site = make_site(paths, access)

    @asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(run_in_threadpool(site.warm_up))
        try:
            yield
        finally:
            await warming
            await run_in_threadpool(site.close)

    app = Starlette(
        routes=[*ROUTES, Mount("/static", StaticFiles(directory=_STATIC), name="static")],
        middleware=[Middleware(Guard, access=access, upload_paths=UPLOAD_PATHS)],
        exception_handlers={
            PinciteError: refusals.explain_error,
            HTTPException: refusals.explain_status,
            TooLarge: refusals.explain_size,
            TooSlow: refusals.explain_slowness,
            Exception: refusals.explain_fault,
        },
        lifespan=live,
    )
    app.state.site = site
    return app
