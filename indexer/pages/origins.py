"""What must be said of words that are not the text that the file itself shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a search starts without readers
    from indexer.readers.sheets import ReadFrom

_CAVEATS: dict[ReadFrom, str] = {
    "layer": "from the file’s invisible text layer over a picture of the page",
    "picture": "from a picture of the page",
}


def describe_origins(origins: Iterable[ReadFrom], confidence: int | None = None) -> list[str]:
    """Where the words of pages with these `origins` were read from, one sentence for each kind that
    is not text; "In part" where it does not hold of all of them. With the `confidence` of a
    passage's least sure word (0 to 100), that it is uncertain, if it is."""
    distinct = list(dict.fromkeys(origins))
    read = "Read" if len(distinct) == 1 else "In part read"
    sentences = [f"{read} {_CAVEATS[one]}." for one in distinct if one in _CAVEATS]
    if confidence is not None:
        from indexer.pages.sure_words import DOUBTFUL  # here: few passages are read from pictures

        if confidence < DOUBTFUL:
            sentences.append(
                f"Its least certain word is only {confidence} % sure: compare it with the page."
            )
    return sentences
