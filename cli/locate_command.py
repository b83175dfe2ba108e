"""`pincite locate`: find a half-remembered or badly scanned sentence in the corpus."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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
    say_changed,
)
from cli.declaring import Argument, Option
from cli.layout import format_marked_lines, make_bold

if TYPE_CHECKING:
    from citation.written.excerpt_citations import Citer
    from indexer.records.entries import DocumentEntry
    from search.locating.match import LocatedQuotation, Match
    from search.locating.running_match import RunningMatch


def locate(
    quotation: Annotated[str, Argument("The words; “-” reads one quotation per line.")],
    corpus: CorpusOption = None,
    engine: EngineOption = None,
    limit: Annotated[int, Option("Number of places to show.", min=1, max=50)] = 2,
    style: StyleOption = None,
    json_output: JsonOption = False,
) -> int:
    """Find where a remembered sentence stands in the corpus.

    Shows the best matches with their printed pages and marks what differs. With --json, prints one
    object per line. Exit code 1 if a quotation was not found.

    Example: pincite locate 'the policy says they must never ask a witness'
    """
    from citation.written.excerpt_citations import make_citer
    from search.locating.locate import Locator

    found_all = True
    quoted: dict[str, DocumentEntry] = {}
    with open_corpus(corpus, engine, searching=True) as library:
        locator = Locator(library)
        cite = make_citer(style, library.catalogue)
        for text in _read_quotations(quotation):
            located = locator.locate(text, limit=limit)
            found_all = found_all and bool(located.matches or located.running)
            quoted |= {match.entry.files[0]: match.entry for match in located.matches}
            if json_output:
                print_json(located.as_json(), on_one_line=True)
            else:
                _print(located, cite)
        say_changed(library, quoted.values())
    return 0 if found_all else 1


def _read_quotations(given: str) -> Iterator[str]:
    if given != "-":
        yield given
        return
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _print(located: LocatedQuotation, cite: Citer) -> None:
    colour = may_colour()
    for found in located.running:
        _print_running(found, colour)
    if not located.matches:
        what = "Not in the text" if located.running else "Not found"
        say(f"{what}: {located.quote[:70]}. {located.note}")
        return
    if located.ambiguous:
        say("Ambiguous: two places match about equally well; the words do not tell which is meant.")
    if located.note:
        say(located.note)
    for number, match in enumerate(located.matches, 1):
        _print_match(number, match, cite, colour)


def _print_running(match: RunningMatch, colour: bool) -> None:
    found = match.found
    heading = f"{match.similarity:.0%} · {found.where}, not in the text"
    echo_wrapped(heading, indent="  — ", colour=colour)
    echo()
    echo_wrapped(found.text, [match.span], colour=colour)
    echo()
    echo_wrapped(f"{found.entry.full_title} [{found.entry.item.id}]")
    echo()


def _print_match(number: int, match: Match, cite: Citer, colour: bool) -> None:
    heading = f"{number:>2}. {match.similarity:.0%} · {match.pinpoint} · {match.entry.full_title}"
    lines = list(format_marked_lines(heading.strip(), (), indent="    ", colour=False))
    echo(make_bold("\n".join([lines[0].removeprefix("   "), *lines[1:]]), colour))
    context = match.context
    if context.minute:
        echo_wrapped(context.minute.heading)
    echo()
    echo_wrapped(match.text, match.differing, colour=colour)
    for difference in match.differences:
        echo(f"    {difference.describe()}")
    echo()
    minute = context.minute.citable if context.minute else ""
    citation = cite(match.entry.item, match.labels, minute=minute)
    for paragraph in (f"{citation} [{match.entry.item.id}]", *match.list_caveats()):
        echo_wrapped(paragraph)
    echo()
