"""Changes to the catalogue of a corpus, made under its lock."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.editing import replace_item
from corpus.errors import CatalogueError
from corpus.formats.importing import Importer, ImportReport, OnConflict
from corpus.formats.interface import FormatReading
from corpus.items import Item
from corpus.paths import CorpusPaths
from indexer.store.lock import hold_lock


def save_record(paths: CorpusPaths, before: Item, after: Item) -> list[str]:
    """Save a changed record; returns what is to be told. Raises CatalogueError where somebody else
    has changed it meanwhile, and CorpusBusy."""
    with hold_lock(paths.lock):
        catalogue = Catalogue.load(paths.catalogue)
        if catalogue.get(before.id).record != before.record:
            raise CatalogueError(
                f"{before.id} has been changed by somebody else meanwhile; nothing was saved.",
                "Try again.",
            )
        return replace_item(catalogue, before.id, after).save()


def join_records(
    paths: CorpusPaths,
    reading: FormatReading,
    beside: Path,
    hashes: Mapping[str, str],
    rule: OnConflict = "keep",
) -> ImportReport:
    """Import records that were read, and join them to the documents of the corpus.

    `beside` is the folder that their attachments are relative to, `hashes` the SHA-256 of each file
    of the corpus by path. Raises CatalogueError and CorpusBusy.
    """
    with hold_lock(paths.lock):
        catalogue = Catalogue.load(paths.catalogue)
        importer = Importer(catalogue, beside, paths.root, dict(hashes), rule)
        after = importer.import_entries(reading)
        if importer.report.changed:
            importer.report.notes += after.save()
    return importer.report
