"""Imports the records of another program's file into a catalogue.

A record that pincite made itself from a PDF is only a guess: an imported record of the same
document replaces it, and takes over its file and page labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from corpus.attachments import Ambiguous, How, find_attachment
from corpus.catalogue import Catalogue, find_free_key, set_pincite_fields
from corpus.editing import remove_item
from corpus.formats.interface import FormatReading, ReadEntry, Unread
from corpus.items import Item
from corpus.validation import check_record

_BODY_WORD = re.compile(
    r"&|\b(?:agency|association|authority|board|centre|center|city|coalition|commission|committee|"
    r"council|county|court|department|government|institute|ministry|network|office|police|service|"
    r"services|society|union|university)\b",
    re.IGNORECASE,
)

OnConflict = Literal["keep", "replace", "rename"]


@dataclass(frozen=True, slots=True)
class Attached:
    """An item, its file in the corpus, and how the file was recognised."""

    item: str
    file: str
    how: How


@dataclass(slots=True)
class ImportReport:
    """What became of the entries of a file, by citation key."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """The catalogue has another record with the key, which is unchanged."""
    renamed: list[tuple[str, str]] = field(default_factory=list)
    """The key in the file, and the key in the catalogue."""
    attached: list[Attached] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """One sentence each."""

    @property
    def changed(self) -> bool:
        """Whether the catalogue has changed."""
        return bool(self.added or self.replaced or self.renamed)

    def format_lines(self) -> list[str]:
        """What was done, in lines for a person."""
        counts = (
            (len(self.added) + len(self.renamed), "added"),
            (len(self.replaced), "replaced"),
            (len(self.unchanged), "unchanged"),
            (len(self.kept), "in conflict"),
            (len(self.unread), "not read"),
        )
        summary = ", ".join(f"{count} {what}" for count, what in counts if count)
        lines = [f"Records: {summary or 'none'}."]
        lines += [f"{old} is in the catalogue as {new}." for old, new in self.renamed]
        lines += [f"{match.item} is {match.file}, by its {match.how}." for match in self.attached]
        if self.kept:
            lines.append(
                f"The catalogue has other records with these keys: {', '.join(self.kept)}."
                " `--on-conflict replace` or `rename` imports them."
            )
        return lines

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "added": self.added,
            "replaced": self.replaced,
            "unchanged": self.unchanged,
            "kept": self.kept,
            "renamed": [{"from": old, "to": new} for old, new in self.renamed],
            "attached": list(map(asdict, self.attached)),
            "not_read": list(map(asdict, self.unread)),
            "notes": self.notes,
        }


@dataclass(slots=True)
class Importer:
    """Imports entries into a catalogue, which it does not save."""

    catalogue: Catalogue
    folder: Path
    """The folder of the imported file."""
    root: Path
    """The corpus."""
    files: Mapping[str, str]
    """SHA-256 by path of the PDFs in the corpus."""
    on_conflict: OnConflict = "keep"
    report: ImportReport = field(default_factory=ImportReport)

    def import_entries(self, reading: FormatReading) -> Catalogue:
        """The catalogue with the entries; what happened is in `report`."""
        self.report.unread += reading.unread
        self.report.notes += reading.notes
        for entry in reading.entries:
            findings = check_record(entry.record)
            errors = [finding.message for finding in findings if finding.severity == "error"]
            if errors:
                problem = "; ".join(errors) + "."
                self.report.unread.append(Unread(str(entry.record["id"]), entry.line, problem))
                continue
            self.report.notes += map(str, findings)
            self.report.notes += _describe_doubtful_persons(entry)
            self._import_entry(entry)
        self.report.unread.sort(key=lambda unread: unread.line)
        return self.catalogue

    def _import_entry(self, entry: ReadEntry) -> None:
        item, how = self._attach_file(Item(entry.record), entry.attachments)
        key = item.id
        before = self.catalogue.get(key) if key in self.catalogue else None
        if before is not None and not before.incomplete:
            if _is_same_record(before, item):
                self.report.unchanged.append(key)
                return
            if self.on_conflict == "keep":
                self.report.kept.append(key)
                return
            if self.on_conflict == "rename":
                key = find_free_key(key, self.catalogue)
                item = Item({**item.record, "id": key})
                self.report.renamed.append((before.id, key))
                before = None
        self._put(item, before)
        if before is None and key == entry.record["id"]:
            self.report.added.append(key)
        elif before is not None:
            self.report.replaced.append(key)
        if how:
            self.report.attached.append(Attached(key, str(item.own["file"]), how))

    def _put(self, item: Item, before: Item | None) -> None:
        """Put the record in, and remove what pincite had made for the same file."""
        guess = self._find_owner(str(item.own.get("sha256", "")), other_than=item.id)
        for old in (before, guess):
            if old is not None:
                kept = {key: value for key, value in old.own.items() if key not in item.own}
                kept.pop("incomplete", None)
                if old is guess:
                    kept.pop("kind", None)
                item = set_pincite_fields(item, **kept)
        if guess is not None:
            self.catalogue = remove_item(self.catalogue, guess.id)
            self.report.notes.append(
                f"{guess.id} was only a guess from {item.own['file']}; {item.id} replaces it."
            )
        self.catalogue.put(item)

    def _attach_file(self, item: Item, attachments: tuple[str, ...]) -> tuple[Item, How | None]:
        """The item with the PDF that it belongs to, and how that was recognised."""
        stated = str(item.own.get("sha256", ""))
        by_content = min((file for file, sha in self.files.items() if sha == stated), default="")
        if stated and by_content:
            return self._claim_file(item, by_content, "hash")
        for named in dict.fromkeys([*attachments, str(item.own.get("file", ""))]):
            match = find_attachment(named, self.folder, self.root, self.files)
            if isinstance(match, Ambiguous):
                self.report.notes.append(
                    f"{item.id}: several files are called {match.name}"
                    f" ({', '.join(match.files)}); none was attached."
                )
            elif match:
                if match.differs:
                    self.report.notes.append(
                        f"{item.id}: {match.file} has the name of its attachment but other"
                        " content; check that it is the same document."
                    )
                return self._claim_file(item, match.file, match.how)
        return item, None

    def _claim_file(self, item: Item, file: str, how: How) -> tuple[Item, How | None]:
        owner = self._find_owner(self.files[file], other_than=item.id, guesses=False)
        if owner is not None:
            self.report.notes.append(
                f"{item.id}: {file} already belongs to {owner.id}; {item.id} has no file."
            )
            return set_pincite_fields(item, file=None, sha256=None), None
        return set_pincite_fields(item, file=file, sha256=self.files[file]), how

    def _find_owner(self, sha256: str, *, other_than: str, guesses: bool = True) -> Item | None:
        """Another item with this file: one made by pincite (`guesses`), or one of the user's."""
        for item in self.catalogue:
            file = str(item.own.get("file", ""))
            mine = item.own.get("sha256") or self.files.get(file)
            if not sha256 or mine != sha256 or item.id == other_than:
                continue
            if bool(item.incomplete) == guesses:
                return item
        return None


def _describe_doubtful_persons(entry: ReadEntry) -> list[str]:
    """A sentence for each person that looks like a body: braces or a comma may be missing."""
    sentences = []
    for name in entry.record.get("author", ()):
        parts = (name.get("given"), name.get("family"))
        if not name.get("literal") and any(part and _BODY_WORD.search(part) for part in parts):
            key = entry.record["id"]
            sentences.append(
                f"line {entry.line}: “{name.get('family')}, {name.get('given', '')}” was read as a"
                f" person; if it is a body, use `pincite edit {key} --author-body NAME`."
            )
    return sentences


def _is_same_record(one: Item, other: Item) -> bool:
    """Whether two records are the same but for what pincite knows of the file."""
    no_file = dict.fromkeys(("file", "sha256", "incomplete", "page_labels"))
    return set_pincite_fields(one, **no_file) == set_pincite_fields(other, **no_file)
