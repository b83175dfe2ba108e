"""The result of a run of `pincite index`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from indexer.coverage import describe_extent
from indexer.labels.pinpoint_wording import format_count
from indexer.store.mending import Damage
from indexer.store.stored import StoredFile
from indexer.updating.files import FileChanges, count_kinds


@dataclass(slots=True)
class UpdateReport:
    """What a run found and did."""

    changes: FileChanges = field(default_factory=FileChanges)
    read: int = 0
    """Files read."""
    pages_read: int = 0
    pictures_read: int = 0
    """Pages read from their pictures."""
    read_by: dict[str, int] = field(default_factory=dict)
    """How much each worker of Dask has read: files, and pages that are pictures."""
    problems: list[StoredFile] = field(default_factory=list)
    """Files that cannot be read, with the reason."""
    same_content: list[tuple[str, str]] = field(default_factory=list)
    """A file, and an earlier file with the same content."""
    described: list[str] = field(default_factory=list)
    """Citation keys of the records made from files."""
    mended: Damage = field(default_factory=Damage)
    """What was damaged in the store; it has been mended."""
    rebuilt: bool = False
    """Whether labels, text or index were rebuilt from the store: after an upgrade, or a loss."""
    warnings: list[str] = field(default_factory=list)
    """One sentence each."""
    documents: int = 0
    pages: int = 0
    without_pages: int = 0
    """Documents without pages."""
    textless: int = 0
    """Pages of the corpus on which nothing can be found."""
    hidden: int = 0
    """Pages of the corpus with words that cannot be seen."""

    def format_lines(self) -> list[str]:
        """The main points, for a person."""
        changes = self.changes
        counts = (
            (len(changes.new), "new"),
            (len(changes.changed), "changed"),
            (len(changes.renamed), "renamed"),
            (len(changes.removed), "removed"),
            (len(changes.unchanged), "unchanged"),
            (len(changes.missing), "missing"),
        )
        files = ", ".join(f"{count} {what}" for count, what in counts if count) or "no files"
        lines = [f"Files: {files}.", *self.mended.format_lines()]
        if self.rebuilt:
            lines.append(
                "Labels, text and index were rebuilt from stored data; no file was read again."
            )
        lines += [f"{path} is the same as {first}: read once." for path, first in self.same_content]
        if self.read_by:
            each = ", ".join(f"{worker} {count}" for worker, count in self.read_by.items())
            lines.append(f"Read by {len(self.read_by)} workers: {each}.")
        if self.pictures_read:
            was = "was" if self.pictures_read == 1 else "were"
            pages = format_count(self.pictures_read, "page")
            lines.append(f"{pages} {was} read from pictures.")
        if self.described:
            records = format_count(len(self.described), "incomplete record")
            verb = "was" if len(self.described) == 1 else "were"
            lines.append(f"{records} {verb} made from the files themselves (see catalogue.json).")
        extent = describe_extent(self.documents, self.pages, self.without_pages)
        lines.append(f"The corpus holds {extent}.")
        if sentence := describe_others(changes.others):
            lines.append(sentence)
        if self.textless:
            has, them = ("has", "it") if self.textless == 1 else ("have", "them")
            lines.append(
                f"{format_count(self.textless, 'page')} {has} no text and cannot be searched;"
                f" `pincite status` lists {them}."
            )
        if self.hidden:
            holds, them = ("holds", "it") if self.hidden == 1 else ("hold", "them")
            lines.append(
                f"{format_count(self.hidden, 'page')} {holds} words that cannot be seen and are not"
                f" searched; `pincite status` lists {them}."
            )
        return lines

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        changes = self.changes
        return {
            "new": changes.new,
            "changed": changes.changed,
            "renamed": [{"from": old, "to": new} for old, new in changes.renamed],
            "removed": changes.removed,
            "unchanged": len(changes.unchanged),
            "not_read": changes.others,
            "read": self.read,
            "pages_read": self.pages_read,
            "pictures_read": self.pictures_read,
            "read_by": self.read_by,
            "rebuilt": self.rebuilt,
            "mended": self.mended.as_json(),
            "documents": self.documents,
            "pages": self.pages,
            "documents_without_pages": self.without_pages,
            "pages_without_text": self.textless,
            "pages_with_hidden_words": self.hidden,
            "same_content": [{"file": a, "same_as": b} for a, b in self.same_content],
            "records_made": self.described,
            "problems": [
                {"file": file.path, "problem": file.problem, "advice": file.advice}
                for file in self.problems
            ],
            "warnings": self.warnings,
        }


def describe_others(paths: Sequence[str]) -> str:
    """One sentence on the files of kinds that are not read, "" if there are none: "Not read: 3
    .xlsx files, 1 .zip file; `pincite status --json` lists them."."""
    kinds = [
        format_count(count, f"{suffix} file" if suffix else "file without an ending")
        for suffix, count in count_kinds(paths).items()
    ]
    if not kinds:
        return ""
    them = "it" if len(paths) == 1 else "them"
    return f"Not read: {', '.join(kinds)}; `pincite status --json` lists {them}."
