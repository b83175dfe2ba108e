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
from unicodedata import normalize

from corpus.attachments import Ambiguous, AttachmentFinder, How
from corpus.catalogue import Catalogue, number_names, set_pincite_fields
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
    without_file: list[str] = field(default_factory=list)
    """Imported items that were joined to none of the corpus's files, where it has any."""
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
        if self.without_file:
            shown = ", ".join(self.without_file[:5]) + ", …" * (len(self.without_file) > 5)
            lines.append(
                f"{len(self.without_file)} without a file of the corpus: {shown}."
                " `pincite edit KEY --set custom.pincite.file=FILE` joins one."
            )
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
            "without_file": self.without_file,
            "not_read": list(map(asdict, self.unread)),
            "notes": self.notes,
        }


class Importer:
    """Imports entries into a catalogue, which it does not save."""

    def __init__(
        self,
        catalogue: Catalogue,
        folder: Path,
        root: Path,
        files: Mapping[str, str],
        on_conflict: OnConflict = "keep",
    ) -> None:
        """`folder` is that of the imported file; `files` has the SHA-256 by path of the files in
        the corpus at `root`."""
        self.catalogue = catalogue
        self.on_conflict = on_conflict
        self.report = ImportReport()
        self._files = files
        self._finder = AttachmentFinder(folder, root, files)
        self._owners: dict[str, list[str]] = {}
        self._guesses: dict[tuple[str, int], list[str]] = {}
        for item in catalogue:
            self._note_owner(item)
            if item.incomplete and item.issued and item.own.get("file") in files:
                titled = (_fold_title(item.title), item.issued.year)
                self._guesses.setdefault(titled, []).append(item.id)

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
        if not reading.entries and not self.report.unread:
            self.report.unread.append(Unread("", 1, "there is no record in the file."))
        self.report.unread.sort(key=lambda unread: unread.line)
        return self.catalogue

    def _import_entry(self, entry: ReadEntry) -> None:
        item, how = self._attach_file(Item(entry.record), entry.attachments)
        key = item.id
        before = self.catalogue.get(key) if key in self.catalogue else None
        rename = self.on_conflict == "rename" or entry.key_made
        if before is not None and not before.incomplete:
            if _is_same_record(before, item):
                self.report.unchanged.append(key)
                return
            if rename:
                item = self._give_free_key(item)
                if item.id in self.catalogue:
                    self.report.unchanged.append(item.id)
                    return
                self.report.renamed.append((key, item.id))
                key, before = item.id, None
            elif self.on_conflict == "keep":
                self.report.kept.append(key)
                return
        self._put(item, before)
        if before is None and key == entry.record["id"]:
            self.report.added.append(key)
        elif before is not None:
            self.report.replaced.append(key)
        if not how and self._files:
            self.report.without_file.append(key)
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
            self.catalogue.remove(guess.id)
            self.report.notes.append(
                f"{guess.id} was only a guess from {item.own['file']}; {item.id} replaces it."
            )
        self.catalogue.put(item)
        self._note_owner(item)

    def _give_free_key(self, item: Item) -> Item:
        """The item under the first key of its kind that is free, or that it has already."""
        for key in number_names(item.id):
            named = Item({**item.record, "id": key})
            if key not in self.catalogue or _is_same_record(self.catalogue.get(key), named):
                return named
        raise AssertionError("names do not end")

    def _attach_file(self, item: Item, attachments: tuple[str, ...]) -> tuple[Item, How | None]:
        """The item with the PDF that it belongs to, and how that was recognised."""
        stated = str(item.own.get("sha256", ""))
        by_content = self._finder.find_by_content(stated) if stated else ""
        if by_content:
            return self._claim_file(item, by_content, "hash")
        for named in dict.fromkeys([*attachments, str(item.own.get("file", ""))]):
            match = self._finder.find(named)
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
        if file := self._finder.find_by_key(item.id):
            return self._claim_file(item, file, "key")
        guess = self._find_guess_with_title(item)
        return self._claim_file(item, str(guess.own["file"]), "title") if guess else (item, None)

    def _find_guess_with_title(self, item: Item) -> Item | None:
        """What pincite made from a file that has the item's title and year; None if several have.

        A short title could be that of many documents.
        """
        title = _fold_title(item.title)
        if title.count(" ") < 2 or not item.issued:
            return None
        guesses = self._guesses.get((title, item.issued.year), [])
        if len(guesses) != 1 or guesses[0] not in self.catalogue:
            return None
        return self.catalogue.get(guesses[0])

    def _claim_file(self, item: Item, file: str, how: How) -> tuple[Item, How | None]:
        owner = self._find_owner(self._files[file], other_than=item.id, guesses=False)
        if owner is not None:
            self.report.notes.append(
                f"{item.id}: {file} already belongs to {owner.id}; {item.id} has no file."
            )
            return set_pincite_fields(item, file=None, sha256=None), None
        return set_pincite_fields(item, file=file, sha256=self._files[file]), how

    def _find_owner(self, sha256: str, *, other_than: str, guesses: bool = True) -> Item | None:
        """Another item with this file: one made by pincite (`guesses`), or one of the user's."""
        for key in self._owners.get(sha256, ()):
            if key != other_than and key in self.catalogue:
                item = self.catalogue.get(key)
                if self._hash_file(item) == sha256 and bool(item.incomplete) == guesses:
                    return item
        return None

    def _note_owner(self, item: Item) -> None:
        if sha256 := self._hash_file(item):
            self._owners.setdefault(sha256, []).append(item.id)

    def _hash_file(self, item: Item) -> str:
        """The SHA-256 of the item's file, "" if it has none."""
        known = item.own.get("sha256") or self._files.get(str(item.own.get("file", "")))
        return str(known or "")


def _fold_title(title: str) -> str:
    return " ".join(re.findall(r"\w+", normalize("NFKD", title).casefold()))


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
