"""Documents whose records bear the same title: what tells each of them from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from corpus.frozen import replace_fields
from indexer.records.entries import DocumentEntry


def tell_namesakes_apart(entries: Iterable[DocumentEntry]) -> list[DocumentEntry]:
    """The same entries in the same order; those that share their title have `told_by`.

    It is the volume, where the records of all that share the title have one and no two the same; of
    minutes, in the same way, the day of the meeting; else the file's name, with its folders where
    names are the same, too.
    """
    entries = list(entries)
    groups: dict[str, list[DocumentEntry]] = {}
    for entry in entries:
        # the record's own text: to take its markup away would cost time at each start
        title = " ".join(str(entry.item.record.get("title", "")).split()).casefold()
        groups.setdefault(title, []).append(entry)
    told: dict[int, DocumentEntry] = {}
    for group in groups.values():
        if len(group) > 1:
            for entry, name in zip(group, _choose_names(group), strict=True):
                told[entry.document.id] = replace_fields(entry, told_by=name)
    return [told.get(entry.document.id, entry) for entry in entries] if told else entries


def _choose_names(group: Sequence[DocumentEntry]) -> list[str]:
    if volumes := _list_different(entry.item.get_text("volume") for entry in group):
        return [f"volume {volume}" if volume.isalnum() else volume for volume in volumes]
    if days := _list_different(map(_find_meeting_day, group)):
        return days
    names = [PurePosixPath(entry.files[0]).name for entry in group]
    counts = Counter(names)
    return [
        entry.files[0] if counts[name] > 1 else name
        for entry, name in zip(group, names, strict=True)
    ]


def _find_meeting_day(entry: DocumentEntry) -> str:
    item = entry.item
    return str(item.issued or "") if item.kind == "minutes" else ""


def _list_different(values: Iterable[str]) -> list[str]:
    """The values, each of which is another; none where one is empty or stands twice, which with
    thousands of documents is soon found out."""
    seen: dict[str, None] = {}
    for value in values:
        if not value or value in seen:
            return []
        seen[value] = None
    return list(seen)
