"""The inside of a pair of parentheses, or of a whole question: its parts become a tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.asking.carriers import carries_nothing, drop_carriers
from search.asking.connectors import Connector, chain, connect
from search.asking.query import (
    And,
    AtLeast,
    Exact,
    Filter,
    Fuzzy,
    Glob,
    Hyphened,
    InNotes,
    Most,
    Node,
    Not,
    Or,
    Phrase,
    PhraseWord,
    Term,
    Word,
    format_typed,
)


class Group:
    """The inside of a pair of parentheses, as far as it has been read."""

    def __init__(self, *, negated: bool = False) -> None:
        self.negated = negated
        self.alternatives: list[list[Node]] = [[]]
        self.awaiting = ""
        """The operator that has nothing after it yet."""
        self.minus = False
        """Whether to negate the next part."""
        self.plus = False
        """Whether the next part is required."""
        self.times = 0
        """How often a document must have what stands in the parentheses; 0 if not asked."""
        self.connector: Connector | None = None
        """How near the next part must be to the last one."""
        self.operand: Node | None = None
        """The last part by itself, for another connector after it."""
        self.typed: list[Term] = []
        """The words of the last alternative that nothing requires, excludes or combines."""

    def add(self, node: Node, *, typed: bool = False) -> bool:
        """Append `node`, negated if a minus or `NOT` stands before it; `typed` if it is words
        without quotation marks, a field or parentheses. False if a connector was left out."""
        if self.connector:
            return self._add_near(node, self.connector)
        self.operand = node
        loose = typed and not (self.minus or self.plus or self.awaiting)
        if loose and not isinstance(node, And | Or | Not | Filter | Most | AtLeast | InNotes):
            self.typed.append(node)
        self.alternatives[-1].append(negate(node) if self.minus else node)
        self.awaiting, self.minus, self.plus = "", False, False
        return True

    def _add_near(self, node: Node, connector: Connector) -> bool:
        """Put `node` and the last part in the place of the last part."""
        self.connector, self.minus, self.plus = None, False, False
        nodes = self.alternatives[-1]
        before, operand = nodes[-1], self.operand
        if isinstance(before, Not) and operand is not None:
            operand = Not(operand) if not isinstance(operand, Not) else operand
        if operand in (before, None):
            near = connect(before, node, connector)
        else:
            near = chain(before, operand, node, connector) if operand else None
        if near is None:
            nodes.append(node)
            self.operand = node
            return False
        self.typed = [term for term in self.typed if term is not before]
        nodes[-1] = near
        self.operand = node
        return True

    def combine(self, operator: str) -> None:
        """Take an `AND` or `OR` after a part."""
        last = self.alternatives[-1][-1]
        self.typed = [term for term in self.typed if term is not last]
        self.awaiting = operator
        if operator == "OR":
            self.alternatives.append([])

    def make_node(self) -> Node | None:
        """The group as a tree; None if it is empty."""
        parts = [part for nodes in self.alternatives if (part := join_nodes(And, nodes))]
        return join_nodes(Or, parts)

    def make_root(self) -> Node | None:
        """The same for the outermost group: words side by side need not all be there."""
        if len(self.alternatives) > 1:
            return self.make_node()
        nodes, typed = _join_section_signs(self.alternatives[0], self.typed)
        strict = [node for node in nodes if not any(node is term for term in typed)]
        required = {part for node in strict for part in _list_required(node)}
        words = dict.fromkeys(node for node in typed if node not in required)
        carrying = drop_carriers(list(words)) if words else []
        if any(not isinstance(node, Filter | Not) for node in strict):
            carrying = [node for node in carrying if not carries_nothing(node)]
        if len(carrying) < 2:
            return join_nodes(And, [node for node in nodes if node in carrying or node in strict])
        first = next(at for at, node in enumerate(nodes) if node in carrying)
        before = [node for node in nodes[:first] if node in strict]
        after = [node for node in nodes[first:] if node in strict]
        return join_nodes(And, [*before, Most(tuple(carrying)), *after])  # type: ignore[arg-type]


def _join_section_signs(
    nodes: Sequence[Node], typed: Sequence[Term]
) -> tuple[list[Node], list[Term]]:
    """Both with every "§" and the number typed after it as one phrase, as they are read where
    nothing but white space stands between them."""
    joined: list[Node] = []
    terms: list[Term] = []
    for node in nodes:
        term = next((term for term in typed if term is node), None)
        number = term is not None and "0" <= format_typed(term)[:1] <= "9"
        if number and terms and joined[-1] is terms[-1] and joined[-1] == Word("§"):
            term = Phrase((Exact("§"), *_list_phrase_words(term)))
            joined.pop()
            terms.pop()
        joined.append(node if term is None else term)
        terms += [term] if term is not None else []
    return joined, terms


def _list_phrase_words(term: Term | None) -> tuple[PhraseWord, ...]:
    match term:
        case Word(word):
            return (Exact(word),)
        case Phrase(words) | Hyphened(words):
            return words
        case Fuzzy() | Glob():
            return (term,)
        case _:
            return ()


def _list_required(node: Node) -> tuple[Node, ...]:
    """What a part of a question requires: all of an `And`."""
    return node.children if isinstance(node, And) else (node,)


def negate(node: Node) -> Node:
    """What answers everything that `node` does not."""
    return node.child if isinstance(node, Not) else Not(node)


def join_nodes(operator: type[And] | type[Or], nodes: Iterable[Node]) -> Node | None:
    """`nodes` under one operator, without repetitions or the same operator nested inside."""
    flat: dict[Node, None] = {}
    for node in nodes:
        inside = node.children if isinstance(node, operator) else (node,)
        flat.update(dict.fromkeys(inside))
    return operator(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)
