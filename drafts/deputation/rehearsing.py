"""A deputation looked at: how long it takes, and whether its quotations are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.frozen import frozen
from corpus.progress import Progress
from drafts.check import check_draft, check_read_draft
from drafts.deputation.clock import USUAL_MINUTES, ReadingTime, measure_reading
from drafts.verdicts.verdict import Report
from indexer.library import Library
from indexer.readers.flowing.markdown import parse_markdown

NAME = "Deputation"
"""What the text is called in a report, where it is in no file."""


@frozen
class Rehearsal:
    """A deputation, checked."""

    time: ReadingTime
    report: Report

    @property
    def exit_code(self) -> int:
        """0 if it is short enough and nothing needs correcting, else 1."""
        return 1 if self.time.is_over else self.report.exit_code

    def as_json(self) -> dict[str, Any]:
        """The documented, stable form."""
        return {**self.time.as_json(), **self.report.as_json()}


def rehearse_file(
    library: Library,
    path: Path,
    limit: float = USUAL_MINUTES,
    progress: Progress | None = None,
) -> Rehearsal:
    """The deputation in a file; `limit` in minutes. Raises what `check_draft` raises."""
    report = check_draft(library, path, progress)
    return Rehearsal(measure_reading(report.draft, limit), report)


def rehearse_text(
    library: Library, text: str, limit: float = USUAL_MINUTES, *, hasty: bool = False
) -> Rehearsal:
    """The deputation in a Markdown text; `hasty` while it is being typed: no second reader is
    asked, and words without quotation marks are not looked for."""
    draft = parse_markdown(text, Path(NAME))
    report = check_read_draft(library, draft, unmarked=not hasty, second_readings=not hasty)
    return Rehearsal(measure_reading(draft, limit), report)
