"""Rules `ambiguous-label` and `several-forms`: citations that match several works, and sources
that are cited in several forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafts.citations.claim import YEAR
from drafts.lint.author_date_labels import AuthorDateLabel
from drafts.lint.body_names import compare_bodies
from drafts.lint.cited_works import CitedWork
from drafts.lint.finding import Finding, format_list, make_finding
from drafts.lint.prepared_draft import PreparedDraft

_PAGE_WORDS = (
    ("p.", re.compile(r"^\)?\s*,?\s*[Pp]p?\.?\s*(?:\d|[ivxlc]+\b)")),
    (":", re.compile(r"^\)?\s*:\s*(?:\d|[ivxlc]+\b)")),
    ("at", re.compile(r"^\)?\s*,?\s*at\s+(?:\d|[ivxlc]+\b)")),
    (",", re.compile(r"^\)?\s*,\s*(?:\d|[ivxlc]+\b)")),
)


def check_ambiguous_labels(draft: PreparedDraft) -> Iterator[Finding]:
    """One finding for each label that matches several works, with the labels to use instead."""
    groups: defaultdict[tuple[str, ...], list[AuthorDateLabel]] = defaultdict(list)
    works: dict[tuple[str, ...], list[CitedWork]] = {}
    for label in draft.labels:
        fitting = draft.works.find_fitting(label)
        if len(label.years) == 1 and not label.years[0][4:] and len(fitting) > 1:
            key = (label.name, *(work.place for work in fitting))
            groups[key].append(label)
            works[key] = fitting
    for key, labels in groups.items():
        lettered = format_list(f"{year} for {w.place}" for w, year in _assign_letters(works[key]))
        yield make_finding(
            "ambiguous-label",
            (label.claim.where for label in labels),
            f"“{labels[0].written}” may be {format_list((w.place for w in works[key]), 'or')}.",
            f"Write {lettered}, in the text and in the list.",
            "error",
        )


def _assign_letters(works: list[CitedWork]) -> list[tuple[CitedWork, str]]:
    """Each work with the year and letter that it has or would get, or else gets by date."""
    years = [work.lettered for work in works]
    if len(set(years)) == len(works) and all(year[4:] for year in years):
        return list(zip(works, years, strict=True))
    ordered = sorted(works, key=lambda work: str(work.item.issued))
    return [(work, f"{work.year[:4]}{chr(ord('a') + at)}") for at, work in enumerate(ordered)]


def check_citation_forms(draft: PreparedDraft) -> Iterator[Finding]:
    """One finding for each source whose citations differ in more than their pages."""
    groups: defaultdict[str, list[AuthorDateLabel]] = defaultdict(list)
    for label in draft.labels:
        fitting = draft.works.find_fitting(label)
        if len(fitting) == 1:
            groups[fitting[0].place].append(label)
    for labels in groups.values():
        examples = _choose_examples(labels)
        if len(examples) > 1:
            yield make_finding(
                "several-forms",
                (label.claim.where for label in examples),
                f"One source is cited as {format_list(f'“{e.written}”' for e in examples)}.",
                "Choose one form, and use it in all citations.",
            )


def _choose_examples(labels: Sequence[AuthorDateLabel]) -> list[AuthorDateLabel]:
    """One example of each form, where they differ in comma, page word or name."""
    examples = [labels[0]]
    for label in labels[1:]:
        if all(_differs(label, example) for example in examples):
            examples.append(label)
    return examples


def _differs(one: AuthorDateLabel, other: AuthorDateLabel) -> bool:
    if compare_bodies(one.name, other.name) or {one.comma, other.comma} == {True, False}:
        return True
    a, b = _find_page_word(one), _find_page_word(other)
    return bool(a and b and a != b)


def _find_page_word(label: AuthorDateLabel) -> str:
    """What stands before the page, "" without one."""
    year = YEAR.search(label.claim.raw)
    after = label.claim.raw[year.end() :] if year else ""
    return next((name for name, form in _PAGE_WORDS if form.match(after)), "")
