"""`pincite cite-in`: a draft with its citations written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.citation_options import AnyStyleOption, CatalogueOption, choose_style, open_records
from cli.common import CorpusOption, echo, say
from cli.declaring import Argument, Option


def cite_in(
    draft: Annotated[Path, Argument("A Markdown draft with [@key, p. 12].")],
    style: AnyStyleOption = None,
    file: Annotated[
        Path | None, Option("Write to this new file [default: print].", "--output")
    ] = None,
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
) -> int:
    """Write out the citations of a Markdown draft.

    A bibliography is added. A draft cites as in pandoc: [see @key, p. 12; @other],
    @key [para 3], [-@key]. The draft itself is not changed.

    Example: pincite cite-in thesis.md --style mcgill --output thesis-cited.md
    """
    from citation.written.filled_draft import fill_draft
    from corpus.errors import RequestError
    from indexer.readers.flowing.decoding import read_text_file

    if draft.suffix.lower() not in (".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd"):
        raise RequestError(
            f"{draft.name} is not a Markdown file.", "Save the draft as Markdown (.md)."
        )
    if file is not None and file.exists():
        raise RequestError(f"There is a file {file} already.", "Choose another name.")
    text, warnings = read_text_file(draft)
    with open_records(corpus, catalogue) as records:
        filled = fill_draft(text, records.items, choose_style(style))
    for remark in (*warnings, *filled.remarks):
        say(f"note: {remark.rstrip('.')}.")
    if file is None:
        echo(filled.text, end="")
    else:
        file.write_text(filled.text, encoding="utf-8", newline="\n")
        say(f"{filled.cited} citations written to {file}.")
    return 0
