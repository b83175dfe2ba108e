"""`pincite import`: records of another program's file into the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, JsonOption, echo, open_corpus, print_json, say
from cli.declaring import Argument, Option

if TYPE_CHECKING:
    from corpus.formats.importing import OnConflict


def import_records(
    file: Annotated[Path, Argument(help="CSL-JSON, CSL-YAML, BibTeX, BibLaTeX or RIS.")],
    on_conflict: Annotated[
        str, Option(help="Where the catalogue has the key: keep, replace or rename.")
    ] = "keep",
    file_format: Annotated[
        str | None, Option("--format", help="Where neither name nor content tells it.")
    ] = None,
    corpus: CorpusOption = None,
    json_output: JsonOption = False,
) -> int:
    """Bring the records of FILE into the catalogue, their attachments matched to the PDFs.

    Exit code 1 when some entry could not be read; the others are brought in all the same.
    """
    from corpus.catalogue import Catalogue
    from corpus.decoding import decode_file
    from corpus.formats.importing import Importer
    from corpus.formats.registry import get_format, guess_format
    from indexer.store.lock import hold_lock

    rule = _parse_rule(on_conflict)
    text, note = decode_file(file)
    found = get_format(file_format) if file_format else guess_format(file, text)
    reading = found.read(text)
    with open_corpus(corpus) as library:
        places = library.places
        files = {path: one.sha256 for path, one in library.store.list_files().items() if one.sha256}
    with hold_lock(places.lock):
        catalogue = Catalogue.load(places.catalogue)
        importer = Importer(catalogue, file.resolve().parent, places.root, files, rule)
        after = importer.import_entries(reading)
        if importer.report.changed:
            after.save()
    report = importer.report
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


def _parse_rule(said: str) -> OnConflict:
    from corpus.errors import RequestError

    rules: dict[str, OnConflict] = {"keep": "keep", "replace": "replace", "rename": "rename"}
    if said in rules:
        return rules[said]
    raise RequestError(f"“{said}” is no way to settle a conflict.", "Use keep, replace or rename.")
