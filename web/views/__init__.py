"""The views: each module has its `ROUTES`."""

from __future__ import annotations

from starlette.routing import Route

from web.views import (
    api,
    basket,
    check,
    deputation,
    documents,
    find,
    jobs,
    passages,
    pictures,
    preferences,
    read,
    record,
    search,
)

ROUTES: list[Route] = [
    *api.ROUTES,
    *basket.ROUTES,
    *check.ROUTES,
    *deputation.ROUTES,
    *documents.ROUTES,
    *find.ROUTES,
    *jobs.ROUTES,
    *passages.ROUTES,
    *pictures.ROUTES,
    *preferences.ROUTES,
    *read.ROUTES,
    *record.ROUTES,
    *search.ROUTES,
]

UPLOAD_PATHS: frozenset[str] = check.UPLOAD_PATHS | documents.UPLOAD_PATHS
"""The paths of the views that take files, whose bodies may be large."""
