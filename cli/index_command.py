"""`pincite index`: bring a corpus up to date with its folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.common import JsonOption, MemoryOption, echo, print_json, say
from cli.declaring import Argument, Option
from cli.layout import wrap_hanging


def index(
    folder: Annotated[Path, Argument("Folder with the documents; it becomes the corpus.")],
    reader: Annotated[
        str | None, Option("pdfium (default) or pdfminer (slower, an independent implementation).")
    ] = None,
    password: Annotated[
        list[str] | None, Option("Password for encrypted files; repeatable.")
    ] = None,
    time_limit: Annotated[
        float | None,
        Option("Longest time for one file [default: 120].", metavar="SECONDS", min=0.1),
    ] = None,
    memory: MemoryOption = None,
    no_ocr: Annotated[
        bool, Option("Leave pages that are pictures unread, such as scans.", "--no-ocr")
    ] = False,
    language: Annotated[
        str | None,
        Option("Language of scans, as eng+fra [default: each document’s own].", metavar="LANG"),
    ] = None,
    tessdata: Annotated[
        Path | None,
        Option("Folder with Tesseract’s data for other languages.", metavar="DIR"),
    ] = None,
    jobs: Annotated[
        int | None, Option("Number of reading processes [default: one per core].", min=1)
    ] = None,
    retry: Annotated[bool, Option("Try again to read what could not be read.")] = False,
    verify: Annotated[
        bool, Option("Read every file to see whether it has changed; look for damage.")
    ] = False,
    engine: Annotated[
        str | None,
        Option(
            "Put the index on the cluster at opensearch://HOST:9200/NAME from now on;"
            " “whoosh” for this machine.",
            metavar="ADDRESS",
        ),
    ] = None,
    dask: Annotated[
        str | None,
        Option(
            "Have the workers of the Dask scheduler at tcp://HOST:8786 read.", metavar="ADDRESS"
        ),
    ] = None,
    json_output: JsonOption = False,
) -> int:
    """Read and index every document under FOLDER.

    PDF, Word, web, text, book and mail files, and scans; others are counted. A folder “drafts” is
    left out.

    Whatever has text can be searched first; then the pages that are pictures are read, which takes
    seconds each. Later runs go on where one was interrupted, and read only what has changed. Exit
    code 1 if a file could not be read; the others are indexed all the same.

    Example: pincite index documents

    Example: pincite index documents --language eng+fra
    """
    from cli.progress_bar import make_progress
    from corpus.apart.limits import choose_memory
    from corpus.errors import RequestError
    from indexer.readers.options import ReadOptions
    from indexer.updating.update import update_corpus

    if reader not in (None, "pdfium", "pdfminer"):
        raise RequestError(f"There is no reader “{reader}”.", "Use pdfium or pdfminer.")
    options = ReadOptions(
        "pdfminer" if reader == "pdfminer" else "pdfium",
        tuple(password or ()),
        time_limit or 120.0,
        choose_memory(memory),
        not no_ocr,
        language or "",
        tessdata,
        dask or "",
    )
    if engine and folder.is_dir():
        from engine.chosen import choose_engine

        choose_engine(folder.resolve(), engine)
    report = update_corpus(
        folder,
        options,
        retry=retry or bool(reader or password or time_limit or memory),
        reread=bool(reader),
        verify=verify,
        processes=jobs,
        progress=make_progress(),
    )
    if json_output:
        print_json(report.as_json())
    else:
        for line in report.format_lines():
            echo(wrap_hanging(line))
    for file in report.problems:
        say(wrap_hanging(f"not read: {file.path}: {file.problem} {file.advice}"))
    for warning in report.warnings:
        say(wrap_hanging(f"note: {warning}"))
    return 1 if report.problems else 0
