"""`pincite cite-in`: a draft with its citations written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cli.citation_options import AnyStyleOption, CatalogueOption, choose_style, open_records
from cli.common import CorpusOption, echo, say
from cli.declaring import Argument, Option


def cite_in(
    draft: Annotated[Path, Argument("A draft (.md, .docx) with [@key, p. 12].")],
    style: AnyStyleOption = None,
    file: Annotated[
        Path | None, Option("Write to this new file [default: print].", "--output")
    ] = None,
    corpus: CorpusOption = None,
    catalogue: CatalogueOption = None,
) -> int:
    """Write out the citations of a draft.

    A bibliography is added. A draft cites as in pandoc: [see @key, p. 12; @other],
    @key [para 3], [-@key]. The draft itself is not changed. In Word files citations are
    written in the text only, not in notes.

    Example: pincite cite-in thesis.md --style mcgill --output thesis-cited.md
    """
    from citation.written.filled_draft import fill_draft
    from corpus.errors import RequestError
    from indexer.readers.flowing.decoding import read_text_file

    if file is not None and file.exists():
        raise RequestError(f"There is a file {file} already.", "Choose another name.")
    if draft.suffix.lower() == ".docx":
        return _fill_word_file(draft, file, style, corpus, catalogue)
    if draft.suffix.lower() not in (".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd"):
        raise RequestError(
            f"{draft.name} is neither Markdown nor Word.", "Save the draft as .md or .docx."
        )
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


def _fill_word_file(
    draft: Path, file: Path | None, style: str | None, corpus: Path | None, catalogue: Path | None
) -> int:
    from citation.written.filled_word_file import fill_word_file
    from corpus.errors import RequestError

    if file is None:
        raise RequestError("A Word file is not printed.", "Say where: --output FILE.docx")
    if not draft.is_file():
        raise RequestError(f"There is no file {draft}.", "Check the name.")
    with open_records(corpus, catalogue) as records:
        filled = fill_word_file(draft, file, records.items, choose_style(style))
    for remark in filled.remarks:
        say(f"note: {remark.rstrip('.')}.")
    say(f"{filled.cited} citations written to {file}.")
    return 0
