"""The catalogue of a corpus: `catalogue.json`, an array of CSL-JSON items.

It belongs to the user: unknown fields stay, records keep their order, and a new version replaces
the old one at once or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any
from zlib import crc32

from corpus.errors import CatalogueError, RequestError
from corpus.frozen import frozen
from corpus.items import Item
from corpus.own_files import refuse_link_outside
from corpus.writing import write_whole as write_whole  # where it was before

_EARLIER = "`pincite undo` brings back an earlier version."


class Catalogue:
    """The records of a corpus, in order."""

    def __init__(
        self, path: Path, items: Iterable[Item] = (), *, read: CatalogueRead | None = None
    ) -> None:
        """`read` is what was read from the file, if anything was."""
        self.path = path
        self._items = {item.id: item for item in items}
        self._read = read

    @classmethod
    def load(cls, path: Path) -> Catalogue:
        """The catalogue at `path`, an empty one if there is no file.

        Raises CatalogueError, which names the record, if it is not an array of CSL-JSON items.
        """
        read = read_catalogue(path)
        return cls(path, read.items.values(), read=read)

    def with_items(self, items: Iterable[Item]) -> Catalogue:
        """The same catalogue with other records."""
        return Catalogue(self.path, items, read=self._read)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def get(self, key: str) -> Item:
        """The item with this citation key. Raises RequestError if there is none."""
        try:
            return self._items[key]
        except KeyError:
            raise RequestError(
                f"There is no item “{key}” in the catalogue.", "`pincite list` shows the items."
            ) from None

    def put(self, item: Item) -> None:
        """Add an item, or replace the one with its key."""
        self._items[item.id] = item

    def remove(self, key: str) -> None:
        """Remove the item with this citation key. Raises RequestError if there is none."""
        self.get(key)
        del self._items[key]

    def save(self) -> list[str]:
        """Write the file, whole or not at all; returns what is to be told.

        If another program has saved it since it was read, both versions are put together
        (`corpus.merging`). What is replaced is kept (`corpus.catalogue_versions`). Raises
        CorpusError, as `write_whole` does, CorpusDamaged if it is a link out of its folder, and
        CatalogueError if what another program saved is not valid.
        """
        refuse_link_outside(self.path)
        from corpus.saving import save_items  # here: most commands only read

        written, remarks = save_items(self.path, self._items, self._read)
        self._items, self._read = dict(written.items), written
        return remarks


@frozen
class CatalogueRead:
    """What was read from a catalogue's file, or written to it."""

    items: dict[str, Item]
    checksum: int
    """CRC-32 of its bytes; -1 where there was no file."""


def read_catalogue(path: Path) -> CatalogueRead:
    """The file at `path`, without any items if there is none. Raises CatalogueError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return CatalogueRead({}, -1)
    except OSError as error:
        raise CatalogueError(
            f"{path} cannot be read: {error.strerror}.", "Make it a file that you can read."
        ) from error
    return parse_catalogue(data, path)


def parse_catalogue(data: bytes, path: Path) -> CatalogueRead:
    """What the bytes of the file at `path` say. Raises CatalogueError, which names the record."""
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path} is not in UTF-8.", f"Save it as UTF-8. {_EARLIER}") from error
    items = _make_items(parse_json(text, str(path)), path)
    return CatalogueRead({item.id: item for item in items}, crc32(data))


def number_names(stem: str, suffix: str = "") -> Iterator[str]:
    """`stem` and `suffix`, then the same with `-2`, `-3`, … between them."""
    yield stem + suffix
    yield from (f"{stem}-{number}{suffix}" for number in count(2))


def find_free_key(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or one of `wanted-2`, `wanted-3`, … that is not in `taken`: the first, where those
    before it have been given out in turn."""
    if wanted not in taken:
        return wanted
    last, free = 1, 2
    while f"{wanted}-{free}" in taken:  # thousands of entries may want the same
        last, free = free, 2 * free
    while free - last > 1:
        middle = (last + free) // 2
        last, free = (middle, free) if f"{wanted}-{middle}" in taken else (last, middle)
    return f"{wanted}-{free}"


def parse_json(text: str, called: str) -> Any:
    """What the JSON in `text` holds. Raises CatalogueError, with `called` for the text's name."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CatalogueError(
            f"{called} is not valid JSON: {error.msg} in line {error.lineno},"
            f" column {error.colno}.",
            "Correct it there.",
        ) from error
    except ValueError as error:
        raise CatalogueError(
            f"{called} contains a number with too many digits.", "Correct it, or write it as text."
        ) from error
    except RecursionError as error:
        raise CatalogueError(f"{called} is nested too deeply.", "Correct it.") from error


def set_pincite_fields(item: Item, **changes: Any) -> Item:
    """`item` with fields under `custom.pincite` set, or removed if the value is None."""
    custom = item.record.get("custom")
    custom = custom if isinstance(custom, Mapping) else {}
    fields = {**item.own, **changes}
    own = {key: value for key, value in fields.items() if value is not None or key not in changes}
    return Item({**item.record, "custom": {**custom, "pincite": own}})


def _make_items(records: Any, path: Path) -> list[Item]:
    if not isinstance(records, list):
        raise CatalogueError(
            f"{path} is not an array of items.", "Export it from Zotero as CSL JSON."
        )
    items: list[Item] = []
    seen: set[str] = set()
    for number, record in enumerate(records, 1):
        if not isinstance(record, Mapping):
            raise CatalogueError(f"{path}: record {number} is not an object.", "Correct it there.")
        if not isinstance(record.get("id"), str | int) or record["id"] == "":
            raise CatalogueError(f"{path}: record {number} has no “id”.", "Give it a citation key.")
        item = Item(record)
        if item.id in seen:
            raise CatalogueError(
                f"{path}: two records have the id “{item.id}”.", "Change one of them."
            )
        seen.add(item.id)
        items.append(item)
    return items
