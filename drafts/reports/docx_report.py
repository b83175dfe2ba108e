"""A copy of a Word draft with a comment on each quotation; nothing else in it changes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, cast

from corpus.apart.pool import Pool
from drafts.quotations.quotation_finder import Quotation
from drafts.reports import phrases
from drafts.reports.docx_anchors import Anchors
from drafts.reports.targets import AUTHOR
from drafts.verdicts.verdict import CheckedQuotation, Report
from indexer.readers.flowing.flowing_text import FlowingText, FlowingTextError

if TYPE_CHECKING:
    from docx.oxml.text.run import CT_R

_INITIALS = "pc"
_SECONDS = 120.0
"""Seconds that the copy may take to be made."""
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_commented_copy(report: Report, apart: Pool | None = None) -> bytes:
    """The draft's file with the comments added, in a process of the pool `apart`.

    Raises FlowingTextError if the file cannot take any, GivenUp if it takes too much.
    """
    comments = [(one.quotation, _format_comment(one)) for one in report.quotations]
    with ExitStack() as opened:
        pool = apart or opened.enter_context(Pool(may_fork=True))
        work = report.draft, comments
        return pool.call(_add_comments, work, about=report.draft.path.name, seconds=_SECONDS)


def _add_comments(draft: FlowingText, comments: list[tuple[Quotation, str]]) -> bytes:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.text.run import Run
    from lxml.etree import XMLSyntaxError

    path = draft.path
    try:
        document = Document(str(path))
        document.comments  # noqa: B018 - made here, so that a file that cannot have any fails now
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, XMLSyntaxError) as error:
        raise FlowingTextError(
            f"{path.name} is an unusual form of .docx, to which no comments can be added.",
            "Save it again as a plain Word document (.docx), or use --html.",
        ) from error
    name = str(document.part.partname).lstrip("/")
    anchors = Anchors(draft, name, document.element)
    for quotation, comment in comments:
        elements = anchors.find_runs(quotation)
        if elements is not None:
            runs = [Run(cast("CT_R", element), document) for element in elements]
            document.add_comment(runs, comment, AUTHOR, _INITIALS)
    copy = io.BytesIO()
    document.save(copy)
    return copy.getvalue()


def _format_comment(one: CheckedQuotation) -> str:
    lines = (" ".join(line.split()) for line in _format_comment_lines(one))
    return "\n".join(_NOT_IN_XML.sub("�", line) for line in lines)


def _format_comment_lines(one: CheckedQuotation) -> Iterator[str]:
    """What the comment says, one line for each paragraph."""
    verdict = one.wording.verdict
    yield f"{phrases.STATES[one.state].capitalize()}."
    yield f"Words {verdict}: {phrases.WORDS[verdict]}."
    if verdict == "too-short":
        return
    yield f"Page {one.page}: {phrases.PAGES[one.page]}."
    yield f"Source {one.source}: {phrases.SOURCES[one.source]}."
    for line in (*phrases.describe_differences(one), *phrases.list_remarks(one)):
        yield f"– {line}"
    for match in one.matches:
        if verdict != "verbatim":
            yield f"The source: “{match.text}”"
        yield phrases.cite_match(match)
