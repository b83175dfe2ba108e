"""`pincite import`: records of another program's file into the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, JsonOption, echo, opened, print_json, say
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
    from corpus.formats.decoding import text_of
    from corpus.formats.importing import Importer
    from corpus.formats.registry import format_named, format_of
    from indexer.store.lock import writing

    rule = _rule(on_conflict)
    text, note = text_of(file)
    found = format_named(file_format) if file_format else format_of(file, text)
    reading = found.read(text)
    with opened(corpus) as library:
        places = library.places
        files = {path: one.sha256 for path, one in library.store.files().items() if one.sha256}
    with writing(places.lock):
        catalogue = Catalogue.load(places.catalogue)
        importer = Importer(catalogue, file.resolve().parent, places.root, files, rule)
        after = importer.bring(reading)
        if importer.report.changed:
            after.save()
    report = importer.report
    if json_output:
        print_json(report.as_json())
    else:
        for line in report.lines():
            echo(line)
    for unread in report.unread:
        say(f"not read: {file}: {unread}")
    for remark in (note, *report.notes):
        if remark:
            say(f"note: {remark}")
    return 1 if report.unread else 0


def _rule(said: str) -> OnConflict:
    from corpus.errors import RequestError

    rules: dict[str, OnConflict] = {"keep": "keep", "replace": "replace", "rename": "rename"}
    if said in rules:
        return rules[said]
    raise RequestError(f"“{said}” is no way to settle a conflict.", "Use keep, replace or rename.")
