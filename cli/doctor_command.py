"""`pincite doctor`: what is wrong with a corpus, and mended."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, JsonOption, echo, print_json
from cli.declaring import Option
from cli.layout import wrap_hanging


def doctor(
    corpus: CorpusOption = None,
    only_look: Annotated[bool, Option("Change nothing.", "--check")] = False,
    json_output: JsonOption = False,
) -> int:
    """Look for damage in a corpus, and mend it.

    Reads store, index, catalogue and every file whole, and holds them against each other. Only
    files whose stored text is damaged, or that have changed, are read again; your documents and
    your catalogue are never changed. Exit code 1 if something is left to do.

    Example: pincite doctor

    Example: pincite doctor --check --json
    """
    from cli.progress_bar import make_progress
    from corpus.paths import find_corpus
    from indexer.doctor import check_up

    findings = check_up(find_corpus(corpus), mend=not only_look, progress=make_progress())
    if json_output:
        print_json([finding.as_json() for finding in findings])
    else:
        for finding in findings:
            echo(wrap_hanging(str(finding)))
        if not findings:
            echo("Store, index, catalogue and files are well.")
    return 0 if all(finding.mended for finding in findings) else 1
