"""`pincite timeline`: in which years something was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cli.common import CorpusOption, JsonOption, echo, open_corpus, print_json, say
from cli.declaring import Argument, Option

if TYPE_CHECKING:
    from search.answering.timeline import Timeline

_WIDTH = 30
"""Columns of the longest bar."""
_BAR = "▇"


def timeline(
    query: Annotated[list[str], Argument("Words, phrases and filters, as for search.")],
    corpus: CorpusOption = None,
    kind: Annotated[str | None, Option("Only documents of this kind.")] = None,
    item: Annotated[str | None, Option("Only the document with this citation key.")] = None,
    json_output: JsonOption = False,
) -> int:
    """Count the pages with something by year and kind.

    A page counts if it has every word; its year is that of its document. Exit code 1 if there is
    none.

    Example: pincite timeline '"status checks"'
    """
    from search.answering.timeline import make_timeline
    from search.asking.fields import read_filter_options

    filters = read_filter_options(kind=kind, item=item)
    with open_corpus(corpus, searching=True) as library:
        found = make_timeline(library, " ".join(query), filters)
    if json_output:
        print_json(found.as_json())
    else:
        _print_timeline(found)
    return 0 if found.years else 1


def _print_timeline(found: Timeline) -> None:
    for remark in (f"Read as: {found.read_as}", *found.notes):
        say(remark)
    if not found.years:
        say("Nothing found.")
        return
    most = max(each.pages for each in found.years)
    digits = len(str(most))
    for each in found.years:
        length = -(-each.pages * _WIDTH // most)
        bar = (_BAR * length).ljust(_WIDTH)
        kinds = ", ".join(f"{kind} {count}" for kind, count in each.kinds)
        year = str(each.year) if each.year is not None else "none"
        echo(f"{year:>4}  {bar}  {each.pages:>{digits}}  {kinds}".rstrip())
    if found.years[-1].year is None:
        say("“none” counts documents without a date.")
