"""`pincite check`: are the quotations of a draft correct, and where the draft says they are?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.common import (
    CorpusOption,
    EngineOption,
    JsonOption,
    MemoryOption,
    echo,
    may_colour,
    open_corpus,
    print_json,
    say,
)
from cli.declaring import Argument, Option


def check(
    draft: Annotated[Path, Argument("The draft: .docx, .odt, .rtf, .md, .txt, .html or .pdf.")],
    html: Annotated[Path | None, Option("Write a report with page images to this file.")] = None,
    docx: Annotated[
        Path | None, Option("Write a copy of the draft with comments to this file.")
    ] = None,
    csv: Annotated[
        Path | None, Option("Write a table with one row for each quotation to this file.")
    ] = None,
    no_unmarked: Annotated[
        bool, Option("Do not look for words of the corpus that stand without quotation marks.")
    ] = False,
    corpus: CorpusOption = None,
    engine: EngineOption = None,
    memory: MemoryOption = None,
    json_output: JsonOption = False,
) -> int:
    """Check every quotation of a draft: words, page and source.

    The draft is never changed. Exit code 0 if nothing needs correcting, 1 if something does.

    Example: pincite check factum.docx

    Example: pincite check factum.docx --html report.html --docx commented.docx
    """
    from cli.check_text import format_report
    from cli.progress_bar import make_progress
    from corpus.apart.limits import choose_memory
    from corpus.catalogue import write_whole
    from drafts.check import check_draft
    from drafts.reports.targets import require_valid_targets

    require_valid_targets(draft, html, docx, csv)
    progress = make_progress(lines=True)
    with open_corpus(corpus, engine, memory=choose_memory(memory), searching=True) as library:
        report = check_draft(library, draft, progress, unmarked=not no_unmarked)
        if html is not None:
            from drafts.reports.html_report import render_html_report

            write_whole(html, render_html_report(report, library, progress))
        if docx is not None:
            from drafts.reports.docx_report import make_commented_copy

            write_whole(
                docx,
                make_commented_copy(report, library.apart),
            )
        if csv is not None:
            from drafts.reports.csv_report import render_csv_report

            write_whole(csv, render_csv_report(report))
    if json_output:
        print_json(report.as_json())
    else:
        for line in format_report(report, colour=may_colour()):
            echo(line)
    for target in (html, docx, csv):
        if target is not None:
            say(f"Written: {target}")
    return report.exit_code
