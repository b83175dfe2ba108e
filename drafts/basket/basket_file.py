"""The basket of a corpus, kept in `basket.json` beside the catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from corpus.errors import CorpusDamaged, RequestError
from corpus.paths import CorpusPaths
from drafts.basket.contents import Basket, Entry, Heading, KeptPassage
from drafts.basket.work_files import Fields, hold_work_lock, read_work_file, write_work_file
from search.answering.result_place import read_place

_KIND = "basket"
MOST_ENTRIES = 2_000
MOST_WORDS = 20_000
"""Characters of a passage."""
MOST_NOTE = 20_000
"""Characters of a note."""
MOST_HEADING = 500
"""Characters of a heading."""
_MOST_PAGES = 50
_MOST_TITLE = 5_000
_MOST_LABEL = 200
_ID = re.compile(r"[a-z][a-z0-9]{1,15}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def load_basket(paths: CorpusPaths) -> Basket:
    """The basket of a corpus, empty if there is none. Raises CorpusError if it is damaged."""
    value = read_work_file(paths.basket, _KIND)
    if value is None:
        return Basket()
    called = str(paths.basket)
    entries = Fields(value, called).read_list("entries", MOST_ENTRIES, lambda _: True)
    read = tuple(
        _read_entry(entry, f"{called}, entry {number}") for number, entry in enumerate(entries, 1)
    )
    if len({entry.id for entry in read}) < len(read):
        raise CorpusDamaged(f"{called}: two entries have the same id.", "Change one of them.")
    return Basket(read)


def change_basket(paths: CorpusPaths, change: Callable[[Basket], Basket]) -> Basket:
    """Change the basket as it is now, and return it as it has become.

    What another program has written before is kept: `change` gets that, and names entries by their
    ids. Raises CorpusError, RequestError where it would grow too large, and what `change` raises.
    """
    with hold_work_lock(paths):
        before = load_basket(paths)
        after = change(before)
        if len(after.entries) > MOST_ENTRIES:
            raise RequestError(
                f"A basket holds at most {MOST_ENTRIES:,} passages and headings.",
                "Export it, then remove some.",
            )
        if after != before:
            entries = [entry.as_json() for entry in after.entries]
            write_work_file(paths.basket, _KIND, {"entries": entries})
    return after


def _read_entry(value: Any, called: str) -> Entry:
    """An entry of the file. Raises CorpusDamaged."""
    fields = Fields(value, called)
    id = fields.read_text("id", 16)
    if not _ID.fullmatch(id):
        raise CorpusDamaged(f"“id” of {called} cannot be used.", "Correct it there.")
    if "heading" in fields:
        return Heading(id, fields.read_text("heading", MOST_HEADING))
    try:
        place = read_place(fields.read_text("place", 1_000))
    except RequestError:
        place = None
    sha256 = fields.read_text("sha256", 64)
    if place is None or not _SHA256.fullmatch(sha256):
        raise CorpusDamaged(f"{called} does not say where its words stand.", "Correct it there.")
    return KeptPassage(
        id,
        place,
        sha256,
        fields.read_text("words", MOST_WORDS),
        "paragraph" if fields.read_text("unit", 20, "page") == "paragraph" else "page",
        tuple(fields.read_list("labels", _MOST_PAGES, _is_label)),
        tuple(fields.read_list("pdf_pages", _MOST_PAGES, _is_page)),
        fields.read_text("pinpoint", _MOST_TITLE),
        fields.read_text("title", _MOST_TITLE, ""),
        fields.read_text("note", MOST_NOTE, ""),
        fields.read_text("kept", 40, ""),
    )


def _is_label(value: Any) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= _MOST_LABEL)


def _is_page(value: Any) -> bool:
    return value is None or (
        isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**7
    )
