"""The catalogue of a corpus: `catalogue.json`, an array of CSL-JSON items.

It belongs to the user: unknown fields stay, records keep their order, and a new version replaces
the old one at once or not at all.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from corpus.errors import CatalogueError, RequestError, convert_write_error
from corpus.items import Item
from corpus.own_files import refuse_link_outside


class Catalogue:
    """The records of a corpus, in order."""

    def __init__(self, path: Path, items: Iterable[Item] = ()) -> None:
        self.path = path
        self._items = {item.id: item for item in items}

    @classmethod
    def load(cls, path: Path) -> Catalogue:
        """The catalogue at `path`, an empty one if there is no file.

        Raises CatalogueError, which names the record, if it is not an array of CSL-JSON items.
        """
        try:
            text = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
        except FileNotFoundError:
            return cls(path)
        except UnicodeDecodeError as error:
            raise CatalogueError(f"{path} is not in UTF-8.", "Save it as UTF-8.") from error
        except OSError as error:
            raise CatalogueError(
                f"{path} cannot be read: {error.strerror}.", "Make it a file that you can read."
            ) from error
        return cls(path, _make_items(parse_json(text, str(path)), path))

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

    def save(self) -> None:
        """Write the file, whole or not at all. Raises CorpusError, as `write_whole` does, and
        CorpusDamaged if it is a link out of its folder."""
        refuse_link_outside(self.path)
        records = [dict(item.record) for item in self]
        text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
        # Half a surrogate pair has no UTF-8 form; JSON escapes it as Python does (`\ud800`).
        write_whole(self.path, text.encode("utf-8", "backslashreplace"), durable=True)


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


def write_whole(path: Path, content: str | bytes, *, durable: bool = False) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it.

    A link is followed, and the file's permissions stay. With `durable` this holds even if the
    machine stops in the middle. Raises CorpusError, such as CorpusReadOnly or CorpusFull.
    """
    # names of files may hold bytes that are not characters
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    path = path.resolve()
    temporary = path.with_name(f".{path.name}-{os.urandom(6).hex()}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if path.exists():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise convert_write_error(error, path) from error
        raise
