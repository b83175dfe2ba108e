"""`pincite open N`: the PDF in a viewer, at the page of a result.

There is no portable way to tell a system's default viewer a page. Browsers do understand `#page=`
(RFC 8118, section 3), so where no known viewer is installed, the browser shows the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.common import CorpusOption, open_corpus, say
from cli.declaring import Argument

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
) -> int:
    """Open the PDF of a result at its page.

    Example: pincite open 1
    """
    from indexer.labels.pinpoint_wording import describe_pages
    from search.answering.shown_pages import recall_result

    with open_corpus(corpus) as library:
        found = recall_result(library, result)
        entry = library.get_entry(found.item if found else result)
        pdf_page = found.pdf_pages[0] if found else 1
        where = describe_pages(library.read_labels_of_pages(entry, [pdf_page]))
        path = library.paths.root / entry.files[0]
    say(f"{entry.item.title}, {where}.")
    say(_open_pdf(path, pdf_page))
    return 0


def _open_pdf(path: Path, pdf_page: int) -> str:
    """Show `path` at `pdf_page`, counted from 1; returns a sentence that says which program does.

    Raises RequestError when the file is gone or nothing can show it.
    """
    import shutil
    import subprocess
    import webbrowser

    from corpus.errors import RequestError

    if not path.is_file():
        raise RequestError(f"{path} no longer exists.", "Run `pincite index` again.")
    for name, arguments in _VIEWERS:
        program = shutil.which(name)
        if program:
            words = [program, *(part.format(page=pdf_page, file=path) for part in arguments)]
            subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return f"Opened {path.name} at PDF page {pdf_page} in {name}."
    if webbrowser.open(f"{path.as_uri()}#page={pdf_page}"):
        return f"Opened {path.name} at PDF page {pdf_page} in the browser."
    raise RequestError(f"No program was found to show {path}.", f"Open it at PDF page {pdf_page}.")
