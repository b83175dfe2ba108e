"""Connectors as legal databases have them: `w/5`, `/5`, `near/5`, `pre/5`, `/s`, `/p`.

Within n words means that the places of two words differ by n at most, as in Westlaw and dtSearch;
`/s` and `/p` that no sentence or paragraph ends between them.
"""

from __future__ import annotations

import re
from typing import Literal

from corpus.frozen import frozen
from corpus.late_pattern import compile_late
from search.asking.query import And, Fuzzy, Glob, Hyphened, Node, Not, Or, Phrase, Within, Word
from search.asking.terms import MAX_DISTANCE

_CONNECTOR = compile_late(
    r"(?P<name>w|within|near|onear|pre|\+)?/(?P<reach>[0-9]{1,6}|s|p|sent|para?)", re.IGNORECASE
)
_ORDERED = ("pre", "onear", "+")
OperandWord = Word | Fuzzy | Glob | Phrase


@frozen
class Connector:
    """How near two parts must be to each other."""

    reach: int
    """By how many words their places may differ."""
    ordered: bool
    unit: Literal["words", "sentence", "paragraph"] = "words"
    """What both must stand in one of, besides."""


def read_connector(text: str) -> Connector | None:
    """The connector that a typed word is, if it is one."""
    match = _CONNECTOR.fullmatch(text)
    if match is None:
        return None
    ordered = (match["name"] or "").lower() in _ORDERED
    reach = match["reach"].lower()
    if reach.isdigit():
        return Connector(max(1, min(int(reach), MAX_DISTANCE)), ordered)
    return Connector(MAX_DISTANCE, ordered, "sentence" if reach[0] == "s" else "paragraph")


def connect(left: Node, right: Node, connector: Connector) -> Node | None:
    """Two parts near each other; alternatives in parentheses are tried one by one. None where one
    of them is no word, phrase or choice between such."""
    if isinstance(left, Not):
        inner = connect(left.child, right, connector)
        return Not(inner) if inner else None
    lefts, rights = _list_alternatives(left), _list_alternatives(right)
    pairs = [
        Within(one, other, connector.reach, connector.ordered, connector.unit)
        for one in lefts
        for other in rights
    ]
    distinct = tuple(dict.fromkeys(pairs))
    return Or(distinct) if len(distinct) > 1 else next(iter(distinct), None)


def _list_alternatives(node: Node) -> list[OperandWord]:
    words: list[OperandWord] = []
    for child in node.children if isinstance(node, Or) else (node,):
        if isinstance(child, Hyphened):
            words += [Phrase(child.words), child.joined]
        elif isinstance(child, OperandWord):
            words.append(child)
        else:
            return []
    return words


def chain(before: Node, left: Node, right: Node, connector: Connector) -> Node | None:
    """`right` near `left`, which is already part of `before`."""
    near = connect(left, right, connector)
    if near is None or isinstance(before, Not):
        return None
    parts = (*(before.children if isinstance(before, And) else (before,)), near)
    return And(tuple(dict.fromkeys(parts)))
