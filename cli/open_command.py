"""`pincite open N`: a PDF in a viewer, at the page of a result; any other file in its program.

There is no portable way to tell a system's default viewer a page. Browsers do understand `#page=`
(RFC 8118, section 3), so where no known viewer is installed, the browser shows the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, EngineOption, open_corpus, say
from cli.declaring import Argument

if TYPE_CHECKING:
    from indexer.library import Library
    from indexer.records.entries import DocumentEntry

_VIEWERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("evince", ("--page-index={page}", "{file}")),
    ("okular", ("--page", "{page}", "{file}")),
    ("zathura", ("--page={page}", "{file}")),
    ("qpdfview", ("{file}#{page}",)),
    ("xreader", ("--page-index={page}", "{file}")),
    ("atril", ("--page-index={page}", "{file}")),
    ("SumatraPDF", ("-page", "{page}", "{file}")),
)
"""Programs, and the arguments that open a file at a page, counted from 1."""


def open_result(
    result: Annotated[str, Argument("Number or id of a search result, or a citation key.")],
    corpus: CorpusOption = None,
    engine: EngineOption = None,
) -> int:
    """Open the document of a result, a PDF at its page.

    Example: pincite open 1
    """
    from indexer.labels.pinpoint_wording import describe_pages, format_sheet
    from indexer.readers.signatures import is_pdf
    from search.answering.shown_pages import get_first_label, mark_passage, recall_result

    with open_corpus(corpus, engine) as library:
        found = recall_result(library, result)
        entry = library.get_entry(found.item if found else result)
        path = _require_document(library.locate_file(entry))
        _require_here(library, entry)
        if not is_pdf(entry.document.reader):
            place = describe_pages(mark_passage(library, found).labels) if found else ""
            say(_open_file(path, place))
            return 0
        label = get_first_label(library, found) if found else library.read_labels(entry)[0]
    say(f"{entry.full_title}, {describe_pages([label])}.")
    say(_open_pdf(path, label.pdf_page or 1, format_sheet(label)))
    return 0


def _open_pdf(path: Path, pdf_page: int, place: str) -> str:
    """Show `path` at `pdf_page`, counted from 1; returns a sentence that says which program does.

    `place` says for a person where that is.

    Raises RequestError when the file is gone or nothing can show it.
    """
    import shutil
    import subprocess
    import webbrowser

    from corpus.errors import RequestError

    _require_file(path)
    for name, arguments in _VIEWERS:
        program = shutil.which(name)
        if program:
            words = [program, *(part.format(page=pdf_page, file=path) for part in arguments)]
            subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return f"Opened {path.name} in {name} at {place}."
    if webbrowser.open(f"{path.as_uri()}#page={pdf_page}"):
        return f"Opened {path.name} in the browser at {place}."
    raise RequestError(f"No program was found to show {path}.", f"Open it at {place}.")


def _open_file(path: Path, place: str) -> str:
    """Show `path` in the program that the system has for it; returns a sentence that says so.

    `place` says where the words stand, "" where none are meant.
    Web pages open in that program, too, so what they do there is what they would do anyway. Raises
    RequestError when the file is gone or nothing can show it.
    """
    import os
    import subprocess
    import sys

    from corpus.errors import RequestError

    _require_file(path)
    where = f"; the words stand {place}" if place else ""
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            program = "open" if sys.platform == "darwin" else "xdg-open"
            silent = subprocess.DEVNULL
            subprocess.Popen([program, str(path)], stdout=silent, stderr=silent)
    except OSError as error:
        raise RequestError(f"No program was found to show {path}.", f"Open it{where}.") from error
    return f"Opened {path.name}{where}."


def _require_document(path: Path) -> Path:
    """`path`, if it is a file of a kind that is read, also where a link leads: the store of a
    stranger may name a program. Raises RequestError."""
    from corpus.errors import RequestError
    from indexer.readers.signatures import SUFFIXES

    for name in (path.name, path.resolve().name):
        if not name.lower().endswith(SUFFIXES):
            raise RequestError(f"{path} is no document, and is not opened.", "Look at it first.")
    return path


def _require_file(path: Path) -> None:
    from corpus.errors import RequestError

    if not path.is_file():
        raise RequestError(f"{path} no longer exists.", "Run `pincite index` again.")


def _require_here(library: Library, entry: DocumentEntry) -> None:
    """Raises RequestError for a document of a cluster whose file is not on this machine."""
    from corpus.errors import RequestError

    if library.mirror and not library.locate_file(entry).is_file():
        where = library.mirror.describe_whereabouts(entry.document.sha256)
        raise RequestError(
            f"{entry.files[0]} is not on this machine{f': it is {where}' if where else ''}.",
            "`pincite show` prints its pages.",
        )
