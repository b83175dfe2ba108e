"""What the store holds, as it is given back: documents, files, pages."""

from __future__ import annotations

import json
from functools import cached_property

from corpus.frozen import frozen
from indexer.cleaning.page_text import Seam
from indexer.labels.page_label import PageLabel


@frozen
class StoredDocument:
    """One content, under whatever names."""

    id: int
    sha256: str
    reader: str
    packed_information: str
    warnings: tuple[str, ...]

    @cached_property
    def information(self) -> dict[str, str]:
        """What the file says of itself; unpacked when asked for, as most commands do not ask."""
        found: dict[str, str] = json.loads(self.packed_information)
        return found


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
