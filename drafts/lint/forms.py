"""Rule `several-forms`: one source is cited in different forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafts.citations.claim import YEAR
from drafts.lint.author_date_labels import AuthorDateLabel
from drafts.lint.bodies import compare_bodies
from drafts.lint.finding import Finding, format_list, split_places
from drafts.lint.prepared_draft import PreparedDraft

_BEHIND = (
    ("p.", re.compile(r"^\)?\s*,?\s*[Pp]p?\.?\s*(?:\d|[ivxlc]+\b)")),
    (":", re.compile(r"^\)?\s*:\s*(?:\d|[ivxlc]+\b)")),
    ("at", re.compile(r"^\)?\s*,?\s*at\s+(?:\d|[ivxlc]+\b)")),
    (",", re.compile(r"^\)?\s*,\s*(?:\d|[ivxlc]+\b)")),
)


def check_citation_forms(text: PreparedDraft) -> Iterator[Finding]:
    """One finding for each source whose citations differ in more than their pages."""
    groups: defaultdict[str, list[AuthorDateLabel]] = defaultdict(list)
    for label in text.labels:
        fitting = text.works.find_fitting(label)
        if len(fitting) == 1:
            groups[fitting[0].place].append(label)
    for labels in groups.values():
        shown = _choose_examples(labels)
        if len(shown) < 2:
            continue
        place, also = split_places(label.claim.where for label in shown)
        yield Finding(
            "several-forms",
            place,
            f"One source is cited as {format_list(f'“{label.said}”' for label in shown)}.",
            "Choose one form, and write all citations so.",
            "warning",
            also=also,
        )


def _choose_examples(labels: Sequence[AuthorDateLabel]) -> list[AuthorDateLabel]:
    """One example of each form, where they differ in comma, in page word or in the name."""
    shown = [labels[0]]
    for label in labels[1:]:
        if all(_differs(label, other) for other in shown):
            shown.append(label)
    return shown


def _differs(one: AuthorDateLabel, other: AuthorDateLabel) -> bool:
    if compare_bodies(one.name, other.name):
        return True
    commas = {one.comma, other.comma} == {True, False}
    a, b = _find_page_word(one), _find_page_word(other)
    return commas or bool(a and b and a != b)


def _find_page_word(label: AuthorDateLabel) -> str:
    """What stands before the page, "" without one."""
    year = YEAR.search(label.claim.raw)
    behind = label.claim.raw[year.end() :] if year else ""
    return next((name for name, form in _BEHIND if form.match(behind)), "")
