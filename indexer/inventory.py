"""The contents and the problems of a corpus: behind `pincite list` and `pincite status`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from typing import Any

from corpus.frozen import frozen, get_fields
from corpus.item_files import format_size
from indexer.coverage import describe_extent
from indexer.labels.pinpoint_wording import format_count, format_number_ranges, list_pdf_pages
from indexer.library import Library
from indexer.records.entries import DocumentEntry, describe_rivals


@frozen
class ListedDocument:
    """The summary of one document and its record."""

    item: str
    kind: str
    title: str
    date: str | None
    """ISO 8601: as much of it as is known."""
    pages: int
    """0 in a document without pages."""
    pages_without_text: int
    files: tuple[str, ...]
    incomplete: tuple[str, ...]
    """Fields of the record that were only guessed."""
    reader: str
    told_by: str
    """What tells it from others with the same title; "" where there are none."""

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


def list_holdings(library: Library) -> list[ListedDocument]:
    """Every document, by file name."""
    ranges = library.store.list_key_ranges()
    return [
        ListedDocument(
            entry.item.id,
            entry.item.kind,
            entry.item.title,
            str(entry.item.issued) if entry.item.issued else None,
            len(ranges.get(entry.document.id, ())) - entry.document.stretches,
            len(library.textless.get(entry.document.id, ())),
            entry.files,
            entry.item.incomplete,
            entry.document.reader,
            entry.told_by,
        )
        for entry in library.entries
    ]


@frozen
class Problem:
    """A file that is not a document of the corpus, and why."""

    file: str
    problem: str
    """Follows the file's name: "needs a password."."""
    advice: str


@frozen
class TextlessPages:
    """The pages of one file that cannot be searched."""

    file: str
    pdf_pages: tuple[int, ...]
    """1-based."""
    to_recognise: tuple[int, ...]
    """Those among them with a picture, or with text in a font that cannot be read, that have not
    been read from their picture."""
    unreadable: tuple[int, ...] = ()
    """Those among them with text in a font that does not say which letters it shows."""
    failed: tuple[tuple[int, str], ...] = ()
    """Those that could not be read from their picture, with the reason, which follows "it"."""

    def __str__(self) -> str:
        """For a person."""
        apart = {*self.unreadable, *self.to_recognise, *(page for page, _ in self.failed)}
        empty = tuple(page for page in self.pdf_pages if page not in apart)
        waiting = tuple(page for page in self.to_recognise if page not in self.unreadable)
        reasons = []
        if empty:
            reasons.append(f"{_format_pages_are(empty)} blank, or a picture without words.")
        if waiting:
            pictures = "pictures" if len(waiting) > 1 else "a picture"
            reasons.append(f"{_format_pages_are(waiting)} {pictures}, not read yet.")
        if self.unreadable:
            whose = "their font does" if len(self.unreadable) > 1 else "its font does"
            shown = "they show" if len(self.unreadable) > 1 else "it shows"
            reasons.append(
                f"{_format_pages_are(self.unreadable)} unreadable:"
                f" {whose} not say which letters {shown}."
            )
        reasons += [
            f"PDF page {page} was not read from its picture: it {why}" for page, why in self.failed
        ]
        explanation = f"{self.file}: {' '.join(reasons)}"
        if not self.to_recognise:
            return explanation
        which = format_number_ranges(self.to_recognise)
        if self.to_recognise == self.pdf_pages:
            which = "them" if len(self.pdf_pages) > 1 else "it"
        return f"{explanation} To read {which} from the picture, run `pincite index`."


@frozen
class HiddenWords:
    """Words that one file holds and that nobody can see on its pages."""

    file: str
    pdf_pages: tuple[int, ...]
    """1-based."""
    words: int
    """How many there are on these pages."""

    def __str__(self) -> str:
        """For a person."""
        several = len(self.pdf_pages) > 1
        pages = f"PDF page{'s' if several else ''} {format_number_ranges(self.pdf_pages)}"
        return (
            f"{self.file}: {format_count(self.words, 'word')} on {pages} cannot be seen there and"
            f" {'is' if self.words == 1 else 'are'} not searched; `pincite show N --hidden` lists"
            " what a page holds."
        )


def _format_pages_are(pdf_pages: Sequence[int]) -> str:
    several = len(pdf_pages) > 1
    pages = f"PDF page{'s' if several else ''} {format_number_ranges(pdf_pages)}"
    return f"{pages} {'are' if several else 'is'}"


