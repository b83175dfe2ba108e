"""Small files of records that would grow to gigabytes, or take minutes: one sentence each."""

from __future__ import annotations

import time

import pytest

from corpus.catalogue import find_free_key
from corpus.formats import bibtex, csl_yaml, ris
from corpus.formats.interface import FormatReading

LETTERS = "abcdefghi"


def describe(reading: FormatReading) -> str:
    return " ".join([*map(str, reading.unread), *reading.notes])


def repeat(first: str, line: str) -> str:
    """Nine lines, each of which names the one before it nine times."""
    lines = [line.format(LETTERS[at], ",".join([f"*{LETTERS[at - 1]}"] * 9)) for at in range(1, 9)]
    return "\n".join([first, *lines])


@pytest.mark.parametrize(
    "text",
    [
        repeat("- &a {id: a, type: book, x: [l, l]}", "- &{0} {{id: {0}, type: book, x: [{1}]}}"),
        repeat("- &a {id: a, type: book}", "- &{0} {{<<: [{1}], id: {0}}}"),
        "- &a {id: a, type: book, x: *a}\n",
        "- {id: a, note: &a " + "x" * 1000 + "}\n- {id: b, note: [" + "*a," * 2000 + "]}",
    ],
    ids=["anchors", "merges", "itself", "long"],
)
def test_anchors_do_not_grow(text: str) -> None:
    reading = csl_yaml.read(text)
    assert "repeats itself, through its anchors" in describe(reading)
    assert "note" not in str(reading.entries) or len(str(reading.entries)) < 100_000


@pytest.mark.parametrize("text", ["- " + "[" * 5000 + "]" * 5000, "- " + "{a: " * 3000])
def test_yaml_that_is_nested_deeply_is_told(text: str) -> None:
    assert "nested too deeply" in describe(csl_yaml.read(text))


def test_abbreviations_do_not_grow() -> None:
    grown = "\n".join(
        f"@string{{{'a' * (at + 2)} = {' # '.join(['a' * (at + 1)] * 10)}}}" for at in range(10)
    )
    text = f'@string{{a = "xxxxxxxxxx"}}\n{grown}\n@book{{k, title = aaaaaaaaaaa, year = 2001}}'
    reading = bibtex.read(text)
    assert "through abbreviations: it was left out" in describe(reading)
    assert reading.entries[0].record["issued"] == {"date-parts": [[2001]]}


def test_braces_that_are_nested_deeply_are_told() -> None:
    reading = bibtex.read(f"@book{{k, title={{{'{' * 9000}x{'}' * 9000}}}, year=2001}}")
    assert "title of “k” has braces more than 100 deep: it was left out" in describe(reading)
    assert bibtex.read("@book{k, title={" + "{" * 90 + "x" + "}" * 90 + "}}").entries


def test_many_entries_with_one_key_take_time_for_each_alone() -> None:
    begun = time.process_time()
    few = ris.read("TY  - BOOK\nTI  - x\nID  - k\nPY  - 2001\n" * 50)
    each = (time.process_time() - begun) / 50
    begun = time.process_time()
    many = ris.read("".join(f"TY  - BOOK\nTI  - x{n}\nID  - k\n" for n in range(5000)))
    assert len(many.entries) == 5000
    assert len(few.entries) == 1
    assert time.process_time() - begun < 5000 * each * 10 + 1


def test_a_free_key_is_the_next_one() -> None:
    taken: set[str] = set()
    for number in range(1, 40):
        key = find_free_key("k", taken)
        assert key == ("k" if number == 1 else f"k-{number}")
        taken.add(key)
