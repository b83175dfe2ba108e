"""Where a quotation may stand: each of its rare words votes for the place at which it would begin.

A word at offset 5 of the quotation that stands at position 1,205 of a document votes for 1,200
there. Words that stand together in the order of the quotation agree, however many other pages hold
some of them, so damaged quotations are found as a corpus grows. Votes weigh as much as their word
is rare, a word votes once however often it recurs, and words that stand in too many places are not
asked: the cost is bounded by what is read of the index. Words that the corpus does not hold
(misread, misspelt) are ignored at first; then words spelt like them may take their place.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from engine.document_words import NOTES_FROM
from engine.question import AnyOf
from indexer.library import Library
from search.expanding.lexicon import get_lexicon

_BUCKET = 16
"""Words: votes for places closer than this agree."""
_MOST_WORDS, _MOST_PAGES = 14, 60_000
"""How many words vote, rarest first, and on how many pages they may stand, taken together."""
_ENOUGH_WORDS, _ENOUGH_PAGES, _ENOUGH_SHARE = 8, 600, 0.08
"""After so many words on so many pages, or on that share of all, no commoner word is asked."""
_SHARE = 0.5
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


@dataclass(frozen=True, slots=True)
class _Voter:
    spellings: AnyOf
    pages: int
    offset: int


_Votes = dict[tuple[int, int], tuple[float, int, int]]
"""By document and bucket: the weight of the votes; of the rarest voter the position and offset."""


class LikelyPlaces:
    """Finds the places that a quotation may stand at."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lexicon = get_lexicon(library)
        self._page_count = sum(len(keys) for _, keys in library.list_key_ranges())
        self._enough = max(_ENOUGH_PAGES, _ENOUGH_SHARE * self._page_count)
        self._last: tuple[tuple[Sequence[str], bool], _Votes] | None = None

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
        if document is not None:
            votes = {place: vote for place, vote in votes.items() if place[0] == document}
        strong = 0.5 * _SHARE * max((vote[0] for vote in votes.values()), default=0.0)
        totals = {
            (id, at): _get_weight(votes, id, at) + _get_weight(votes, id, at + 1)
            for (id, bucket), vote in votes.items()
            if vote[0] >= strong
            for at in (bucket - 1, bucket)
            if (id, at) in votes
        }
        least = _SHARE * max(totals.values(), default=0.0)
        likely = sorted(
            ((-total, *place) for place, total in totals.items() if total >= least),
        )
        chosen: list[tuple[int, int]] = []
        for _, id, bucket in likely:
            if not any(id == other and abs(bucket - at) < 2 for other, at in chosen):
                chosen.append((id, bucket))
            if len(chosen) == limit:
                break
        places = []
        for id, bucket in chosen:
            both = [votes[id, at] for at in (bucket, bucket + 1) if (id, at) in votes]
            _, position, offset = max(both, key=lambda vote: vote[0])
            places.append(self._make_place(id, position, offset))
        return places

    def _get_votes(self, words: Sequence[str], respelt: bool) -> _Votes:
        """The votes of all documents, kept for the next question: the same quotation is often
        looked for in one document and then in all."""
        if self._last is None or self._last[0] != (words, respelt):
            votes = self._count_votes(self._choose_voters(words, respelt))
            self._last = (words, respelt), votes
        return self._last[1]

    def _choose_voters(self, words: Sequence[str], respelt: bool) -> list[_Voter]:
        """The rarest words, as many as may be asked."""
        voters = sorted(self._list_voters(words, respelt), key=lambda voter: voter.pages)
        chosen: list[_Voter] = []
        pages = 0
        for voter in voters[:_MOST_WORDS]:
            pages += voter.pages
            if len(chosen) >= _ENOUGH_WORDS and pages > self._enough:
                break
            if pages > _MOST_PAGES:
                break
            chosen.append(voter)
        return chosen

    def _list_voters(self, words: Sequence[str], respelt: bool) -> list[_Voter]:
        count_pages = self._library.engine.count_pages_of_each
        voters: list[_Voter] = []
        misspelt: list[tuple[str, int]] = []
        frequencies = count_pages(words)
        for word, offset in _list_first_offsets(words):
            frequency = frequencies[word]
            if frequency:
                voters.append(_Voter(AnyOf(frozenset((word,))), frequency, offset))
            if len(word) >= _SHORTEST and frequency < _RARE_FREQUENCY:
                misspelt.append((word, offset))
        for word, offset in misspelt[:_MOST_RESPELT] if respelt else ():
            near = self._lexicon.find_within(word, 1 if len(word) < _LONG else 2)
            others = (spelling for spelling, _ in near if spelling != word)
            spellings = frozenset(islice(others, _SPELLINGS))
            total = sum(count_pages(spellings).values())
            if total:
                voters.append(_Voter(AnyOf(spellings), total, offset))
        return voters

    def _count_votes(self, voters: Sequence[_Voter]) -> _Votes:
        known = self._library.first_keys
        votes: _Votes = {}
        weights = [math.log(1 + self._page_count / voter.pages) for voter in voters]
        places = self._library.engine.find_places([voter.spellings for voter in voters], weights)
        for voter, weight, of_voter in zip(voters, weights, places, strict=True):
            offset = voter.offset
            for id, positions in of_voter.items():
                if id not in known:
                    continue
                for bucket, position in {(at - offset) // _BUCKET: at for at in positions}.items():
                    before = votes.get((id, bucket))
                    if before is None:
                        votes[id, bucket] = weight, position, offset
                    else:
                        votes[id, bucket] = before[0] + weight, before[1], before[2]
        return votes

    def _make_place(self, document: int, position: int, offset: int) -> Place:
        page, word = self._library.engine.locate_place(document, position)
        key = self._library.first_keys[document] + page
        in_notes = word >= NOTES_FROM
        return Place(key, word - NOTES_FROM if in_notes else word, in_notes, offset)


def _get_weight(votes: _Votes, document: int, bucket: int) -> float:
    vote = votes.get((document, bucket))
    return vote[0] if vote else 0.0


def _list_first_offsets(words: Sequence[str]) -> list[tuple[str, int]]:
    """Each word with the index at which it first occurs, those that occur once first."""
    counts = Counter(words)
    first = {word: at for at, word in reversed(list(enumerate(words)))}
    return sorted(first.items(), key=lambda pair: (counts[pair[0]], pair[1]))
