"""`pincite search`: excerpts with their printed pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cli.common import (
    CorpusOption,
    EngineOption,
    JsonOption,
    StyleOption,
    echo,
    echo_wrapped,
    may_colour,
    open_corpus,
    print_json,
    say,
)
from cli.declaring import Argument, Option
from cli.layout import format_marked_lines, make_bold, make_dim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.answering.result import Answer, Result
    from search.answering.running_hits import RunningResult


def search(
    query: Annotated[
        list[str] | None,
        Argument('A question, words, "phrases", filters; see docs/query-language.md.'),
    ] = None,
    corpus: CorpusOption = None,
    engine: EngineOption = None,
    fuzzy: Annotated[bool, Option("Let every word be misspelt.")] = False,
    kind: Annotated[
        str | None, Option("Only documents of this kind: minutes, report, brief, …")
    ] = None,
    item: Annotated[str | None, Option("Only the document with this citation key.")] = None,
    date_from: Annotated[str | None, Option("Earliest date.", "--from", metavar="DATE")] = None,
    date_to: Annotated[str | None, Option("Latest date.", "--to", metavar="DATE")] = None,
    context: Annotated[
        int, Option("Extra sentences to show on either side of a hit.", min=0, max=20)
    ] = 0,
    every_hit: Annotated[
        bool, Option("Show every hit, best first, not only the best of each document.", "--all")
    ] = False,
    by_page: Annotated[
        bool, Option("Show every hit, in the order of documents and pages.")
    ] = False,
    limit: Annotated[
        int | None, Option("Number of results; 0 for all [default: 10, or all with --all].", min=0)
    ] = None,
    style: StyleOption = None,
    json_output: JsonOption = False,
    questions: Annotated[
        Path | None,
        Option("Ask each line of FILE: a question, or a name, a tab and a question."),
    ] = None,
    csv: Annotated[Path | None, Option("Also write the passages to FILE as a table.")] = None,
    docx: Annotated[Path | None, Option("Also write a research memo to FILE, for Word.")] = None,
    markdown: Annotated[bool, Option("Print the memo as Markdown.")] = False,
) -> int:
    """Search the corpus; print excerpts with page and citation.

    Exit code 1 if nothing was found. --from takes a file of questions, too.

    Example: pincite search 'may an officer ask a witness for her papers?'

    Example: pincite search --questions questions.txt --docx memo.docx
    """
    from citation.written.excerpt_citations import make_citer
    from search.answering.answer import answer_question
    from search.answering.last_search import remember
    from search.answering.result import Question
    from search.asking.fields import read_filter_options

    if questions is None and date_from is not None and Path(date_from).is_file():
        questions, date_from = Path(date_from), None
    filters = read_filter_options(kind=kind, item=item, date_from=date_from, date_to=date_to)
    every_hit = every_hit or by_page
    most = limit if limit is not None else 0 if every_hit else 10
    text = " ".join(query or ())
    question = Question(text, fuzzy, filters, context, every_hit, most, by_page, limit is not None)
    if questions or csv or docx or markdown:
        from cli.memo_output import Targets, write_memo

        targets = Targets(questions, csv, docx, markdown, json_output)
        return write_memo(corpus, question, style, targets)
    with open_corpus(corpus, engine, searching=True) as library:
        citer = make_citer(style, library.catalogue)
        answer = answer_question(library, question, citer, as_made=not json_output)
        printed: list[Result] = []
        try:
            if not (answer.results or answer.running):
                library.require_complete()
            if json_output:
                printed += answer.results
                print_json(answer.as_json())
            else:
                _print_answer(answer, printed)
        finally:  # of many results, some may be enough
            remember(library.paths, question.text, printed)
    return 0 if answer.results or answer.running else 1


def _print_answer(answer: Answer, printed: list[Result]) -> None:
    """Print results on standard output, as they are made, and remarks on standard error. Those
    printed are added to the list."""
    for remark in answer.list_remarks():
        say(remark)
    for result in answer.results:
        printed.append(result)
        _print_result(len(printed), result, may_colour())
    for found in answer.running:
        _print_running(found, may_colour())
    for remark in answer.list_closing_remarks():
        say(remark)


def _print_running(result: RunningResult, colour: bool) -> None:
    """Print running lines that answer, without a number: they are no text to be quoted."""
    found = result.found
    echo_wrapped(f"{found.entry.full_title} [{found.entry.item.id}]", indent="  — ", colour=colour)
    echo_wrapped(f"stands {found.where}, not in the text")
    echo()
    echo_wrapped(found.text, result.highlights, colour=colour)
    echo()


def print_results(results: Sequence[Result], first: int = 1) -> None:
    """Print results, numbered from `first` on, on standard output."""
    colour = may_colour()
    for number, result in enumerate(results, first):
        _print_result(number, result, colour)


def _print_result(number: int, result: Result, colour: bool) -> None:
    item = result.entry.item
    title = list(format_marked_lines(result.entry.full_title, (), indent="    ", colour=False))
    title[0] = f"{number:>2}. {title[0].strip()}"
    for line in title:
        echo(make_bold(line, colour))
    about = " · ".join(
        part for part in (item.kind, str(item.issued or "no date"), result.pinpoint) if part
    )
    echo_wrapped(f"{about} · also at {result.also_at}" if result.also else about)
    for place in result.also_in:
        echo_wrapped(f"also in {place.entry.full_title}, {place.pinpoint}")
    if result.missing:
        echo_wrapped(f"without: {', '.join(result.missing)}")
    if result.context.minute:
        echo_wrapped(result.context.minute.heading)
    echo()
    echo_wrapped(result.excerpt.text, result.excerpt.highlights, colour=colour)
    echo()
    for paragraph in (f"{result.citation} [{result.place}]", *result.list_caveats()):
        echo_wrapped(paragraph, colour=colour, paint=make_dim)
    echo()
