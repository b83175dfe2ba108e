"""Words that carry nothing by themselves: they are looked for only in phrases, or if asked for.

Function words of English (articles, pronouns, prepositions, conjunctions, auxiliaries, question
words) and the few verbs that only put a question. A closed class, so that the list needs no tuning.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.words.tokens import split_words
from search.asking.query import Exact, Hyphened, Node, Word

CARRIERS = frozenset(
    "a about above after again against all also am among an and any anyone anything are as at be "
    "because been before being below between both but by can cannot could did do does doing done "
    "during each either else ever every few for from further get gets getting give given got had "
    "has have having he her here hers herself him himself his how however i if in into is it its "
    "itself just let may me might mine more most much many must my myself neither no nor not of "
    "off on once one only onto or other others our ours ourselves out over own per please rather "
    "said same say says shall she should since so some someone something still such tell than "
    "that the their theirs them themselves then there these they this those though through to too "
    "toward towards under until unto up upon us very via was we were what whatever when where "
    "whether which while who whom whose why will with within without would yet you your yours "
    "yourself yourselves".split()
)
_CONTRACTED = frozenset(
    "ain aren couldn didn doesn don hadn hasn haven isn mustn shan shouldn wasn weren won wouldn i "
    "you he she it we they that there who what".split()
)
_CONTRACTIONS = frozenset("t d ll m re ve".split())
"""What stands after the apostrophe, as in "don't", "they've"."""


def carries_nothing(node: Node) -> bool:
    """Whether a part of a question, as typed without quotation marks, is only such words."""
    match node:
        case Word(word):
            return word in CARRIERS
        case Hyphened((Exact(first), Exact(second))):  # "don't" is "don" and "t"
            return first in _CONTRACTED and second in _CONTRACTIONS
        case _:
            return False


def is_in_plain_words(text: str) -> bool:
    """Whether a question, as typed, is put as one would say it, and not as a list of words."""
    return not CARRIERS.isdisjoint(split_words(text))


def drop_carriers(nodes: Sequence[Node]) -> list[Node]:
    """`nodes` without those that carry nothing; all of them if none would be left."""
    return [node for node in nodes if not carries_nothing(node)] or list(nodes)
