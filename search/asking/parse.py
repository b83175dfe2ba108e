"""A typed question becomes a tree: no input is an error, and whatever is left out is noted.

The grammar, in which `AND` binds more tightly than `OR` and may be omitted:

    any   = all (OR all)*
    all   = part (AND? part)*
    part  = (NOT | - | +)* near (w/5 near)*
    near  = words | "quotation" | field:value | [atleast3] "(" any ")"

Words that stand side by side outside parentheses, without `+`, `AND` or `OR`, become a `Most`. `&`
is `AND`, `%` and `but not` are `NOT`; `search.asking.connectors` has the other forms of `w/5`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.late_pattern import compile_late
from indexer.words.tokens import tokenise
from search.asking.connectors import read_connector
from search.asking.fields import FIELDS, describe_failed_filter, read_filter
from search.asking.group import Group, join_nodes
from search.asking.lexemes import Lexeme, split_into_lexemes
from search.asking.query import (
    And,
    AtLeast,
    Fuzzy,
    Glob,
    Hyphened,
    InNotes,
    Near,
    Node,
    Not,
    Or,
    ParsedQuery,
    Phrase,
    PhraseWord,
    Word,
)
from search.asking.terms import make_bare_term, make_quoted_term, read_words

MAX_WORDS = 200
"""How many words of a question are read; those of phrases count too."""
_TOO_LONG = f"The question is long: only its first {MAX_WORDS} words were read."

MAX_NESTING = 20
"""The deepest tree: deeper than anyone means, and safe for whatever walks a tree."""

_MAX_OPEN = 3 * MAX_NESTING
"""The most parentheses open at a time; redundant ones do not make a tree deeper."""


def parse(text: str, *, fuzzy: bool = False) -> ParsedQuery:
    """The reading of `text`; with `fuzzy`, words may have as many typos as their length allows."""
    text = _CONTROL.sub(" ", text)  # no sign of the question, and nothing to glue words together
    try:
        return _Parser(fuzzy).read(split_into_lexemes(text))
    except _TooDeep:
        flat = (part for part in split_into_lexemes(text) if part.kind not in ("open", "close"))
        note = "The parentheses are nested too deeply and were left out."
        query = _Parser(fuzzy).read(flat)
        return ParsedQuery(query.root, (note, *query.notes))


_CONTROL = compile_late(r"[\x00-\x1f\x7f-\x9f]")


_POSSESSIVE = compile_late(r"(?<=[^\W_])['’ʼ]s?(?![^\W_])")
"""Of a word without quotation marks: "the Board's" is about the Board."""


_TRUNCATED = compile_late(r"(?<=[^\W_]{3})!(?![\w!?])")
"""“negligen!” is every word that begins so."""


class _TooDeep(Exception):
    """The tree would exceed `MAX_NESTING`."""


def _join_but_not(parts: Iterable[Lexeme]) -> Iterator[Lexeme]:
    """`parts` with "but not" as the operator `NOT`, unless the "but" is asked for: "+but"."""
    held: Lexeme | None = None
    asked_for = False
    for part in parts:
        if held and part.kind in ("words", "operator") and _is_word(part, "not"):
            yield Lexeme("operator", "NOT")
            held = None
            continue
        if held:
            yield held
        is_but = part.kind == "words" and _is_word(part, "but") and not asked_for
        held = part if is_but else None
        asked_for = part.kind == "plus"
        if not held:
            yield part
    if held:
        yield held


def _is_word(part: Lexeme, word: str) -> bool:
    return [each.word for each in tokenise(part.text)] == [word] and "*" not in part.text


class _Parser:
    """Reads the parts of one question."""

    def __init__(self, fuzzy: bool) -> None:
        self._fuzzy = fuzzy
        self._groups = [Group()]
        self._notes: dict[str, None] = {}
        self._left = MAX_WORDS
        self._field = ""

    def read(self, parts: Iterable[Lexeme]) -> ParsedQuery:
        """The whole question."""
        for part in _join_but_not(parts):
            if not self._left and part.kind != "close":
                self._note(_TOO_LONG)
                break
            self._take(part)
        else:
            if len(self._groups) > 1:
                self._note("A parenthesis was not closed: read to the end.")
        while len(self._groups) > 1:
            self._close()
        self._note_dangling(self._groups[0])
        root = self._groups[0].make_root()
        if root and _is_deeper_than(MAX_NESTING, root):
            raise _TooDeep
        return ParsedQuery(root, tuple(self._notes))

    def _take(self, part: Lexeme) -> None:
        group = self._groups[-1]
        match part.kind:
            case "open":
                if len(self._groups) > _MAX_OPEN:
                    raise _TooDeep
                self._groups.append(Group(negated=group.minus))
                group.minus = False
            case "close" if len(self._groups) > 1:
                self._close()
            case "close":
                self._note("A closing parenthesis that closes nothing was left out.")
            case "minus":
                group.minus = not group.minus
            case "plus":
                group.plus = True
            case "atleast":
                group.times = int("".join(filter(str.isdigit, part.text)))
            case "operator" if part.text == "NOT":
                group.minus = not group.minus
            case "operator":
                self._take_operator(group, part.text)
            case "field":
                self._field = part.text
            case _:
                name, self._field = self._field, ""
                if not name and part.kind == "words" and self._take_connector(group, part.text):
                    self._field = ""
                elif node := self._make_node(name, part):
                    self._add(group, node, typed=not name and part.kind == "words")
                elif group.minus:
                    group.minus = group.plus = False
                    self._note("“NOT” or “-” with nothing to look for after it was left out.")

    def _take_connector(self, group: Group, text: str) -> bool:
        """Take a word that is a connector after a part; False if it is a word like others."""
        if text in ("&", "%"):
            if not group.alternatives[-1] or group.awaiting or group.minus:
                return True
            if text == "&":
                self._take_operator(group, "AND")
            else:
                group.minus = True
            return True
        connector = read_connector(text)
        if connector is None or not group.alternatives[-1] or group.awaiting or group.minus:
            return False
        group.connector = connector
        return True

    def _add(self, group: Group, node: Node, *, typed: bool = False) -> None:
        if not group.add(node, typed=typed):
            self._note("Only words and phrases can be near each other: both were required.")

    def _count(self, node: Node, times: int) -> Node:
        """`node` for documents that have it so often."""
        if isinstance(node, Word | Fuzzy | Glob | Phrase | Hyphened | Near):
            return AtLeast(node, times) if times > 1 else node
        self._note("“atleast” counts one word or phrase: the number was left out.")
        return node

    def _take_operator(self, group: Group, operator: str) -> None:
        if group.awaiting or group.minus or not group.alternatives[-1]:
            self._note(f"“{operator}” with nothing before it was left out.")
            return
        group.combine(operator)

    def _note_dangling(self, group: Group) -> None:
        dangling = "w/" if group.connector else "NOT" if group.minus else group.awaiting
        if dangling and self._left:
            self._note(f"“{dangling}” with nothing after it was left out.")

    def _close(self) -> None:
        group = self._groups.pop()
        self._note_dangling(group)
        outer = self._groups[-1]
        outer.minus = group.negated
        times, outer.times = outer.times, 0
        if node := group.make_node():
            self._add(outer, self._count(node, times) if times else node)
        else:
            outer.minus = False
            self._note("Parentheses with nothing to look for in them were left out.")

    def _make_node(self, name: str, part: Lexeme) -> Node | None:
        """The meaning of words or a quotation; `name` is the field before them, "" if none."""
        if not part.closed:
            self._note("The quotation mark was not closed: read to the end.")
        fuzzy = self._fuzzy or part.distance == ""
        quoted = part.kind == "quoted"
        text = part.text if quoted else _POSSESSIVE.sub("", part.text)
        text = text if quoted else _TRUNCATED.sub("*", text)
        words = self._limit_words(read_words(text, fuzzy=fuzzy))
        distance = int(part.distance[:6]) if part.distance else None
        term = make_quoted_term(words, distance) if quoted else make_bare_term(words)
        if not name:
            if part.text.endswith(":") and part.text[:-1].lower() in FIELDS:
                value = "write the value right after the colon"
                self._note(f"“{part.text}” was read as a word: {value}.")
            return term
        if name.lower() == "note" and term:
            return InNotes(term)
        if condition := read_filter(name, part.text, term):
            return condition
        self._note(describe_failed_filter(name, part.text))
        bare_name = make_bare_term(self._limit_words(read_words(name, fuzzy=self._fuzzy)))
        return join_nodes(And, filter(None, (bare_name, term)))

    def _limit_words(self, words: tuple[PhraseWord, ...]) -> tuple[PhraseWord, ...]:
        """As many of the words as may still be read."""
        if len(words) > self._left:
            self._note(_TOO_LONG)
        words = words[: self._left]
        self._left -= len(words)
        return words

    def _note(self, sentence: str) -> None:
        self._notes[sentence] = None


def _is_deeper_than(limit: int, root: Node) -> bool:
    level: list[Node] = [root]
    for _ in range(limit):
        level = [child for node in level for child in _list_children(node)]
    return bool(level)


def _list_children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Not):
        return (node.child,)
    return node.children if isinstance(node, And | Or) else ()
