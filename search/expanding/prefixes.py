"""A prefix typed apart from its word: "pre empt", "non status"."""

from __future__ import annotations

from indexer.words.compounds import PREFIXES
from search.asking.query import And, Exact, Hyphened, Most, Node, Term, Word
from search.expanding.lexicon import Lexicon


def join_prefixes(root: Node, lexicon: Lexicon) -> Node:
    """`root` with every prefix typed just before a word as if there were a hyphen between, where
    some text has the two as one word."""
    match root:
        case Most(words):
            joined = _join(words, lexicon)
            return Most(joined) if len(joined) > 1 else joined[0]
        case And(children):
            return And(tuple(join_prefixes(child, lexicon) for child in children))
        case _:
            return root


def _join(words: tuple[Term, ...], lexicon: Lexicon) -> tuple[Term, ...]:
    joined: list[Term] = []
    for term in words:
        before = joined[-1] if joined else None
        if isinstance(before, Word) and before.word in PREFIXES and isinstance(term, Word):
            both = Hyphened((Exact(before.word), Exact(term.word)))
            if lexicon.find_same_stem(both.joined.word):
                joined[-1] = both
                continue
        joined.append(term)
    return tuple(joined)
