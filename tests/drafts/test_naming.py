"""How drafts name the documents of a catalogue."""

from __future__ import annotations

import pytest

from drafts.claims.naming import Naming
from tests.drafts.test_resolve import record

NAMES = Naming(
    [
        record("board", [{"literal": "Halm Harbour Board"}], "Minutes of the public meeting", 2012),
        record("noii", [{"literal": "No One Is Illegal"}], "Often asking, always telling", 2015),
        record("roe", [{"family": "Roe"}, {"family": "Harbour"}], "A short history of Halm", 2001),
        record("asking", [{"family": "Poe"}], "Often asking, never told: A reply", 2016),
        record("volume", [], "The long winter, Volume 2", publisher="Winter Press"),
    ]
)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        # a name inside a longer one is part of it, and one that goes on behind it is not
        ("Halm Harbour Board", ["board author 0-3"]),
        ("Halm Harbour Board, Harbour", ["board author 0-3", "roe author 3-4"]),
        ("see the Halm Harbour Board", ["board author 2-5"]),
        ("the Board said", ["board author 0-2"]),
        ("HHB 2012", ["board author 0-1"]),
        ("hhb 2012", []),
        ("Roe and Harbour 2001", ["roe author 0-1", "roe author 2-3"]),
        ("roe is the eggs of a fish", []),
        ("No-One is Illegal", ["noii author 0-4"]),
        ("no one is illegal here", []),
        ("Often asking, always telling", ["noii title 0-4"]),
        ("Often asking, never told", ["asking title 0-4"]),
        ("Poe, Often asking, 3", ["asking author 0-1", "asking title 1-3", "noii title 1-3"]),
        ("The Long Winter", ["volume title 0-3"]),
        ("Winter Press", ["volume publisher 0-2"]),
        ("A short histroy of Halm", ["roe title 0-5"]),
        ("something else of Halm", []),
    ],
)
def test_a_text_names_documents(text: str, mentions: list[str]) -> None:
    keys = ["board", "noii", "roe", "asking", "volume"]
    found = {f"{keys[m.item]} {m.by} {m.start}-{m.end}" for m in NAMES.find_mentions(text)}
    assert sorted(found) == sorted(mentions)


def test_names_come_in_the_order_of_the_text_with_their_place_among_the_authors() -> None:
    found = NAMES.find_mentions("Harbour, Roe and the Halm Harbour Board")
    assert [(mention.start, mention.rank) for mention in found] == [(0, 1), (1, 0), (4, 0)]
