"""Names."""

from __future__ import annotations

import pytest

from citation.text.names import Person, read_people

TULLOCH = Person("Tulloch", "Michael H.")


@pytest.mark.parametrize(
    ("given", "dotted", "undotted", "initials"),
    [
        ("Michael H.", "Michael H.", "Michael H", "M. H."),
        ("Michael H", "Michael H.", "Michael H", "M. H."),
        ("C.-A.", "C.-A.", "C-A", "C.-A."),
        ("G.H.L.", "G. H. L.", "GHL", "G. H. L."),
        ("Jean-Luc", "Jean-Luc", "Jean-Luc", "J.-L."),
        ("Élodie", "Élodie", "Élodie", "É."),
        ("", "", "", ""),
    ],
)
def test_given_names(given: str, dotted: str, undotted: str, initials: str) -> None:
    person = Person("X", given)
    assert person.direct == f"{dotted} X".strip()
    assert person.undotted == f"{undotted} X".strip()
    assert person.inverted_initials == (f"X, {initials}" if given else "X")


def test_inverted_with_suffix() -> None:
    king = Person("King", "Martin Luther", "Jr.")
    assert king.direct == "Martin Luther King Jr."
    assert king.inverted == "King, Martin Luther, Jr."
    assert king.inverted_initials == "King, M. L., Jr."


def test_people_are_read_from_csl() -> None:
    found = read_people(
        [
            {"literal": "Toronto Police Services Board"},
            {"family": "Berg", "given": "Ana", "non-dropping-particle": "van den"},
            {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
            {},
            "nobody",
        ]
    )
    assert [person.inverted for person in found] == [
        "Toronto Police Services Board",
        "Berg, Ana van den",
        "Humboldt, Alexander von",
    ]
