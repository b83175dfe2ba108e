"""A question as a tree, and the canonical way to write that tree down."""

from __future__ import annotations

import re
from typing import TypeAlias

from corpus.frozen import frozen
from corpus.items import PartialDate

_PLAIN_VALUE = re.compile(r"[A-Za-z0-9][-A-Za-z0-9_./:@]*")


@frozen
class Word:
    """A bare word: any word of the same stem."""

    word: str
    """Folded."""


@frozen
class Exact:
    """A word inside a phrase: this word as it is, case and accents aside."""

    word: str
    """Folded."""


@frozen
class Fuzzy:
    """A word that may be misspelt, in the question or on the page."""

    word: str
    """Folded."""
    typos: int
    """How many at most, 1 or 2; what counts as one is said in `Lexicon.within`."""


@frozen
class Glob:
    """A word with letters left open."""

    pattern: str
    """Folded letters and digits, `*` (any number of characters, also none) and `?` (just one)."""


PhraseWord: TypeAlias = Exact | Fuzzy | Glob


@frozen
class Phrase:
    """Words directly after one another, in this order. A phrase of one word is that very word."""

    words: tuple[PhraseWord, ...]
    """At least one; a single one is `Exact`."""


@frozen
class Near:
    """Words close together, in any order, each at a place of its own."""

    words: tuple[PhraseWord, ...]
    """At least two. The same word twice must be there twice."""
    distance: int
    """How many other words may stand between the first and the last of them, 0 or more: the
    stretch of text is at most `len(words) + distance` words long."""


Term: TypeAlias = Word | Fuzzy | Glob | Phrase | Near
"""What can be looked for in a text, of a page or of a title."""


@frozen
class DateRange:
    """From `first` to `last`, both included and as long as they say: 2008 ends on 31 December."""

    first: PartialDate | None
    """None where the range is open; never both."""
    last: PartialDate | None

    def may_hold(self, date: PartialDate) -> bool:
        """Whether `date` is in the range, or could be: 2008 may be in 2008-11."""
        return (self.first is None or _find_latest_day(date) >= self.first) and (
            self.last is None or date <= _find_latest_day(self.last)
        )

    def __str__(self) -> str:
        """As it is written after `date:`."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}..{self.last or ''}"


def _find_latest_day(date: PartialDate) -> PartialDate:
    """Not before any day that `date` may mean; 0 for unknown already sorts as the earliest."""
    return PartialDate(date.year, date.month or 12, date.day or 31)


@frozen
class Filter:
    """A condition on the item that a page is of; an item without the field does not meet it."""

    field: str
    """A name from `search.asking.fields.FIELDS`."""
    value: str | DateRange | Term
    """By field: `kind` a `corpus.kinds.Kind`, `item` a citation key as written, `date` a
    `DateRange`, `title` a `Term`."""


@frozen
class And:
    """All of two or more, none of which is an `And`."""

    children: tuple[Node, ...]


@frozen
class Or:
    """Any of two or more, none of which is an `Or`."""

    children: tuple[Node, ...]


@frozen
class Not:
    """Every page but those of `child`, which is not a `Not`."""

    child: Node


Node: TypeAlias = Term | Filter | And | Or | Not


@frozen
class ParsedQuery:
    """How a question was read."""

    root: Node | None
    """None where there is nothing to look for."""
    notes: tuple[str, ...] = ()
    """One sentence for the user on each thing that was not read as it was written."""


def format_query(node: Node) -> str:
    """`node` in the query language, every operator and grouping written out.

    Parsing the result gives `node` again, if `node` came from the parser.
    """
    match node:
        case And(children):
            return " AND ".join(_format_operand(child) for child in children)
        case Or(children):
            return " OR ".join(_format_operand(child) for child in children)
        case Not(child):
            return f"NOT {_format_operand(child)}"
        case Filter(field, value):
            return f"{field}:{_format_value(value)}"
        case _:
            return _format_term(node)


def _format_operand(node: Node) -> str:
    return f"({format_query(node)})" if isinstance(node, And | Or) else format_query(node)


def _format_value(value: str | DateRange | Term) -> str:
    if isinstance(value, DateRange):
        return str(value)
    if isinstance(value, str):
        return value if _PLAIN_VALUE.fullmatch(value) else f'"{value}"'
    return _format_term(value)


def _format_term(term: Term) -> str:
    match term:
        case Phrase(words):
            return f'"{" ".join(map(_format_word, words))}"'
        case Near(words, distance):
            return f'"{" ".join(map(_format_word, words))}"~{distance}'
        case Word(word):
            return word
        case _:
            return _format_word(term)


def _format_word(word: PhraseWord) -> str:
    match word:
        case Exact(plain):
            return plain
        case Fuzzy(plain, typos):
            return f"{plain}~{typos}"
        case Glob(pattern):
            return pattern
