"""How far a job is: a page that can be closed and reloaded."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from web.rendering import render
from web.site import get_site

RESULTS = {"index": "/documents?indexed={id}", "check": "/check/{id}"}
"""Where a job of each kind leads when it is done."""


def show_job(request: Request) -> Response:
    """The page of a job; when it is done, its result."""
    job = get_site(request).jobs.get(request.path_params["id"])
    result = RESULTS[job.kind].format(id=job.id)
    if job.state == "done":
        return RedirectResponse(result, 303)
    return render(request, "job.html", job=job, result=result)


def send_job(request: Request) -> Response:
    """The same for the page's script."""
    return JSONResponse(get_site(request).jobs.get(request.path_params["id"]).as_json())


ROUTES = [
    Route("/jobs/{id}", show_job, name="job"),
    Route("/api/jobs/{id}", send_job, name="job-state"),
]
