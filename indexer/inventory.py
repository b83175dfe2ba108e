"""What a corpus holds, and what is wrong with it: what `pincite list` and `pincite status` do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from indexer.files import compare
from indexer.library import Library
from indexer.pinpoint import page_list


@dataclass(frozen=True, slots=True)
class Holding:
    """One document with its record, in short."""

    item: str
    kind: str
    title: str
    date: str | None
    """ISO 8601, as far as it is known."""
    pages: int
    pages_without_text: int
    files: tuple[str, ...]
    incomplete: tuple[str, ...]
    """Fields of the record that were only guessed."""
    reader: str

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "item": self.item,
            "kind": self.kind,
            "title": self.title,
            "date": self.date,
            "pages": self.pages,
            "pages_without_text": self.pages_without_text,
            "file": self.files[0],
            "files": list(self.files),
            "incomplete": list(self.incomplete),
            "reader": self.reader,
        }


def holdings(library: Library) -> list[Holding]:
    """Every document, by file name."""
    return [
        Holding(
            entry.item.id,
            entry.item.kind,
            entry.item.title,
            str(entry.item.issued) if entry.item.issued else None,
            len(library.labels(entry)),
            len(library.textless.get(entry.document.id, ())),
            entry.files,
            entry.item.incomplete,
            entry.document.reader,
        )
        for entry in library.entries
    ]


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is no document of the corpus, and why."""

    file: str
    problem: str
    advice: str

    def as_json(self) -> dict[str, str]:
        """The documented, stable form."""
        return {"file": self.file, "problem": self.problem, "advice": self.advice}


@dataclass(slots=True)
class Condition:
    """What a corpus holds and what is wrong with it. Every file is a document or a problem."""

    documents: int
    pages: int
    pages_without_text: int
    problems: list[Problem] = field(default_factory=list)
    textless: list[tuple[str, tuple[int, ...], str]] = field(default_factory=list)
    """File, its 1-based PDF pages without text, and the same in words."""
    incomplete: list[str] = field(default_factory=list)
    """Items whose record was made from the file."""
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {
            "documents": self.documents,
            "pages": self.pages,
            "pages_without_text": self.pages_without_text,
            "problems": [problem.as_json() for problem in self.problems],
            "textless": [
                {"file": file, "pdf_pages": list(pages)} for file, pages, _ in self.textless
            ],
            "incomplete": self.incomplete,
            "warnings": self.warnings,
        }

    def lines(self) -> list[str]:
        """The same for a person."""
        lines = [
            f"{self.documents} documents, {self.pages} pages,"
            f" {self.pages_without_text} of them without text."
        ]
        lines += [f"problem: {one.file}: {one.problem} {one.advice}" for one in self.problems]
        lines += [
            f"no text: {file}: {pages}. Recognise it (for example with OCRmyPDF) to search it."
            for file, _, pages in self.textless
        ]
        if self.incomplete:
            lines.append(
                f"{len(self.incomplete)} records were made from the files and are incomplete:"
                f" {', '.join(self.incomplete)}."
            )
        return lines + self.warnings


def condition(library: Library) -> Condition:
    """The state of the corpus, the folder as it is now included."""
    coverage = library.coverage()
    found = Condition(coverage["documents"], coverage["pages"], coverage["pages_without_text"])
    for entry in library.entries:
        pages = library.textless.get(entry.document.id)
        if pages:
            labels = library.labels(entry)
            shown = page_list([labels[page - 1] for page in pages])
            found.textless.append((entry.files[0], tuple(pages), f"pages {shown}"))
        found.warnings += [f"{entry.files[0]}: {text}" for text in entry.document.warnings]
        for copy in entry.files[1:]:
            found.problems.append(
                Problem(copy, f"The same as {entry.files[0]}; read once.", "Remove one of them.")
            )
        if entry.item.incomplete:
            found.incomplete.append(entry.item.id)
    found.problems += _unread(library)
    return found


def _unread(library: Library) -> list[Problem]:
    """Files that could not be read, and files that changed since the last indexing."""
    stored = library.store.files()
    problems = [
        Problem(file.path, file.problem, file.advice) for file in stored.values() if file.problem
    ]
    changes = compare(library.places.root, stored)
    advice = "Run `pincite index`."
    problems += [Problem(path, "Not indexed yet.", advice) for path in changes.new]
    problems += [Problem(new, f"Renamed from {old}.", advice) for old, new in changes.renamed]
    problems += [Problem(path, "Changed since it was indexed.", advice) for path in changes.changed]
    problems += [Problem(path, "Indexed, but gone.", advice) for path in changes.removed]
    return problems
