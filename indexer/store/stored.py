"""What the store returns: documents, files and pages."""

from __future__ import annotations

import json
from functools import cached_property

from corpus.frozen import frozen
from indexer.cleaning.page_text import Seam
from indexer.labels.page_label import PageLabel


@frozen
class StoredDocument:
    """The content of one or more files."""

    id: int
    sha256: str
    reader: str
    packed_information: str
    warnings: tuple[str, ...]
    stretches: int = 0
    """How many of its pages are stretches of paragraphs, in a document without pages."""

    @cached_property
    def information(self) -> dict[str, str]:
        """The file's document information; unpacked on demand, as most commands do not need it."""
        information: dict[str, str] = json.loads(self.packed_information)
        return information


@frozen
class StoredFile:
    """A file of the corpus as it was in the last run."""

    path: str
    """Relative to the corpus, with "/"."""
    size: int
    mtime_ns: int
    """Both 0 if the file could not be opened."""
    sha256: str
    problem: str = ""
    """Why it could not be read, or ""; follows the file's name."""
    advice: str = ""
    mark: str = ""
    """Inode and time of change as the system keeps them; "" if it was never compared."""
    ends: str = ""
    """Checksum of its first and last 64 KB (`corpus.item_files.hash_ends`)."""


@frozen
class StoredPage:
    """One page: its label as derived, and its clean text as in `PageText`."""

    key: int
    """Unique in the store; those of one document are consecutive."""
    document: int
    """The document's id."""
    number: int
    """1-based position among the document's pages."""
    label: PageLabel
    body: str
    notes: str
    seam: Seam
    lost: int
    order_doubtful: bool
