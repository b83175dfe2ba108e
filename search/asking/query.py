"""A question as a tree, and the canonical spelling of that tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from corpus.frozen import frozen
from corpus.items import PartialDate
from corpus.late_pattern import compile_late

_PLAIN_VALUE = compile_late(r"[A-Za-z0-9][-A-Za-z0-9_./:@]*")


@frozen
class Word:
    """A bare word; it stands for every word of its stem."""

    word: str
    """Folded."""


@frozen
class Exact:
    """A word inside a phrase; it stands only for itself, whatever its case and accents."""

    word: str
    """Folded."""


@frozen
class Fuzzy:
    """A word that may be misspelt, in the question or on the page."""

    word: str
    """Folded."""
    typos: int
    """At most how many, 1 or 2; `Lexicon.find_within` defines what counts as one."""


@frozen
class Glob:
    """A word with wildcards."""

    pattern: str
    """Folded letters and digits, `*` (any number of characters, or none) and `?` (exactly one)."""


PhraseWord: TypeAlias = Exact | Fuzzy | Glob


@frozen
class Hyphened:
    """Two words typed together, most often with a hyphen between: they stand one directly after the
    other, whatever is between them, or as one word in any form."""

    words: tuple[Exact, Exact]
    may_be_two: bool = True
    """Whether they may stand apart: "five year" is "five-year", but "by law" is no "by-law"."""

    @property
    def joined(self) -> Word:
        """Both as one word."""
        return Word("".join(word.word for word in self.words))


@frozen
class Phrase:
    """Consecutive words in this order. A phrase of one word is exactly that word."""

    words: tuple[PhraseWord, ...]
    """At least one; a single one is `Exact`."""


@frozen
class Near:
    """Words close together, in any order, each at a place of its own."""

    words: tuple[PhraseWord, ...]
    """At least two. A word given twice must occur twice."""
    distance: int
    """How many other words may stand between the first and the last of them (0 or more): the
    passage is at most `len(words) + distance` words long."""


@frozen
class Within:
    """Two words or phrases not far from each other."""

    left: Word | Fuzzy | Glob | Phrase
    right: Word | Fuzzy | Glob | Phrase
    reach: int
    """By how many words their places may differ: other words between them, and one."""
    ordered: bool
    """Whether `left` must come first."""
    unit: Literal["words", "sentence", "paragraph"] = "words"
    """What both must stand in one of, besides; "words": wherever they are."""

    @property
    def words(self) -> tuple[Word | PhraseWord, ...]:
        """All words of both."""
        sides = (self.left, self.right)
        return tuple(
            word for side in sides for word in (side.words if isinstance(side, Phrase) else (side,))
        )

    @property
    def distance(self) -> int:
        """How many other words may stand between the first and the last of them."""
        return self.reach - 1


Term: TypeAlias = Word | Fuzzy | Glob | Phrase | Hyphened | Near | Within
"""What can be found in the text of a page or a title."""


def list_words(term: Term) -> Sequence[Word | PhraseWord]:
    """The words that a term is made of, in order."""
    return term.words if isinstance(term, Phrase | Hyphened | Near | Within) else (term,)


@frozen
class DateRange:
    """From `first` to `last`, both inclusive; a year or month is meant as a whole."""

    first: PartialDate | None
    """None where the range is open; never None at both ends."""
    last: PartialDate | None

    def may_hold(self, date: PartialDate) -> bool:
        """Whether `date` is in the range, or could be: 2008 may be in 2008-11."""
        return (self.first is None or _find_latest_day(date) >= self.first) and (
            self.last is None or date <= _find_latest_day(self.last)
        )

    def __str__(self) -> str:
        """As written after `date:`."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}..{self.last or ''}"


def _find_latest_day(date: PartialDate) -> PartialDate:
    """The last day that `date` may mean; an unknown month or day is 0, which sorts as earliest."""
    return PartialDate(date.year, date.month or 12, date.day or 31)


