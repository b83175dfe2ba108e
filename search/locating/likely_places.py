"""Where a quotation may stand: its rare words vote for the place at which it would begin.

`place_votes.py` counts the votes. They weigh as much as their word is rare, a word votes once
however often it recurs, and words that stand in too many places are not asked: the cost is bounded
by what is read of the index. Words that the corpus does not hold (misread, misspelt) are ignored at
first; then words spelt like them may take their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from engine.document_words import NOTES_FROM
from engine.question import AnyOf
from indexer.library import Library
from search.expanding.lexicon import get_lexicon
from search.locating.place_votes import PlaceVotes, VotedPlace, Voter

_MOST_WORDS, _MOST_PAGES = 14, 60_000
"""How many words vote, rarest first, and on how many pages they may stand, taken together."""
_ENOUGH_WORDS, _ENOUGH_PAGES, _ENOUGH_SHARE = 8, 600, 0.08
"""After so many words on so many pages, or on that share of all, no commoner word is asked."""
_SHARE = 0.6
"""A place is tried if its votes weigh at least this share of the likeliest place's."""
_SPELLINGS = 12
"""How many words of the corpus may stand in for one that it does not hold."""
_RARE_FREQUENCY = 3
"""A word on fewer pages may itself be a misreading."""
_SHORTEST, _LONG = 4, 7
"""Letters: a shorter word stands only for itself; from `_LONG` on it may have two typos, not one.
Typos in a question follow another rule, `choose_typo_limit`."""
_MOST_RESPELT = 16
"""For how many words of a quotation others are looked for that are spelt like them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation may stand: at a word that both have."""

    page: int
    """The key of the page."""
    word: int
    """0-based index of the word in the running text of the page, or in its notes."""
    in_notes: bool
    offset: int
    """0-based index of the word in the quotation."""


class LikelyPlaces:
    """Finds the places that a quotation may stand at."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lexicon = get_lexicon(library)
        self._page_count = sum(len(keys) for _, keys in library.list_key_ranges())
        self._enough = max(_ENOUGH_PAGES, _ENOUGH_SHARE * self._page_count)
        self._votes: dict[bool, tuple[tuple[Voter, ...], PlaceVotes]] = {}
        """What the last voters said, by whether some of them stood in for others."""

    def find_places(
        self,
        words: Sequence[str],
        limit: int,
        *,
        document: int | None = None,
        respelt: bool = False,
    ) -> list[Place]:
        """The likeliest places of a quotation with these folded words, at most `limit`, likeliest
        first; places whose votes weigh much less than the likeliest one's are left out.

        Only in `document` (an id), if it is given. With `respelt`, words that the corpus hardly
        holds may be misspellings of others.
        """
        votes = self._get_votes(words, respelt)
        return [self._make_place(voted) for voted in votes.list_places(limit, _SHARE, document)]

    def _get_votes(self, words: Sequence[str], respelt: bool) -> PlaceVotes:
        """The votes of all documents, kept for the next question: the same quotation is often
        looked for in one document and then in all, and seldom has words to be respelt."""
        voters = self._choose_voters(words, respelt)
        for kept, votes in self._votes.values():
            if kept == voters:
                return votes
        self._votes[respelt] = voters, self._count_votes(voters)
        return self._votes[respelt][1]

    def _choose_voters(self, words: Sequence[str], respelt: bool) -> tuple[Voter, ...]:
        """The rarest words, as many as may be asked."""
        voters = sorted(self._list_voters(words, respelt), key=lambda voter: voter.pages)
        chosen: list[Voter] = []
        pages = 0
        for voter in voters[:_MOST_WORDS]:
            pages += voter.pages
            if len(chosen) >= _ENOUGH_WORDS and pages > self._enough:
                break
            if pages > _MOST_PAGES:
                break
            chosen.append(voter)
        return tuple(chosen)

    def _list_voters(self, words: Sequence[str], respelt: bool) -> list[Voter]:
        count_pages = self._library.engine.count_pages_of_each
        voters: list[Voter] = []
        misspelt: list[tuple[str, int]] = []
        frequencies = count_pages(words)
        for word, offset in _list_first_offsets(words):
            frequency = frequencies[word]
            if frequency:
                voters.append(Voter(AnyOf(frozenset((word,))), frequency, offset))
            if len(word) >= _SHORTEST and frequency < _RARE_FREQUENCY:
                misspelt.append((word, offset))
        if respelt:
            spelt = [
                (self._list_spellings(word), offset) for word, offset in misspelt[:_MOST_RESPELT]
            ]
            counts = count_pages(frozenset().union(*(spellings for spellings, _ in spelt)))
            totals = [sum(counts[one] for one in spellings) for spellings, _ in spelt]
            voters += [
                Voter(AnyOf(spellings), total, offset)
                for (spellings, offset), total in zip(spelt, totals, strict=True)
                if total
            ]
        return voters

    def _list_spellings(self, word: str) -> frozenset[str]:
        """The words of the corpus that may stand in for one that it does not hold."""
        near = self._lexicon.find_within(word, 1 if len(word) < _LONG else 2)
        others = (spelling for spelling, _ in near if spelling != word)
        return frozenset(islice(others, _SPELLINGS))

    def _count_votes(self, voters: Sequence[Voter]) -> PlaceVotes:
        votes = PlaceVotes(voters, self._page_count)
        asked = [voter.spellings for voter in votes.voters]
        offsets = [voter.offset for voter in votes.voters]
        found = self._library.engine.find_places(asked, votes.rarities, offsets)
        for number, places in enumerate(found):
            votes.count(number, places, places.keys() & self._library.first_keys.keys())
        return votes

    def _make_place(self, voted: VotedPlace) -> Place:
        page, word = self._library.engine.locate_place(voted.document, voted.position)
        key = self._library.first_keys[voted.document] + page
        in_notes = word >= NOTES_FROM
        return Place(key, word - NOTES_FROM if in_notes else word, in_notes, voted.offset)


def _list_first_offsets(words: Sequence[str]) -> list[tuple[str, int]]:
    """Each word with the index at which it first occurs, those that occur once first."""
    counts = Counter(words)
    first = {word: at for at, word in reversed(list(enumerate(words)))}
    return sorted(first.items(), key=lambda pair: (counts[pair[0]], pair[1]))
