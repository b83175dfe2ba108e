"""`pincite lint`: are the references right, in a catalogue or in a draft?"""

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
        Argument(
            help="A draft: .docx, .md, .txt, .html or .pdf; the catalogue itself without one."
        ),
    ] = None,
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
    json_output: JsonOption = False,
) -> int:
    """Find faults in the catalogue, or in the citations and the reference list of DRAFT.

    Nothing is changed. Exit code 0 when nothing is found, 1 when something is.
    """
    from drafts.lint.lint import check_references

    with open_records(corpus, catalogue) as known:
        found = check_references(known.items, draft)
    if json_output:
        print_json([one.as_json() for one in found])
    for one in () if json_output else found:
        echo(wrap_hanging(f"{one.severity}: {one.where}: {one.wrong}"))
        echo(wrap_hanging(f"{one.remedy} [{one.rule}]", "    "))
    return 1 if found else 0
