"""Connectors as legal databases have them: `w/5`, `/5`, `near/5`, `pre/5`, `/s`, `/p`.

Within n words means that the places of two words differ by n at most, as in Westlaw and dtSearch.
The index knows no sentences: `/s` and `/p` are 25 and 75 words, as in Lexis.
"""

from __future__ import annotations

import re

from corpus.frozen import frozen
from search.asking.query import And, Fuzzy, Glob, Node, Not, Or, Phrase, Within, Word
from search.asking.terms import MAX_DISTANCE

_CONNECTOR = re.compile(
    r"(?P<name>w|within|near|onear|pre|\+)?/(?P<reach>[0-9]{1,6}|s|p|sent|para?)", re.IGNORECASE
)
_ORDERED = ("pre", "onear", "+")
_SENTENCE, _PARAGRAPH = 25, 75
OperandWord = Word | Fuzzy | Glob | Phrase


@frozen
class Connector:
    """How near two parts must be to each other."""

    reach: int
    """By how many words their places may differ."""
    ordered: bool
    note: str = ""
    """What must be said about how it was read, or ""."""


def read_connector(text: str) -> Connector | None:
    """The connector that a typed word is, if it is one."""
    match = _CONNECTOR.fullmatch(text)
    if match is None:
        return None
    ordered = (match["name"] or "").lower() in _ORDERED
    reach = match["reach"].lower()
    if reach.isdigit():
        return Connector(max(1, min(int(reach), MAX_DISTANCE)), ordered)
    words = _SENTENCE if reach.startswith("s") else _PARAGRAPH
    name = "sentence" if reach.startswith("s") else "paragraph"
    note = f"“{text}” (the same {name}) was read as within {words} words."
    return Connector(words, ordered, note)


def connect(left: Node, right: Node, connector: Connector) -> Node | None:
    """Two parts near each other; alternatives in parentheses are tried one by one. None where one
    of them is no word, phrase or choice between such."""
    if isinstance(left, Not):
        inner = connect(left.child, right, connector)
        return Not(inner) if inner else None
    lefts, rights = _list_alternatives(left), _list_alternatives(right)
    pairs = [
        Within(one, other, connector.reach, connector.ordered) for one in lefts for other in rights
    ]
    distinct = tuple(dict.fromkeys(pairs))
    return Or(distinct) if len(distinct) > 1 else next(iter(distinct), None)


def _list_alternatives(node: Node) -> list[OperandWord]:
    children = node.children if isinstance(node, Or) else (node,)
    words = [child for child in children if isinstance(child, OperandWord)]
    return words if len(words) == len(children) else []


def chain(before: Node, left: Node, right: Node, connector: Connector) -> Node | None:
    """`right` near `left`, which is already part of `before`."""
    near = connect(left, right, connector)
    if near is None or isinstance(before, Not):
        return None
    parts = (*(before.children if isinstance(before, And) else (before,)), near)
    return And(tuple(dict.fromkeys(parts)))
