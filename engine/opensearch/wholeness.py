"""Whether a cluster still holds all that was sent to it.

A node may have lost what it had taken, if all that held a copy died before the disk had it.
"""

from __future__ import annotations

from collections.abc import Mapping

from corpus.errors import CorpusError, CorpusIncomplete
from engine.opensearch.connection import Connection, is_partial

_AT_ONCE = 10_000
"""Documents of which one answer counts the pages."""


def require_whole(connection: Connection, sent: Mapping[int, tuple[int, int]]) -> None:
    """Raises CorpusError where the cluster lacks a page or a sheet of the documents with these
    numbers, each of which has so many of both; CorpusIncomplete where a part does not answer."""
    numbers = list(sent)
    for at in range(0, len(numbers), _AT_ONCE):
        some = numbers[at : at + _AT_ONCE]
        pages = _count(connection, connection.names.pages, some)
        sheets = _count(connection, connection.names.sheets, some)
        for number in some:
            if (pages.get(number, 0), sheets.get(number, 0)) != sent[number]:
                raise CorpusError(
                    f"Nodes of {connection.address} have lost some of what was written.",
                    "Run the command again: what is missing is written anew.",
                )


def _count(connection: Connection, index: str, numbers: list[int]) -> dict[int, int]:
    """How many pages or sheets there are of each of some documents, those with none left out."""
    body = {
        "query": {"terms": {"d": numbers}},
        "size": 0,
        "track_total_hits": False,
        "aggs": {"numbers": {"terms": {"field": "d", "size": len(numbers)}}},
    }
    answer = connection.search(index, body)
    if is_partial(answer):
        raise CorpusIncomplete(
            f"OpenSearch at {connection.address} did not answer as a whole.",
            "Start the nodes that are missing (`pincite cluster status`), and run the command"
            " again.",
        )
    buckets = answer["aggregations"]["numbers"]["buckets"]
    return {int(one["key"]): int(one["doc_count"]) for one in buckets}
