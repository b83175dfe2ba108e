"""A draft is sent, checked, and its report shown."""

from __future__ import annotations

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from corpus.errors import RequestError
from drafts.reports.report_view import QuotationView, ReportView
from drafts.written_reports import CSV, DOCX, HTML, write_reports
from web.forms import changing
from web.rendering import render
from web.site import get_site
from web.workroom import save_upload

SUFFIXES = frozenset(".docx .docm .odt .rtf .md .markdown .txt .html .htm .pdf".split())
"""Of the drafts that are taken."""
_MOST_BYTES = 50_000_000
_FILES = {
    HTML: "text/html",
    CSV: "text/csv",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_STATES = ("wrong", "open", "right")


def show_form(request: Request) -> Response:
    """The page that takes a draft."""
    running = get_site(request).jobs.list_running("check")
    return render(request, "check.html", suffixes=sorted(SUFFIXES), running=running)


def take_draft(request: Request, form: FormData) -> Response:
    """Begin to check the draft that was sent."""
    upload = form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise RequestError("No file was chosen.", "Choose a draft.")
    site = get_site(request)
    with site.workroom.lend_folder(kept=True) as folder:
        path = save_upload(upload, folder, SUFFIXES, _MOST_BYTES)
        job = site.jobs.start("check", path.name, write_reports, site.paths, path, folder)
    site.workroom.name_folder(folder, job.id)
    address = f"/jobs/{job.id}"
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"address": address})
    return RedirectResponse(address, 303)


def show_report(request: Request) -> Response:
    """The report of a draft, perhaps only its quotations of one state or verdict (`?show=`)."""
    id = request.path_params["id"]
    view = _get_view(request, id)
    asked = request.query_params.get("show", "")
    shown = [one for one in view.quotations if asked in ("", one.state, one.verdict)]
    folder = get_site(request).workroom.find_folder(id)
    return render(
        request,
        "report.html",
        id=id,
        view=view,
        shown=shown,
        asked=asked,
        filters=_count(view.quotations),
        has_docx=(folder / DOCX).is_file(),
    )


def _count(quotations: tuple[QuotationView, ...]) -> list[tuple[str, str, int]]:
    """The states and verdicts that occur: kind, name, and how often."""
    states = [one.state for one in quotations]
    verdicts = [one.verdict for one in quotations]
    return [
        *(("state", name, states.count(name)) for name in _STATES if name in states),
        *(("verdict", name, verdicts.count(name)) for name in dict.fromkeys(verdicts)),
    ]


def send_file(request: Request) -> Response:
    """One of the files of a report, to be saved: it is never shown under this address."""
    id, name = request.path_params["id"], request.path_params["name"]
    view = _get_view(request, id)
    folder = get_site(request).workroom.find_folder(id)
    known = next((one for one in _FILES if one == name and (folder / one).is_file()), None)
    if known is None:
        raise RequestError("There is no such file.", "Go back to the report.")
    stem = view.name.rpartition(".")[0] or "draft"
    return FileResponse(folder / known, media_type=_FILES[known], filename=f"{stem}-{known}")


def send_picture(request: Request) -> Response:
    """A picture of the report."""
    id, name = request.path_params["id"], request.path_params["name"]
    view = _get_view(request, id)
    pictures = (
        picture[0] for one in view.quotations for place in one.places for picture in place.pictures
    )
    known = next((picture for picture in pictures if picture == name), None)
    if known is None:
        raise RequestError("There is no such picture.", "Go back to the report.")
    headers = {"cache-control": "private, max-age=3600"}
    kind = "image/png" if known.endswith("png") else "image/jpeg"
    folder = get_site(request).workroom.find_folder(id)
    return FileResponse(folder / known, media_type=kind, headers=headers)


def _get_view(request: Request, id: str) -> ReportView:
    """The report of a job. Raises RequestError if it is none."""
    view = get_site(request).jobs.get_result(id)
    if not isinstance(view, ReportView):
        raise RequestError("This is not the report of a draft.", "Send the draft again.")
    return view


ROUTES = [
    Route("/check", show_form, name="check"),
    Route("/check/send", changing(take_draft), methods=["POST"]),
    Route("/check/{id}", show_report, name="report"),
    Route("/check/{id}/file/{name}", send_file),
    Route("/check/{id}/picture/{name}", send_picture),
]
UPLOAD_PATHS = frozenset({"/check/send"})
