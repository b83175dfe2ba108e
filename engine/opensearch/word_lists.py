"""Every word of a corpus: kept in lists, and asked for by beginning.

A list holds words that follow one another in the alphabet, a thousand at most. Each run adds lists
of the words that no list held, so that the same word may be in two where two wrote at once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from engine.opensearch.connection import Connection, Json

_WORDS = 1_000
"""In a list."""
_LISTS_AT_ONCE = 200
"""In one answer: about 2 MB."""
_KEY = 100
"""Characters of a word by which lists are found."""
_BUCKET = 2
"""Letters: the words that begin with these are fetched together, since those of a family, of which
one is asked for after the other, mostly do."""
_LAST = "\U0010ffff"


def make_lists(words: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, Json]]:
    """Lists of the words that are not among the known ones, each with its id."""
    new = sorted(set(words).difference(known))
    for at in range(0, len(new), _WORDS):
        some = new[at : at + _WORDS]
        text = " ".join(some)
        id = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        last = some[-1] if len(some[-1]) <= _KEY else some[-1][:_KEY] + _LAST
        yield id, {"first": some[0][:_KEY], "last": last, "id": id, "words": text}


class WordLists:
    """The words as they are when first asked for; what was fetched once is kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._everything: list[str] | None = None
        self._buckets: dict[str, list[str]] = {}

    def list_beginning(self, beginning: str) -> list[str]:
        """The words that begin so, in the order of their UTF-8, which is that of code points."""
        words = self._everything
        if words is None:
            bucket = beginning[:_BUCKET]
            if bucket not in self._buckets:
                self._buckets[bucket] = self._fetch(bucket)
            words = self._buckets[bucket]
            if not bucket:
                self._everything, self._buckets = words, {}
        if not beginning:
            return words
        first = bisect_left(words, beginning)
        return words[first : bisect_left(words, beginning + _LAST, first)]

    def _fetch(self, beginning: str) -> list[str]:
        body = {
            "query": _find_lists(beginning),
            "sort": ["first", "id"],
            "size": _LISTS_AT_ONCE,
            "_source": ["words"],
            "track_total_hits": False,
        }
        hits = self._connection.scroll_sorted(self._connection.names.words, body)
        lists = (hit["_source"]["words"].split(" ") for hit in hits)
        return sorted({word for some in lists for word in some if word.startswith(beginning)})


def _find_lists(beginning: str) -> dict[str, Any]:
    if not beginning:
        return {"match_all": {}}
    begun = [{"range": {"first": {"lte": beginning}}}, {"prefix": {"first": beginning}}]
    reaching = {"range": {"last": {"gte": beginning}}}
    return {"bool": {"filter": [reaching, {"bool": {"should": begun}}]}}
