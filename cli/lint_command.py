"""`pincite lint`: are the references in a catalogue or a draft consistent?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.citation_options import CatalogueOption, open_records
from cli.common import CorpusOption, JsonOption, echo, print_json
from cli.declaring import Argument
from cli.layout import wrap_hanging


def lint(
    draft: Annotated[
        Path | None,
        Argument("A draft: .docx, .md, .txt, .html or .pdf (default: check the catalogue)."),
    ] = None,
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
    json_output: JsonOption = False,
) -> int:
    """Find faults in the catalogue or in a draft's references.

    Nothing is changed. Exit code 0 if nothing was found, 1 if something was.

    Example: pincite lint

    Example: pincite lint factum.docx
    """
    from drafts.lint.lint import check_references

    with open_records(corpus, catalogue) as records:
        findings = check_references(records.items, draft)
    if json_output:
        print_json([finding.as_json() for finding in findings])
    for finding in () if json_output else findings:
        echo(wrap_hanging(f"{finding.severity}: {finding.where}: {finding.wrong}"))
        echo(wrap_hanging(f"{finding.remedy} [{finding.rule}]", "    "))
    return 1 if findings else 0
