"""`pincite demo`: the invented sample corpus, indexed and searched, and a draft checked."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from cli.common import echo
from cli.declaring import Argument

_QUESTIONS: tuple[tuple[str, bool], ...] = (
    ('"status checks" OR "immigration status"', False),
    ("disclosre of personl informaton", True),
    ("hospital taxi", False),  # stands on a page that is only a picture
    ('"school counter" OR principal*', False),
)


def demo(
    folder: Annotated[
        Path | None, Argument("Keep the sample corpus here (default: a temporary folder).")
    ] = None,
) -> int:
    """Try pincite on an invented sample corpus.

    Indexes the sample documents, searches them, and checks a draft that quotes them.

    Example: pincite demo halden
    """
    if folder is not None:
        return _show(folder)
    with tempfile.TemporaryDirectory(prefix="pincite-demo-") as temporary:
        return _show(Path(temporary))


def _show(folder: Path) -> int:
    from cli.check_command import check
    from cli.index_command import index
    from cli.search_command import search
    from corpus.sample import copy_to

    copy_to(folder, more=True)
    echo("All documents of this demonstration are invented.\n")
    echo(f"$ pincite index {folder}")
    index(folder)
    for query, fuzzy in _QUESTIONS:
        option = "--fuzzy " if fuzzy else ""
        echo(f"\n$ pincite search {option}'{query}'\n")
        code = search([query], corpus=folder, fuzzy=fuzzy, limit=3)
        if code:
            return code
    echo("\n$ pincite check drafts/deputation.docx\n")
    check(folder / "drafts" / "deputation.docx", corpus=folder)
    return 0
