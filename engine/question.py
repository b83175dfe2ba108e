"""What an engine is asked: words, phrases and nearness, combined, among some pages.

Words are folded (`indexer.words`); what a typed word may stand for has been expanded already.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

from corpus.frozen import frozen


@frozen
class AnyOf:
    """Any one of some words."""

    words: frozenset[str]


@frozen
class Phrase:
    """Words directly after one another, in this order, over at most one page break."""

    words: tuple[AnyOf, ...]
    """At least one."""


@frozen
class Near:
    """Words close together, each at a position of its own, over at most one page break."""

    words: tuple[AnyOf, ...]
    """At least two."""
    distance: int
    """How many other words may stand between the first and the last of them."""


Term: TypeAlias = AnyOf | Phrase | Near
"""What can stand on a page, and be counted there."""


@frozen
class Among:
    """Some pages, whatever stands on them."""

    pages: Mapping[int, Collection[int]]
    """By document, 0-based."""


@frozen
class And:
    """Pages that answer all parts."""

    parts: tuple[Question, ...]


@frozen
class Or:
    """Pages that answer any part."""

    parts: tuple[Question, ...]


@frozen
class Not:
    """Every page that does not answer `part`."""

    part: Question


Question: TypeAlias = Term | Among | And | Or | Not
