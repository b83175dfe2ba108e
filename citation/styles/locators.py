"""How a style writes the numbers of a pinpoint: the word before them, and how ranges end."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from citation.record.pinpoint import Label, Pinpoint
from citation.text.joining import join_words
from corpus.frozen import frozen

DOTTED_WORDS: Mapping[Label, tuple[str, str]] = {
    "subsection": ("subsec.", "subsecs."),
    "article": ("art.", "arts."),
    "clause": ("cl.", "cls."),
    "schedule": ("sch.", "schs."),
    "column": ("col.", "cols."),
}
"""The words that most guides share (The Bluebook, table T16; Chicago 17, 10.42)."""
UNDOTTED_WORDS: Mapping[Label, tuple[str, str]] = {
    label: (one.rstrip("."), several.rstrip(".")) for label, (one, several) in DOTTED_WORDS.items()
}
"""The same without full stops, as McGill writes them (appendix)."""
Shortening = Callable[[str, str], str]


def keep_all_digits(first: str, last: str) -> str:
    """APA 7 (9.25): both ends in full, 147–148."""
    return last


def keep_last_two_digits(first: str, last: str) -> str:
    """At least the last two digits: 101–02, 1496–500 (McGill E-1.5, MLA 9, Bluebook R3.2)."""
    return _keep_changed_digits(first, last, at_least=2)


def keep_chicago_digits(first: str, last: str) -> str:
    """The inclusive numbers of the Chicago Manual (17: 9.61, 18: 9.63).

    Below 100 and after a multiple of 100 all digits; after 101 to 109, 201 to 209 and so on only
    what changes (101–2, 808–33); else two digits, or more where more change (1496–500).
    """
    if not (first.isdigit() and last.isdigit()) or int(first) < 100 or int(first) % 100 == 0:
        return last
    return _keep_changed_digits(first, last, at_least=1 if int(first) % 100 < 10 else 2)


def _keep_changed_digits(first: str, last: str, *, at_least: int) -> str:
    """The digits of `last` that differ from those of `first`, counted from the left."""
    if not (first.isdigit() and last.isdigit()) or len(first) != len(last):
        return last
    same = next(
        (i for i, pair in enumerate(zip(first, last, strict=True)) if pair[0] != pair[1]), 0
    )
    return last[min(same, len(last) - at_least) :] if len(last) > at_least else last


@frozen
class Locators:
    """How one style writes page numbers and other labels."""

    words: Mapping[Label, tuple[str, str]]
    """The word before one number and before several."""
    shorten: Shortening
    """What to print of the second number of a range, given both."""

    def format_pinpoint(self, pinpoint: Pinpoint | None) -> str:
        """Word and numbers, such as `pp. 147–148`; "" where there is no number."""
        if pinpoint is None or not pinpoint.parts:
            return ""
        numbers = ", ".join(
            self._format_range(part.first, part.last) if part.last else part.first
            for part in pinpoint.parts
        )
        return join_words(self.words[pinpoint.label][pinpoint.several], numbers)

    def format_span(self, pages: str) -> str:
        """The pages of an article or chapter, `209-235`, with en dashes and shortened ends."""
        return re.sub(
            r"(\w+)\s*[-–]+\s*(\w+)", lambda span: self._format_range(span[1], span[2]), pages
        )

    def _format_range(self, first: str, last: str) -> str:
        return f"{first}–{self.shorten(first, last)}"
