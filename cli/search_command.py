"""`pincite search`: page-cited excerpts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cli.common import (
    CorpusOption,
    JsonOption,
    StyleOption,
    echo,
    may_colour,
    open_corpus,
    print_json,
    say,
)
from cli.declaring import Argument, Option
from cli.layout import format_marked_lines, make_bold, make_dim

if TYPE_CHECKING:
    from search.answering.result import Answer, Result


def search(
    query: Annotated[list[str], Argument(help='Words, "phrases", filters; see the docs.')],
    corpus: CorpusOption = None,
    fuzzy: Annotated[bool, Option("--fuzzy", help="Every word may be misspelt.")] = False,
    kind: Annotated[str | None, Option(help="Only minutes, reports, briefs, …")] = None,
    item: Annotated[str | None, Option(help="Only the document of this item.")] = None,
    date_from: Annotated[str | None, Option("--from", help="Not before this date.")] = None,
    date_to: Annotated[str | None, Option("--to", help="Not after this date.")] = None,
    context: Annotated[
        int, Option(help="Sentences more on either side of a hit.", min=0, max=20)
    ] = 0,
    every_hit: Annotated[
        bool, Option("--all", help="Every hit, not just the best of each document.")
    ] = False,
    limit: Annotated[
        int | None, Option(help="How many results (10, or all with --all); 0 for all.", min=0)
    ] = None,
    style: StyleOption = None,
    json_output: JsonOption = False,
) -> int:
    """Search the corpus; each answer is an excerpt with its printed page and a citation."""
    from citation.written.excerpt_citations import make_citer
    from search.answering.answer import answer_question
    from search.answering.last_search import remember
    from search.answering.result import Question
    from search.asking.fields import read_filter_options

    filters = read_filter_options(kind=kind, item=item, date_from=date_from, date_to=date_to)
    most = limit if limit is not None else 0 if every_hit else 10
    question = Question(" ".join(query), fuzzy, filters, context, every_hit, most)
    with open_corpus(corpus) as library:
        found = answer_question(library, question, make_citer(style, library.catalogue))
        remember(library.places, question.text, found.results)
    if json_output:
        print_json(found.as_json())
    else:
        print_answer(found)
    return 0 if found.results else 1


def print_answer(found: Answer) -> None:
    """The answer for a person: results on standard output, the rest on standard error."""
    for remark in found.list_remarks():
        say(remark)
    colour = may_colour()
    for number, result in enumerate(found.results, 1):
        _print_result(number, result, colour)
    for remark in found.list_closing_remarks():
        say(remark)


def _print_result(number: int, result: Result, colour: bool) -> None:
    item = result.entry.item
    indent = "    "
    heads = list(format_marked_lines(item.title, (), indent=indent, colour=False))
    heads[0] = f"{number:>2}. {heads[0].strip()}"
    for line in heads:
        echo(make_bold(line, colour))
    about = " · ".join(
        part for part in (item.kind, str(item.issued or "no date"), result.pinpoint) if part
    )
    if result.also:
        about += f" · also at {result.also_at}"
    for line in format_marked_lines(about, (), indent=indent, colour=False):
        echo(line)
    if result.context.minute:
        for line in format_marked_lines(
            result.context.minute.heading, (), indent=indent, colour=False
        ):
            echo(line)
    echo()
    marks = result.excerpt.highlights
    for line in format_marked_lines(result.excerpt.text, marks, indent="    ", colour=colour):
        echo(line)
    echo()
    source = f"{result.citation} [{item.id}]"
    for line in format_marked_lines(source, (), indent=indent, colour=False):
        echo(make_dim(line, colour))
    for remark in result.list_caveats():
        for line in format_marked_lines(remark, (), indent=indent, colour=False):
            echo(make_dim(line, colour))
    echo()
