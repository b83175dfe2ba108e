"""`pincite search` with many questions, or with a file to write the answers to."""

from __future__ import annotations

from pathlib import Path

from cli.common import echo, open_corpus, print_json, say
from corpus.catalogue import write_whole
from corpus.errors import RequestError
from corpus.frozen import frozen
from search.answering.result import Question


@frozen
class Targets:
    """Where the questions are from, and where their answers go."""

    questions: Path | None
    csv: Path | None
    docx: Path | None
    markdown: bool
    json_output: bool


def write_memo(corpus: Path | None, options: Question, style: str | None, targets: Targets) -> int:
    """Answer the question in `options`, and those of the file, and write the memo; 1 if nothing was
    found for any of them. Raises RequestError where there is no question."""
    from citation.written.excerpt_citations import make_citer
    from cli.progress_bar import make_progress
    from search.memos.markdown import write_markdown
    from search.memos.memo import answer_all
    from search.memos.questions import NamedQuestion, read_questions

    asked = [NamedQuestion("1", options.text)] if options.text.strip() else []
    if targets.questions is not None:
        of_file, remark = read_questions(targets.questions)
        asked += of_file
        if remark:
            say(f"note: {remark}")
    if not asked:
        raise RequestError("The query contains no words.", "Type a word or a phrase.")
    _require_suffixes(targets)
    with open_corpus(corpus, searching=True) as library:
        cite = make_citer(style, library.catalogue)
        parts = answer_all(library, asked, options, cite, make_progress())
    if targets.csv is not None:
        from search.memos.table import write_table

        write_whole(targets.csv, write_table(parts))
        say(f"Written: {targets.csv}")
    if targets.docx is not None:
        from search.memos.word_file import write_word_file

        write_whole(targets.docx, write_word_file(parts))
        say(f"Written: {targets.docx}")
    if targets.json_output:
        print_json([part.as_json() for part in parts])
    elif targets.markdown or not (targets.csv or targets.docx):
        echo(write_markdown(parts), end="")
    found = sum(bool(part.answer and part.answer.results) for part in parts)
    say(f"{found} of {len(parts)} questions found a passage.")
    return 0 if found else 1


def _require_suffixes(targets: Targets) -> None:
    for path, suffix in ((targets.csv, ".csv"), (targets.docx, ".docx")):
        if path is not None and path.suffix.lower() != suffix:
            raise RequestError(f"{path} must end in {suffix}.")
        if path is not None and not path.resolve().parent.is_dir():
            raise RequestError(f"There is no folder {path.resolve().parent}.", "Make it first.")
