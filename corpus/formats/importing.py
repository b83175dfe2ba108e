"""Records of another program's file brought into a catalogue.

A record that pincite made itself from a PDF is only a guess: an imported record of the same
document takes its place, with the file and the page labels that it had.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from corpus.attachments import Ambiguous, How, find_attachment
from corpus.catalogue import Catalogue, set_pincite_fields
from corpus.formats.interface import FormatReading, ReadEntry, Unread
from corpus.items import Item
from corpus.validation import check_record

_OF_A_BODY = re.compile(
    r"&|\b(?:agency|association|authority|board|centre|center|city|coalition|commission|committee|"
    r"council|county|court|department|government|institute|ministry|network|office|police|service|"
    r"services|society|union|university)\b",
    re.IGNORECASE,
)

OnConflict = Literal["keep", "replace", "rename"]

_OF_THE_FILE = ("file", "sha256", "incomplete")


@dataclass(frozen=True, slots=True)
class Attached:
    """An item, its file in the corpus, and what the file was known by."""

    item: str
    file: str
    how: How

    def as_json(self) -> dict[str, str]:
        """The documented, stable form."""
        return {"item": self.item, "file": self.file, "how": self.how}


@dataclass(slots=True)
class ImportReport:
    """What became of the entries of a file, by citation key."""

    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """The catalogue has another record with the key; it stayed as it was."""
    renamed: list[tuple[str, str]] = field(default_factory=list)
    """The key in the file, and the key in the catalogue."""
    attached: list[Attached] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """One sentence each."""

    @property
    def changed(self) -> bool:
        """Whether the catalogue is another than before."""
        return bool(self.added or self.replaced or self.renamed)

    def format_lines(self) -> list[str]:
        """What was done, for a person."""
        counts = (
            (len(self.added) + len(self.renamed), "added"),
            (len(self.replaced), "replaced"),
            (len(self.unchanged), "unchanged"),
            (len(self.kept), "kept as they were"),
            (len(self.unread), "not read"),
        )
        said = ", ".join(f"{count} {what}" for count, what in counts if count)
        lines = [f"Records: {said or 'none'}."]
        lines += [f"{old} is in the catalogue as {new}." for old, new in self.renamed]
        lines += [f"{one.item} is {one.file}, by its {one.how}." for one in self.attached]
        if self.kept:
            lines.append(
                f"The catalogue has other records with these keys: {', '.join(self.kept)}."
                " `--on-conflict replace` or `rename` brings them in."
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
            "attached": [one.as_json() for one in self.attached],
            "not_read": [
                {"key": one.key, "line": one.line, "problem": one.problem} for one in self.unread
            ],
            "notes": self.notes,
        }


@dataclass(slots=True)
class Importer:
    """Brings entries into a catalogue; the catalogue is not saved."""

    catalogue: Catalogue
    folder: Path
    """Where the imported file lies."""
    root: Path
    """The corpus."""
    files: Mapping[str, str]
    """SHA-256 by path of the PDFs of the corpus."""
    on_conflict: OnConflict = "keep"
    report: ImportReport = field(default_factory=ImportReport)

    def import_entries(self, reading: FormatReading) -> Catalogue:
        """The catalogue with the entries in it; what happened is in `report`."""
        self.report.unread += reading.unread
        self.report.notes += reading.notes
        for entry in reading.entries:
            findings = check_record(entry.record)
            errors = [one.message for one in findings if one.severity == "error"]
            if errors:
                problem = "; ".join(errors) + "."
                self.report.unread.append(Unread(str(entry.record["id"]), entry.line, problem))
                continue
            self.report.notes += [str(one) for one in findings]
            self.report.notes += _describe_doubtful_persons(entry)
            self._import_entry(entry)
        self.report.unread.sort(key=lambda one: one.line)
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
                key = self.catalogue.find_free_key(key)
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
        """Put the record in, and take out what pincite had made for the same file."""
        guess = self._find_owner(str(item.own.get("sha256", "")), other_than=item.id)
        for old in (before, guess):
            if old is not None:
                kept = {key: said for key, said in old.own.items() if key not in item.own}
                kept.pop("incomplete", None)
                if old is guess:
                    kept.pop("kind", None)
                item = set_pincite_fields(item, **kept)
        if guess is not None:
            rest = [one for one in self.catalogue if one.id != guess.id]
            self.catalogue = Catalogue(self.catalogue.path, rest)
            self.report.notes.append(
                f"{guess.id} was only made from {item.own['file']}: {item.id} takes its place."
            )
        self.catalogue.put(item)

    def _attach_file(self, item: Item, attachments: tuple[str, ...]) -> tuple[Item, How | None]:
        """The item with the PDF of the corpus that it belongs to, and what that was known by."""
        stated = str(item.own.get("sha256", ""))
        by_content = min((file for file, sha in self.files.items() if sha == stated), default="")
        if stated and by_content:
            return self._claim_file(item, by_content, "hash")
        named = [*attachments, str(item.own.get("file", ""))]
        for one in dict.fromkeys(named):
            found = find_attachment(one, self.folder, self.root, self.files)
            if isinstance(found, Ambiguous):
                self.report.notes.append(
                    f"{item.id}: several files are called {found.name}"
                    f" ({', '.join(found.files)}); none was taken."
                )
            elif found:
                if found.differs:
                    self.report.notes.append(
                        f"{item.id}: {found.file} has the name of its attachment and other content:"
                        " check that it is the same document."
                    )
                return self._claim_file(item, found.file, found.how)
        return item, None

    def _claim_file(self, item: Item, file: str, how: How) -> tuple[Item, How | None]:
        owner = self._find_owner(self.files[file], other_than=item.id, guesses=False)
        if owner is not None:
            self.report.notes.append(
                f"{item.id}: {file} belongs to {owner.id} already; {item.id} has no file."
            )
            return set_pincite_fields(item, file=None, sha256=None), None
        return set_pincite_fields(item, file=file, sha256=self.files[file]), how

    def _find_owner(self, sha256: str, *, other_than: str, guesses: bool = True) -> Item | None:
        """Another item whose file this is: one made by pincite (`guesses`), or the user's."""
        for item in self.catalogue:
            file = str(item.own.get("file", ""))
            mine = item.own.get("sha256") or self.files.get(file)
            if not sha256 or mine != sha256 or item.id == other_than:
                continue
            if bool(item.incomplete) == guesses:
                return item
        return None


def _describe_doubtful_persons(entry: ReadEntry) -> list[str]:
    """Persons with the words of a body: their braces, or a missing comma, were forgotten."""
    said = []
    for name in entry.record.get("author", ()):
        parts = (name.get("given"), name.get("family"))
        if not name.get("literal") and any(part and _OF_A_BODY.search(part) for part in parts):
            key = entry.record["id"]
            said.append(
                f"line {entry.line}: “{name.get('family')}, {name.get('given', '')}” was read as a"
                f" person; if it is a body, `pincite edit {key} --author-body NAME` says so."
            )
    return said


def _is_same_record(one: Item, other: Item) -> bool:
    """Whether two records say the same, what pincite knows of the file aside."""

    def drop_file_fields(item: Item) -> dict[str, Any]:
        return dict(set_pincite_fields(item, **dict.fromkeys(_OF_THE_FILE)).record)

    mine, theirs = drop_file_fields(one), drop_file_fields(other)
    for custom in (mine["custom"], theirs["custom"]):
        custom["pincite"] = {
            key: said for key, said in custom["pincite"].items() if key != "page_labels"
        }
    return mine == theirs
