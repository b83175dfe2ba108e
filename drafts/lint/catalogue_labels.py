"""Rules `one-label` and `same-record`: items that a reader cannot tell apart by their label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from citation.record.disambiguation import Context
from citation.record.source import Source
from corpus.items import Item
from drafts.lint.finding import Finding, format_list, make_finding
from indexer.words.tokens import fold_text


def check_item_labels(items: Sequence[Item]) -> Iterator[Finding]:
    """Findings on items with the same author and year, and on items that seem to be one."""
    twins = _group_same_records(items)
    context = Context(items)
    groups: defaultdict[str, list[tuple[str, Item]]] = defaultdict(list)
    for item in items:
        source = Source(item)
        letter = context.get_letter(source)
        if letter and source.year and not item.get_text("year-suffix"):
            groups[_format_label(item)].append((letter, item))
    for label, group in groups.items():
        if len(group) > 1 and not any({item.id for _, item in group} <= same for same in twins):
            yield _make_label_finding(label, sorted(group, key=lambda pair: pair[0]))
    for same in twins:
        keys = [item.id for item in items if item.id in same]
        yield make_finding(
            "same-record",
            keys,
            f"{format_list(keys)} have the same authors, title, number and date.",
            "If they are one document, keep only one; otherwise add to the records what differs.",
            field="title",
        )


def _format_label(item: Item) -> str:
    """`Immigration Legal Committee 2008`, `Hudson et al. 2017`."""
    names = [name.short for name in item.authors or item.get_names("editor")]
    author = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return f"{author or item.title} {Source(item).year}".strip()


def _make_label_finding(label: str, group: Sequence[tuple[str, Item]]) -> Finding:
    keys = [item.id for _, item in group]
    year = Source(group[0][1]).year
    lettered = format_list(f"{year}{letter} ({item.id})" for letter, item in group)
    return make_finding(
        "one-label",
        keys,
        f"“{label}” is the label of {len(keys)} items: {format_list(keys)}.",
        f"In an author-date style cite them as {lettered}; in others give the full date.",
        field="issued",
    )


def _group_same_records(items: Sequence[Item]) -> list[set[str]]:
    groups: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for item in items:
        title = fold_text(item.title)
        if title and item.issued is not None:
            names = " ".join(fold_text(name.short) for name in item.authors)
            numbers = (item.get_text(field) for field in ("number", "volume", "page"))
            minute = str(item.own.get("minute") or "")
            groups[title, names, str(item.issued), *numbers, minute].add(item.id)
    return [group for group in groups.values() if len(group) > 1]
