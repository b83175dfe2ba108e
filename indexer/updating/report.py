"""What a run of `pincite index` did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from indexer.labels.pinpoint_wording import format_count
from indexer.store.stored import StoredFile
from indexer.updating.files import FileChanges


@dataclass(slots=True)
class UpdateReport:
    """What was done."""

    changes: FileChanges = field(default_factory=FileChanges)
    read: int = 0
    """Files read."""
    pages_read: int = 0
    problems: list[StoredFile] = field(default_factory=list)
    """Files that cannot be read, with the reason."""
    same_content: list[tuple[str, str]] = field(default_factory=list)
    """A file, and the file that holds the same."""
    described: list[str] = field(default_factory=list)
    """Keys of the records made from files."""
    rebuilt: bool = False
    """What is derived was built anew from the store: after an upgrade, or because it was lost."""
    warnings: list[str] = field(default_factory=list)
    """One sentence each."""
    documents: int = 0
    pages: int = 0
    textless: int = 0
    """Pages of the corpus on which nothing can be found."""

    def format_lines(self) -> list[str]:
        """What was done, in a few lines for a person."""
        changes = self.changes
        counts = (
            (len(changes.new), "new"),
            (len(changes.changed), "changed"),
            (len(changes.renamed), "renamed"),
            (len(changes.removed), "removed"),
            (len(changes.unchanged), "unchanged"),
            (len(changes.missing), "missing"),
        )
        said = ", ".join(f"{count} {what}" for count, what in counts if count) or "no files"
        lines = [f"Files: {said}."]
        if self.rebuilt:
            lines.append("What is derived was built anew from what had been read before.")
        lines += [f"{path} is the same as {other}: read once." for path, other in self.same_content]
        if self.described:
            lines.append(
                f"Records made from the files themselves, and incomplete: {len(self.described)}"
                " (see catalogue.json)."
            )
        documents = format_count(self.documents, "document")
        lines.append(f"The corpus holds {documents}, {format_count(self.pages, 'page')}.")
        if self.textless:
            textless = format_count(self.textless, "page")
            lines.append(
                f"Without text, so that nothing can be found there: {textless}"
                " (`pincite status` names them)."
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
            "read": self.read,
            "pages_read": self.pages_read,
            "rebuilt": self.rebuilt,
            "documents": self.documents,
            "pages": self.pages,
            "pages_without_text": self.textless,
            "same_content": [{"file": a, "same_as": b} for a, b in self.same_content],
            "records_made": self.described,
            "problems": [
                {"file": file.path, "problem": file.problem, "advice": file.advice}
                for file in self.problems
            ],
            "warnings": self.warnings,
        }
