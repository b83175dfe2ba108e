"""How drafts name cases: by both parties, shortened ("Reg’l", "Dist."), or by one of them.

The first words of a party stand for it, and each word may be cut or contracted: Bluebook (21st ed.)
rules 6.1 and 10.2.2, tables T6 and T13; McGill 3.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.items import Item
from indexer.words.tokens import fold

_VERSUS = re.compile(r"\s+(?:v|vs|c)\b\.?\s+")
_WORD = re.compile(r"[^\W_]+(?:[’'&-][^\W_]+)*\.?")
_SMALL = frozenset("of the and for in on to a an de la le du des et".split())
_NO_PARTY = frozenset(
    "r regina rex queen king united state states people city county commissioner attorney minister"
    " canada ontario quebec alberta manitoba re in ex matter board director department estate"
    " commonwealth republic government secretary association company corporation".split()
)
"""Words that begin the names of too many parties to stand for one."""
_PASSAGE = re.compile(r"[^,;:()\[\]]+")


@dataclass(frozen=True, slots=True)
class NamedCase:
    """A case that a text names."""

    item: int
    """0-based index in the catalogue."""
    start: int
    """Offset in the text of the first character of the name."""
    end: int


class CaseNames:
    """The parties of a catalogue's cases."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._parties = [
            (at, [_split_party(party) for party in parties])
            for at, item in enumerate(items)
            if len(parties := _VERSUS.split(item.title, maxsplit=1)) == 2
        ]

    def find(self, text: str) -> list[NamedCase]:
        """The cases that `text` names, by both parties or else by one alone between commas."""
        both = list(self._find_by_both(text))
        return both or list(self._find_by_one(text))

    def _find_by_both(self, text: str) -> Iterator[NamedCase]:
        for versus in _VERSUS.finditer(text):
            left = _PASSAGE.findall(text[: versus.start()])
            right = _PASSAGE.match(text, versus.end())
            if not left or right is None:
                continue
            first, second = _split_party(left[-1]), _split_party(right.group())
            for item, (plaintiff, defendant) in self._parties:
                if _ends_as(first, plaintiff) and _stands_for(second, defendant):
                    yield NamedCase(item, versus.start() - len(left[-1]), right.end())

    def _find_by_one(self, text: str) -> Iterator[NamedCase]:
        for passage in _PASSAGE.finditer(text):
            words = _split_party(passage.group())
            if not words or not all(word[:1].isupper() or word in _SMALL for word in words):
                continue
            if fold(words[0].strip(".")) in _NO_PARTY:
                continue
            for item, parties in self._parties:
                if any(_stands_for(words, party) for party in parties):
                    yield NamedCase(item, passage.start(), passage.end())


def _split_party(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if fold(word) not in ("the",)]


def _ends_as(words: Sequence[str], party: Sequence[str]) -> bool:
    """Whether the last of `words`, as many as may be, stand for a party."""
    return any(_stands_for(words[at:], party) for at in range(len(words)))


def _stands_for(words: Sequence[str], party: Sequence[str]) -> bool:
    """Whether `words` name a party: its first word, and others of its words in their order."""
    if not words or not party or not _is_short_for(words[0], party[0]):
        return False
    left = iter(party)
    return all(any(_is_short_for(word, whole) for whole in left) for word in words)


def _is_short_for(word: str, whole: str) -> bool:
    """Whether a word is another or, with a stop or an apostrophe, short for it."""
    plain, wanted = (fold(re.sub(r"[^\w]", "", part)) for part in (word, whole))
    if plain == wanted:
        return True
    shortened = word.endswith(".") or "’" in word or "'" in word
    if not shortened or not plain or plain[0] != wanted[:1] or len(plain) >= len(wanted):
        return False
    letters = iter(wanted)
    return all(letter in letters for letter in plain)
