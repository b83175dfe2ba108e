"""A document as JSON, with all that is derived from its file: what a cluster keeps of it."""

from __future__ import annotations

import socket
from base64 import b64decode, b64encode
from typing import Any

from corpus.errors import CorpusIncomplete
from corpus.paths import CorpusPaths
from engine.interface import Kept
from indexer.paragraphs.paragraph_label import ParagraphLabel
from indexer.records.entries import DocumentEntry
from indexer.store.exporting import PictureRow, read_packed_document, read_picture_rows
from indexer.store.minutes import MinuteRow, PackedMinutes
from indexer.store.packing import PackedDocument, PackedSheets
from indexer.store.store import Store

_SHEETS, _PICTURE = "sheets", "picture"


def make_kept(store: Store, document: int) -> Kept:
    """What is kept of a document. Raises StoreDamage."""
    packed = read_packed_document(store, document)
    sha256 = store.documents[document].sha256
    about: dict[str, Any] = {
        "reader": packed.reader,
        "information": packed.information,
        "warnings": list(packed.warnings),
        "running": list(packed.running),
        "paragraphs": [[at.number, at.start, at.label, at.source] for at in packed.paragraphs],
        "minutes": _write_minutes(packed.minutes),
    }
    pictures = read_picture_rows(store, sha256)
    parts = [[_SHEETS, one.first, one.page_count, _write_bytes(one.data)] for one in packed.sheets]
    parts += [[_PICTURE, *picture[:-1], _write_bytes(picture[-1])] for picture in pictures]
    about["parts"] = len(parts)
    return Kept(sha256, about, [list(page) for page in packed.pages], parts, {})


def read_kept(kept: Kept) -> tuple[PackedDocument, list[PictureRow]]:
    """The document, and what was read of its pictures. Raises CorpusIncomplete."""
    about = kept.about
    if about["parts"] != len(kept.sheets):
        raise CorpusIncomplete(
            "A document could not be fetched whole from the cluster.",
            "Start those of its nodes that are missing (`pincite cluster status`).",
        )
    sheets = [
        PackedSheets(first, count, b64decode(data))
        for kind, first, count, *rest in kept.sheets
        if kind == _SHEETS
        for data in rest
    ]
    pictures = [
        PictureRow._make((*values, b64decode(data)))
        for kind, *values, data in kept.sheets
        if kind == _PICTURE
    ]
    packed = PackedDocument(
        about["reader"],
        about["information"],
        tuple(about["warnings"]),
        [tuple(row) for row in kept.rows],
        sheets,
        (about["running"][0], about["running"][1]),
        tuple(ParagraphLabel(*values) for values in about["paragraphs"]),
        _read_minutes(about["minutes"]),
    )
    return packed, pictures


def _write_bytes(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _write_minutes(minutes: PackedMinutes | None) -> list[Any] | None:
    return (
        None
        if minutes is None
        else [*minutes[:3], [list(row) for row in minutes.rows], minutes.places]
    )


def _read_minutes(written: list[Any] | None) -> PackedMinutes | None:
    if written is None:
        return None
    meeting, held, draft, rows, places = written
    return PackedMinutes(meeting, held, draft, [MinuteRow(*row) for row in rows], places)


def describe_holding(entry: DocumentEntry, paths: CorpusPaths) -> dict[str, Any]:
    """Where a document is on this machine, and its record, for those who see it on a cluster."""
    return {
        "files": list(entry.files),
        "folder": str(paths.root),
        "machine": socket.gethostname(),
        "item": dict(entry.item.record),
    }
