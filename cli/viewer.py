"""Opening a PDF at a page: every viewer has its own way, so known ones go first.

There is no portable way to tell a system's default viewer a page. Browsers do understand `#page=`
(RFC 8118, section 3), so where no known viewer is installed, the browser shows the page.
"""

from __future__ import annotations

import shutil
import subprocess
import webbrowser
from pathlib import Path

from corpus.errors import RequestError

_VIEWERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("evince", ("--page-index={page}", "{file}")),
    ("okular", ("--page", "{page}", "{file}")),
    ("zathura", ("--page={page}", "{file}")),
    ("qpdfview", ("{file}#{page}",)),
    ("xreader", ("--page-index={page}", "{file}")),
    ("atril", ("--page-index={page}", "{file}")),
    ("SumatraPDF", ("-page", "{page}", "{file}")),
)
"""Programs and how they are told a 1-based page."""


def open_pdf(path: Path, pdf_page: int) -> str:
    """Show `path` at the 1-based `pdf_page`; returns a sentence on what was started.

    Raises RequestError when the file is gone or nothing can show it.
    """
    if not path.is_file():
        raise RequestError(f"{path} is not there any more.", "Run `pincite index` again.")
    for program, arguments in _VIEWERS:
        found = shutil.which(program)
        if found:
            told = [part.format(page=pdf_page, file=path) for part in arguments]
            subprocess.Popen([found, *told], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return f"Opened {path.name} at PDF page {pdf_page} in {program}."
    if webbrowser.open(f"{path.as_uri()}#page={pdf_page}"):
        return f"Opened {path.name} at PDF page {pdf_page} in the browser."
    raise RequestError(f"No program was found to show {path}.", f"Open it at PDF page {pdf_page}.")
