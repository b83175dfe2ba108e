"""`pincite lint`: are the references in a catalogue or a draft consistent?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.citation_options import CatalogueOption, open_records
from cli.common import CorpusOption, JsonOption, MemoryOption, echo, print_json
from cli.declaring import Argument
from cli.layout import wrap_hanging


def lint(
    draft: Annotated[
        Path | None,
        Argument("A draft: .docx, .md, .txt, .html or .pdf (default: check the catalogue)."),
    ] = None,
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
    memory: MemoryOption = None,
    json_output: JsonOption = False,
) -> int:
    """Find faults in the catalogue or in a draft's references.

    Nothing is changed. Exit code 0 if nothing was found, 1 if something was.

    Example: pincite lint

    Example: pincite lint factum.docx
    """
    from corpus.apart.limits import choose_memory
    from corpus.apart.pool import Pool
    from drafts.lint.lint import check_references

    with (
        open_records(corpus, catalogue) as records,
        Pool(memory=choose_memory(memory), may_fork=True) as apart,
    ):
        findings = check_references(records.items, draft, apart)
    if json_output:
        print_json([finding.as_json() for finding in findings])
    for finding in () if json_output else findings:
        echo(wrap_hanging(f"{finding.severity}: {finding.where}: {finding.wrong}"))
        echo(wrap_hanging(f"{finding.remedy} [{finding.rule}]", "    "))
    return 1 if findings else 0
