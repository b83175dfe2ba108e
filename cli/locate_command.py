"""`pincite locate`: where a half-remembered or badly scanned sentence stands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
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
from cli.layout import format_marked_lines, make_bold

if TYPE_CHECKING:
    from citation.written.excerpt_citations import Citer
    from search.locating.match import LocatedQuotation, Match


def locate(
    quotation: Annotated[str, Argument(help="The words; “-” reads one quotation a line.")],
    corpus: CorpusOption = None,
    limit: Annotated[int, Option(help="How many places to show.", min=1, max=50)] = 2,
    style: StyleOption = None,
    json_output: JsonOption = False,
) -> int:
    """Find the best places of QUOTATION, with what differs marked and the printed page.

    With --json one object a line. Exit code 1 when some quotation was not found.
    """
    from citation.written.excerpt_citations import make_citer
    from search.locating.locate import Locator

    found_all = True
    with open_corpus(corpus) as library:
        locator = Locator(library)
        cite = make_citer(style, library.catalogue)
        for text in _read_quotations(quotation):
            located = locator.locate(text, limit=limit)
            found_all = found_all and bool(located.matches)
            if json_output:
                print_json(located.as_json(), on_one_line=True)
            else:
                _print(located, cite)
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
    if not located.matches:
        say(f"Not found: {located.quote[:70]}. {located.note}")
        return
    if located.ambiguous:
        say("Ambiguous: two places are about as good; the words alone cannot tell which is meant.")
    for number, match in enumerate(located.matches, 1):
        _print_match(number, match, cite, colour)


def _print_match(number: int, match: Match, cite: Citer, colour: bool) -> None:
    heading = f"{number:>2}. {match.similarity:.0%} · {match.pinpoint} · {match.entry.item.title}"
    lines = list(format_marked_lines(heading.strip(), (), indent="    ", colour=False))
    echo(make_bold("\n".join([lines[0].removeprefix("   "), *lines[1:]]), colour))
    context = match.context
    if context.minute:
        for line in format_marked_lines(context.minute.heading, (), indent="    ", colour=False):
            echo(line)
    echo()
    for line in format_marked_lines(match.text, match.differing, indent="    ", colour=colour):
        echo(line)
    for one in match.differences:
        echo(f"    {one.describe()}")
    echo()
    minute = context.minute.citable if context.minute else ""
    cited = f"{cite(match.entry.item, match.labels, minute=minute)} [{match.entry.item.id}]"
    for said in (cited, *context.list_caveats()):
        for line in format_marked_lines(said, (), indent="    ", colour=False):
            echo(line)
    echo()
