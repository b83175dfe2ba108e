"""Files of one or two sheets, where one number is all there can be."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.labels.candidates import Candidate
from indexer.labels.evidence import make_count
from indexer.labels.neighbours import Page
from indexer.labels.numbers_in_line import LONE, fold_line
from indexer.readers.sheets import Sheet

_TITLE_PAGE = 0.5
"""A first sheet with fewer lines than this share of the second's is a title page."""


def number_few(
    pages: list[Page], found: Sequence[Sequence[Candidate]], sheets: Sequence[Sheet]
) -> None:
    """Number a file of one or two sheets by the number set off at the edge of its last, in place.

    On a single sheet it must say "page". On the second of two it is 2, as on the second leaf of a
    letter, or 1 after a title page; beside other words it counts only where the first sheet has
    these words in a line of their own: its title, repeated in the running head.
    """
    if not 1 <= len(sheets) <= 2 or any(page.count for page in pages):
        return
    for candidate in found[-1]:
        plain = candidate.numeral.style == "arabic" and not candidate.numeral.prefix
        outer = candidate.row == 0 and candidate.isolated and not candidate.turned
        if not (plain and outer):
            continue
        if len(sheets) == 1:
            if candidate.shape == "page" and candidate.rest in LONE:
                pages[0] = Page(make_count(candidate), candidate)
                return
        elif _belongs_to_second(candidate, sheets):
            count = make_count(candidate)
            pages[1] = Page(count, candidate)
            if count.get_numeral(0) is not None:
                pages[0] = Page(count, None, "the number on the next page")
            return


def _belongs_to_second(candidate: Candidate, sheets: Sequence[Sheet]) -> bool:
    """Whether a number is the second of two sheets' own."""
    titles = {fold_line(line.text) for line in sheets[0].lines}
    if candidate.shape not in ("alone", "page") and candidate.rest not in titles:
        return False
    after_title = len(sheets[0].lines) < _TITLE_PAGE * len(sheets[1].lines)
    return candidate.numeral.value == 2 or (candidate.numeral.value == 1 and after_title)
