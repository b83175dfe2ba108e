"""Which differences are passed over, by kind."""

from __future__ import annotations

import pytest

from drafts.verdicts.harmless_differences import list_normalised_differences


@pytest.mark.parametrize(
    ("quoted", "source", "kinds"),
    [
        ("the gate was shut", "the gate was shut", []),
        ("the gate  was shut", "the gate was shut", ["spaces and line breaks"]),
        ("the gate was shut", "the gate was\nshut", ["spaces and line breaks"]),
        ("the gate was shut", "the gate¹² was shut", ["note marks left out"]),
        ("he said 'so' there", "he said “so” there", ["punctuation"]),
        ('he said "so" there', "he said “so” there", ["form of quotation marks"]),
        ("the gate-keeper", "the gate–keeper", ["form of dashes and hyphens"]),
        ("The gate was shut", "the gate was shut", ["capitals"]),
        ("the gate, was shut", "the gate was shut", ["punctuation"]),
        ("the gate was shut.", "the gate was shut", []),
        (
            "The gate,  was shut",
            "the gate was shut",
            ["spaces and line breaks", "capitals", "punctuation"],
        ),
        ("the gate was open", "the gate was shut", []),
    ],
)
def test_the_kinds_passed_over(quoted: str, source: str, kinds: list[str]) -> None:
    assert list_normalised_differences(quoted, source) == kinds
