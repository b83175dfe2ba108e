"""A draft checked, and everything that can be said about it written into a folder."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import PinciteError
from corpus.paths import CorpusPaths
from corpus.progress import Progress
from drafts.check import check_draft
from drafts.reports.csv_report import render_csv_report
from drafts.reports.docx_report import make_commented_copy
from drafts.reports.html_report import build_cards, render_cards
from drafts.reports.report_view import ReportView, list_pictures, make_view
from indexer.opening import open_library

HTML, CSV, DOCX = "report.html", "report.csv", "commented.docx"


def write_reports(progress: Progress, paths: CorpusPaths, draft: Path, folder: Path) -> ReportView:
    """Check the draft and write into `folder`: the report as a page and as a table, the draft with
    comments if it is a Word file that takes any, and the pictures of the view that is returned.

    Raises PinciteError where the corpus or the draft cannot be read.
    """
    library = open_library(paths, progress)
    try:
        report = check_draft(library, draft, progress)
        cards = build_cards(report, library, progress)
        (folder / HTML).write_text(render_cards(report, cards), encoding="utf-8")
        (folder / CSV).write_text(render_csv_report(report), encoding="utf-8", newline="")
        if draft.suffix.lower() == ".docx":
            try:
                (folder / DOCX).write_bytes(make_commented_copy(report, library.apart))
            except PinciteError:  # an unusual Word file: the other reports are there all the same
                (folder / DOCX).unlink(missing_ok=True)
        for name, data in list_pictures(cards).items():
            (folder / name).write_bytes(data)
        return make_view(report, cards)
    finally:
        library.close()
