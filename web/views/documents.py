"""The documents of the corpus: what they are, what is wrong with them, how more come in."""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from corpus.errors import RequestError
from corpus.fetching.zotero import read_zotero_library
from corpus.formats.importing import ImportReport
from corpus.formats.reading import read_record_text, read_records
from corpus.frozen import frozen
from corpus.progress import Progress
from indexer.document_states import list_states
from indexer.inventory import check_corpus
from indexer.readers.signatures import SUFFIXES
from indexer.records.saving import join_records
from indexer.updating.adding import add_files
from indexer.updating.update import update_corpus
from web.forms import changing
from web.rendering import render
from web.site import get_site
from web.workroom import save_upload

_MOST_BYTES = 190_000_000
"""Of one file; the guard takes little more for all of a form."""
_RECORD_SUFFIXES = frozenset(".json .csljson .yaml .yml .bib .bibtex .ris .enw .xml .nbib".split())
_MOST_RECORDS = 50_000_000
"""Bytes of a file of records."""
_NEWEST_FIRST = "date"


_CHANGES = ("new", "changed", "renamed", "removed", "unchanged", "missing")


@frozen
class Indexed:
    """What a job did, in numbers that the page puts into words."""

    files: tuple[tuple[str, int], ...]
    """How many were new, changed, …"""
    documents: int
    pages: int
    facts: tuple[tuple[str, int], ...]
    """What else is worth saying, 0 where it is not so."""
    warnings: tuple[str, ...]


def show_documents(request: Request) -> Response:
    """The list of documents, problems, and the ways to add more."""
    site = get_site(request)
    order = request.query_params.get("order", "title")
    with site.shelf.lend() as library:
        states = list_states(library)
        report = check_corpus(library)
    if order == _NEWEST_FIRST:
        states.sort(key=lambda one: one.listed.date or "", reverse=True)
    else:
        states.sort(key=lambda one: one.listed.title.casefold())
    return render(
        request,
        "documents.html",
        states=states,
        order=order,
        report=report,
        running=site.jobs.list_running("index"),
        indexed=_get_indexed(request),
        suffixes=SUFFIXES,
        record_suffixes=sorted(_RECORD_SUFFIXES),
    )


def _get_indexed(request: Request) -> Indexed | None:
    """What the job that led here did."""
    id = request.query_params.get("indexed", "")
    if not id:
        return None
    try:
        found = get_site(request).jobs.get_result(id)
    except RequestError:
        return None
    return found if isinstance(found, Indexed) else None


def take_files(request: Request, form: FormData) -> Response:
    """Add the files that were sent to the corpus, and index them."""
    site = get_site(request)
    uploads = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
    if not uploads:
        raise RequestError("No file was chosen.", "Choose documents.")
    with site.workroom.lend_folder() as folder:
        files = [save_upload(upload, folder, SUFFIXES, _MOST_BYTES) for upload in uploads]
        add_files(site.paths, files)
    return _start_indexing(request)


def index(request: Request, form: FormData) -> Response:
    """Index what has changed."""
    return _start_indexing(request)


def _start_indexing(request: Request) -> Response:
    site = get_site(request)
    running = site.jobs.list_running("index")
    about = site.paths.root.name
    if running:
        job = running[0]
    else:  # scans may take hours, and each file has a limit of its own
        job = site.jobs.start("index", about, run_index, site.paths.root, seconds=0)
    return RedirectResponse(f"/jobs/{job.id}", 303)


def run_index(progress: Progress, root: Path) -> Indexed:
    """Index a folder. Runs in a job's process."""
    report = update_corpus(root, progress=progress)
    counts = {name: len(getattr(report.changes, name)) for name in _CHANGES}
    return Indexed(
        tuple((name, count) for name, count in counts.items() if count),
        report.documents,
        report.pages,
        (
            ("same", len(report.same_content)),
            ("recognised", report.pictures_read),
            ("described", len(report.described)),
            ("textless", report.textless),
            ("hidden", report.hidden),
            ("problems", len(report.problems)),
        ),
        tuple(report.warnings),
    )


def take_records(request: Request, form: FormData) -> Response:
    """Join the records of a file, or of the Zotero on this computer, to the documents."""
    site = get_site(request)
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        with site.workroom.lend_folder() as folder:
            path = save_upload(upload, folder, _RECORD_SUFFIXES, _MOST_RECORDS)
            reading, _ = read_records(path, "", site.apart)
    elif form.get("zotero"):
        text = read_zotero_library()
        reading = read_record_text(text, "csl-json", "Zotero", site.apart)
    else:
        raise RequestError("No file was chosen.", "Choose an export of your records.")
    with site.shelf.lend() as library:
        stored = library.store.list_files().items()
        hashes = {file: entry.sha256 for file, entry in stored if entry.sha256}
    report = join_records(site.paths, reading, site.paths.root, hashes)
    return render(request, "records_joined.html", report=report, lines=_list_lines(report))


def _list_lines(report: ImportReport) -> list[str]:
    lines = [line.split(" `pincite")[0] for line in report.format_lines()]
    return [*lines, *(f"Not read: {one}" for one in report.unread), *report.notes]


ROUTES = [
    Route("/documents", show_documents, name="documents"),
    Route("/documents/add", changing(take_files), methods=["POST"]),
    Route("/documents/index", changing(index), methods=["POST"]),
    Route("/documents/records", changing(take_records), methods=["POST"]),
]
UPLOAD_PATHS = frozenset({"/documents/add", "/documents/records"})
