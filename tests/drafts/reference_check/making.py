"""Records and findings for the tests of the reference check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from corpus.items import Item
from drafts.lint.finding import Finding
from drafts.lint.lint import check_references

BOARD = "Port Halden Police Services Board"


def record(key: str, title: str, author: str | tuple[str, str], *date: int, **more: Any) -> Item:
    """A report, by a body or by a person (family, given)."""
    name = (
        {"literal": author}
        if isinstance(author, str)
        else {"family": author[0], "given": author[1]}
    )
    made: dict[str, Any] = {"id": key, "type": "report", "title": title, "author": [name]}
    if date:
        made["issued"] = {"date-parts": [list(date)]}
    return Item(made | more)


def minutes(key: str, *date: int, **more: Any) -> Item:
    """Minutes of the Board."""
    own = {"custom": {"pincite": {"kind": "minutes"}}}
    return record(key, "Minutes of the public meeting", BOARD, *date, **own, **more)


def brief(*findings: Finding) -> list[tuple[str, str]]:
    """Rule and place of each."""
    return [(one.rule, one.where) for one in findings]


def checked(folder: Path, markdown: str, items: Sequence[Item] = ()) -> list[Finding]:
    """What is found in a draft."""
    draft = folder / "draft.md"
    draft.write_text(markdown, encoding="utf-8")
    return check_references(items, draft)


def of_rule(rule: str, found: Iterable[Finding]) -> list[Finding]:
    """Those of one rule."""
    return [one for one in found if one.rule == rule]
