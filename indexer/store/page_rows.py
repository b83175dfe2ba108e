"""The pages of a store with what belongs to them: each row is verified as it is read.

`Store` is made of this and of its documents and files. A page is stored under a key; the keys of a
document's pages are consecutive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from indexer.labels.page_label import LabelSource, PageLabel, Unit
from indexer.store.checksums import compute_checksum, compute_packed_checksum
from indexer.store.store_errors import StoreDamage
from indexer.store.stored import StoredFile, StoredPage
from indexer.store.tables import DocumentRow

if TYPE_CHECKING:
    from indexer.cleaning.text_map import TextMap
    from indexer.paragraphs.paragraph_label import ParagraphLabel
    from indexer.readers.sheets import ReadFrom, Sheet
    from indexer.store.running import RunningBlock
    from indexer.store.sheet_columns import SheetColumns

LABEL_COLUMNS = (
    "key, document, number, pdf_page, sheet_part, label, label_source, evidence, label_total,"
    " label_unique, label_part, read_from, unit"
)
"""What `label_check` is computed of."""
TEXT_COLUMNS = (
    "key, document, body, notes, seam, lost, hidden_words, order_doubtful, unread_picture"
)
"""What `text_check` is computed of."""
_TEXT = f"{TEXT_COLUMNS.removeprefix('key, document, ')}, text_check"
_IN_RANGE = "WHERE key >= ? AND key < ? ORDER BY key"
_MOST_KEYS = 500
"""In one query: SQLite allows 999 parameters or more, depending on its version."""


class PageRows:
    """The pages of an open store."""

    _db: sqlite3.Connection
    _unpacked: tuple[range, SheetColumns] | None = None

    @property
    def documents(self) -> Mapping[int, DocumentRow]:
        """Every document by its id, in ascending order."""
        raise NotImplementedError

    def list_files(self) -> dict[str, StoredFile]:
        """All files by path."""
        raise NotImplementedError

    def get_page_keys(self, document: int) -> range:
        """The keys of a document's pages, in order; an empty range if there is no such document."""
        row = self.documents.get(document)
        return row.keys if row else range(0)

    def list_key_ranges(self) -> dict[int, range]:
        """The page keys of every document that has pages, by its id."""
        return {id: row.keys for id, row in self.documents.items() if row.page_count}

    def read_document_pages(self, document: int) -> list[StoredPage]:
        """All pages of a document, in order."""
        keys = self.get_page_keys(document)
        pages = self._query_pages(_IN_RANGE, (keys.start, keys.stop))
        if [page.key for page in pages] != list(keys):
            raise self._make_damage("a page", document)
        return pages

    def read_pages(self, keys: Sequence[int]) -> dict[int, StoredPage]:
        """The pages with these keys, by key."""
        pages: list[StoredPage] = []
        for at in range(0, len(keys), _MOST_KEYS):
            batch = keys[at : at + _MOST_KEYS]
            pages += self._query_pages(f"WHERE key IN ({','.join('?' * len(batch))})", batch)
        by_key = {page.key: page for page in pages}
        if missing := set(keys).difference(by_key):
            raise self._name_damage("a page", min(missing))
        return by_key

    def _query_pages(self, where: str, parameters: Sequence[object]) -> list[StoredPage]:
        rows = self._db.execute(
            f"SELECT {LABEL_COLUMNS}, label_check, {_TEXT} FROM pages {where}", parameters
        )
        return [self._make_page(*row) for row in rows]

    def _make_page(self, *row: Any) -> StoredPage:
        key, document = row[:2]
        label = self._verify_label(row[:13], row[13])
        if compute_checksum(key, document, *row[14:21]) != row[21]:
            raise self._name_damage("the text of a page", key)
        body, notes, seam, lost, _, order_doubtful, _ = row[14:21]
        return StoredPage(
            key, document, label.number, label, body, notes, seam, lost, bool(order_doubtful)
        )

    def _verify_label(self, values: Sequence[Any], check: int) -> PageLabel:
        """The label in a page's `LABEL_COLUMNS`. Raises StoreDamage."""
        if compute_checksum(*values) != check:
            raise self._name_damage("the label of a page", values[0])
        return _make_label(*values[2:])

    def _name_damage(self, what: str, key: object) -> StoreDamage:
        """The error for a damaged page, with its document."""
        of = (id for id, row in self.documents.items() if key in row.keys)
        return self._make_damage(what, next(of, 0))

    def _make_damage(self, what: str, document: int) -> StoreDamage:
        """The error for damage in a document, with its file."""
        with suppress(sqlite3.Error):
            files = self.list_files()
            sha256 = self.documents[document].sha256 if document in self.documents else ""
            path = next((path for path, file in files.items() if file.sha256 == sha256), "")
            return StoreDamage(what, document, path)
        return StoreDamage(what, document)

    def read_labels(self, document: int) -> list[PageLabel]:
        """The derived labels of a document's pages, in order."""
        keys = self.get_page_keys(document)
        rows = self._query_labels(_IN_RANGE, (keys.start, keys.stop))
        labels = [label for label, _ in rows.values()]
        if len(labels) != len(keys):
            raise self._make_damage("the label of a page", document)
        return labels

    def read_labels_of_pages(self, document: int, numbers: Sequence[int]) -> list[PageLabel]:
        """The derived labels of some pages of a document (1-based), in the order given."""
        return [label for label, _ in self.read_labels_and_origins(document, numbers)]

    def read_labels_and_origins(
        self, document: int, numbers: Sequence[int]
    ) -> list[tuple[PageLabel, ReadFrom]]:
        """The same, each with where the words of the page were read from."""
        first = self.get_page_keys(document).start
        keys = ",".join(str(first + number - 1) for number in set(numbers))
        labels = self._query_labels(f"WHERE key IN ({keys})", ())
        if len(labels) != len(set(numbers)):
            raise self._make_damage("the label of a page", document)
        return [labels[first + number - 1] for number in numbers]

    def _query_labels(
        self, where: str, parameters: Sequence[object]
    ) -> dict[int, tuple[PageLabel, ReadFrom]]:
        """By key: the labels of pages, and where their words were read from."""
        rows = self._db.execute(
            f"SELECT {LABEL_COLUMNS}, label_check FROM pages {where}", parameters
        )
        return {row[0]: (self._verify_label(row[:13], row[13]), row[11]) for row in rows}

    def read_paragraphs(self, document: int) -> list[ParagraphLabel]:
        """Where the numbered paragraphs of a document begin, in order."""
        from indexer.paragraphs.paragraph_label import ParagraphLabel

        known = self.documents.get(document)
        if known is None or not known.paragraphs_check:
            return []
        rows = self._db.execute(
            f"SELECT key, start, label, source FROM paragraphs {_IN_RANGE}, start",
            (known.keys.start, known.keys.stop),
        ).fetchall()
        if compute_checksum(*(value for row in rows for value in row)) != known.paragraphs_check:
            raise self._make_damage("the list of paragraphs", document)
        return [ParagraphLabel(key - known.first_key + 1, *rest) for key, *rest in rows]

    def find_paragraph_keys(self, label: str) -> list[int]:
        """The keys of the pages on which a paragraph with this number begins, ascending."""
        rows = self._db.execute(
            "SELECT DISTINCT key FROM paragraphs WHERE label = ? ORDER BY key", (label,)
        )
        return [key for (key,) in rows]

    def find_textless_pages(self) -> dict[int, list[int]]:
        """By document, where it has any: the numbers of the pages on which nothing can be found."""
        rows = self._db.execute(
            "SELECT document, number FROM pages WHERE (trim(body) = '' AND trim(notes) = '')"
            " OR lost > length(body) ORDER BY document, number"
        )
        textless: dict[int, list[int]] = {}
        for document, number in rows:
            textless.setdefault(document, []).append(number)
        return textless

    def count_hidden_words(self) -> dict[int, dict[int, int]]:
        """By document, where it has any: how many words cannot be seen on which pages (1-based)."""
        rows = self._db.execute(
            "SELECT document, number, hidden_words FROM pages WHERE hidden_words > 0"
            " ORDER BY document, number"
        )
        counts: dict[int, dict[int, int]] = {}
        for document, page, count in rows:
            counts.setdefault(document, {})[page] = count
        return counts

    def read_running_words(self) -> dict[int, list[str]]:
        """By document, where it has any: the distinct folded words of its running texts."""
        words = dict(self._db.execute("SELECT document, words FROM running"))
        for id, row in self.documents.items():
            check = compute_checksum(id, words[id]) if id in words else 0
            if check != row.running_check:
                raise self._make_damage("the list of running texts", id)
        return {id: words[id].split(" ") for id in words}

    def read_running(self, document: int) -> list[RunningBlock]:
        """The running texts of a document: what was taken out of its pages' text."""
        from indexer.store.running import unpack_running  # here: most searches need none

        known = self.documents.get(document)
        if known is None or not known.running_check:
            return []
        query = "SELECT blocks, checksum FROM running WHERE document = ?"
        row = self._db.execute(query, (document,)).fetchone()
        if row is None or compute_checksum(document, row[0]) != row[1]:
            raise self._make_damage("the list of running texts", document)
        return unpack_running(row[0])

    def read_sheets(self, document: int) -> Iterator[Sheet]:
        """The sheets of a document as they were read, in order."""
        for key in self.get_page_keys(document):
            sheets, number = self._unpack_sheets(key)
            yield sheets.read_sheet(number)

    def read_page_map(self, key: int) -> tuple[Sheet, TextMap, TextMap]:
        """The sheet of a page, and the maps of its running text and its notes."""
        sheets, number = self._unpack_sheets(key)
        return sheets.read_sheet(number), *sheets.read_maps(number)

    def _unpack_sheets(self, key: int) -> tuple[SheetColumns, int]:
        """The sheets that a page's sheet is packed with, and its 0-based number among them."""
        if self._unpacked is None or key not in self._unpacked[0]:
            self._unpacked = self._read_packed_sheets(key)
        keys, sheets = self._unpacked
        return sheets, key - keys.start

    def _read_packed_sheets(self, key: int) -> tuple[range, SheetColumns]:
        """The sheets that a page's sheet is packed with, and the keys of their pages."""
        from indexer.store.packing import unpack_sheets  # here: most searches need no positions

        row = self._db.execute(
            "SELECT first_key, page_count, packed, checksum FROM sheets WHERE first_key <= ?"
            " ORDER BY first_key DESC LIMIT 1",
            (key,),
        ).fetchone()
        if row is None or key - row[0] >= row[1]:
            raise self._name_damage("a sheet", key)
        first, count, packed, checksum = row
        if compute_packed_checksum(packed, first, count) != checksum:
            raise self._name_damage("a sheet", key)
        keys = range(first, first + count)
        pages = self.read_pages(keys)
        return keys, unpack_sheets(packed, ((pages[key].body, pages[key].notes) for key in keys))


def compute_paragraphs_check(rows: Iterable[tuple[int, int, str | None, str]]) -> int:
    """The checksum of a document's rows in `paragraphs`; 0 if there are none."""
    values = [value for row in rows for value in row]
    return compute_checksum(*values) if values else 0


def _make_label(
    number: int,
    pdf_page: int | None,
    sheet_part: str,
    label: str | None,
    source: LabelSource,
    evidence: str,
    total: int,
    unique: int,
    part: str,
    read_from: ReadFrom,
    unit: Unit,
) -> PageLabel:
    return PageLabel(
        number, label, source, evidence, (), total, bool(unique), pdf_page, sheet_part, part, unit
    )
