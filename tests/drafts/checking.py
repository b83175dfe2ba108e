"""Checks drafts against the indexed sample."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.paths import find_corpus
from drafts.check import check_draft
from drafts.verdicts.verdict import CheckedQuotation, Report
from indexer.library import Library
from indexer.opening import open_library


@contextmanager
def opened(corpus: Path) -> Iterator[Library]:
    library = open_library(find_corpus(corpus))
    try:
        yield library
    finally:
        library.close()


def checked(corpus: Path, draft: Path) -> Report:
    with opened(corpus) as library:
        return check_draft(library, draft)


def checked_text(corpus: Path, folder: Path, text: str) -> Report:
    """The report on a Markdown draft with this text."""
    draft = folder / "draft.md"
    draft.write_text(text, encoding="utf-8")
    return checked(corpus, draft)


def one_of(report: Report) -> CheckedQuotation:
    """The only quotation of a report."""
    (one,) = report.quotations
    return one
