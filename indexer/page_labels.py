"""The page labels of documents, shown and set: behind `pincite pages`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.catalogue import Catalogue, set_pincite_fields
from indexer.labels.overrides import add_rule, parse_setting, read_rules
from indexer.labels.page_label import PageLabel
from indexer.labels.pinpoint_wording import list_pdf_pages
from indexer.library import Library
from indexer.store.lock import hold_lock


@dataclass(frozen=True, slots=True)
class LabelledPages:
    """All pages of one document with their labels."""

    item: str
    file: str
    labels: tuple[PageLabel, ...]

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "item": self.item,
            "file": self.file,
            "pages": [
                {
                    "pdf_page": label.pdf_page,
                    "sheet_part": label.sheet_part or None,
                    "label": label.label,
                    "source": label.source,
                    "label_unique": label.unique,
                    "part": label.place or None,
                    "evidence": label.evidence,
                }
                for label in self.labels
            ],
        }


def list_labelled_pages(library: Library, name: str | None = None) -> list[LabelledPages]:
    """The pages of one document (by key or file), or of all. Raises RequestError if unknown."""
    entries = [library.get_entry(name)] if name is not None else library.entries
    return [
        LabelledPages(entry.item.id, entry.files[0], tuple(library.read_labels(entry)))
        for entry in entries
    ]


def set_labels(
    library: Library, name: str, settings: Sequence[str], *, unset: bool = False
) -> list[str]:
    """Save page labels in the catalogue; with `unset`, remove the earlier ones first. Returns what
    is to be told.

    Raises RequestError, and changes nothing, for a setting that makes no sense.
    """
    entry = library.get_entry(name)
    count = max(list_pdf_pages(library.read_labels(entry)), default=0)
    new = [parse_setting(setting, count) for setting in settings]
    with hold_lock(library.paths.lock):
        catalogue = Catalogue.load(library.paths.catalogue)  # as it is now that nobody else writes
        key = entry.item.id
        item = catalogue.get(key) if key in catalogue else entry.item
        # names the document by content, so that it is found after a renaming
        item = set_pincite_fields(item, sha256=entry.document.sha256, file=entry.files[0])
        rules = [] if unset else read_rules(item)
        for rule in new:
            rules = add_rule(rules, rule)
        catalogue.put(set_pincite_fields(item, page_labels=rules or None))
        return catalogue.save()
