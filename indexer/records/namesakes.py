"""Documents whose records bear the same title: what tells each of them from the others."""

from __future__ import annotations

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
    volumes = [entry.item.get_text("volume") for entry in group]
    if all(volumes) and len(set(volumes)) == len(volumes):
        return [f"volume {volume}" if volume.isalnum() else volume for volume in volumes]
    days = [str(entry.item.issued or "") for entry in group if entry.item.kind == "minutes"]
    if len(days) == len(group) and all(days) and len(set(days)) == len(days):
        return days
    names = [PurePosixPath(entry.files[0]).name for entry in group]
    return [
        entry.files[0] if names.count(name) > 1 else name
        for entry, name in zip(group, names, strict=True)
    ]
