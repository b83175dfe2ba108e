"""`pincite open N`: the PDF in the system's viewer, at the page of a result."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, open_corpus, say
from cli.declaring import Argument


def open_result(
    number: Annotated[int, Argument(help="Number of the result in the last search.")],
    corpus: CorpusOption = None,
) -> int:
    """Open the PDF of result NUMBER of the last search at its page."""
    from cli.viewer import open_pdf
    from search.answering.last_search import recall

    with open_corpus(corpus) as library:
        remembered = recall(library.places, number)
        path = library.places.root / library.get_entry(remembered.item).files[0]
    say(open_pdf(path, remembered.pdf_pages[0]))
    return 0
