"""Changes to a basket: each takes the basket as it is and gives back the changed one.

Entries are named by their ids, never by their numbers, so that a change means the same whatever
another window has done meanwhile.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence

from corpus.errors import RequestError
from corpus.frozen import replace_fields
from drafts.basket.basket_file import MOST_HEADING, MOST_NOTE
from drafts.basket.contents import Basket, Entry, Heading, KeptPassage
from drafts.basket.work_files import clean_text

_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_SIGNS = _LETTERS + "23456789"
"""Without those that are taken for one another."""


def choose_id(taken: Collection[str]) -> str:
    """A new id, not among those `taken`."""
    while True:
        id = secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(4))
        if id not in taken:
            return id


def add_passages(passages: Sequence[KeptPassage], under: str = "") -> Callable[[Basket], Basket]:
    """Add passages at the end, or at the end of what stands under the heading `under` (an id).

    One that is there already, by its place and words, is not added again; its note is, where that
    has none.
    """

    def change(basket: Basket) -> Basket:
        entries = list(basket.entries)
        at = _find_end_of_group(entries, _find(basket, under)) if under else len(entries)
        for passage in passages:
            known = find_same(Basket(tuple(entries)), passage)
            if known is None:
                id = choose_id({entry.id for entry in entries})
                entries.insert(at, replace_fields(passage, id=id))
                at += 1
            elif not known.note:
                entries[entries.index(known)] = replace_fields(known, note=passage.note)
        return Basket(tuple(entries))

    return change


def find_same(basket: Basket, passage: KeptPassage) -> KeptPassage | None:
    """The passage of the basket with the same words at the same place."""
    same = (passage.place, passage.words)
    return next((one for one in basket.passages if (one.place, one.words) == same), None)


def add_heading(text: str, before: str = "") -> Callable[[Basket], Basket]:
    """Add a heading above the entry `before` (an id), or at the end."""
    text = _require_heading(text)

    def change(basket: Basket) -> Basket:
        id = choose_id({entry.id for entry in basket.entries})
        at = _find(basket, before) if before else len(basket.entries)
        return Basket((*basket.entries[:at], Heading(id, text), *basket.entries[at:]))

    return change


def rename_heading(id: str, text: str) -> Callable[[Basket], Basket]:
    """Change the text of a heading."""
    text = _require_heading(text)

    def rename(entry: Entry) -> Entry:
        if not isinstance(entry, Heading):
            raise RequestError(f"“{entry.id}” is a passage, not a heading.")
        return Heading(entry.id, text)

    return _change_entry(id, rename)


def set_note(id: str, note: str) -> Callable[[Basket], Basket]:
    """Change the note of a passage; "" removes it."""
    note = clean_text(note).strip()
    if len(note) > MOST_NOTE:
        raise RequestError(f"A note has at most {MOST_NOTE:,} characters.", "Shorten it.")

    def write(entry: Entry) -> Entry:
        if not isinstance(entry, KeptPassage):
            raise RequestError(f"“{entry.id}” is a heading and has no note.")
        return replace_fields(entry, note=note)

    return _change_entry(id, write)


def replace_passage(passage: KeptPassage) -> Callable[[Basket], Basket]:
    """Put a passage in the place of the one with its id; the note is left as it is now."""

    def put(entry: Entry) -> Entry:
        note = entry.note if isinstance(entry, KeptPassage) else passage.note
        return replace_fields(passage, note=note)

    return _change_entry(passage.id, put)


def move_entry(id: str, before: str = "") -> Callable[[Basket], Basket]:
    """Move an entry before another, or to the end; a heading takes along what is under it."""

    def change(basket: Basket) -> Basket:
        entries = list(basket.entries)
        start = _find(basket, id)
        end = start + 1
        if isinstance(entries[start], Heading):
            end = _find_end_of_group(entries, start)
        moved = entries[start:end]
        if before in {entry.id for entry in moved}:
            return basket
        target = entries[_find(basket, before)] if before else None
        del entries[start:end]
        at = len(entries) if target is None else entries.index(target)
        return Basket((*entries[:at], *moved, *entries[at:]))

    return change


def move_after(id: str, other: str) -> Callable[[Basket], Basket]:
    """Move an entry behind another one; a heading takes along what is under it."""

    def change(basket: Basket) -> Basket:
        following = _find(basket, other) + 1
        if following == len(basket.entries):
            return move_entry(id)(basket)
        return move_entry(id, basket.entries[following].id)(basket)

    return change


def move_first(id: str) -> Callable[[Basket], Basket]:
    """Move an entry to the beginning; a heading takes along what is under it."""

    def change(basket: Basket) -> Basket:
        _find(basket, id)
        return move_entry(id, basket.entries[0].id)(basket)

    return change


def move_by_one(id: str, *, up: bool) -> Callable[[Basket], Basket]:
    """Exchange an entry with the one above or below it, a heading as well: it then heads more or
    less than before."""

    def change(basket: Basket) -> Basket:
        entries = list(basket.entries)
        at = _find(basket, id)
        other = at - 1 if up else at + 1
        if 0 <= other < len(entries):
            entries[at], entries[other] = entries[other], entries[at]
        return Basket(tuple(entries))

    return change


def remove_entries(ids: Collection[str]) -> Callable[[Basket], Basket]:
    """Remove passages and headings; what stands under a heading stays."""

    def change(basket: Basket) -> Basket:
        for id in ids:
            _find(basket, id)
        return Basket(tuple(entry for entry in basket.entries if entry.id not in ids))

    return change


def restore_entry(entry: Entry, before: str = "") -> Callable[[Basket], Basket]:
    """Put back an entry that was removed, before another one if that is still there."""

    def change(basket: Basket) -> Basket:
        if any(one.id == entry.id for one in basket.entries):
            return basket
        added = Basket((*basket.entries, entry))
        known = any(one.id == before for one in basket.entries)
        return move_entry(entry.id, before)(added) if known else added

    return change


def find_entry(basket: Basket, name: str) -> Entry:
    """The entry whose id is `name`, or alone begins with it. Raises RequestError."""
    exact = [entry for entry in basket.entries if entry.id == name]
    found = exact or [entry for entry in basket.entries if name and entry.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise RequestError(f"The basket has no “{name}”.", "`pincite basket` shows all ids.")
    raise RequestError(
        f"“{name}” may be {', '.join(entry.id for entry in found)}.", "Write more of the id."
    )


def _change_entry(id: str, make: Callable[[Entry], Entry]) -> Callable[[Basket], Basket]:
    def change(basket: Basket) -> Basket:
        at = _find(basket, id)
        entries = basket.entries
        return Basket((*entries[:at], make(entries[at]), *entries[at + 1 :]))

    return change


def _find(basket: Basket, id: str) -> int:
    return basket.entries.index(find_entry(basket, id))


def _find_end_of_group(entries: Sequence[Entry], heading: int) -> int:
    """The index behind the last entry under the heading at index `heading`."""
    following = range(heading + 1, len(entries))
    return next((at for at in following if isinstance(entries[at], Heading)), len(entries))


def _require_heading(text: str) -> str:
    text = " ".join(clean_text(text).split())
    if not text or len(text) > MOST_HEADING:
        raise RequestError(
            f"A heading has 1 to {MOST_HEADING} characters.", "Write a heading of that length."
        )
    return text
