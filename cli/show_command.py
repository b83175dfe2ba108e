"""`pincite show`: whole pages of a result, with its passage marked, or of an item."""

from __future__ import annotations

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
    say_changed,
)
from cli.declaring import Argument, Option
from cli.layout import make_bold, make_dim
from indexer.pages.origins import describe_origins

_DOUBTS = "Words over question marks may be read wrong: compare them with the page."

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.cleaning.page_text import Place
    from search.answering.shown_pages import ShownPage, ShownPassage

_PLACES: dict[Place, str] = {
    "head": "running head",
    "foot": "running foot",
    "margin": "in the margin",
}


def show(
    result: Annotated[str, Argument("Number or id of a search result, citation key, or file.")],
    page: Annotated[str, Option("Printed page: 12, iv, A-3; or 12-14.")] = "",
    pdf_page: Annotated[int | None, Option("Page by its position in the file.", min=1)] = None,
    minute: Annotated[str, Option("Minute: P208/12.")] = "",
    para: Annotated[str, Option("Numbered paragraph: 44, 3.12.")] = "",
    following: Annotated[bool, Option("The page after those of the result.", "--next")] = False,
    corpus: CorpusOption = None,
    engine: EngineOption = None,
    style: StyleOption = None,
    json_output: JsonOption = False,
    hidden: Annotated[
        bool, Option("List the words too that the file holds for the page and does not show.")
    ] = False,
) -> int:
    """Print whole pages of a result or of an item.

    The passage of a result is marked in its pages.

    Example: pincite show 1

    Example: pincite show tulloch-2018 --page 12
    """
    from citation.written.excerpt_citations import make_citer
    from search.answering.asked_pages import AskedPages, find_asked_pages

    with open_corpus(corpus, engine) as library:
        asked = AskedPages(page, pdf_page, minute, following, para)
        passage = find_asked_pages(library, result, asked)
        say_changed(library, [passage.entry])
        citation = make_citer(style, library.catalogue)(passage.entry.item, passage.labels)
        unseen = [
            library.read_hidden_words(passage.entry, shown.label.number)
            for shown in passage.pages
            if hidden
        ]
    if json_output:
        found = passage.as_json() | {"citation": citation}
        print_json(found | {"hidden": unseen} if hidden else found)
        return 0
    _print_passage(passage, unseen, may_colour())
    echo_wrapped(citation, indent="")
    return 0


def _print_passage(passage: ShownPassage, unseen: Sequence[str], colour: bool) -> None:
    """Print the pages of the passage, and with each of them its `unseen` words, if there are any
    to tell."""
    echo(make_bold(passage.entry.full_title, colour))
    echo(passage.entry.files[0])
    for at, page in enumerate(passage.pages):
        echo()
        echo(make_bold(f"--- {page.heading} ---", colour))
        echo()
        _print_page(page, colour)
        for caveat in describe_origins([page.read_from]):
            echo_wrapped(caveat, indent="", colour=colour, paint=make_dim)
            echo()
        for place, text in page.running:
            words = f"[{_PLACES[place]}: {' / '.join(text.splitlines())}]"
            echo_wrapped(words, indent="", colour=colour, paint=make_dim)
        if page.running:
            echo()
        if unseen:
            _print_hidden(unseen[at])


def _print_page(page: ShownPage, colour: bool) -> None:
    for text, marked, words in (
        (page.body, page.marked_body, page.uncertain_body),
        (page.notes, page.marked_notes, page.uncertain_notes),
    ):
        if text:
            doubts = [(word.start, word.end) for word in words]
            marks = [marked] if marked else []
            echo_wrapped(text, marks, indent="", colour=colour, doubts=doubts)
            echo()
    if page.uncertain_body or page.uncertain_notes:
        echo_wrapped(_DOUBTS, indent="", colour=colour, paint=make_dim)
        echo()


def _print_hidden(words: str) -> None:
    if words:
        echo_wrapped(f"[in the file, but not to be seen on this page: {words}]", indent="")
    else:
        echo("[no words in the file that cannot be seen on this page]")
    echo()
