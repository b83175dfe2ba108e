"""The Whoosh index: which page holds which word how often. The seam behind which Whoosh stands.

Derived from the store and worth nothing without it. It holds no positions: phrases are verified on
the stored text of the few pages that hold all their words, which is faster than Whoosh's phrase
query walking every position of common words, and makes the index small and quick to build.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any, Literal

from whoosh import columns, fields, formats, index
from whoosh.filedb.filestore import FileStorage

from corpus.errors import CorpusDamaged

CARRIED_WORDS = 60
"""How many words of the next page are indexed with a page, for phrases that go over the break."""

WordField = Literal["words", "carry"]
"""`words`: the page's own; `carry`: the first of the next page, for what goes over the break."""


class CountedWords(fields.FieldType):
    """A field whose value is a mapping from words to how often they occur."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.vector = None
        self.column_type = None

    def index(
        self, value: Mapping[str, int], **_: Any
    ) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        """Whoosh's own form of a posting: term, frequency, weight (our count), nothing else."""
        for word, count in value.items():
            yield word.encode("utf-8"), count, float(count), b""


def _schema() -> fields.Schema:
    return fields.Schema(
        key=fields.COLUMN(columns.NumericColumn("q")),
        document=fields.ID(),
        words=CountedWords(),
        carry=CountedWords(),
    )


def fingerprint(folder: Path) -> str:
    """What tells an index from every other, and from what is left of it when files were lost.

    "" where there is none. Whoosh gives the files of every commit names of their own.
    """
    try:
        found = [path for path in folder.iterdir() if path.suffix in (".toc", ".seg")]
        return " ".join(sorted(f"{path.name}:{path.stat().st_size}" for path in found))
    except OSError:
        return ""


class PageIndexWriter:
    """Adds and deletes documents; nothing is seen by readers before `commit`."""

    def __init__(self, folder: Path, *, afresh: bool = False) -> None:
        if afresh and folder.is_dir():
            shutil.rmtree(folder)
        elif afresh:
            folder.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(folder))
        found = index.exists_in(str(folder))
        self._index = storage.open_index() if found else storage.create_index(_schema())
        self._writer = self._index.writer(limitmb=128)

    def delete_document(self, document: int) -> None:
        """Forget all pages of a document."""
        self._writer.delete_by_term("document", str(document))

    def add_page(self, key: int, document: int, words: Counter[str], carry: Counter[str]) -> None:
        """Add one page under its key in the store."""
        self._writer.add_document(key=key, document=str(document), words=words, carry=carry)

    def commit(self) -> None:
        """Make everything visible at once."""
        self._writer.commit()
        self._index.close()

    def cancel(self) -> None:
        """Leave the index as it was."""
        self._writer.cancel()
        self._index.close()


class PageIndex:
    """Looks words up. Pages are named by their keys in the store."""

    def __init__(self, folder: Path) -> None:
        """Raises CorpusDamaged when there is no index in `folder` that Whoosh can open."""
        try:
            self._index = FileStorage(str(folder), readonly=True).open_index()
            self._reader = self._index.reader()
        except Exception as error:
            raise _damaged(folder) from error
        self._folder = folder
        self._leaves = [
            (leaf, leaf.column_reader("key"))
            for leaf, _ in self._reader.leaf_readers()
            if leaf.doc_count_all()
        ]

    def postings(self, word: str, field: WordField = "words") -> dict[int, int]:
        """How often each page that holds `word` (folded) holds it, by page key."""
        found: dict[int, int] = {}
        try:
            for leaf, keys in self._leaves:
                if (field, word) not in leaf:
                    continue
                matcher = leaf.postings(field, word)
                while matcher.is_active():
                    found[keys[matcher.id()]] = int(matcher.weight())
                    matcher.next()
        except Exception as error:  # Whoosh reads a damaged file without noticing, and stumbles
            raise _damaged(self._folder) from error
        return found

    def pages_with(self, word: str) -> int:
        """On about how many pages `word` stands (pages deleted since the last merge included)."""
        return int(self._reader.doc_frequency("words", word))

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
        self._index.close()


def _damaged(folder: Path) -> CorpusDamaged:
    return CorpusDamaged(
        f"The index in {folder} is damaged.",
        "Delete that folder: the next search builds it again from what was read.",
    )