class CorpusReport:
    """The contents and problems of a corpus. Every file is a document or a problem."""

    def __init__(self, documents: int, pages: int, without_pages: int, index_folder: Path) -> None:
        """The report on so many documents and pages, without any problems yet."""
        self.documents = documents
        self.pages = pages
        self.documents_without_pages = without_pages
        self.pages_without_text = 0
        self.index_folder = str(index_folder)
        self.index_bytes = _measure_size(index_folder)
        self.problems: list[Problem] = []
        self.pages_with_hidden_words = 0
        self.textless: list[TextlessPages] = []
        self.hidden: list[HiddenWords] = []
        self.incomplete: list[str] = []
        """Items whose record was made from the file."""
        self.changed: list[str] = []
        """Items whose file has changed since the record was made."""
        self.not_read: list[str] = []
        """Files of kinds that are not read."""
        self.warnings: list[str] = []

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form: the attributes by name, in the order of `__init__`."""
        return vars(self) | {
            "problems": list(map(get_fields, self.problems)),
            "textless": list(map(get_fields, self.textless)),
            "hidden": list(map(get_fields, self.hidden)),
        }

    def format_lines(self) -> list[str]:
        """The same for a person."""
        lines = [
            f"{describe_extent(self.documents, self.pages, self.documents_without_pages)},"
            f" {self.pages_without_text} of them without text"
            f"{self._format_hidden_count()}.",
            f"Your index: {self.index_folder} ({format_size(self.index_bytes)})",
        ]
        lines += [f"problem: {file.file}: {file.problem} {file.advice}" for file in self.problems]
        lines += [f"no text: {textless}" for textless in self.textless]
        lines += [f"hidden words: {hidden}" for hidden in self.hidden]
        if self.incomplete:
            lines.append(
                "Records made from the files, to be completed in catalogue.json:"
                f" {', '.join(self.incomplete)}."
            )
        if self.changed:
            lines.append(
                "Records whose file has changed; check them and confirm with"
                f" `pincite edit ITEM --confirm`: {', '.join(self.changed)}."
            )
        if self.not_read:
            from indexer.updating.report import describe_others

            lines.append(describe_others(self.not_read))
        return lines + [f"note: {warning}" for warning in self.warnings]

    def _format_hidden_count(self) -> str:
        count = self.pages_with_hidden_words
        return f", {count} with words that cannot be seen" if count else ""


def check_corpus(library: Library, seconds: float = inf) -> CorpusReport:
    """The state of the corpus, compared with the folder as it is now, if that takes no longer than
    so many seconds."""
    entries = library.entries
    ranges = library.store.list_key_ranges()
    stretches = [entry.document.stretches for entry in entries]
    pages = sum(len(ranges.get(entry.document.id, ())) for entry in entries) - sum(stretches)
    without_pages = sum(count > 0 for count in stretches)
    report = CorpusReport(len(entries), pages, without_pages, library.index_place.folder)
    hidden = library.store.count_hidden_words()
    for entry in entries:
        textless = library.textless.get(entry.document.id)
        if textless:
            report.pages_without_text += len(textless)
            empty = _make_textless(library, entry, textless)
            report.textless += [empty] if empty.pdf_pages else []
        if counts := hidden.get(entry.document.id):
            report.pages_with_hidden_words += len(counts)
            sheets = list_pdf_pages(library.read_labels_of_pages(entry, list(counts)))
            words = HiddenWords(entry.files[0], tuple(sheets), sum(counts.values()))
            report.hidden.append(words)
        report.warnings += [f"{entry.files[0]}: {text}" for text in entry.document.warnings]
        for copy in entry.files[1:]:
            same = f"is the same as {entry.files[0]}, which is read."
            report.problems.append(Problem(copy, same, "Remove one of them."))
        if entry.item.incomplete:
            report.incomplete.append(entry.item.id)
        if entry.item.changed:
            report.changed.append(entry.item.id)
    report.warnings += describe_rivals(entries)
    _add_file_problems(report, library, seconds)
    return report


def _measure_size(folder: Path) -> int:
    """How many bytes the files in `folder` take."""
    size = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # another process may be replacing it
            size += path.stat().st_size if path.is_file() else 0
    return size


def _make_textless(library: Library, entry: DocumentEntry, numbers: Sequence[int]) -> TextlessPages:
    store, document = library.store, entry.document
    keys = [store.get_page_keys(document.id)[number - 1] for number in numbers]
    pages = list(store.read_pages(keys).values())
    textless = tuple(list_pdf_pages(page.label for page in pages))
    unreadable = tuple(list_pdf_pages(page.label for page in pages if page.lost))
    unread = set(store.pictures.find_unread().get(document.id, ()))
    unread -= store.pictures.list_read(document.sha256)
    failed = store.pictures.list_problems(document.sha256)
    return TextlessPages(
        entry.files[0],
        textless,
        tuple(page for page in textless if page in unread),
        unreadable,
        tuple((page, failed[page]) for page in textless if page in failed),
    )


def _add_file_problems(report: CorpusReport, library: Library, seconds: float) -> None:
    """Add files that could not be read or are not, and files that changed since the last
    indexing."""
    # here, because `pincite list` does not need it
    from indexer.store.fingerprints import Comparison
    from indexer.updating.files import compare_folder, list_unreadable_folders

    stored = library.store.list_files()
    try:
        changes = compare_folder(library.paths.root, stored, Comparison(seconds=seconds))
    except TimeoutError:
        report.problems += [
            Problem(file.path, file.problem, file.advice)
            for file in stored.values()
            if file.problem
        ]
        report.warnings.append(
            "The folder was not compared with what is indexed: that takes longer than"
            f" {seconds:g} s (--time-limit)."
        )
        return
    outdated = dict.fromkeys(changes.removed, "is indexed, but gone.")
    outdated |= dict.fromkeys(changes.changed, "has changed since it was indexed.")
    outdated |= {new: f"was renamed from {old}." for old, new in changes.renamed}
    outdated |= dict.fromkeys(changes.new, "is not indexed yet.")
    explained = {*outdated, *changes.missing, *(old for old, _ in changes.renamed)}
    files = [changes.current.get(path, file) for path, file in stored.items()]
    problems = [
        Problem(file.path, file.problem, file.advice)
        for file in [*files, *list_unreadable_folders(changes)]
        if file.problem and file.path not in explained
    ]
    report.not_read = changes.others
    put_back = "Put it back, or delete the folder .pincite if all are gone for good."
    problems += [Problem(path, "is indexed, but gone.", put_back) for path in changes.missing]
    report.problems += problems + [
        Problem(path, problem, "Run `pincite index`.") for path, problem in sorted(outdated.items())
    ]
