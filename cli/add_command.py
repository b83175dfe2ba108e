"""`pincite add`: new records in the catalogue, of files or of what is only cited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cli.common import CorpusOption, echo, open_corpus, say, say_remarks
from cli.declaring import Argument, Option
from cli.record_options import (
    AuthorBodyOption,
    AuthorOption,
    ConfirmOption,
    DateOption,
    KindOption,
    SettingsOption,
    TitleOption,
    say_guessed_fields,
)

if TYPE_CHECKING:
    from corpus.items import Item
    from indexer.library import Library


def add(
    files: Annotated[list[str] | None, Argument("Files of the corpus.", metavar="FILE")] = None,
    title: TitleOption = None,
    author: AuthorOption = None,
    author_body: AuthorBodyOption = None,
    date: DateOption = None,
    kind: KindOption = None,
    key: Annotated[str | None, Option("Citation key.", "--id", metavar="KEY")] = None,
    case: Annotated[
        str | None, Option("A decision, as it is cited: 'R v Smith, 2019 SCC 65'.", metavar="TEXT")
    ] = None,
    doi: Annotated[str | None, Option("A DOI, described by Crossref.", metavar="DOI")] = None,
    isbn: Annotated[
        str | None, Option("An ISBN, described by Open Library.", metavar="ISBN")
    ] = None,
    url: Annotated[
        str | None, Option("A web page, described by its own tags.", metavar="URL")
    ] = None,
    allow_private: Annotated[
        bool, Option("With --url: allow addresses on your own network.")
    ] = False,
    csl_type: Annotated[
        str | None, Option("CSL type, such as report or legal_case.", "--type", metavar="TYPE")
    ] = None,
    settings: SettingsOption = None,
    confirm: ConfirmOption = False,
    corpus: CorpusOption = None,
) -> int:
    """Add records to the catalogue, with or without a file.

    A record of a file is made from the file; the options fill in or replace its fields. Without a
    file the options are the record, and a folder without a catalogue gets one.

    Example: pincite add report.pdf --title "Often asking" --date 2015

    Example: pincite add --case "R v Smith, 2019 SCC 65"
    """
    from corpus.catalogue import Catalogue
    from corpus.editing import RecordChanges, add_records, make_record
    from corpus.errors import RequestError
    from corpus.paths import find_catalogue_to_fill
    from indexer.store.lock import hold_lock

    changes = RecordChanges(
        title, tuple(author or ()), tuple(author_body or ()), date, kind, key,
        tuple(settings or ()), (), confirm,
    )  # fmt: skip
    if csl_type:
        changes = replace(changes, assignments=(f"type={csl_type}", *changes.assignments))
    if key and files and len(files) > 1:
        raise RequestError("Several files cannot share one citation key.", "Add them one by one.")
    described = [given for given in (case, doi, isbn, url) if given]
    if len(described) > 1 or (described and files):
        raise RequestError(
            "A file, a case, a DOI, an ISBN and a URL are added one by one.", "Give one of them."
        )
    if files:
        with open_corpus(corpus) as library:
            paths, records = library.paths, _list_records(library, files)
    else:
        paths = find_catalogue_to_fill(corpus)
        known = Catalogue.load(paths.catalogue)
        records = [
            make_record(
                changes, known, _describe(case, doi, isbn) or _describe_page(url, allow_private)
            )
        ]
    with hold_lock(paths.lock):
        catalogue, outcomes = add_records(Catalogue.load(paths.catalogue), records, changes)
        remarks = catalogue.save()
    say_remarks(remarks)
    for item, outcome in outcomes:
        echo(f"{item.id}: {outcome}: {item.title}")
        say_guessed_fields(item)
    return 0


def _describe(case: str | None, doi: str | None, isbn: str | None) -> dict[str, Any]:
    """The fields of a work that a citation string or a public catalogue describes."""
    if case:
        return _read_case(case)
    if doi:
        from corpus.fetching.described import describe_doi

        return describe_doi(doi)
    if isbn:
        from corpus.fetching.described import describe_isbn

        return describe_isbn(isbn)
    return {}


def _describe_page(url: str | None, allow_private: bool) -> dict[str, Any]:
    """The fields that a web page states about itself; none where no page is given."""
    if not url:
        return {}
    from corpus.apart.pool import Pool
    from corpus.fetching.limits import Limits
    from corpus.fetching.web_page import describe_url

    with Pool() as apart:
        return describe_url(url, apart, limits=Limits(allow_private=allow_private))


def _read_case(text: str) -> dict[str, Any]:
    """The fields of the decision that a citation string describes."""
    from citation.law.case_record import read_case_string

    read = read_case_string(text)
    if read.pinpoint:
        say(f"note: “{read.pinpoint}” is a place in the decision and no part of its record.")
    return read.fields


def _list_records(library: Library, files: list[str]) -> list[Item]:
    root = library.paths.root
    return [library.get_entry(_make_path_relative(file, root)).item for file in files]


def _make_path_relative(file: str, root: Path) -> str:
    """The path relative to the corpus if the file lies there, otherwise as it was typed."""
    try:
        inside = Path(file).resolve().relative_to(root)
    except (OSError, ValueError):
        return file
    return inside.as_posix() if (root / inside).is_file() else file
