"""`pincite cite-in`: a draft with its citations written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.citation_options import AnyStyleOption, CatalogueOption, choose_style, open_records
from cli.common import CorpusOption, MemoryOption, echo, say
from cli.declaring import Argument, Option

_SECONDS = 120.0
"""Seconds that a draft may take."""


def cite_in(
    draft: Annotated[Path, Argument("A draft (.md, .docx) with [@key, p. 12].")],
    style: AnyStyleOption = None,
    file: Annotated[
        Path | None, Option("Write to this new file [default: print].", "--output")
    ] = None,
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
    memory: MemoryOption = None,
) -> int:
    """Write out the citations of a draft.

    A bibliography is added. A draft cites as in pandoc: [see @key, p. 12; @other],
    @key [para 3], [-@key]. The draft itself is not changed. Styles with notes make notes,
    in Word files real footnotes among those that are there.

    Example: pincite cite-in thesis.md --style mcgill --output thesis-cited.md
    """
    from citation.written.filled_file import fill_file
    from corpus.apart.limits import choose_memory
    from corpus.apart.pool import Pool
    from corpus.errors import RequestError

    if file is not None and file.exists():
        raise RequestError(f"There is a file {file} already.", "Choose another name.")
    if not draft.is_file():
        raise RequestError(f"There is no file {draft}.", "Check the name.")
    with (
        open_records(corpus, catalogue) as records,
        Pool(memory=choose_memory(memory), may_fork=True) as apart,
    ):
        work = draft, file, records.items, choose_style(style)
        filled = apart.call(fill_file, work, about=draft.name, seconds=_SECONDS)
    for remark in filled.remarks:
        say(f"note: {remark.rstrip('.')}.")
    if file is None:
        echo(filled.text, end="")
        return 0
    if filled.text:
        file.write_text(filled.text, encoding="utf-8", newline="\n")
    say(f"{filled.cited} citations written to {file}.")
    return 0
