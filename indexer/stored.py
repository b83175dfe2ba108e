"""What the store holds, as it is given back: documents, files, pages."""

from __future__ import annotations

from corpus.frozen import frozen
from indexer.labels.model import PageLabel
from indexer.page_text import Seam


@frozen
class StoredDocument:
    """One content, under whatever names."""

    id: int
    sha256: str
    reader: str
    information: dict[str, str]
    warnings: tuple[str, ...]
    indexed: bool
    """Whether its pages are in the index."""


@frozen
class StoredFile:
    """A file of the corpus as it was when last looked at."""

    path: str
    """Relative to the corpus, with "/"."""
    size: int
    mtime_ns: int
    sha256: str
    problem: str = ""
    """Why it could not be read; "" where it was."""
    advice: str = ""


@frozen
class StoredPage:
    """One page: its label as derived, and its clean text."""

    key: int
    """Keys of one document are consecutive."""
    document: int
    pdf_page: int
    label: PageLabel
    body: str
    notes: str
    seam: Seam
    lost: int