@frozen
class Filter:
    """A condition on the item that a page belongs to; an item without the field fails it."""

    field: str
    """A name from `search.asking.fields.FIELDS`."""
    value: str | DateRange | Term
    """By field: `kind` a `corpus.kinds.Kind`, `item` a citation key as written, `minute` a
    normalised minute number, `para` the number of a paragraph, `date` a `DateRange`, `title` a
    `Term`."""


@frozen
class And:
    """Pages that meet all of two or more parts, none of which is an `And`."""

    children: tuple[Node, ...]


@frozen
class Or:
    """Pages that meet any of two or more parts, none of which is an `Or`."""

    children: tuple[Node, ...]


@frozen
class Not:
    """Every page except those that meet `child`, which is not a `Not`."""

    child: Node


@frozen
class AtLeast:
    """Pages with a word in documents that have it several times."""

    term: Term
    times: int


@frozen
class InNotes:
    """Pages with a word in their notes."""

    term: Term


@frozen
class Most:
    """Pages with all of two or more words as typed without operators or, where there is none, with
    most of them. Stands alone or directly in an `And`."""

    words: tuple[Term, ...]
    """A `Phrase` among them was typed without quotation marks, such as "five-year"."""


Node: TypeAlias = Term | Filter | And | Or | Not | Most | AtLeast | InNotes


def require_all_words(root: Node) -> Node:
    """`root` with every word required."""
    parts = root.children if isinstance(root, And) else (root,)
    words = (part.words if isinstance(part, Most) else (part,) for part in parts)
    flat = tuple(dict.fromkeys(word for part in words for word in part))
    return And(flat) if len(flat) > 1 else flat[0]


@frozen
class ParsedQuery:
    """How a question was read."""

    root: Node | None
    """None if there is nothing to look for."""
    notes: tuple[str, ...] = ()
    """One sentence for the user about each part that was not read as written."""


def format_query(node: Node) -> str:
    """`node` in the query language, with every operator and parenthesis written out.

    Parsing the result yields `node` again if `node` came from the parser.
    """
    match node:
        case And(children) if any(isinstance(child, Most) for child in children):
            return " ".join(map(_format_beside_most, children))
        case And(children):
            return " AND ".join(_format_operand(child) for child in children)
        case Most(words):
            return " ".join(map(format_typed, words))
        case Or(children):
            return " OR ".join(_format_operand(child) for child in children)
        case Not(child):
            return f"NOT {_format_operand(child)}"
        case AtLeast(term, times):
            return f"atleast{times}({_format_term(term)})"
        case InNotes(term):
            return f"note:{_format_term(term)}"
        case Filter(field, value):
            return f"{field}:{_format_value(value)}"
        case _:
            return _format_term(node)


def _format_operand(node: Node) -> str:
    return f"({format_query(node)})" if isinstance(node, And | Or) else format_query(node)


def _format_beside_most(node: Node) -> str:
    """A part of a question whose other words are not all required: with `+` it is."""
    required = isinstance(node, Word | Fuzzy | Glob | Hyphened)
    return f"+{_format_operand(node)}" if required else _format_operand(node)


def format_typed(term: Term) -> str:
    """A term as it is typed without quotation marks."""
    return (
        "-".join(map(_format_term, term.words)) if isinstance(term, Phrase) else format_query(term)
    )


def _format_value(value: str | DateRange | Term) -> str:
    if isinstance(value, DateRange):
        return str(value)
    if isinstance(value, str):
        return value if _PLAIN_VALUE.fullmatch(value) else f'"{value}"'
    return _format_term(value)


def _format_term(term: Term | Exact) -> str:
    match term:
        case Phrase(words):
            return f'"{" ".join(map(_format_term, words))}"'
        case Near(words, distance):
            return f'"{" ".join(map(_format_term, words))}"~{distance}'
        case Hyphened(words):
            return "-".join(map(_format_term, words))
        case Fuzzy(word, typos):
            return f"{word}~{typos}"
        case Within(left, right, reach, ordered, unit):
            name = ("pre" if ordered else "w") if unit == "words" or ordered else ""
            far = reach if unit == "words" else unit[0]
            return f"{_format_term(left)} {name}/{far} {_format_term(right)}"
        case Glob(pattern):
            return pattern
        case Word(word) | Exact(word):
            return word
