"""`pincite index`: bring a corpus up to date with its folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.common import JsonOption, echo, print_json, say
from cli.declaring import Argument, Option
from cli.layout import wrap_hanging

if TYPE_CHECKING:
    from indexer.updating.report import UpdateReport


def index(
    folder: Annotated[Path, Argument(help="The folder with the PDFs; it becomes a corpus.")],
    reader: Annotated[
        str | None, Option(help="pdfium (the default) or pdfminer, slower and unrelated.")
    ] = None,
    password: Annotated[
        list[str] | None, Option(help="For encrypted files; may be given several times.")
    ] = None,
    time_limit: Annotated[
        float | None, Option(help="Seconds that one file may take (120).", min=0.1)
    ] = None,
    jobs: Annotated[
        int | None, Option(help="How many processes read files (one for each core).", min=1)
    ] = None,
    json_output: JsonOption = False,
) -> int:
    """Read and index every PDF under FOLDER; afterwards only what changed.

    Exit code 1 when some file could not be read; the others are indexed all the same.
    """
    from cli.progress_bar import make_progress
    from corpus.errors import RequestError
    from indexer.readers.options import ReadOptions
    from indexer.updating.update import update_corpus

    if reader not in (None, "pdfium", "pdfminer"):
        raise RequestError(f"There is no reader “{reader}”.", "Use pdfium or pdfminer.")
    options = ReadOptions(
        "pdfminer" if reader == "pdfminer" else "pdfium", tuple(password or ()), time_limit or 120.0
    )
    retry = bool(reader or password or time_limit)
    report = update_corpus(folder, options, retry=retry, processes=jobs, progress=make_progress())
    if json_output:
        print_json(report.as_json())
    else:
        _print(report)
    for file in report.problems:
        say(wrap_hanging(f"not read: {file.path}: {file.problem} {file.advice}"))
    for warning in report.warnings:
        say(wrap_hanging(f"note: {warning}"))
    return 1 if report.problems else 0


def _print(report: UpdateReport) -> None:
    for line in report.format_lines():
        echo(wrap_hanging(line))
