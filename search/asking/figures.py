"""Whether a question asks for a figure: what answers it is often a table, not a sentence."""

from __future__ import annotations

from itertools import pairwise

from indexer.words.tokens import split_words

_BEGINNINGS = frozenset("what which calculate compute give is was".split())
_MEASURES = frozenset(
    "amount average cost costs figure magnitude margin number percent percentage price proportion "
    "quantity rate ratio share size sum total value volume".split()
)
_HOW = frozenset("much many large high big long often old".split())


def asks_for_figure(text: str) -> bool:
    """Whether `text`, as typed, asks how many, how much, or for an amount, a rate, a total."""
    words = split_words(text)
    if any(first == "how" and second in _HOW for first, second in pairwise(words)):
        return True
    return not _BEGINNINGS.isdisjoint(words[:2]) and not _MEASURES.isdisjoint(words)
