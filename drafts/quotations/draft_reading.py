"""A file becomes a draft: which reader it needs, and what is wrong with files that none can read.

lxml parses docx and HTML, markdown-it Markdown, and pincite's own reader PDF; .odt and .rtf become
.docx through LibreOffice. We tried the existing
readers of docx and took none: python-docx has neither notes nor the text of tables among its
paragraphs, docx2txt and mammoth's raw text lose notes, docx2python numbers notes by their XML ids;
and none can find a paragraph again to put a comment on it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.readers.flowing.flowing_text import FlowingText, FlowingTextError, make_depth_error

if TYPE_CHECKING:
    from corpus.apart.pool import Pool
    from indexer.library import Library

_SECONDS = 120.0
"""Seconds that a draft may take to be read."""
_READ = "pincite reads .docx, .odt, .rtf, .md, .txt, .html and .pdf."
_SUFFIXES = {
    "docx": ".docx .docm .dotx .dotm",
    "markdown": ".md .markdown .mdown .mkd .qmd .rmd",
    "text": ".txt .text",
    "html": ".html .htm .xhtml",
    "pdf": ".pdf",
    "converted": ".odt .ott .fodt .rtf",
}
_FORMAT_OF = {suffix: name for name, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a compound file ([MS-CFB] 2.2): Word before 2007, or an encrypted docx."""


def read_draft(path: Path) -> FlowingText:
    """The draft in the file at `path`, which has no blocks if the file has no text.

    Raises FlowingTextError, or a ReadingError for a PDF.
    """
    start = _read_start(path)
    name = _FORMAT_OF.get(path.suffix.lower()) or _guess_format(path, start)
    _refuse_unreadable(path, start, name)
    try:
        return _choose_reader(name)(path)
    except RecursionError as error:
        raise make_depth_error(path) from error


def read_draft_apart(path: Path, apart: Pool | None = None) -> FlowingText:
    """As `read_draft`, in a process of its own, since a draft may come from a stranger: one of the
    pool `apart`, or one for this draft alone. Raises GivenUp, too, where it takes too much."""
    from corpus.apart.pool import Pool

    with ExitStack() as opened:
        pool = apart or opened.enter_context(Pool(may_fork=True))
        return pool.call(read_draft, (path,), about=path.name, seconds=_SECONDS)


def require_words(draft: FlowingText) -> FlowingText:
    """`draft`, in which it is said if nothing at all could be read."""
    if draft.blocks or draft.unread:
        return draft
    return replace(draft, unread=("The draft has no text: nothing was checked.",))


def leave_out_of_corpus(library: Library, draft: FlowingText) -> FlowingText:
    """`draft`, which is no longer searched if it is in the corpus itself: all of it would be found
    there, whatever it says."""
    files = library.leave_out(sha256(draft.path.read_bytes()).hexdigest(), draft.path)
    said = (f"The draft is in the corpus, too ({', '.join(files)}), where it was not searched.",)
    return replace(draft, warnings=(*draft.warnings, *said)) if files else draft


def _choose_reader(name: str) -> Callable[[Path], FlowingText]:
    if name == "docx":
        from indexer.readers.flowing.docx import read_docx

        return read_docx
    if name == "markdown":
        from indexer.readers.flowing.markdown import read_markdown

        return read_markdown
    if name == "html":
        from indexer.readers.flowing.html import read_html

        return read_html
    if name == "converted":
        from indexer.readers.flowing.converted import read_converted

        return read_converted
    if name == "pdf":
        from drafts.quotations.pdf_draft import read_pdf

        return read_pdf
    from indexer.readers.flowing.plain_text import read_text

    return read_text


def _read_start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except FileNotFoundError as error:
        raise FlowingTextError(f"There is no file {path}.", "Check the name.") from error
    except IsADirectoryError as error:
        raise FlowingTextError(f"{path} is a folder.", "Name the draft itself.") from error
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise FlowingTextError(f"{path.name} cannot be opened: {reason}.", "Check it.") from error
    if not start:
        raise FlowingTextError(f"{path.name} is empty.", "Save the draft again.")
    return start


def _guess_format(path: Path, start: bytes) -> str:
    """The format of a file whose suffix says nothing, "" if it is unknown."""
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"{\\rtf"):
        return "converted"
    if not path.suffix and not start.startswith((b"PK", _OLE)):
        return "text"
    return "docx" if start.startswith(b"PK") and not path.suffix else ""


def _refuse_unreadable(path: Path, start: bytes, name: str) -> None:
    """Raise FlowingTextError for a format that no reader knows, whatever the file is called."""
    if start.startswith(_OLE) and name in ("docx", ""):
        raise _make_ole_error(path)
    if start.startswith(b"{\\rtf") and name not in ("text", "converted"):
        raise FlowingTextError(
            f"{path.name} is a Rich Text file under another name.", "Rename it to .rtf."
        )
    if not name:
        kind = f"{path.suffix} files" if path.suffix else "this kind of file"
        raise FlowingTextError(
            f"{path.name}: pincite cannot read {kind}.", f"Save it as .docx: {_READ}"
        )


def _make_ole_error(path: Path) -> FlowingTextError:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return FlowingTextError(
            f"{path.name} is protected by a password.", "Save a copy without one, and check that."
        )
    return FlowingTextError(f"{path.name} is in the old Word format (.doc).", "Save it as .docx.")
