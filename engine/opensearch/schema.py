"""The indexes of one corpus on a cluster, and their fields.

A page is one document, routed by the document of the corpus that it belongs to. `d` is the number
of that document (`engine.opensearch.register`), `p` the 0-based page, `w` its words as pincite
folds them, running text and notes a gap apart, `over` the words on both sides of the break after
it; `b` and `n` are the positions in the document at which its running text and its notes begin.
"""

from __future__ import annotations

from typing import Any

from corpus.frozen import frozen

FORM = 1
"""Of the indexes. Those of another form are refused."""
GAP = 1000
"""Positions between running text and notes, so that no phrase goes from one to the other."""
BREAK = "|"
"""Stands for the page break in `over`; no word looks so."""
SAME_PLACE = "/"
"""Between words that stand at one place; no word holds it."""
REACH = 64
"""Words on either side of a break in `over`."""
MOST_HITS = 10_000
"""In one answer."""
_LONGEST_WORD = 8000
"""Characters; OpenSearch cuts a longer word, in the index and in a question alike."""
_MOST_VALUES = 1_000_000
"""Documents or pages that one question may name."""


@frozen
class Names:
    """The names of a corpus's indexes; each begins with "pincite-", so that nothing else on the
    cluster is ever touched."""

    name: str

    @property
    def pages(self) -> str:
        """Pages with their words and texts."""
        return f"pincite-{self.name}-pages"

    @property
    def documents(self) -> str:
        """The register of documents."""
        return f"pincite-{self.name}-documents"

    @property
    def words(self) -> str:
        """Lists of every word."""
        return f"pincite-{self.name}-words"

    @property
    def sheets(self) -> str:
        """What pages look like."""
        return f"pincite-{self.name}-sheets"

    @property
    def all(self) -> tuple[str, ...]:
        """Every one of them."""
        return (self.documents, self.pages, self.words, self.sheets)


def describe_indexes(names: Names, shards: int, replicas: int) -> dict[str, dict[str, Any]]:
    """What to create, by name.

    A register has one shard: its sequence numbers are its clock."""
    register = {
        "number_of_shards": 1,
        "number_of_replicas": replicas,
        "refresh_interval": "-1",
    }
    spread = {**register, "number_of_shards": shards}
    count = {"type": "scripted", "script": {"source": "return doc.freq * query.boost;"}}
    whitespace = {"type": "whitespace", "max_token_length": _LONGEST_WORD}
    pages = {
        **spread,
        "max_terms_count": _MOST_VALUES,
        "max_result_window": MOST_HITS,
        "similarity": {"count": count},
        "analysis": {
            "tokenizer": {"whitespace": whitespace},
            "filter": {
                "same_place": {
                    "type": "pattern_capture",
                    "preserve_original": False,
                    "patterns": [f"([^{SAME_PLACE}]+)"],
                }
            },
            "analyzer": {
                "words": {"type": "custom", "tokenizer": "whitespace", "filter": ["same_place"]}
            },
        },
    }
    text = {"type": "text", "analyzer": "words", "norms": False, "similarity": "count"}
    opaque = {"type": "object", "enabled": False}
    return {
        names.documents: _make(
            register, {"name": _KEYWORD, "state": _KEYWORD, "holders": opaque, "about": opaque}
        ),
        names.words: _make(
            register, {"first": _KEYWORD, "last": _KEYWORD, "id": _KEYWORD, "words": opaque}
        ),
        names.sheets: _make(
            spread, {"d": {"type": "long"}, "at": {"type": "integer"}, "data": opaque}
        ),
        names.pages: _make(
            pages,
            {
                "d": {"type": "long"},
                "p": {"type": "integer"},
                "b": {"type": "long"},
                "n": {"type": "long"},
                "w": {**text, "position_increment_gap": GAP},
                "over": text,
                "row": opaque,
            },
        ),
    }


_KEYWORD = {"type": "keyword"}


def _make(settings: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    """`_source` keeps every field: to leave one out OpenSearch would write each document again,
    and keep the first form of it, too."""
    mappings: dict[str, Any] = {"dynamic": "false", "_meta": {"form": FORM}, "properties": fields}
    return {"settings": {"index": settings}, "mappings": mappings}
