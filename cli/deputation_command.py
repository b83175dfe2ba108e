"""`pincite deputation`: how long a text takes to read out, and whether its quotations are right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.common import CorpusOption, JsonOption, echo, may_colour, open_corpus, print_json
from cli.declaring import Argument, Option


def deputation(
    file: Annotated[
        Path | None,
        Argument("The text: .md, .docx, .odt, … [default: the one written in the browser]."),
    ] = None,
    minutes: Annotated[
        float | None, Option("Minutes allowed [default: 5].", min=0.5, max=120)
    ] = None,
    corpus: CorpusOption = None,
    json_output: JsonOption = False,
) -> int:
    """Time a text that is read out, and check its quotations.

    150 words are read in a minute; notes are not read out. Exit code 1 if the text is too long, or
    something in it needs correcting.

    Example: pincite deputation speech.md --minutes 3
    """
    from cli.check_text import format_report
    from cli.layout import wrap_hanging
    from cli.progress_bar import make_progress
    from corpus.errors import RequestError
    from drafts.deputation.clock import USUAL_MINUTES
    from drafts.deputation.deputation_file import load_deputation
    from drafts.deputation.rehearsing import rehearse_file, rehearse_text

    with open_corpus(corpus, searching=True) as library:
        if file is not None:
            progress = make_progress(lines=True)
            rehearsal = rehearse_file(library, file, minutes or USUAL_MINUTES, progress)
        else:
            kept = load_deputation(library.paths)
            if not kept.text.strip():
                raise RequestError(
                    "There is no text of a deputation in the corpus.",
                    "Name a file, or write it in the browser: `pincite serve`.",
                )
            rehearsal = rehearse_text(library, kept.text, minutes or kept.minutes)
        if json_output:
            print_json(rehearsal.as_json())
        else:
            echo(wrap_hanging(f"{rehearsal.time.describe()}."))
            for line in format_report(rehearsal.report, colour=may_colour()):
                echo(line)
    return rehearsal.exit_code
