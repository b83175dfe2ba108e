"""Rule `ambiguous-label`: a citation that more than one work answers to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from drafts.lint.author_date_labels import AuthorDateLabel
from drafts.lint.cited_works import CitedWork
from drafts.lint.finding import Finding, format_list, split_places
from drafts.lint.prepared_draft import PreparedDraft


def check_ambiguous_labels(text: PreparedDraft) -> Iterator[Finding]:
    """One finding for each label that names several works, with the labels to use instead."""
    groups: defaultdict[tuple[str, ...], list[AuthorDateLabel]] = defaultdict(list)
    works: dict[tuple[str, ...], list[CitedWork]] = {}
    for label in text.labels:
        fitting = text.works.find_fitting(label)
        if len(label.years) == 1 and not label.years[0][4:] and len(fitting) > 1:
            key = (label.name, *(work.place for work in fitting))
            groups[key].append(label)
            works[key] = fitting
    for key, labels in groups.items():
        place, also = split_places(label.claim.where for label in labels)
        meant = works[key]
        told = format_list(f"{year} for {work.place}" for work, year in _assign_letters(meant))
        yield Finding(
            "ambiguous-label",
            place,
            f"“{labels[0].said}” may be {format_list((work.place for work in meant), 'or')}.",
            f"Write {told}, in the text and in the list.",
            "error",
            also=also,
        )


def _assign_letters(works: list[CitedWork]) -> list[tuple[CitedWork, str]]:
    """Each work with the year and letter that it has or would get, else by date."""
    found = [work.lettered for work in works]
    if len(set(found)) == len(works) and all(year[4:] for year in found):
        return list(zip(works, found, strict=True))
    ordered = sorted(works, key=lambda work: str(work.item.issued))
    return [(work, f"{work.year[:4]}{chr(ord('a') + at)}") for at, work in enumerate(ordered)]
