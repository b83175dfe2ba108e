"""Rules `one-label` and `same-record`: items that a reader could not tell apart by their label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from citation.record.disambiguation import Context
from citation.record.source import Source
from corpus.items import Item
from drafts.lint.finding import Finding, format_list
from indexer.words.tokens import fold_text


def check_item_labels(items: Sequence[Item]) -> Iterator[Finding]:
    """Findings on items with one author and year, and on items that seem to be one."""
    twice = _group_same_records(items)
    context = Context(items)
    groups: defaultdict[str, list[tuple[str, Item]]] = defaultdict(list)
    for item in items:
        source = Source(item)
        letter = context.get_letter(source)
        if letter and source.year and not item.get_text("year-suffix"):
            groups[format_label(item)].append((letter, item))
    for label, group in groups.items():
        if len(group) < 2 or any({item.id for _, item in group} <= same for same in twice):
            continue
        yield _make_label_finding(label, sorted(group, key=lambda pair: pair[0]))
    for same in twice:
        keys = [item.id for item in items if item.id in same]
        yield Finding(
            "same-record",
            keys[0],
            f"{format_list(keys)} have the same authors, title, number and date.",
            "If they are one document, remove all but one; else say in the record what differs.",
            "warning",
            "title",
            tuple(keys[1:]),
        )


def format_label(item: Item) -> str:
    """`Immigration Legal Committee 2008`, `Hudson et al. 2017`."""
    names = [name.short for name in item.authors or item.get_names("editor")]
    said = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return f"{said or item.title} {Source(item).year}".strip()


def _make_label_finding(label: str, group: Sequence[tuple[str, Item]]) -> Finding:
    keys = [item.id for _, item in group]
    year = Source(group[0][1]).year
    return Finding(
        "one-label",
        keys[0],
        f"“{label}” is the label of {len(keys)} items: {format_list(keys)}.",
        "In an author-date style cite them as "
        + format_list(f"{year}{letter} ({item.id})" for letter, item in group)
        + "; elsewhere give the full date.",
        "warning",
        "issued",
        tuple(keys[1:]),
    )


def _group_same_records(items: Sequence[Item]) -> list[set[str]]:
    groups: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for item in items:
        title = fold_text(item.title)
        if title and item.issued is not None:
            names = " ".join(fold_text(name.short) for name in item.authors)
            told = (item.get_text("number"), item.get_text("volume"), item.get_text("page"))
            minute = str(item.own.get("minute") or "")
            groups[title, names, str(item.issued), *told, minute].add(item.id)
    return [group for group in groups.values() if len(group) > 1]
