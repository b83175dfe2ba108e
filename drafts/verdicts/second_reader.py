"""The second reader: does the other PDF engine see the quoted words, too?

A careful clerk would want two independent programs to agree on the words. Only the pages cited are
read again, with pdfminer.six (or with PDFium, if pdfminer.six was the first reader); each line of
the passage is looked for among the letters of the page, and a line that is not there is reported.
Only letters and digits are compared, so hyphens and the order of columns make no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from corpus.errors import ReadingError
from drafts.verdicts.passage_lines import list_passage_lines
from indexer.labels.pinpoint_wording import list_pdf_pages
from indexer.library import Library
from indexer.readers.signatures import is_pdf
from indexer.words.tokens import split_words
from search.locating.match import Match

_IN_ONE_PROCESS = 6
"""Pages for one process; for more than twice as many it pays to start others."""

Letters = Mapping[tuple[str, int], str | None]
"""By file (relative path) and 1-based PDF page: the letters that the second reader sees, None if it
cannot read the page."""


def read_again(library: Library, matches: Iterable[Match]) -> Letters:
    """The letters of every page that the matches stand on, as the other engine reads them."""
    wanted: dict[tuple[str, str], set[int]] = defaultdict(set)
    for match in matches:
        if not is_pdf(match.entry.document.reader):  # there is no second reader of other files
            continue
        wanted[match.entry.files[0], match.entry.document.reader].update(
            list_pdf_pages(match.labels)
        )
    root = library.paths.root
    jobs = [
        (str(root / file), file, reader, tuple(sorted(pages)[at : at + _IN_ONE_PROCESS]))
        for (file, reader), pages in wanted.items()
        for at in range(0, len(pages), _IN_ONE_PROCESS)
    ]
    letters: dict[tuple[str, int], str | None] = {}
    for seen in _run_jobs(jobs):
        letters.update(seen)
    return letters


def describe_disagreement(library: Library, match: Match, letters: Letters) -> str:
    """One sentence on where the second reader does not see the words of `match`; "" if it does."""
    if not is_pdf(match.entry.document.reader):
        return ""
    file = match.entry.files[0]
    for passage_line in list_passage_lines(library, match):
        pdf_page, line = passage_line.sheet.pdf_page, passage_line.text
        seen = letters.get((file, pdf_page))
        if seen is None:
            return f"The second reader could not read PDF page {pdf_page}."
        if "".join(split_words(line)) not in seen:
            return f"The second reader does not see “{line.strip()}” on PDF page {pdf_page}."
    return ""


_Job = tuple[str, str, str, tuple[int, ...]]


def _run_jobs(jobs: Sequence[_Job]) -> Iterable[dict[tuple[str, int], str | None]]:
    if sum(len(job[3]) for job in jobs) <= 2 * _IN_ONE_PROCESS:
        return [_read_letters(job) for job in jobs]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        return list(pool.map(_read_letters, jobs))


def _read_letters(job: _Job) -> dict[tuple[str, int], str | None]:
    path, file, first_reader, pages = job
    try:
        if first_reader == "pdfminer":
            from indexer.readers import pdfium

            sheets = pdfium.read_pdf(Path(path)).sheets
        else:
            from indexer.readers import pdfminer

            sheets = pdfminer.read_pdf(Path(path), pdf_pages=pages).sheets
    except ReadingError:
        return {(file, page): None for page in pages}
    return {
        (file, sheet.pdf_page): "".join("".join(split_words(line.text)) for line in sheet.lines)
        for sheet in sheets
        if sheet.pdf_page in pages
    }
