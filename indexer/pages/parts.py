"""The parts of a document whose pages are numbered anew: "Attachment C", "Appendix 2", "Tab 3".

Where several pages bear one number, the name of the part says which of them is meant. A name counts
only where it is certain: printed where the part begins and on no other part, or in the file's
outline; and only if it leaves one page with that number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.frozen import replace_fields
from indexer.cleaning.page_text import PageText
from indexer.labels.numerals import parse_label
from indexer.labels.page_label import PageLabel, mark_repeats
from indexer.readers.sheets import Sheet

_ID = (
    r"(?:No\.?\s*|#\s*)?[“\"']?"
    r"(?:[A-Z]{1,2}(?:[-.]?\d{1,3})?|\d{1,3}(?:[-.]\d{1,3})*[A-Za-z]?|[IVXL]{1,6})[”\"']?"
)
_NAME = re.compile(
    r"(?P<name>(?i:attachment|appendix|annexe?|exhibit|schedule|enclosure|tab|addendum)"
    rf"\s+{_ID})(?:\s*[:.–—]\s+\S.*|\s+-\s+\S.*)?"
)
"""A line that is the name of a part, alone or before a title."""
_FIRST_ROWS = 3
"""A part's name stands in one of the first rows of its first page."""
_COVER_LINES = 10
"""A sheet of no more lines is a cover sheet: the name may stand anywhere on it."""
_LONGEST = 60
"""Characters; a longer title of the outline names no part."""
_NO_TITLE = re.compile(
    r"\W*|\W*(?:page|seite)?\W*\d+\W*|.*\.(?:pdf|docx?|xlsx?|pptx?)|untitled.*|microsoft .*",
    re.IGNORECASE,
)
"""What programs write into outlines by themselves."""


def name_parts(
    sheets: Sequence[Sheet], labels: Sequence[PageLabel], texts: Sequence[PageText]
) -> tuple[PageLabel, ...]:
    """`labels`, those of all pages in order, with the names of the parts that they number."""
    if all(label.unique for label in labels):
        return tuple(labels)
    starts = _find_starts(labels)
    printed = _find_printed_names(sheets, labels, texts, starts)
    outlined = _find_outlined_names(sheets, labels, starts)
    named = (
        replace_fields(label, part=own or title)
        for label, own, title in zip(labels, printed, outlined, strict=True)
    )
    return tuple(mark_repeats(named))


def _find_starts(labels: Sequence[PageLabel]) -> list[int]:
    """The 0-based indices of the pages at which the numbering begins anew, the first page among
    them; pages without a number before them belong to what they precede if they are its cover."""
    starts = [0]
    before = None
    for at, label in enumerate(labels):
        numeral = parse_label(label.label) if label.label is not None else None
        if numeral is None:
            continue
        same = before is not None and (before.style, before.prefix) == (
            numeral.style,
            numeral.prefix,
        )
        if before is not None and not (same and numeral.value > before.value):
            starts.append(at)
        before = numeral
    return starts


def _find_printed_names(
    sheets: Sequence[Sheet],
    labels: Sequence[PageLabel],
    texts: Sequence[PageText],
    starts: Sequence[int],
) -> list[str]:
    """For each page the name printed where its part begins, "" where there is none for certain."""
    own = [_find_name(sheet, text) for sheet, text in zip(sheets, texts, strict=True)]
    stretches: list[tuple[str, int, int]] = []
    for start, end in zip(starts, [*starts[1:], len(labels)], strict=True):
        name, first = own[start], start
        while not name and first and labels[first - 1].label is None:  # a cover sheet without one
            first -= 1
            name = own[first] if len(sheets[first].lines) <= _COVER_LINES else ""
        stretches.append((name, first, end))
    counts = Counter(name.casefold() for name, _, _ in stretches)
    names = [""] * len(labels)
    for at, (name, first, end) in enumerate(stretches):
        if name and counts[name.casefold()] == 1:
            end = min([end, *(begin for _, begin, _ in stretches[at + 1 : at + 2])])
            throughout = all(own[page] == name for page in range(first, end))
            doubtful = () if throughout else _list_labels_that_follow(labels, stretches[at + 1 :])
            for page in range(first, end):
                if labels[page].label not in doubtful:
                    names[page] = name
    return names


def _list_labels_that_follow(
    labels: Sequence[PageLabel], stretches: Sequence[tuple[str, int, int]]
) -> set[str | None]:
    """The labels of the pages up to the next part with a name: they may be of the same part."""
    following: set[str | None] = set()
    for name, first, end in stretches:
        if name:
            break
        following.update(labels[page].label for page in range(first, end))
    return following


def _find_name(sheet: Sheet, text: PageText) -> str:
    """The name of a part that is printed as the heading of a page; "" where there are several."""
    heads = [row for place, rows in text.running if place == "head" for row in rows.split("\n")]
    lines = [
        words
        for line in sorted(sheet.lines, key=lambda line: line.top)
        if (words := " ".join(line.text.split())) not in heads
    ]
    if len(lines) > _COVER_LINES:
        lines = lines[:_FIRST_ROWS]
    found = [match["name"] for line in (*heads, *lines) if (match := _NAME.fullmatch(line))]
    distinct = {name.casefold(): name for name in found}
    return next(iter(distinct.values())) if len(distinct) == 1 else ""


def _find_outlined_names(
    sheets: Sequence[Sheet], labels: Sequence[PageLabel], starts: Sequence[int]
) -> list[str]:
    """For each page the title of the outline's entry that it belongs to, "" where it is no name.

    An entry counts where a numbering begins: elsewhere the page before it may be of both.
    """
    titles = [sheet.begins for sheet in sheets]
    counts = Counter(title.casefold() for title in titles if title)
    names: list[str] = []
    name = ""
    for at, title in enumerate(titles):
        if title:
            begins = _find_first_numbered(labels, at) in starts
            is_name = len(title) <= _LONGEST and not _NO_TITLE.fullmatch(title)
            name = title if begins and is_name and counts[title.casefold()] == 1 else ""
        names.append(name)
    return names


def _find_first_numbered(labels: Sequence[PageLabel], at: int) -> int:
    return next((page for page in range(at, len(labels)) if labels[page].label is not None), at)
