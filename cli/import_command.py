"""`pincite import`: records from another program's file into the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, JsonOption, MemoryOption, echo, open_corpus, print_json, say
from cli.declaring import Argument, Option

if TYPE_CHECKING:
    from corpus.formats.importing import OnConflict


def import_records(
    file: Annotated[
        Path | None,
        Argument("A file in CSL-JSON, CSL-YAML, BibTeX, BibLaTeX, RIS, EndNote or PubMed."),
    ] = None,
    on_conflict: Annotated[
        str, Option("For keys already in the catalogue: keep, replace or rename.", metavar="RULE")
    ] = "keep",
    file_format: Annotated[
        str | None, Option("Format of FILE [default: recognised by name or content].", "--format")
    ] = None,
    zotero: Annotated[
        bool, Option("The library of the Zotero that runs on this computer.")
    ] = False,
    corpus: CorpusOption = None,
    memory: MemoryOption = None,
    json_output: JsonOption = False,
) -> int:
    """Import records from a file of another program.

    Attachments are matched to the PDFs of the corpus. Exit code 1 if an entry could not be read;
    the others are imported all the same.

    Example: pincite import library.bib

    Example: pincite import export.ris --on-conflict replace
    """
    from corpus.apart.limits import choose_memory
    from corpus.apart.pool import Pool
    from corpus.errors import RequestError
    from corpus.formats.reading import read_record_text, read_records
    from corpus.paths import find_catalogue
    from indexer.records.saving import join_records

    rule = _parse_rule(on_conflict)
    if (file is None) != zotero:
        raise RequestError("Records come from a file or from Zotero.", "Name a file or --zotero.")
    with Pool(memory=choose_memory(memory), may_fork=True) as apart:
        if file is None:
            from corpus.fetching.zotero import read_zotero_library

            file, note = Path("Zotero"), ""
            reading = read_record_text(read_zotero_library(), "csl-json", "Zotero", apart)
        else:
            reading, note = read_records(file, file_format or "", apart)
    paths = find_catalogue(corpus)
    hashes = _list_hashes(corpus) if paths.store.is_file() else {}
    report = join_records(paths, reading, file.resolve().parent, hashes, rule)
    if json_output:
        print_json(report.as_json())
    else:
        for line in report.format_lines():
            echo(line)
    for unread in report.unread:
        say(f"not read: {file}: {unread}")
    for remark in (note, *report.notes):
        if remark:
            say(f"note: {remark}")
    return 1 if report.unread else 0


def _list_hashes(corpus: Path | None) -> dict[str, str]:
    """The SHA-256 of each file of the corpus, by path."""
    with open_corpus(corpus) as library:
        stored = library.store.list_files().items()
        return {path: entry.sha256 for path, entry in stored if entry.sha256}


def _parse_rule(word: str) -> OnConflict:
    """Raises RequestError when `word` is not a rule."""
    from corpus.errors import RequestError

    rules: dict[str, OnConflict] = {"keep": "keep", "replace": "replace", "rename": "rename"}
    if word in rules:
        return rules[word]
    raise RequestError(
        f"“{word}” is not a valid value for --on-conflict.", "Use keep, replace or rename."
    )
