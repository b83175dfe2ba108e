"""The file of a draft with its citations written out, whichever of two formats it is in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from citation.written.filled_draft import FilledDraft, fill_draft
from corpus.errors import RequestError
from corpus.frozen import replace_fields
from corpus.items import Item

_MARKDOWN = frozenset({".md", ".markdown", ".mkd", ".mdown", ".qmd", ".rmd"})


def fill_file(draft: Path, target: Path | None, items: Sequence[Item], style: str) -> FilledDraft:
    """What comes of the draft. A Word file is written to `target`, which must be new, and has no
    `text`; the text of a Markdown file is for the caller to write.

    Raises RequestError for another format, a Word file without a target, and as `fill_draft` does;
    FlowingTextError for a file that is not text.
    """
    suffix = draft.suffix.lower()
    if suffix == ".docx":
        from citation.written.filled_word_file import fill_word_file

        if target is None:
            raise RequestError("A Word file is not printed.", "Say where: --output FILE.docx")
        return fill_word_file(draft, target, items, style)
    if suffix not in _MARKDOWN:
        raise RequestError(
            f"{draft.name} is neither Markdown nor Word.", "Save the draft as .md or .docx."
        )
    from indexer.readers.flowing.decoding import read_text_file

    text, warnings = read_text_file(draft)
    filled = fill_draft(text, items, style)
    return replace_fields(filled, remarks=(*warnings, *filled.remarks))
